"""Hostile inputs, each made here: name -> file name, what is in it, and the reasons with which it may end.

"article" among the reasons means that it may also be read as one: strange, but harmless.
"""

# ruff: noqa: E501 - markup is long lines
# fmt: off
import gzip
import io
import json
import random
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass

TEXT = "استدعت الرباط سفيرها لدى باريس للتشاور، وقال وزير الخارجية إن الخطوة جاءت بعد تصريحات أدلى بها مسؤول فرنسي أمس."
BODY = "".join(f"<p>{TEXT} وهذه هي الفقرة رقم {n} من الخبر.</p>" for n in range(6))
ROW = {"id": "1", "title": "عنوان", "text": f"{TEXT} {TEXT}", "published": "2023-02-01"}
LINE = json.dumps(ROW).encode() + b"\n"
OK = "article"
BIG = 1_000_000


@dataclass(frozen=True)
class Case:
    name: str
    make: Callable[[], bytes]
    ends: frozenset


CASES: dict[str, Case] = {}


def case(title, name, make, *ends):
    assert title not in CASES, title
    CASES[title] = Case(name, make if callable(make) else (lambda: make), frozenset(ends))


def row(**more):
    return json.dumps({**ROW, **more}).encode() + b"\n"


def html(body=BODY, head="", title="عنوان"):
    return f"<html lang='ar'><head><meta charset='utf-8'><title>{title}</title>{head}</head><body><h1>عنوان</h1>{body}</body></html>".encode()


