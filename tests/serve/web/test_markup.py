"""Markup, addresses, choices: hostile text stays text, and what is written is read back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waqai.serve.web.address import Address
from waqai.serve.web.html import Html, bdi, escape, is_safe_address, join, tag
from waqai.serve.web.prefs import CHOICES, Prefs

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "\u202eevil\u202c",
    "'; drop table events; --",
    "\ud800",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text_in_content_and_attributes(text):
    written = tag("p", text, title=text)
    assert "<script" not in written and "<img" not in written
    assert written.count("<") == 2 and written.encode("utf-8")


@given(st.text())
def test_escaped_text_has_no_markup(text):
    assert not set(escape(text)) & set("<>\"'")


def test_markup_is_kept_and_text_escaped_however_deep():
    inner = tag("b", "x & y")
    assert tag("p", [inner, ["<i>", None, 3]]) == "<p><b>x &amp; y</b>&lt;i&gt;3</p>"
    assert isinstance(join(inner), Html)


def test_attributes_without_a_value_fall_away():
    assert tag("input", name="q", disabled=True, value=None, hidden=False, aria_label="a") == (
        '<input name="q" disabled aria-label="a">'
    )


@pytest.mark.parametrize("address", ["javascript:alert(1)", " JavaScript:alert(1)", "data:text/html,x", "vbscript:x"])
def test_an_address_that_runs_is_left_out(address):
    assert not is_safe_address(address)
    assert tag("a", "x", href=address) == "<a>x</a>"


@pytest.mark.parametrize("address", ["/en/events?a=b:c", "https://example.org/a", "#top", "events/x", "mailto:a@b.org"])
def test_an_honest_address_stays(address):
    assert is_safe_address(address)


def test_names_are_isolated():
    assert bdi("مصر <x>") == "<bdi>مصر &lt;x&gt;</bdi>"


QUERIES = st.dictionaries(st.from_regex("[a-z_]{1,8}", fullmatch=True), st.text(min_size=1, max_size=12), max_size=4)


@given(st.sampled_from(["ar", "en"]), QUERIES)
def test_an_address_is_read_back(language, query):
    address = Address(language, "events/e-1").to("events/e-1", query)
    assert Address.parse(str(address)).values == query
    assert Address.parse(str(address.in_language("en"))).values == query


def test_an_address_without_a_language_takes_the_readers():
    assert str(Address.parse("/events?type=AID", language="en")) == "/en/events?type=AID"
    assert str(Address.parse("/ar")) == "/ar"


def test_a_query_is_changed_and_led_to_data():
    address = Address.parse("/en/events?type=AID,ASSAULT&actor=TUR")
    assert str(address.with_query(type="AID", actor=None)) == "/en/events?type=AID"
    assert address.as_data("csv") == "/en/events.csv?type=AID,ASSAULT&actor=TUR"


@given(st.fixed_dictionaries({name: st.sampled_from(values) for name, values in CHOICES.items()}))
def test_choices_are_read_back(values):
    prefs = Prefs().changed(values)
    assert Prefs.parse(prefs.to_cookie()) == prefs


@given(st.text())
def test_a_strange_cookie_changes_nothing_for_the_worse(cookie):
    prefs = Prefs.parse(cookie)
    assert all(getattr(prefs, name) in values for name, values in CHOICES.items())
