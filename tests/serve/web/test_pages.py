"""Pages as markup, without a browser."""

import re

import pytest

from waqai.errors import UsageError
from waqai.models import Article
from waqai.serve.views import SideRow
from waqai.serve.web.acts import ACTS, event_in, perform, query_of
from waqai.serve.web.address import Address
from waqai.serve.web.drafts import Drafts
from waqai.serve.web.parts.chips import side_name
from waqai.serve.web.parts.headline import headline, of_row
from waqai.serve.web.parts.reading import marks_of, pieces
from waqai.serve.web.parts.tellings import value_words, voices
from waqai.serve.web.prefs import Prefs
from waqai.serve.web.routes import ROUTES
from waqai.serve.web.site import Site
from waqai.serve.web.upload import read_first
from waqai.serve.web.view import View
from waqai.store import Filters


@pytest.fixture
def view(desk):
    return View(desk, Address.parse("/en/events"), Prefs(), drafts=Drafts())


def first(desk):
    return desk.event(desk.search(Filters(order="-tellings"), limit=1).items[0].id).event


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_page_has_one_heading_and_no_empty_name(look, desk, language):
    event = first(desk)
    ids = {"events": event.id, "articles": event.mentions[0].article.id, "code": "gone"}
    for route in ROUTES:
        path = re.sub(r"\{\w+\}", ids.get(route.pattern.split("/")[0], "EGY-TUR"), route.pattern)
        path = "actors/EGY" if route.pattern == "actors/{code}" else path
        page = look(f"/{language}/{path}")
        assert page.body.count("<h1") == 1, path
        assert page.title and "None" not in re.sub("<[^>]+>", "", page.body), path


def test_a_page_that_is_not_there_says_so_and_helps(look):
    for address in ("/en/nowhere", "/en/events/e-nothing", "/ar/articles/nothing"):
        page = look(address)
        assert page.status == 404 and 'role="alert"' in page.body and "<a" in page.body


def test_a_query_that_makes_no_sense_says_which_word(look):
    page = look("/en/events?type=PARTY")
    assert page.status == 400 and "PARTY" in page.body


def test_a_filter_is_a_link_with_a_count_and_can_be_taken_away(look, desk):
    page = look("/en/events")
    kind = desk.facets(Filters()).type[0]
    assert f'href="/en/events?type={kind.value}"' in page.body
    chosen = look(f"/en/events?type={kind.value}")
    assert 'aria-current="true"' in chosen.body and 'class="filter" href="/en/events"' in chosen.body
    shown = re.search(r'<h2 id="results"[^>]*>([\d,]+)', chosen.body)
    assert shown and int(shown[1].replace(",", "")) == kind.events


def test_hostile_words_in_the_address_are_text(look):
    page = look("/en/events?text=%3Cscript%3Ealert(1)%3C%2Fscript%3E")
    assert "<script>alert" not in page.body and "&lt;script&gt;" in page.body


def test_an_event_shows_every_telling_once(look, desk):
    event = first(desk)
    body = look(f"/en/events/{event.id}").body
    for voice in voices(event):
        assert body.count(f'id="telling-{voice[0].record}"') == 1
    assert sum(len(voice) for voice in voices(event)) == len(event.mentions)


def test_the_pieces_of_a_text_are_the_text_and_marks_lie_where_they_were_read(desk):
    for row in desk.articles(limit=50).items:
        found = desk.article(row.id)
        for chosen in (None, *found.records):
            cut = list(pieces(found.full_text, found.records, chosen))
            assert "".join(found.full_text[mark.start : mark.end] for mark in cut) == found.full_text
            if chosen is None:
                continue
            for kind, spans in marks_of(chosen).items():
                if kind == "trigger":
                    assert spans and all(any(m.deeds and m.start == a for m in cut) for a, _ in spans)


def test_an_article_explains_its_record(look, desk):
    event = first(desk)
    mention = event.mentions[0]
    body = look(f"/ar/articles/{mention.article.id}?record={mention.record}").body
    assert ('class="tree"' in body and mention.rule in body and "m-sentence" in body) or "m-actor" in body
    rule = desk.rule(mention.rule)
    assert rule and rule.examples[0].trigger in body


def test_a_word_against_a_record_gives_a_counterexample(view, desk, look):
    mention = first(desk).mentions[0]
    address = f"/en/articles/{mention.article.id}?record={mention.record}"
    at = View(desk, Address.parse(address), Prefs(), drafts=Drafts())
    outcome = perform(at, "wrong", {"record": mention.record, "because": "no such thing"})
    assert desk.judgements()[-1].ids == [mention.record]
    body = look(outcome.address).body
    assert "counterexamples:" in body and "no such thing" in body


def test_judging_moves_a_telling_out(view, desk):
    event = first(desk)
    assert len(event.mentions) > 1
    perform(view, "judge", {"verdict": "different", "event": event.id, "record": event.mentions[-1].record})
    after = desk.event(event.mentions[0].record).event
    assert event.mentions[-1].record not in [mention.record for mention in after.mentions]


@pytest.mark.parametrize("text", ["e-12", "/en/events/e-12?x=1", "http://localhost:8765/ar/events/e-12", " e-12 "])
def test_an_event_is_named_by_id_or_address(text):
    assert event_in(text) == "e-12"


def test_a_search_is_kept_and_dropped(view, desk, look):
    perform(view, "save", {"name": "<b>حملات</b>", "query": "type=ASSAULT&place=LBN"})
    kept = desk.searches()
    assert [one.query for one in kept] == [{"type": "ASSAULT", "place": "LBN"}]
    body = look("/en/saved").body
    assert "&lt;b&gt;" in body and "/en/events?type=ASSAULT&amp;place=LBN" in body
    perform(view, "drop_search", {"id": kept[0].id})
    assert not desk.searches()


