"""The pages of relations and actors as markup, on the demo: nothing here needs a browser."""

import re
from html.parser import HTMLParser

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from waqai.serve.desk import Desk
from waqai.serve.settings import ServeSettings
from waqai.serve.web.address import Address
from waqai.serve.web.embed import add_embed
from waqai.serve.web.prefs import Prefs
from waqai.serve.web.routes import page_at
from waqai.serve.web.site import Site
from waqai.serve.web.view import View

RELATION = "relations/EGY-TUR"


@pytest.fixture(scope="module")
def settings(demo):
    return ServeSettings(base=demo)


@pytest.fixture(scope="module")
def desk(settings):
    opened = Desk(settings)
    yield opened
    opened.close()


@pytest.fixture
def page(desk):
    def show(address, **prefs):
        return page_at(View(desk=desk, address=Address.parse(address), prefs=Prefs(**prefs)))

    return show


class Marks(HTMLParser):
    """Ids, targets of links within the page, and whether all elements are closed in order."""

    def __init__(self, text):
        super().__init__()
        self.ids, self.targets, self.open = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.ids += [values["id"]] if values.get("id") else []
        self.targets += [values["href"][1:]] if (values.get("href") or "").startswith("#") else []
        if tag not in ("br", "hr", "img", "input", "meta", "link", "wbr"):
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("path", [RELATION, "relations", "actors", "actors/EGY", "actors/UNO", "relations/MAR-DZA"])
def test_every_page_is_whole(page, language, path):
    found = page(f"/{language}/{path}")
    marks = Marks(found.body)
    assert found.status == 200 and not marks.open
    assert found.body.count("<h1") == 1
    assert len(marks.ids) == len(set(marks.ids)), "an id stands twice"
    assert set(marks.targets) <= set(marks.ids), "a source is missing"


def test_the_history_at_a_glance(page):
    body = page(f"/en/{RELATION}").body
    for phase in ("strain", "thaw", "reconciliation"):
        assert f">{phase}<" in body
    assert body.count("<svg xmlns") == 2, "one for wide screens, one for telephones"
    assert re.search(r'<a href="/en/events/e-\w+" aria-label="15 August 2013: ambassador recalled', body)
    assert "no reports" in body and "Share of all events" in body and "ambassador of Egypt withdrawn" in body
    assert "<table>" in body and "On 23 November 2013 Egypt expelled representatives of Turkey." in body


def test_time_runs_from_the_right_in_arabic(page):
    def places(language):
        body = page(f"/{language}/{RELATION}", digits="latn").body
        wide = body[body.index("<svg xmlns") :]
        return [float(re.search(rf'<text x="([\d.]+)"[^>]*>\W*{year}', wide)[1]) for year in (2014, 2023)]

    early, late = places("en")
    assert early < late
    early, late = places("ar")
    assert early > late


def test_arabic_is_written_as_the_reader_wants(page):
    assert "٢٣ تشرين الثاني ٢٠١٣" in page(f"/ar/{RELATION}").body
    assert "23 نوفمبر 2013" in page(f"/ar/{RELATION}", digits="latn", months="nile").body


def test_mediators_and_states_stand_beside(page):
    body = page("/en/relations/SAU-IRN").body
    assert "Mediate" in body and "/en/actors/CHN" in body and "Ties broken" in body


def test_a_part_of_the_time_in_steps_of_a_year(page):
    body = page(f"/en/{RELATION}?by=year&from=2019-01-01&to=2020-12-31").body
    assert "expelled" not in body and "25 September 2019" in body
    assert 'value="2019-01-01"' in body and re.search(r'<option value="year" selected', body)


@pytest.mark.parametrize("address", ["relations/EGY-EGY", "relations/EGY-XYZ", "relations/EGY", f"{RELATION}?by=moon"])
def test_what_makes_no_sense_is_told(page, address):
    assert page(f"/en/{address}").status == 400


def test_nothing_between_two(page):
    assert "Nothing is told of these two" in page("/en/relations/BRA-JPN").body


def test_two_are_chosen_by_name(page):
    assert page("/en/relations?a=EGY&b=TUR").body.count("<svg xmlns") == 2


def test_an_actor_with_offices_and_partners(page):
    body = page("/en/actors/EGY").body
    assert "Who held which office" in body and "Sameh Shoukry" in body and "foreign minister" in body
    assert "/en/relations/EGY-TUR" in body and 'id="event-' in body
    assert "سامح شكري" in page("/ar/actors/EGY").body


def test_a_bare_page_to_be_embedded(desk, settings):
    """On an application of its own: NiceGUI, which these pages do without, has one application in a process."""
    app = FastAPI()
    add_embed(app, Site(desk, settings))
    with TestClient(app, base_url="http://127.0.0.1:8765") as client:
        found = client.get("/embed/relations/EGY-TUR?lang=en&theme=dark")
        assert found.status_code == 200 and 'data-theme="dark"' in found.text and "<script" not in found.text
        assert found.text.count("<svg xmlns") == 2 and 'href="/en/relations/EGY-TUR' in found.text
        assert 'dir="rtl"' in client.get("/embed/relations/EGY-TUR").text
        assert client.get("/embed/relations/EGY-%3Cb%3E").status_code == 400
        assert "<b>" not in client.get("/embed/relations/EGY-%3Cb%3E").text
