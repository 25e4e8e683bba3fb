"""The workbench in a real Chromium: each page in both languages, by keyboard alone, with all that can be done there."""

import json
from itertools import pairwise
from urllib.request import urlopen

import pytest
from browser import axe_source

from waqai.models import Notice
from waqai.store import Filters

LANGUAGES = ("ar", "en")
PAGES = ("events", "event", "article", "code", "reading", "saved", "alerts", "settings", "relation", "actor")


def told_most(desk):
    return desk.event(desk.search(Filters(order="-tellings"), limit=1).items[0].id).event


def place(desk, page):
    event = told_most(desk)
    places = {"event": f"events/{event.id}", "article": f"articles/{event.mentions[0].article.id}"}
    return (places | {"relation": "relations/EGY-TUR", "actor": "actors/EGY"}).get(page, page)


def open_page(tab, desk, language, page):
    if page != "reading":
        return tab.open(f"/{language}/{place(desk, page)}")
    tab.open(f"/{language}/code?sample=1")
    with tab.shown():
        tab.page.click("#code .button--main")
    return tab


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_each_page_is_accessible_in_each_language_and_theme(tab, site, language, page):
    open_page(tab, site[1], language, page)
    assert tab.page.evaluate("document.documentElement.dir") == ("rtl" if language == "ar" else "ltr")
    assert tab.page.evaluate("document.documentElement.lang").startswith(language)
    assert tab.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if page == "events":
        tab.drawn(3)
    tab.page.evaluate(axe_source())
    for theme in ("light", "dark"):
        tab.page.evaluate(f"document.documentElement.dataset.theme = '{theme}'")
        found = tab.page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
        serious = [one for one in found if one["impact"] in ("serious", "critical")]
        assert not serious, [(one["id"], [node["html"][:200] for node in one["nodes"][:3]]) for one in serious]


@pytest.mark.parametrize("width", [390, 1366, 2560])
def test_no_page_is_wider_than_the_screen(site, chrome, width):
    from browser import Tab

    context = chrome.new_context(viewport={"width": width, "height": 900})
    tab = Tab(context, site[0])
    for page in PAGES[:4]:
        open_page(tab, site[1], "ar", page)
        assert tab.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, page
    context.close()


def test_the_switch_of_language_keeps_the_place(tab):
    tab.open("/en/events?quad=1&type=CONSULT")
    with tab.shown():
        tab.page.click("#switch-language")
    assert tab.address == "/ar/events?quad=1&type=CONSULT"
    assert tab.page.evaluate("document.documentElement.dir") == "rtl"
    tab.page.goto(tab.base + "/")
    tab.page.wait_for_selector(".workbench[data-serial]")
    assert tab.address == "/ar/events"


def test_a_filter_changes_the_address_and_back_takes_it_away(tab, site):
    tab.open("/en/events")
    everything = tab.page.inner_text("#results")
    value = site[1].facets(Filters()).type[0]
    with tab.shown():
        tab.page.click(f"#type-{value.value}")
    assert tab.address == f"/en/events?type={value.value}"
    assert tab.page.inner_text("#results").startswith(str(value.events))
    with tab.shown():
        tab.page.go_back()
    assert tab.page.inner_text("#results") == everything
    with tab.shown():
        tab.page.go_forward()
    with tab.shown():
        tab.page.click("#chips .filter")
    assert tab.address == "/en/events" and tab.page.inner_text("#results") == everything


def test_words_are_searched_and_what_is_not_there_is_said(tab):
    tab.open("/ar/events")
    tab.page.fill("#search-text", "لا يوجد هذا البتة")
    with tab.shown():
        tab.page.press("#search-text", "Enter")
    assert "text=" in tab.address and tab.page.is_visible(".state")


def test_a_permalink_shows_what_was_shown(tab, site):
    tab.open("/en/events?type=CONSULT&order=date")
    shown = tab.page.inner_text("#result-list")
    tab.open(tab.address)
    assert tab.page.inner_text("#result-list") == shown
    data = json.load(urlopen(f"{site[0]}/en/events.json?type=CONSULT&order=date"))
    assert len(data["items"]) == shown.count("Consult")


def test_time_is_chosen_by_dragging_over_the_bars(tab):
    tab.open("/en/events").drawn(1)
    box = tab.page.locator("#timeline-plot").bounding_box()
    middle = box["y"] + box["height"] / 2
    tab.page.mouse.move(box["x"] + box["width"] * 0.6, middle)
    tab.page.mouse.down()
    tab.page.mouse.move(box["x"] + box["width"] * 0.95, middle, steps=6)
    with tab.shown():
        tab.page.mouse.up()
    assert "from=" in tab.address and "to=" in tab.address


