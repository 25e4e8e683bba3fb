"""Files of every kind, built here: what is read, what is refused, and that the rest goes on."""

import csv
import datetime as dt
import gzip
import io
import json
import zipfile
from email.message import EmailMessage

import pytest

# ruff: noqa: E501 - feeds are long lines
from fakes import TEXT
from waqai.errors import InputError
from waqai.ingest.document import Options
from waqai.ingest.limits import Limits
from waqai.ingest.paths import READERS, read
from waqai.ingest.sitemap import parse_sitemap
from waqai.models import Article

DAY = dt.date(2022, 10, 27)
ROW = {
    "id": "7",
    "title": "عنوان",
    "text": TEXT,
    "published": "2022-10-27",
    "publisher": "وقائع",
    "url": "https://x.org/7",
}
PAGE = f"<html><head><title>عنوان</title></head><body><h1>عنوان</h1>{''.join(f'<p>{TEXT} رقم {n}.</p>' for n in range(9))}</body></html>"


def one(path, **kwargs):
    [found] = read([str(path)], **kwargs)
    assert isinstance(found, Article), found
    return found


def refused(path, **kwargs):
    [found] = read([str(path)], **kwargs)
    assert isinstance(found, InputError)
    return found


@pytest.mark.parametrize(("name", "delimiter"), [("n.csv", ","), ("n.csv", ";"), ("n.tsv", "\t")])
def test_tables_find_their_columns(tmp_path, name, delimiter):
    with (tmp_path / name).open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, list(ROW), delimiter=delimiter)
        writer.writeheader()
        writer.writerow({**ROW, "text": TEXT + '\nسطر؛ ثان, و"مقتبس"'})
    found = one(tmp_path / name)
    assert (found.id, found.title, found.published, found.url) == ("7", "عنوان", DAY, "https://x.org/7")
    assert found.text == TEXT + '\nسطر؛ ثان, و"مقتبس"'


def test_columns_can_be_mapped(tmp_path):
    (tmp_path / "n.csv").write_text(f"a,b\n{TEXT},2022-10-27\n", encoding="utf8")
    assert "--column text=body" in str(refused(tmp_path / "n.csv"))
    found = one(tmp_path / "n.csv", options=Options(columns={"text": "a", "published": "b"}))
    assert (found.text, found.published) == (TEXT, DAY)
    assert "no column «c»; there are: a, b" in str(refused(tmp_path / "n.csv", options=Options(columns={"text": "c"})))


def test_a_bad_row_names_its_line_and_the_rest_goes_on(tmp_path):
    (tmp_path / "n.csv").write_text(f"text,date\n{TEXT},never\n{TEXT},2022-10-27\n", encoding="utf8")
    bad, good = read([str(tmp_path / "n.csv")])
    assert str(bad).startswith(f"{tmp_path / 'n.csv'}:2: published") and good.published == DAY


def test_parquet(tmp_path):
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows = [{"headline": "عنوان", "body": TEXT, "date": DAY}, {"headline": None, "body": TEXT, "date": None}]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "n.parquet")
    first, second = read([str(tmp_path / "n.parquet")])
    assert (first.title, first.published, second.title, second.text) == ("عنوان", DAY, None, TEXT)
    (tmp_path / "n.parquet").write_bytes(b"PAR1 no")
    assert refused(tmp_path / "n.parquet").reason == "broken"


def test_a_mail_is_an_article(tmp_path):
    message = EmailMessage()
    message["Subject"], message["From"] = "عنوان", "وقائع <news@x.org>"
    message["Date"] = "Thu, 27 Oct 2022 01:00:00 +0300"
    message.set_content(TEXT)
    message.add_alternative(PAGE, subtype="html")
    (tmp_path / "m.eml").write_bytes(message.as_bytes())
    found = one(tmp_path / "m.eml")
    assert (found.title, found.publisher, found.published) == ("عنوان", "وقائع", DAY) and TEXT in found.text


def feed(items):
    return (
        f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>وقائع</title>{items}</channel></rss>'
    )


ITEM = f"<item><title>عنوان</title><link>https://x.org/7</link><description>&lt;p&gt;{TEXT}&lt;/p&gt;</description><pubDate>Thu, 27 Oct 2022 00:30:00 +0300</pubDate></item>"
ATOM = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>وقائع</title><entry><id>7</id><title>عنوان</title><link href="https://x.org/7"/><updated>2022-10-27T00:30:00+03:00</updated><content type="html">&lt;p&gt;{TEXT}&lt;/p&gt;</content></entry></feed>'
JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "وقائع",
        "items": [
            {
                "id": "7",
                "url": "https://x.org/7",
                "title": "عنوان",
                "content_html": f"<p>{TEXT}</p>",
                "date_published": "2022-10-27T00:30:00+03:00",
            }
        ],
    }
)


