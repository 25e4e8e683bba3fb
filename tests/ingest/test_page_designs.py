"""Forty-odd page designs after the habits of Arabic news sites: what of the article is found, what else comes along."""

import datetime as dt
import html
import json
import re
from collections import Counter
from pathlib import Path

import pytest
import yaml

from waqai.ingest.page import read_page

HERE = Path(__file__).parent / "designs"
ARTICLES = yaml.safe_load((HERE / "articles.yaml").read_text(encoding="utf8"))
OUTLETS = ["صحيفة المرفأ", "وكالة السواقي للأنباء", "قناة الأفق", "جريدة العصر الجديد", "موقع رواق"]
DESIGNS = sorted(HERE.glob("*.html"))
NEXT_TO_EACH_OTHER = dict(zip("ابتثجحخدذرزسشصضطظعغفقكلمنهوي", "اﺑﺗﺛﺟﺣﺧدذرزﺳﺷﺻﺿﻃﻇﻋﻏﻓﻗﻛﻟﻣﻧﻫوﻳ", strict=True))


def fill(design, number, article=None):
    """The page's bytes, the article that it shows, the outlet, and lines that belong to the body besides."""
    article, outlet = article or ARTICLES[number % len(ARTICLES)], OUTLETS[number % len(OUTLETS)]
    template, *options = re.split(r"^@", design.read_text(encoding="utf8"), flags=re.M)
    options = dict((line.strip() + " ").split(" ", 1) for line in options)
    paragraphs, day = article["paragraphs"], article["published"]
    values = {
        "title": article["title"],
        "outlet": outlet,
        "author": article["author"],
        "day": day.isoformat(),
        "dmy": day.strftime("%d/%m/%Y"),
        "ymd": day.strftime("%Y/%m/%d"),
        "epoch": str(int(dt.datetime(day.year, day.month, day.day, 12, tzinfo=dt.UTC).timestamp())),
        "n": str(1000 + number),
        "body": "".join(f"<p>{p}</p>\n" for p in paragraphs),
        "br": "<br><br>\n".join(paragraphs),
        "json": json.dumps("\n".join(paragraphs), ensure_ascii=False)[1:-1],
        "marks": "".join(f"<p>\u200f{shaped(p)}\u200e</p>" for p in paragraphs),
        **{f"p{i}": p for i, p in enumerate(paragraphs, start=1)},
    }
    page = re.sub(r"\{\{(\w+)\}\}", lambda found: values[found[1]], template)
    if "entities" in options:
        return page.encode("ascii", "xmlcharrefreplace"), article, outlet, []
    encoding = options.get("encoding", "").strip() or ("windows-1256" if "windows-1256" in page[:300] else "utf-8")
    return page.encode(encoding, "replace"), article, outlet, options.get("extra", "").strip().split("|")


def shaped(text):
    """Text with presentation forms in place of some letters, as old typesetting systems wrote it."""
    return re.sub(r"(?<=ال)(\w)(?=\w)", lambda found: NEXT_TO_EACH_OTHER.get(found[1], found[1]), text)


def words(text):
    import unicodedata

    return Counter(re.findall(r"\w+", unicodedata.normalize("NFKC", html.unescape(text))))


def measure(design, number):
    """Share of the body that is found, share of the found text that is none of it, and the three facts."""
    data, article, outlet, extra = fill(design, number)
    page = read_page(data, where=design.name)
    body = words("\n".join([*article["paragraphs"], *extra]))
    found = words(page.text)
    allowed = body + words(article["title"])
    return {
        "recall": (body & found).total() / body.total(),
        "furniture": (found - allowed).total() / max(found.total(), 1),
        "title": page.title == article["title"],
        "outlet": page.publisher == outlet,
        "published": page.published == article["published"],
    }


@pytest.mark.parametrize("number", range(len(DESIGNS)), ids=[design.stem for design in DESIGNS])
def test_each_design_gives_its_article(number):
    found = measure(DESIGNS[number], number)
    assert found["recall"] >= 0.9 and found["furniture"] <= 0.1


def test_designs_together_reach_the_figures():
    assert len(DESIGNS) >= 40
    found = [measure(design, number) for number, design in enumerate(DESIGNS)]
    mean = {key: sum(row[key] for row in found) / len(found) for key in found[0]}
    assert mean["recall"] >= 0.97 and mean["furniture"] <= 0.03
    assert min(mean["title"], mean["outlet"], mean["published"]) >= 0.95


def live_blog(*times, head=""):
    entries = "".join(
        f'<div class="live-update"><time datetime="{time}">{time}</time><p>{ARTICLES[0]["paragraphs"][0]}</p></div>'
        for time in times
    )
    body = f"<body><main><h1>تغطية</h1>{entries}</main></body>"
    return f"<html lang='ar'><head><title>تغطية</title>{head}</head>{body}</html>"


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0)])
def test_a_live_blog_is_of_the_day_on_which_it_began(order):
    times = ["2022-10-26T22:00:00Z", "2022-10-27T07:00:00Z", "2022-10-27T19:00:00Z", "2022-10-28T01:00:00Z"]
    page = live_blog(*(times[n] for n in order))
    assert read_page(page, where="x").published == dt.date(2022, 10, 26)
    stated = '<meta property="article:published_time" content="2022-10-25T10:00:00Z">'
    assert read_page(live_blog(*times, head=stated), where="x").published == dt.date(2022, 10, 25)


OLD = ("04_old_tables_1256", "15_misdeclared_utf8_as_1256", "16_undeclared_1256", "17_iso_8859_6")


@pytest.mark.parametrize("name", OLD)
def test_scripts_before_the_text_do_not_hide_its_encoding(name):
    number = next(n for n, design in enumerate(DESIGNS) if design.stem == name)
    data, article, *_ = fill(DESIGNS[number], number)
    page = read_page(re.sub(rb"(<head>)", rb"\1<script>" + b"var a=1;" * 10_000 + b"</script>", data), where=name)
    assert page.title == article["title"]