def test_arabic_time_runs_from_the_right(tab):
    tab.open("/ar/events").drawn(1)
    labels = tab.page.evaluate(
        "[...document.querySelectorAll('#timeline-plot text')].map(t => [t.textContent, t.getBoundingClientRect().x])"
    )
    years = sorted((x, text) for text, x in labels if any(digit in text for digit in "٠١٢٣٤٥٦٧٨٩") and len(text) >= 4)
    assert len(years) > 1
    assert int("".join(c for c in years[0][1] if c.isdecimal())[-4:]) >= int(
        "".join(c for c in years[-1][1] if c.isdecimal())[-4:]
    )


def test_every_chart_has_its_table(tab):
    tab.open("/en/events").drawn(3)
    for key in ("timeline", "map", "network"):
        tab.page.click(f"#{key}-table > summary")
        assert tab.page.locator(f"#{key}-table tbody tr").count() > 0


def test_by_keyboard_alone(tab):
    tab.open("/en/events")
    tab.page.keyboard.press("Tab")
    assert tab.page.evaluate("document.activeElement.className") == "skip"
    tab.page.keyboard.press("Enter")
    assert tab.page.evaluate("document.activeElement.id") == "content"
    tab.page.keyboard.press("/")
    assert tab.page.evaluate("document.activeElement.id") == "search-text"
    tab.page.keyboard.press("Escape")
    tab.page.keyboard.press("j")
    tab.page.keyboard.press("j")
    second = tab.page.evaluate("document.activeElement.getAttribute('href')")
    with tab.shown():
        tab.page.keyboard.press("Enter")
    assert tab.address == second
    assert tab.page.evaluate("document.activeElement.tagName") == "H1"
    tab.page.keyboard.press("?")
    assert tab.page.is_visible("#help")
    tab.page.keyboard.press("Escape")
    assert not tab.page.is_visible("#help")
    tab.page.keyboard.press("g")
    with tab.shown():
        tab.page.keyboard.press("c")
    assert tab.address == "/en/code"
    with tab.shown():
        tab.page.keyboard.press("l")
    assert tab.address == "/ar/code"


def test_every_stop_of_the_keyboard_is_seen(tab):
    tab.open("/ar/settings")
    for _ in range(12):
        tab.page.keyboard.press("Tab")
        ring = tab.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert ring not in ("none", ""), tab.page.evaluate("document.activeElement.outerHTML")


def test_the_theme_is_switched_and_kept(tab):
    tab.open("/en/settings")
    tab.page.click("#switch-theme")
    assert tab.page.evaluate("document.documentElement.dataset.theme") == "dark"
    tab.open("/en/settings")
    assert tab.page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert tab.page.is_checked("input[name=theme][value=dark]")


def test_digits_and_months_are_the_readers(tab, site):
    tab.open("/ar/settings")
    for name, value in (("digits", "latn"), ("months", "maghreb"), ("calendar", "hijri")):
        with tab.shown():
            tab.page.check(f"input[name={name}][value={value}]")
    event = told_most(site[1])
    tab.open(f"/ar/events/{event.id}")
    words = tab.page.inner_text("#content")
    assert str(event.date.year) in words and "هـ" in words and not set(words) & set("٠١٢٣٤٥٦٧٨٩")


def test_a_deed_in_the_text_leads_to_its_record(tab, site):
    desk = site[1]
    found = next(a for row in desk.articles(limit=50).items if len((a := desk.article(row.id)).records) > 1)
    tab.open(f"/ar/articles/{found.row.id}")
    last = max(found.records, key=lambda record: record.evidence.trigger)
    link = tab.page.locator(f"a.deed[href$='{last.id}']").first
    with tab.shown():
        link.click()
    assert f"record={last.id}" in tab.address
    assert last.rule in tab.page.inner_text("#why")


def test_an_article_is_pasted_and_read(tab):
    tab.open("/en/code")
    hostile = "<script>alert(1)</script> `${1+1}` \\u0041 &amp; {{ 7*7 }} \u202eabc"
    tab.page.fill("#field-text", f"استدعت مصر سفيرها في باريس للتشاور أمس.\n\n{hostile}")
    tab.page.fill("#field-published", "2024-05-02")
    with tab.shown():
        tab.page.click("#code .button--main")
    assert "/en/code/" in tab.address
    assert tab.page.locator("a.deed").count() >= 1
    assert hostile in tab.page.text_content("article")
    tab.open(tab.address)
    assert hostile in tab.page.text_content("article")
    assert "1 May 2024" in tab.page.inner_text("#chosen")


def test_a_file_is_read(tab):
    tab.open("/en/code")
    text = "زار الرئيس المصري أنقرة أمس والتقى نظيره التركي في القصر الرئاسي.".encode()
    with tab.shown():
        tab.page.set_input_files("input[type=file]", {"name": "a.txt", "mimeType": "text/plain", "buffer": text})
    assert tab.page.locator("a.deed").count() >= 1