@pytest.mark.parametrize(
    "data",
    [
        feed(ITEM).encode(),
        feed(ITEM)[:-30].encode(),
        feed(ITEM.replace("عنوان", "عنوان &nbsp;")).encode(),
        feed(ITEM).replace("utf-8", "windows-1256").encode("windows-1256"),
        feed(ITEM).encode("windows-1256"),
        ATOM.encode(),
        JSON.encode(),
    ],
    ids=["rss", "cut-off", "wrong-entity", "old-encoding", "wrong-encoding", "atom", "json"],
)
def test_feeds_and_broken_ones(tmp_path, data):
    (tmp_path / "f.rss").write_bytes(data)
    found = one(tmp_path / "f.rss")
    assert (found.title.strip(), found.text, found.publisher) == ("عنوان", TEXT, "وقائع")
    assert (found.url, found.published) == ("https://x.org/7", DAY)


def test_what_is_no_feed_is_refused(tmp_path):
    (tmp_path / "f.rss").write_text("<html><body>404</body></html>", encoding="utf8")
    assert refused(tmp_path / "f.rss").reason == "not-a-feed"


def test_xml_of_news(tmp_path):
    nitf = f"<nitf><head><title>س</title></head><body><body.head><hedline><hl1>عنوان</hl1></hedline><dateline/></body.head><body.content><p>{TEXT}</p><p>سطر</p></body.content></body></nitf>"
    (tmp_path / "a.xml").write_text(nitf, encoding="utf8")
    (tmp_path / "b.xml").write_text(
        f"<news><article id='1'><headline>أ</headline><date>2022-10-27</date><text>{TEXT}</text></article><article id='2'><text/></article></news>",
        encoding="utf8",
    )
    (tmp_path / "c.xml").write_text(feed(ITEM), encoding="utf8")
    (tmp_path / "d.xml").write_text("<urlset><url><loc>https://x.org</loc></url></urlset>", encoding="utf8")
    assert one(tmp_path / "a.xml").text == f"{TEXT}\nسطر" and one(tmp_path / "a.xml").title == "عنوان"
    assert one(tmp_path / "c.xml").published == DAY
    assert refused(tmp_path / "d.xml").reason == "not-articles"
    first, second = read([str(tmp_path / "b.xml")])
    assert (first.id, first.published, second.reason) == ("1", DAY, "empty")


def test_gzip_and_zip_are_read_by_what_they_pack(tmp_path):
    (tmp_path / "n.jsonl.gz").write_bytes(gzip.compress(json.dumps(ROW).encode()))
    with zipfile.ZipFile(tmp_path / "n.zip", "w") as archive:
        archive.writestr("b/two.txt", TEXT)
        archive.writestr("a.png", b"\x89PNG")
        archive.writestr("c.jsonl", json.dumps(ROW))
    assert one(tmp_path / "n.jsonl.gz").id == "7"
    picture, two, row = read([str(tmp_path / "n.zip")])
    assert picture.reason == "unknown-format" and (two.id, row.id) == ("b/two", "7")


def test_bombs_nesting_and_long_lines_end_with_a_reason(tmp_path):
    small = Options(limits=Limits(document=1000, line=1000, member=10_000, members=3))
    (tmp_path / "bomb.txt.gz").write_bytes(gzip.compress(b"a" * 1_000_000))
    (tmp_path / "bomb.jsonl.gz").write_bytes(gzip.compress(b"{}\n" * 1_000_000))
    (tmp_path / "cut.jsonl.gz").write_bytes(gzip.compress(json.dumps(ROW).encode() * 50)[:-20])
    (tmp_path / "no.gz.zip").write_bytes(b"PK no")
    (tmp_path / "long.jsonl").write_text("x" * 5000 + "\n" + json.dumps(ROW) + "\n", encoding="utf8")
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("x.txt", TEXT)
    nested = inner.getvalue()
    for _ in range(3):
        outer = io.BytesIO()
        with zipfile.ZipFile(outer, "w") as archive:
            archive.writestr("in.zip", nested)
        nested = outer.getvalue()
    (tmp_path / "nested.zip").write_bytes(nested)
    assert refused(tmp_path / "bomb.txt.gz", options=small).reason == "too-large"
    assert list(read([str(tmp_path / "bomb.jsonl.gz")], options=small))[-1].reason == "too-large"
    assert list(read([str(tmp_path / "cut.jsonl.gz")]))[-1].reason in ("broken", "unreadable")
    assert refused(tmp_path / "no.gz.zip").reason == "broken"
    assert refused(tmp_path / "nested.zip").reason == "too-large"
    long, good = read([str(tmp_path / "long.jsonl")], options=small)
    assert long.reason == "too-large" and good.id == "7"


