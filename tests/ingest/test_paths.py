import datetime as dt
import io
import json

import pytest

from fakes import TEXT
from waqai.errors import InputError
from waqai.ingest.page import article_of_page, read_page
from waqai.ingest.paths import Defaults, count, read
from waqai.models import Article

PAGE = """<html lang="ar"><head><meta charset="{charset}"><title>خبر</title>
<meta property="article:published_time" content="2022-10-27T10:00:00+03:00">
<meta property="og:site_name" content="وقائع">
</head><body><nav>الرئيسية اتصل بنا</nav><article><h1>خبر</h1>{body}</article></body></html>"""
BODY = "".join(
    f"<p>استقبل الرئيس المصري نظيره التركي في القاهرة وبحثا العلاقات بين البلدين، وفق البيان رقم {n}.</p>"
    for n in range(5)
)


def texts(items):
    return [item.text if isinstance(item, Article) else str(item) for item in items]


def test_a_text_file_is_one_article_named_after_it(tmp_path):
    (tmp_path / "one.txt").write_bytes(b"\xef\xbb\xbf" + f"{TEXT}\r\nسطر".encode())
    [article] = read([str(tmp_path / "one.txt")])
    assert (article.id, article.text) == ("one", f"{TEXT}\r\nسطر")


def test_a_broken_line_names_file_and_line_and_the_rest_goes_on(tmp_path):
    file = tmp_path / "news.jsonl"
    lines = [
        json.dumps({"text": "أ"}),
        "",
        "{broken",
        '{"title": "no text"}',
        "[1]",
        '{"text": "\\ud800"}',
        json.dumps({"id": 5, "text": "ب"}),
    ]
    file.write_text("\n".join(lines), encoding="utf8")
    with file.open("ab") as stream:
        stream.write(b'\n{"text": "\xff"}\n' + b'{"text": ' + b"[" * 100_000)
    found = list(read([str(file)]))
    assert [type(item) for item in found] == [
        Article,
        InputError,
        InputError,
        InputError,
        Article,
        Article,
        InputError,
        InputError,
    ]
    assert [str(found[i]).startswith(f"{file}:{line}: ") for i, line in ((1, 3), (2, 4), (3, 5), (6, 8), (7, 9))] == [
        True
    ] * 5
    assert "not valid JSON" in str(found[1]) and "text: Field required" in str(found[2])
    assert found[4].text == "\ufffd" and found[5].id == "5"


def test_a_folder_gives_what_can_be_read_in_a_fixed_order(tmp_path):
    (tmp_path / "2022").mkdir()
    for name in ("b.txt", "2022/a.txt", ".hidden.txt", "notes.md"):
        (tmp_path / name).write_text(TEXT, encoding="utf8")
    found = list(read([str(tmp_path)]))
    assert [article.id for article in found] == ["2022/a", "b"]
    assert count([str(tmp_path)]) == 2


@pytest.mark.parametrize("name", ["missing.txt", "missing.jsonl", "missing.html", "picture.png", "no-suffix"])
def test_what_cannot_be_read_is_an_error_and_not_the_end(tmp_path, name):
    (tmp_path / "good.txt").write_text(TEXT, encoding="utf8")
    bad, good = read([str(tmp_path / name), str(tmp_path / "good.txt")])
    assert isinstance(bad, InputError) and name in str(bad) and good.text == TEXT


def test_an_old_encoding_is_refused_with_advice(tmp_path):
    (tmp_path / "old.txt").write_bytes(TEXT.encode("windows-1256"))
    (tmp_path / "wide.txt").write_text(TEXT, encoding="utf-16")
    old, wide = read([str(tmp_path / "old.txt"), str(tmp_path / "wide.txt")])
    assert "iconv -f windows-1256" in str(old) and wide.text == TEXT


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (TEXT, [TEXT]),
        (f"\n\n{TEXT}\nسطر", [f"\n\n{TEXT}\nسطر"]),
        ('\n{"text": "أ"}\n{"text": "ب"}\n', ["أ", "ب"]),
        ('\ufeff{"text": "أ"}', ["أ"]),
        ('{"text": "أ"}\nخطأ', ["أ", "stdin:2: not valid JSON: Expecting value (column 1)"]),
        ("", [""]),
    ],
)
def test_stdin_is_lines_of_json_or_one_text(data, found):
    assert texts(read(["-"], stdin=io.BytesIO(data.encode()))) == found


def test_defaults_fill_gaps_only(tmp_path):
    file = tmp_path / "news.jsonl"
    file.write_text('{"text": "أ"}\n{"text": "ب", "published": "2020-01-02", "publisher": "س"}', encoding="utf8")
    one, two = read([str(file)], defaults=Defaults(published="2022-10-27", publisher="وقائع"))
    assert (one.published, one.publisher) == (dt.date(2022, 10, 27), "وقائع")
    assert (two.published, two.publisher) == (dt.date(2020, 1, 2), "س")
    assert one.id == Article(text="أ").id


@pytest.mark.parametrize("charset", ["utf-8", "windows-1256"])
def test_a_page_gives_its_article_without_its_menu(tmp_path, charset):
    (tmp_path / "page.html").write_bytes(PAGE.format(charset=charset, body=BODY).encode(charset))
    [article] = read([str(tmp_path / "page.html")])
    assert article.text.count("استقبل") == 5 and "اتصل" not in article.text
    assert (article.id, article.title, article.publisher, article.published) == (
        "page",
        "خبر",
        "وقائع",
        dt.date(2022, 10, 27),
    )


@pytest.mark.parametrize(
    ("html", "day"),
    [
        ('<script type="application/ld+json">{"datePublished": "2022-10-27T01:00"}</script>', "2022-10-27"),
        ('<meta content="2022-10-27" name="publish-date">', "2022-10-27"),
        ('<time itemprop="datePublished" datetime="2022-10-27">', "2022-10-27"),
        ("<p>27 تشرين الأول 2022</p>", None),
    ],
)
def test_only_stated_days_of_publication_count(html, day):
    body = "<p>" + "استقبل الرئيس المصري نظيره التركي في القاهرة. " * 8 + "</p>"
    page = read_page(f"<html><head>{html}</head><body>{html}{body}</body></html>", where="x.html")
    assert (page.published and page.published.isoformat()) == day


def test_a_page_without_text_is_an_error():
    with pytest.raises(InputError, match=r"^x\.html: no article text"):
        article_of_page("<html><body></body></html>", where="x.html")