def test_an_alert_is_made_and_dropped(view, desk, look):
    perform(view, "alert", {"name": "زيارات", "kind": "new", "query": "type=CONSULT"})
    kept = desk.alerts()
    assert [(one.name, one.kind, one.query) for one in kept] == [("زيارات", "new", {"type": "CONSULT"})]
    assert "زيارات" in look("/ar/alerts").body
    perform(view, "drop_alert", {"id": kept[0].id})
    assert not desk.alerts()


@pytest.mark.parametrize("fields", [{"kind": "never"}, {"kind": "range", "query": "type=AID"}])
def test_an_alert_that_makes_no_sense_is_refused(view, fields):
    with pytest.raises(UsageError):
        perform(view, "alert", {"name": "x", **fields})


def test_a_pasted_article_is_read_and_not_stored(view, desk, look):
    before = desk.holdings()
    text = "استدعت مصر سفيرها في باريس للتشاور. وأدانت الجزائر القرار."
    outcome = perform(view, "code", {"text": text, "title": "", "published": "2024-05-01"})
    assert desk.holdings() == before
    from waqai.serve.web.pages.code import reading

    key = outcome.address.rsplit("/", 1)[1]
    page = reading(View(desk, Address.parse(outcome.address), Prefs(), {"id": key}, drafts=view.drafts))
    assert page.status == 200 and "deed" in page.body


def test_files_are_read_as_articles():
    page = (
        "<html><body><article><p>زار الرئيس المصري أنقرة أمس والتقى نظيره التركي في القصر.</p></article></body></html>"
    )
    assert "زار" in read_first(page.encode(), "a.html").text
    assert str(read_first("زار الرئيس أنقرة".encode(), "a.txt", "2024-05-01").published) == "2024-05-01"


def test_choices_are_kept_and_the_language_leads_to_the_same_place(view):
    outcome = perform(view, "settings", {"language": "ar", "digits": "latn", "theme": "<x>"})
    assert outcome.address == "/ar/events"
    assert Prefs.parse(outcome.cookie) == Prefs(digits="latn", language="ar")


def test_what_does_not_exist_is_refused(view):
    with pytest.raises(UsageError):
        perform(view, "drop tables", {})
    with pytest.raises(UsageError):
        query_of({"query": "party=1"})
    assert set(ACTS) >= {"judge", "wrong", "code", "save", "alert", "settings"}


def test_values_that_tellings_differ_on_are_words(view):
    assert value_words(view, "date", "2024-02-01") == "1 February 2024"
    assert value_words(view, "actor", "EGY TUR") == "Egypt and Turkey"
    assert value_words(view, "status", "negated") == "denied"
    assert value_words(view, "dead", "12") == "12"


def test_who_may_only_read_changes_nothing(view, desk, look):
    from dataclasses import replace

    reader = replace(view, may_write=False)
    event = first(desk)
    before = desk.holdings()
    for name, fields in (
        ("judge", {"verdict": "wrong", "event": event.id}),
        ("wrong", {"record": event.mentions[0].record}),
        ("save", {"name": "x", "query": ""}),
        ("alert", {"name": "x", "kind": "new", "query": ""}),
    ):
        with pytest.raises(UsageError, match="analyst"):
            perform(reader, name, fields)
    assert desk.holdings() == before and not desk.searches() and not desk.alerts()


def test_hostile_articles_are_text_on_every_page(desk, look):
    evil = "<script>alert(1)</script><img src=x onerror=alert(2)>\u202e"
    article = Article(
        id="evil", title=f"مصر تستدعي سفيرها في باريس {evil}", publisher=evil, published="2024-05-02",
        url="javascript:alert(3)", text=f"استدعت مصر سفيرها في باريس للتشاور أمس الأربعاء. {evil}",
    )  # fmt: skip
    desk.add([article])
    record = desk.article("evil").records[0].id
    event = desk.event(record).event.id
    for language in ("ar", "en"):
        for path in ("events?publisher=&order=-date", f"events/{event}", f"articles/evil?record={record}"):
            body = look(f"/{language}/{path}").body
            assert "<script" not in body and "<img" not in body and "javascript:" not in body


@pytest.mark.parametrize("language", ["ar", "en"])
def test_an_event_is_told_in_a_list_as_on_its_own_page(desk, language):
    rows = desk.search(Filters(), limit=200).items
    told = [(of_row(row, language), headline(desk.event(row.id).event, language)) for row in rows]
    assert told and all(short == whole for short, whole in told)
    assert any(short for short, _ in told)


@pytest.mark.parametrize(
    ("side", "words"),
    [
        (SideRow(code="SAU", sector="GOV", name="Saudi Arabia"), "Saudi Arabia"),
        (SideRow(code="SAU", sector="MIL", name="Saudi Arabia"), "Saudi Arabia (armed forces)"),
        (SideRow(code="YEM", sector="CVL", name="person"), "Yemen (civilians)"),
        (SideRow(code="YEM", sector="GOV", name="Some Body", org="Some Body"), "Some Body"),
        (SideRow(code="IGO", sector="MIL", name="A Coalition"), "A Coalition"),
    ],
)
def test_a_side_is_named_by_itself_or_by_its_state_and_what_it_is_there(view, side, words):
    assert side_name(view, side) == words


def test_the_server_rehearses_every_page_that_needs_no_name(desk, settings, caplog):
    asked = []
    site = Site(desk, settings)
    made = site.page
    site.page = lambda view: asked.append(str(view.address)) or made(view)
    site.rehearse()
    assert {"/ar/events", "/en/events", "/ar/relations", "/en/settings"} <= set(asked)
    assert not caplog.records