def damaged(data):
    """Packed data with bytes in the middle overwritten, so that unpacking itself fails."""
    middle = len(data) // 2
    return data[:middle] + bytes(b ^ 0xFF for b in data[middle : middle + 20]) + data[middle + 20 :]


def test_damaged_packed_data_end_with_a_reason(tmp_path):
    rows = "".join(json.dumps({**ROW, "text": f"{TEXT} {n * n}"}) + "\n" for n in range(500)).encode()
    (tmp_path / "n.jsonl.gz").write_bytes(damaged(gzip.compress(rows)))
    assert list(read([str(tmp_path / "n.jsonl.gz")]))[-1].reason == "broken"
    urls = "".join(f"<url><loc>https://x.org/{n * n}</loc></url>" for n in range(500))
    with pytest.raises(InputError) as caught:
        parse_sitemap(damaged(gzip.compress(f"<urlset>{urls}</urlset>".encode())), where="map")
    assert caught.value.reason == "broken"
    with pytest.raises(InputError) as caught:
        parse_sitemap(gzip.compress(bytes(10_000)), where="map", limit=1000)
    assert caught.value.reason == "too-large"


def warc(*responses):
    out = io.BytesIO()
    for number, (status, content_type, body) in enumerate(responses):
        http = (
            f"HTTP/1.1 {status} X\r\nContent-Type: {content_type}\r\nContent-Length: {len(body)}\r\n\r\n".encode()
            + body
        )
        head = (
            "WARC/1.0\r\nWARC-Type: response\r\n"
            f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012d}>\r\n"
            f"WARC-Target-URI: https://x.org/{number}\r\nWARC-Date: 2022-10-27T00:00:00Z\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
        )
        out.write(head.encode() + http + b"\r\n\r\n")
    return out.getvalue()


@pytest.mark.parametrize("packed", [False, True])
def test_web_archives_give_arabic_pages_and_reasons(tmp_path, packed):
    english = b"<html><body>" + b"<p>The president met the minister.</p>" * 40 + b"</body></html>"
    persian = (
        "<html><body>" + "<p>رئیس جمهور ایران گفت که این کشور پیشنهاد را می‌پذیرد</p>" * 40 + "</body></html>"
    ).encode()
    data = warc(
        (200, "text/html; charset=utf-8", PAGE.encode()),
        (200, "text/html", PAGE.encode("windows-1256")),
        (404, "text/html", PAGE.encode()),
        (200, "image/png", b"\x89PNG"),
        (200, "text/html", english),
        (200, "text/html", persian),
    )
    path = tmp_path / ("n.warc.gz" if packed else "n.warc")
    path.write_bytes(gzip.compress(data) if packed else data)
    found = list(read([str(path)]))
    assert [item.url if isinstance(item, Article) else item.reason for item in found] == [
        "https://x.org/0", "https://x.org/1", "http-status", "not-html", "language", "language",
    ]  # fmt: skip
    assert found[0].text == found[1].text


def test_a_broken_archive_keeps_what_came_before(tmp_path):
    data = warc((200, "text/html", PAGE.encode()), (200, "text/html", PAGE.encode()))
    (tmp_path / "n.warc").write_bytes(data[: len(data) * 3 // 4])
    found = list(read([str(tmp_path / "n.warc")]))
    assert isinstance(found[0], Article)


def test_every_suffix_has_a_reader_that_survives_nonsense(tmp_path):
    for suffix in READERS:
        for nonsense in (b"", b"\x00" * 50, b"\xff\xfe\xfd", b"<<<>>>", b"{" * 100, b'"', "نص".encode("cp1256")):
            path = tmp_path / f"x{suffix}"
            path.write_bytes(nonsense)
            for item in read([str(path)]):
                assert isinstance(item, Article | InputError)