def test_what_is_no_arabic_is_refused_with_a_reason(tab):
    tab.open("/en/code")
    tab.page.fill("#field-text", "The president of Egypt visited Ankara yesterday and met his counterpart.")
    tab.page.click("#code .button--main")
    tab.page.wait_for_selector(".toast")
    assert tab.address == "/en/code"


def test_a_search_is_saved_and_found_again(tab, site):
    tab.open("/en/events?type=CONSULT")
    with tab.shown():
        tab.page.click("text=Save this search")
    tab.page.fill("#field-name", "Visits <b>")
    with tab.shown():
        tab.page.click("#content .button--main")
    with tab.shown():
        tab.page.click("text=Visits <b>")
    assert tab.address == "/en/events?type=CONSULT"
    assert site[1].searches()[0].query == {"type": "CONSULT"}


def test_something_wrong_is_said_and_a_counterexample_given(tab, site):
    desk = site[1]
    mention = told_most(desk).mentions[-1]
    tab.open(f"/en/articles/{mention.article.id}?record={mention.record}")
    tab.page.fill("#field-because", "nobody did this")
    with tab.shown():
        tab.page.click("#wrong .button")
    assert "counterexamples" in tab.page.inner_text("#wrong pre")
    assert "nobody did this" in tab.page.inner_text("#wrong pre")
    assert desk.judgements()[-1].verdict == "wrong"


def test_an_event_is_judged(tab, site):
    desk = site[1]
    event = told_most(desk)
    tab.open(f"/ar/events/{event.id}")
    with tab.shown():
        tab.page.locator(".telling__foot button").last.click()
    assert desk.judgements()[-1].verdict == "different"
    assert tab.page.locator(".toast").count() == 1


def test_the_map_and_the_ring_know_nothing_of_direction(tab):
    tab.open("/ar/events").drawn(3)
    assert tab.page.evaluate("getComputedStyle(document.querySelector('#map-plot')).direction") == "ltr"


def test_paper_has_no_navigation(tab, site):
    tab.open(f"/ar/events/{told_most(site[1]).id}")
    tab.page.emulate_media(media="print")
    assert not tab.page.is_visible(".header") and not tab.page.is_visible("#judge")
    assert tab.page.is_visible("#tellings")


def test_paper_is_white_in_the_dark_too(tab):
    tab.page.emulate_media(color_scheme="dark")
    tab.open("/en/events").drawn(1)
    ink = "getComputedStyle(document.documentElement).getPropertyValue('--ink')"
    assert tab.page.evaluate(ink) != "#000"
    tab.page.emulate_media(media="print", color_scheme="dark")
    assert tab.page.evaluate(ink).strip() == "#000"
    assert tab.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_the_stages_of_a_life_stand_apart_on_telephones(tab):
    """The day and the outlet of a stage once lay over one another."""
    tab.page.set_viewport_size({"width": 390, "height": 800})
    tab.open("/en/settings")
    stage = "<li><strong>took place</strong><span>8 January 2016</span><p>an outlet</p></li>"
    tab.page.evaluate(f"document.querySelector('main').innerHTML = '<ol class=life>{stage * 2}</ol>'")
    boxes = tab.page.evaluate(
        "[...document.querySelectorAll('.life li > *')].map(part => part.getBoundingClientRect().toJSON())"
    )
    assert all(above["bottom"] <= below["top"] + 1 for above, below in pairwise(boxes))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_one_is_on_is_seen_in_the_navigation_of_a_telephone(tab, language):
    tab.page.set_viewport_size({"width": 320, "height": 700})
    tab.open(f"/{language}/alerts")
    box = tab.page.locator(".nav [aria-current]").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320


def test_an_alert_is_made_arrives_on_its_own_and_is_seen(tab, site):
    desk = site[1]
    tab.open("/en/events?type=SANCTION")
    with tab.shown():
        tab.page.click("text=Tell me of new ones")
    tab.page.fill("#field-name", "Sanctions")
    with tab.shown():
        tab.page.click("#new-alert .button--main")
    alert = desk.alerts()[0]
    assert alert.query == {"type": "SANCTION"}
    event = desk.search(Filters(type=("SANCTION",)), limit=1).items[0]
    notice = Notice(id="n1", alert=alert.id, kind="new", owner="local", name="Sanctions", event=event.id, at=alert.made)
    with desk._writer() as archive, tab.shown():
        archive.store.keeping.put_notices([notice], [])
    assert "Sanctions" in tab.page.locator(".toast").last.inner_text()
    assert tab.page.inner_text("#nav-alerts .badge").startswith("1")
    with tab.shown():
        tab.page.click("#arrived .button")
    assert not tab.page.locator("#nav-alerts .badge").count()
    with tab.shown():
        tab.page.click("#notices a")
    assert tab.address == f"/en/events/{event.id}"
