import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relations.history import happened, quarrel
from waqai.relations.chart import chart
from waqai.relations.labels import Label, place
from waqai.relations.markdown import markdown
from waqai.relations.page import page
from waqai.relations.png import png
from waqai.relations.relate import relate
from waqai.relations.source import Events
from waqai.relations.svg import Svg

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def relation():
    return relate(Events(quarrel()), "EGY", "TUR")


def texts(svg):
    return [
        "".join(element.itertext()).strip("\u2066\u2067\u2069")
        for element in ElementTree.fromstring(svg).iter(f"{SVG}text")
    ]


def test_phases_turning_points_silence_and_states_are_named(relation):
    words = texts(chart(relation, "ar"))
    for expected in ("قطيعة", "مصالحة", "لا أخبار", "علاقات دبلوماسية كاملة", "مصر وتركيا: تاريخ علاقة"):
        assert expected in words
    assert any(word.startswith("2013: مقتل 3 أشخاص في هجوم") for word in words)
    assert "no reports" in texts(chart(relation, "en"))


def test_arabic_runs_from_the_right(relation):
    def years(language):
        found = ElementTree.fromstring(chart(relation, language)).iter(f"{SVG}text")
        ticks = {"".join(t.itertext()).strip("\u2067\u2069"): float(t.get("x")) for t in found}
        return [ticks[str(year)] for year in (2012, 2016, 2020, 2024)]

    assert years("en") == sorted(years("en")) and years("ar") == sorted(years("ar"), reverse=True)


def test_the_font_travels_with_the_drawing_and_nothing_else_is_loaded(relation):
    svg, html = chart(relation, "ar"), page(relation, "ar")
    assert svg.count("data:font/woff2;base64,") == 2 and "font/woff2" not in chart(relation, "ar", embed=False)
    for text in (svg, html):
        assert not re.search(r"(?:src|href|url)\s*[=(]\s*[\"']?https?:", text)
    assert 'dir="rtl"' in html


def test_what_texts_say_cannot_break_the_page():
    evil = happened("2020", "ACCUSE", "111", "EGY", "TUR", quote='<script>alert("x")</script> & "y"')
    relation = relate(Events([evil]), "EGY", "TUR")
    assert "<script" not in page(relation, "en") and "<script" not in chart(relation, "en")
    ElementTree.fromstring(chart(relation, "en"))


def test_an_empty_relation_is_drawn_too():
    nothing = relate(Events([]), "EGY", "TUR")
    assert "لا ترد أحداث بين البلدين" in texts(chart(nothing, "ar"))
    assert "No events" in markdown(nothing, "en") and page(nothing, "en")


@pytest.mark.parametrize("by", ["day", "month", "quarter", "year"])
def test_every_step_size_can_be_drawn(by):
    relation = relate(Events(quarrel()), "EGY", "TUR", by=by)
    ElementTree.fromstring(chart(relation, "ar", embed=False))


def test_the_picture_is_drawn_with_the_arabic_font(relation):
    pytest.importorskip("resvg_py")
    picture = png(relation, "ar", zoom=1)
    assert picture.startswith(b"\x89PNG") and len(picture) > 20_000
    assert png(relation, "ar", zoom=1) == picture


def test_mirroring():
    svg = Svg(100, 50, direction="rtl", language="ar")
    svg.rect(10, 0, 20, 5)
    svg.text(10, 20, "نص")
    found = ElementTree.fromstring(svg.to_string(title="t", embed=False))
    rect, text = found.find(f"{SVG}rect"), found.find(f"{SVG}text")
    assert rect.get("x") == "70" and text.get("x") == "90" and text.get("text-anchor") == "end"


LABELS = st.lists(st.tuples(st.floats(0, 1000), st.floats(20, 300), st.floats(0, 100)), max_size=20)


@given(LABELS)
def test_no_label_lies_on_another_and_no_line_runs_through_words(drawn):
    placed = place([Label(x, "w", width, weight) for x, width, weight in drawn], first=0, last=1000, rows=6)
    for number, one in enumerate(placed):
        assert one.left >= 0 and one.right <= 1000
        for other in placed[number + 1 :]:
            if one.row == other.row:
                assert one.right <= other.left or other.right <= one.left
            low, high = sorted((one, other), key=lambda p: p.row)
            if low.row != high.row:
                assert not low.left < high.label.x < low.right


def test_markdown_numbers_lead_to_sources(relation):
    text = markdown(relation, "en")
    used, listed = set(re.findall(r"\[(\d+)\]", text)), set(re.findall(r"^(\d+)\. ", text, re.M))
    assert used == listed and len(used) >= 8