def zipped(members, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", method) as archive:
        warnings.simplefilter("ignore")  # names that stand twice are meant
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def nested(depth, data=b"", suffix="zip"):
    for n in range(depth):
        data = zipped([(f"in.{suffix}" if n else "in.txt", data)])
    return data


def patched(data, find, put, every=True):
    assert find in data
    return data.replace(find, put) if every else data.replace(find, put, 1)


def zeros(megabytes):
    """A gzip file that unpacks to so much, made without holding it."""
    packer, block, out = zlib.compressobj(9, zlib.DEFLATED, 31), bytes(BIG), []
    out.extend(packer.compress(block) for _ in range(megabytes))
    return b"".join([*out, packer.flush()])


def damaged(data):
    middle = len(data) // 2
    return data[:middle] + bytes(b ^ 0xFF for b in data[middle : middle + 20]) + data[middle + 20 :]


NOISE = random.Random(1).randbytes(5000)
ROWS = b"".join(row(id=str(n), text=f"{TEXT} {n * n} {TEXT}") for n in range(300))
PACKED = gzip.compress(ROWS)
ZIP = zipped([("a.jsonl", ROWS)])

# gzip
case("gzip cut off", "a.jsonl.gz", PACKED[:-500], "broken", OK)
case("gzip damaged in the middle", "a.jsonl.gz", damaged(PACKED), "broken", "unreadable", OK)
case("gzip with a wrong checksum", "a.jsonl.gz", PACKED[:-8] + b"\0" * 4 + PACKED[-4:], "broken", OK)
case("gzip that lies about its length", "a.jsonl.gz", PACKED[:-4] + b"\xff" * 4, "broken", OK)
case("gzip followed by noise", "a.jsonl.gz", PACKED + NOISE, "broken", OK)
case("gzip header and no more", "a.jsonl.gz", PACKED[:10], "broken")
case("gzip of no bytes at all", "a.jsonl.gz", b"")
case("gzip that packs nothing", "a.txt.gz", gzip.compress(b""), "unreadable", "empty", OK)
case("gzip that is none", "a.txt.gz", NOISE, "broken")
case("gzip bomb of one text", "a.txt.gz", lambda: zeros(300), "too-large")
case("gzip bomb of a page", "a.html.gz", lambda: zeros(100), "too-large")
case("gzip bomb of a table", "a.csv.gz", lambda: zeros(100), "too-large")
case("gzip bomb of a mail", "a.eml.gz", lambda: zeros(100), "too-large")
case("gzip bomb of one line", "a.jsonl.gz", lambda: zeros(150), "too-large")
case("gzip in gzip in gzip", "a.txt.gz.gz.gz", gzip.compress(gzip.compress(gzip.compress(TEXT.encode()))), "too-large")
case("gzip without a format inside", "a.gz", gzip.compress(TEXT.encode()), "unknown-format")
case("gzip of an unknown format", "a.exe.gz", gzip.compress(NOISE), "unknown-format")

# zip
case("zip cut off", "a.zip", ZIP[: len(ZIP) // 2], "broken")
case("zip without its directory", "a.zip", ZIP[:-60], "broken")
case("zip that is noise", "a.zip", b"PK\x03\x04" + NOISE, "broken")
case("zip of no bytes at all", "a.zip", b"", "broken")
case("zip damaged in the middle", "a.zip", damaged(ZIP), "broken", "unreadable", OK, "too-short")
case("zip with a wrong checksum", "a.zip", patched(ZIP, struct.pack("<I", zlib.crc32(ROWS)), b"\1\2\3\4"), "broken", OK)
case(
    "zip with an unknown method",
    "a.zip",
    patched(zipped([("a.txt", TEXT)], 0), b"PK\x01\x02\x14\x03\x14\0\0\0\0\0", b"PK\x01\x02\x14\x03\x14\0\0\0\x63\0"),
    "broken",
)
case(
    "zip that is locked",
    "a.zip",
    patched(zipped([("a.txt", TEXT)], 0), b"PK\x01\x02\x14\x03\x14\0\0\0", b"PK\x01\x02\x14\x03\x14\0\1\0"),
    "broken",
)
case("zip bomb of one text", "a.zip", lambda: zipped([("a.txt", bytes(100 * BIG))]), "too-large")
case("zip bomb of many texts", "a.zip", lambda: zipped([(f"{n}.txt", bytes(25 * BIG)) for n in range(4)]), "too-large")
case("zips in one another", "a.zip", lambda: nested(5, TEXT.encode()), "too-large")
case("zip in gzip in zip", "a.zip", zipped([("b.zip.gz", gzip.compress(zipped([("a.txt", TEXT)])))]), "too-large")
case("zip that leaves its folder", "a.zip", zipped([("../../../../tmp/waqai-hostile.txt", TEXT)]), OK, "too-short")
case("zip of an absolute path", "a.zip", zipped([("/tmp/waqai-hostile.txt", TEXT)]), OK, "too-short")
case(
    "zip of 20,000 empty members",
    "a.zip",
    lambda: zipped([(f"{n}.json", b"") for n in range(20_000)]),
    "unknown-format",
)
case("zip of members with one name", "a.zip", zipped([("a.txt", TEXT), ("a.txt", TEXT)]), OK, "too-short")
case(
    "zip of odd names",
    "a.zip",
    zipped([("\u202egnp.txt", TEXT), ("a\n.txt", TEXT), (".txt", TEXT), ("x" * 3000 + ".txt", TEXT)]),
    OK,
    "unknown-format", "too-short")
case(
    "zip that claims a huge member",
    "a.zip",
    patched(ZIP, struct.pack("<I", len(ROWS)), b"\xff\xff\xff\x7f"),
    "broken",
    "unreadable",
    OK,
)

# JSON lines
case("line of 100 MB", "a.jsonl", lambda: b'{"text": "' + b"a" * (100 * BIG) + b'"}\n' + LINE, "too-large", OK)
case("line of 100 MB without an end", "a.jsonl", lambda: b"x" * (100 * BIG), "too-large")
case("a million blank lines", "a.jsonl", b"\n" * BIG)
case("100,000 lines that are no JSON", "a.jsonl", b"{\n" * 100_000, "unreadable")
case("brackets 100,000 deep", "a.jsonl", b'{"text": ' + b"[" * 100_000 + b"\n", "unreadable")
case("objects 100,000 deep", "a.jsonl", b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "unreadable")
case("number of 100,000 digits", "a.jsonl", b'{"text": ' + b"9" * 100_000 + b"}\n", "unreadable")
case("a list where an object is due", "a.jsonl", b"[1, 2]\n", "unreadable")
case("text that is a number", "a.jsonl", b'{"text": 5}\n', "unreadable")
case("text that is null", "a.jsonl", b'{"text": null}\n', "unreadable")
case("text that is an object", "a.jsonl", b'{"text": {"a": 1}}\n', "unreadable")
case("id that is an object", "a.jsonl", row(id={"a": 1}), "unreadable")
case("a day that never was", "a.jsonl", row(published="2023-02-30"), "unreadable")
case("a day in the year 0", "a.jsonl", row(published="0000-01-01"), "unreadable")
case("a day 10^30 seconds away", "a.jsonl", row(published=10**30), "unreadable")
case("half a surrogate pair", "a.jsonl", b'{"text": "\\ud800 ' + b"abc " * 30 + b'"}\n', "unreadable", "language", OK)
case("null characters in a text", "a.jsonl", row(text=TEXT.replace(" ", "\x00") * 3), OK, "too-short", "language")
case("lines in UTF-16 without a mark", "a.jsonl", LINE.decode().encode("utf-16-le"), "unreadable")
case("bytes that are no UTF-8", "a.jsonl", b'{"text": "\xff\xfe\xfd"}\n', "unreadable")
case("a mark before every line", "a.jsonl", b"".join(b"\xef\xbb\xbf" + LINE for _ in range(3)), OK, "unreadable")
case("headline of 10 MB", "a.jsonl", lambda: row(title="عنوان طويل " * 900_000), "too-large")
case("text that is one word of 5 MB", "a.jsonl", lambda: row(text="ب" * 5 * BIG), "too-short", "too-large", "language")
case("text of a million brackets", "a.jsonl", lambda: row(text="«(" * BIG), "too-large", "language", "unreadable")
case(
    "text of marks alone", "a.jsonl", row(text="\u200f\u202e\u200b\u0640" * 1000), "language", "too-short", "unreadable", OK)
case("address of 1 MB", "a.jsonl", lambda: row(url="https://x.org/" + "a" * BIG), OK, "unreadable")
case("address that is none", "a.jsonl", row(url="http://[::1"), OK, "unreadable")

# texts
case("text in UTF-16 with an odd byte", "a.txt", b"\xff\xfe" + TEXT.encode("utf-16-le") + b"\x06", "unreadable")
case("text in windows-1256 that says nothing", "a.txt", TEXT.encode("windows-1256"), "unreadable")
case("text that is a mark alone", "a.txt", b"\xef\xbb\xbf", "unreadable", "language")
case("text of 25 MB", "a.txt", lambda: b"a " * 12_500_000, "too-large")
case("text of null bytes", "a.txt", bytes(BIG), "language", "unreadable", "too-large")
case(
    "text with a third of its bytes lost",
    "a.txt",
    bytes(b for n, b in enumerate(TEXT.encode() * 9) if n % 3),
    "unreadable",
    "language",
)

# pages
case(
    "a million tags",
    "a.html",
    lambda: html("<b>ا</b>" * (BIG // 2)),
    OK,
    "unreadable",
    "too-large",
    "too-short",
    "boilerplate",
    "broken",
)
case("a million tags that never close", "a.html", lambda: html("<i>" * BIG), "unreadable", "broken", "too-large")
case("boxes 100,000 deep", "a.html", lambda: html("<div>" * 100_000 + TEXT), OK, "unreadable", "too-short", "broken", "too-large")
case(
    "tables 2,000 deep",
    "a.html",
    lambda: html("<table><tr><td>" * 2000 + TEXT + "</td></tr></table>" * 2000),
    OK,
    "unreadable",
    "too-short",
)
case("lists 3,000 deep", "a.html", lambda: html("<ul><li>" * 3000 + TEXT), OK, "unreadable", "too-short")
case("title of 10 MB", "a.html", lambda: html(title="ع " * 3_300_000), OK, "too-large", "unreadable")
case("title of 100,000 bars", "a.html", lambda: html(title="أ - " * 100_000), OK, "too-large")
case("attribute of 5 MB", "a.html", lambda: html(f"<div class='{'read ' * BIG}'>{BODY}</div>"), OK, "unreadable")
case(
    "100,000 attributes",
    "a.html",
    lambda: html("<p " + " ".join(f"a{n}=1" for n in range(100_000)) + f">{BODY}"),
    "too-large",
)
case(
    "100,000 links", "a.html", lambda: html(BODY + "<a href='/x/2'>خبر</a>" * 100_000), "too-large", OK, "boilerplate", "unreadable"
)
case("50,000 times", "a.html", lambda: html("<time datetime='2023-99-99'>x</time>" * 50_000 + BODY), "too-large", OK, "unreadable")
case("50,000 meta elements", "a.html", lambda: html(head="<meta name='date' content='soon'>" * 50_000), OK)
case(
    "table of 100,000 cells",
    "a.html",
    lambda: html("<table><tr>" + "<td>خبر</td>" * 100_000 + "</table>"),
    "too-large", OK,
    "boilerplate",
    "unreadable",
    "too-short",
)
case("comment that never ends", "a.html", html("<!--" + BODY), "unreadable", OK, "too-short")
case("script that never ends", "a.html", html("<script>" + BODY), "unreadable", OK, "too-short")
case("nothing but scripts", "a.html", html("<script>var a = 1;</script>" * 1000), "unreadable", "too-short")
case("no tags at all", "a.html", (TEXT * 3).encode(), OK, "unreadable", "too-short")
case("page of no bytes", "a.html", b"", "unreadable", "broken")
case("page of noise", "a.html", NOISE, "unreadable", "language", "broken", "too-short", "boilerplate")
case("page of null bytes", "a.html", bytes(BIG), "unreadable", "language", "broken")
case("null bytes between letters", "a.html", html().replace(b"\xd8", b"\x00\xd8"), OK, "too-short")
case(
    "two encodings in one page",
    "a.html",
    html() + BODY.encode("windows-1256") + BODY.encode("iso-8859-6", "replace"),
    OK,
    "boilerplate",
)
case("encoding that does not exist", "a.html", html().replace(b"utf-8", b"utf-99"), OK)
case("encoding declared as UTF-7", "a.html", html().replace(b"utf-8", b"utf-7"), OK)
case(
    "encoding declared as a codec that is none for text",
    "a.html",
    BODY.encode("windows-1256").join([b"<meta charset='base64'>", b""]),
    OK,
    "unreadable",
)
case(
    "page in UTF-16 without a mark",
    "a.html",
    html().decode().encode("utf-16-le"),
    OK,
    "unreadable",
    "language",
    "too-short",
)
case(
    "page in UTF-32",
    "a.html",
    html().decode().encode("utf-32"),
    OK,
    "unreadable",
    "language",
    "too-short",
    "boilerplate",
)
case("entities in entities", "a.html", html("<p>" + "&amp;" * 50_000 + "lt;b&amp;gt;</p>" + BODY), OK, "boilerplate")
case("characters that do not exist", "a.html", html("<p>&#99999999; &#xD800; &#0; &#x110000;</p>" + BODY), OK)
case("text that runs both ways", "a.html", html("<p>" + "\u202e\u202d\u2066\u2069" * 20_000 + f"</p>{BODY}"), OK)
case(
    "JSON-LD of 5 MB",
    "a.html",
    lambda: html(
        head='<script type="application/ld+json">{"@type": "NewsArticle", "headline": "' + "a" * 5 * BIG + '"}</script>'
    ),
    OK,
    "too-large",
    "unreadable",
)
case(
    "JSON-LD 50,000 deep",
    "a.html",
    lambda: html(head='<script type="application/ld+json">' + '{"@graph":[' * 50_000 + "</script>"),
    OK,
)
case(
    "10,000 pieces of JSON-LD",
    "a.html",
    lambda: html(
        head='<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": 5}</script>' * 10_000
    ),
    OK,
)
case(
    "JSON-LD of the wrong kinds",
    "a.html",
    html(
        head='<script type="application/ld+json">[null, 5, {"@type": {"a": 1}, "headline": [[]], "datePublished": {"name": 7}, "publisher": [], "url": 5}]</script>'
    ),
    OK,
)
case("canonical address that is code", "a.html", html(head="<link rel=canonical href='javascript:alert(1)'>"), OK)
case("canonical address that is none", "a.html", html(head="<link rel=canonical href='http://[::1'>"), OK, "unreadable")
case(
    "XML declaration that never ends",
    "a.html",
    b"<?xml version='1.0' " + html(),
    OK,
    "unreadable",
    "broken",
    "language",
)
case("words of a box 100,000 times", "a.html", lambda: html("<div>اقرأ أيضا</div>" * 100_000 + BODY), "too-large", OK, "unreadable")
case(
    "class names that look like furniture",
    "a.html",
    html(f"<div class='{'-ad' * 50_000}'>{BODY}</div>"),
    OK,
    "unreadable",
)

# feeds and XML
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
case(
    "billion laughs",
    "a.xml",
    f'<!DOCTYPE r [<!ENTITY l0 "ها">{LAUGHS}]><article><text>&l11;</text></article>'.encode(),
    "empty",
    "broken",
    "not-articles",
    "language",
    OK,
)
case(
    "billion laughs in a feed",
    "a.rss",
    f'<!DOCTYPE rss [<!ENTITY l0 "ها">{LAUGHS}]><rss version="2.0"><channel><title>t</title><item><title>&l11;</title><description>{TEXT}</description></item></channel></rss>'.encode(),
    "not-a-feed",
    OK,
    "too-short",
)
case(
    "one entity 100,000 times",
    "a.xml",
    f'<!DOCTYPE r [<!ENTITY a "{"ب" * 100_000}">]><article><text>{"&a;" * 100_000}</text></article>'.encode(),
    "empty",
    "broken",
    "not-articles",
    "language",
    "too-short",
    OK,
)
case(
    "entity that is a file",
    "a.xml",
    f'<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]><article><text>{TEXT} &a;</text></article>'.encode(),
    OK,
    "too-short",
    "broken",
)
case(
    "entity from the network",
    "a.xml",
    f'<!DOCTYPE r SYSTEM "http://127.0.0.1:9/x.dtd"><article><text>{TEXT}</text></article>'.encode(),
    OK,
    "too-short",
    "broken",
)
case("elements 100,000 deep", "a.xml", b"<article>" * 100_000, "broken", "empty", "not-articles")
case("XML cut off", "a.xml", f"<news><article><text>{TEXT * 2}".encode(), OK, "broken")
case("XML with two roots", "a.xml", f"<article><text>{TEXT * 2}</text></article>".encode() * 2, OK, "broken")
case("XML of another kind", "a.xml", b"<svg><path d='M0 0'/></svg>", "not-articles")
case(
    "XML declared in an encoding that it is not in",
    "a.xml",
    f"<?xml version='1.0' encoding='utf-16'?><article><text>{TEXT * 2}</text></article>".encode(),
    OK,
    "broken",
)
case(
    "XML with null bytes",
    "a.xml",
    f"<article><text>{TEXT}\x00\x01\x02{TEXT}</text></article>".encode(),
    OK,
    "broken",
    "too-short",
    "empty",
)
case("XML of no bytes", "a.xml", b"", "broken")
case("XML of noise", "a.xml", NOISE, "broken", "not-articles")
case("50,000 empty articles", "a.xml", lambda: b"<news>" + b"<article/>" * 50_000 + b"</news>", "empty")
case(
    "feed of 20,000 empty entries",
    "a.rss",
    lambda: b"<rss version='2.0'><channel><title>t</title>" + b"<item/>" * 20_000 + b"</channel></rss>",
    "empty",
    "not-a-feed",
)
case("feed without entries", "a.rss", b"<rss version='2.0'><channel/></rss>")
case("feed that is a page", "a.rss", html(), "not-a-feed")
case(
    "feed with an entry of 10 MB",
    "a.rss",
    f"<rss version='2.0'><channel><title>t</title><item><title>a</title><description>{'خبر ' * 1_500_000}</description></item></channel></rss>".encode,
    "too-large",
    "not-a-feed",
    "empty",
)
case(
    "JSON feed of the wrong kinds",
    "a.rss",
    b'{"version": "https://jsonfeed.org/version/1.1", "title": 5, "items": [1, null, {"id": [], "content_text": 7}]}',
    "not-a-feed",
    "empty",
    "unreadable",
    OK,
)
case(
    "JSON feed without a list",
    "a.rss",
    b'{"version": "https://jsonfeed.org/version/1.1", "items": null}',
    "not-a-feed",
    "empty",
)

# tables
case(
    "table with a quote that never closes",
    "a.csv",
    f'text,date\n"{TEXT},2023-02-01\n'.encode() * 50,
    "broken",
    OK,
    "unreadable",
    "too-large",
)
case(
    "table of 100,000 columns",
    "a.csv",
    lambda: (",".join(f"c{n}" for n in range(100_000)) + "\n").encode() * 3,
    "unreadable",
    "no-text-column",
    "not-articles",
)
case("table with a line of 30 MB", "a.csv", lambda: b"text,date\n" + b"a" * 30 * BIG + b"\n", "too-large", "broken")
case("table with a header alone", "a.csv", b"text,date\n")
case("table without a text", "a.csv", b"a,b\n1,2\n", "unreadable", "no-text-column", "not-articles", "columns")
case(
    "table with rows too long and too short",
    "a.csv",
    f"text,date\n{TEXT * 2}\n{TEXT * 2},2023-02-01,x,y,z\n".encode(),
    OK,
    "unreadable",
)
case("table of noise", "a.csv", NOISE, "unreadable", "broken", "columns", "not-articles")
case("table with two columns of one name", "a.tsv", f"text\ttext\n{TEXT * 2}\t{TEXT}\n".encode(), OK, "too-short")
case("parquet of noise", "a.parquet", b"PAR1" + NOISE + b"PAR1", "broken")
case("parquet that claims a huge footer", "a.parquet", b"PAR1" + NOISE + b"\xff\xff\xff\x7fPAR1", "broken")
case("parquet of no bytes", "a.parquet", b"", "broken")


def parquet(columns):
    import pyarrow as pa
    import pyarrow.parquet as pq

    out = io.BytesIO()
    pq.write_table(pa.table(columns), out)
    return out.getvalue()


case("parquet cut off", "a.parquet", lambda: parquet({"text": [TEXT] * 50})[:-40], "broken")
case(
    "parquet damaged in the middle",
    "a.parquet",
    lambda: damaged(parquet({"text": [f"{TEXT} {n * n}" for n in range(900)]})),
    "broken",
    OK,
    "too-short",
    "unreadable",
)
case(
    "parquet without a text",
    "a.parquet",
    lambda: parquet({"a": [1, 2]}),
    "unreadable",
    "no-text-column",
    "not-articles",
    "columns",
)
case("parquet with texts that are lists", "a.parquet", lambda: parquet({"text": [[1], [2]]}), "unreadable")
case(
    "parquet of a text repeated a million times",
    "a.parquet",
    lambda: parquet({"text": ["ا" * 100] * 100_000}),
    "too-short",
    "unreadable",
)

# mails
case("mail of no bytes", "a.eml", b"", "empty")
case("mail of noise", "a.eml", NOISE, "empty", "language", "unreadable", "encoding", "too-short", "boilerplate")
case(
    "mail in an encoding that does not exist",
    "a.eml",
    b"Content-Type: text/plain; charset=utf-99\n\n" + TEXT.encode(),
    "encoding",
    OK,
    "too-short",
    "language",
)
case(
    "mail with broken base64",
    "a.eml",
    b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n!!!!====%%%%",
    "empty",
    "language",
    "unreadable",
    "encoding",
)
case(
    "mail 300 parts deep",
    "a.eml",
    lambda: (
        b"".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n'.encode() for n in range(300))
        + TEXT.encode()
    ),
    "language", "empty",
    OK,
    "broken",
    "unreadable",
    "too-short",
)
case(
    "mail with 20,000 headers",
    "a.eml",
    lambda: b"".join(b"X-%d: a\n" % n for n in range(20_000)) + b"\n" + TEXT.encode(),
    OK,
    "too-short",
    "encoding",
    "language",
)
case(
    "mail with a header of 2 MB",
    "a.eml",
    lambda: b"Subject: " + b"a" * 2 * BIG + b"\n\n" + TEXT.encode(),
    OK,
    "too-large",
    "too-short",
    "encoding",
    "language",
)
case(
    "mail with a date that is none",
    "a.eml",
    f"Date: never\nContent-Type: text/plain; charset=utf-8\n\n{TEXT * 3}".encode(),
    OK,
    "too-short",
)
case(
    "mail with attachments alone",
    "a.eml",
    b"Content-Type: application/zip\nContent-Transfer-Encoding: base64\n\nUEs=",
    "empty",
)

# PDF
LOOP = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 9/Kids[2 0 R 2 0 R]>>endobj\ntrailer<</Root 1 0 R>>\n"
BOMB = zlib.compress(bytes(150 * BIG), 9)
case("PDF of no bytes", "a.pdf", b"", "broken")
case("PDF of noise", "a.pdf", b"%PDF-1.7\n" + NOISE, "broken", "empty")
case("PDF that is a page of the web", "a.pdf", html(), "broken", "empty")
case("PDF whose pages hold themselves", "a.pdf", LOOP, "broken", "empty")
case(
    "PDF without pages",
    "a.pdf",
    LOOP.replace(b"[2 0 R 2 0 R]", b"[]").replace(b"Count 9", b"Count 0"),
    "broken",
    "empty",
)
case(
    "PDF that points into nothing",
    "a.pdf",
    b"%PDF-1.4\nxref\n0 9\n" + b"0000099999 00000 n \n" * 9 + b"trailer<</Root 1 0 R/Size 9>>\nstartxref\n9\n%%EOF",
    "broken",
    "empty",
)
case(
    "PDF with a bomb for a page",
    "a.pdf",
    lambda: LOOP.replace(b"[2 0 R 2 0 R]", b"[3 0 R]").replace(
        b"trailer",
        b"3 0 obj<</Type/Page/Parent 2 0 R/Contents 4 0 R>>endobj\n4 0 obj<</Filter/FlateDecode/Length %d>>stream\n"
        % len(BOMB)
        + BOMB
        + b"\nendstream endobj\ntrailer",
    ),
    "broken",
    "empty",
    "too-large",
)
case(
    "PDF with 20,000 arrays in one another",
    "a.pdf",
    b"%PDF-1.4\n1 0 obj" + b"[" * 20_000 + b"endobj\ntrailer<</Root 1 0 R>>\n",
    "broken",
    "empty",
)

# web archives


def warc(body=None, *, http="HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n", length=None, head=""):
    block = http.encode() + (html() if body is None else body)
    size = len(block) if length is None else length
    return (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Target-URI: https://x.org/a\r\nWARC-Date: 2023-02-01T00:00:00Z\r\n{head}Content-Type: application/http; msgtype=response\r\nContent-Length: {size}\r\n\r\n".encode()
        + block
        + b"\r\n\r\n"
    )


GOOD = warc()
GZIPPED = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"
CHUNKED = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
ANY = (
    "broken",
    "not-http",
    "not-html",
    "http-status",
    "language",
    "unreadable",
    "too-large",
    "too-short",
    "boilerplate",
    OK,
)
case("record longer than it says", "a.warc", warc(length=300) + GOOD, *ANY)
case("record shorter than it says", "a.warc", warc(length=999_999) + GOOD, *ANY)
case("record of negative length", "a.warc", warc(length=-5) + GOOD, *ANY)
case("record whose length is a word", "a.warc", warc(length="many") + GOOD, *ANY)
case("record of 10^18 bytes", "a.warc", warc(length=10**18), *ANY)
case("record without a length", "a.warc", GOOD.replace(b"Content-Length", b"Content-Strength"), *ANY)
case("record cut off in its headers", "a.warc", GOOD[:120], *ANY)
case("record cut off in its page", "a.warc", GOOD[:-900], *ANY)
case("record without HTTP", "a.warc", warc(http=""), *ANY)
case(
    "record with a status that is a word", "a.warc", warc(http="HTTP/1.1 fine\r\nContent-Type: text/html\r\n\r\n"), *ANY
)
case("record with headers without a colon", "a.warc", warc(head="nonsense\r\n" * 50), *ANY)
case("record with 20,000 headers", "a.warc", lambda: warc(head="X-A: b\r\n" * 20_000), *ANY)
case("record of a page of 30 MB", "a.warc", lambda: warc(html(BODY * 30_000)), "too-large")
case("record of a page packed as a bomb", "a.warc", lambda: warc(zeros(200), http=GZIPPED), *ANY)
case("record that is not packed as it says", "a.warc", warc(http=GZIPPED), *ANY)
case("record in chunks that lie", "a.warc", warc(b"ffffffff\r\n" + html() + b"\r\n0\r\n\r\n", http=CHUNKED), *ANY)
case("record in chunks that never end", "a.warc", warc(b"5\r\nabcde\r\n" * 50_000, http=CHUNKED), *ANY)
case("noise between records", "a.warc", GOOD + NOISE + GOOD, *ANY)
case("noise in place of an archive", "a.warc", NOISE, *ANY)
case("archive of no bytes", "a.warc", b"")
case("archive that is packed and does not say so", "a.warc", gzip.compress(GOOD), OK)
case("archive that says it is packed and is not", "a.warc.gz", GOOD, *ANY)
case("packed archive cut off", "a.warc.gz", (gzip.compress(GOOD) * 3)[:-300], *ANY)
case("packed archive damaged in the middle", "a.warc.gz", damaged(gzip.compress(GOOD) * 3), *ANY)
case("packed archive that is a bomb", "a.warc.gz", lambda: zeros(300), *ANY)
case("archive of a version to come", "a.warc", GOOD.replace(b"WARC/1.0", b"WARC/9.9"), *ANY)
case("archive of 20,000 records of nothing", "a.warc", lambda: warc(b"") * 20_000, *ANY)
