"""Articles in, a chronicle out, on both backends: the coder, the store and identity together."""

import datetime as dt
import random
from dataclasses import replace

import pytest

from news import article, press
from snapshots import check_whole, snapshot
from waqai.config import Settings
from waqai.errors import InputError, UsageError
from waqai.models import Article, ChronicleEvent
from waqai.run.archive import Archive
from waqai.run.diff import Difference
from waqai.store import Filters, open_store

SETTINGS = Settings.from_env({})


@pytest.fixture
def archive(address):
    with open_store(address) as store:
        yield Archive(store, SETTINGS)


def add(archive, articles):
    outcomes = list(archive.add(articles))
    return {one.article: one.fate for one in outcomes}


def changed(of, fields):
    return Article.parse(of.model_dump() | fields)


def ask(archive, **query):
    return list(archive.events(Filters.parse(query)))


def test_the_same_event_of_two_outlets_is_there_once(archive):
    fates = add(archive, press())
    assert set(fates.values()) == {"added"} and len(fates) == 12
    check_whole(archive.store)
    (recall,) = ask(archive, type="SANCTION", actor="MAR")
    assert {m.article.publisher for m in recall.mentions} == {"الأهرام", "الشرق الأوسط"}
    assert recall.confirmed_by == 2 and recall.first_told == dt.date(2023, 2, 1)
    (raid,) = ask(archive, dyad="YEM-SAU")
    assert (raid.size_low.dead, raid.size_high.dead) == (12, 14)


def test_adding_again_changes_nothing(archive):
    add(archive, press())
    before, runs = snapshot(archive.store), archive.store.runs()
    assert set(add(archive, press()).values()) == {"unchanged"}
    assert snapshot(archive.store) == before and archive.store.runs() == runs


def test_a_corrected_article_takes_its_event_along(archive):
    first = article(4, 0, 0)
    add(archive, [first, article(0, 0, 0)])
    (event,) = ask(archive, actor="EGY")
    corrected = changed(first, {"title": None, "text": "نفت القاهرة طرد السفير التركي. ووصل وفد إلى أنقرة."})
    assert add(archive, [corrected]) == {first.id: "replaced"}
    check_whole(archive.store)
    quotes = [m.quote for e in ask(archive) for m in e.mentions if m.article.id == first.id]
    assert quotes and all(quote in corrected.text for quote in quotes)
    assert archive.store.is_dead("record", event.mentions[0].record) and archive.store.is_dead("event", event.id)


def test_what_is_rejected_is_told_and_the_rest_goes_on(archive):
    english = changed(article(0, 0, 0), {"id": "en", "title": None, "text": "The minister met his colleague."})
    outcomes = list(archive.add([InputError("no text", where="x.txt"), english, article(1, 0, 0)]))
    assert [one.fate for one in outcomes] == ["rejected", "rejected", "added"]
    assert "x.txt: no text" in outcomes[0].message and "English" in outcomes[1].message


def test_the_order_of_arrival_does_not_matter(archive, tmp_path):
    articles = press(4)
    add(archive, articles)
    expected = snapshot(archive.store)
    chance = random.Random(7)
    for n in range(10):
        chance.shuffle(articles)
        with open_store(str(tmp_path / f"{n}.duckdb")) as store:
            shuffled = Archive(store, SETTINGS)
            cut = chance.randrange(len(articles))
            add(shuffled, articles[:cut])
            add(shuffled, articles[cut:])
            assert snapshot(store) == expected


def test_small_batches_and_workers_give_the_same(archive, tmp_path, monkeypatch):
    add(archive, press(3))
    monkeypatch.setattr("waqai.run.archive.MOST_ARTICLES", 1)
    with open_store(str(tmp_path / "small.duckdb")) as store:
        add(Archive(store, Settings.from_env({}, workers=2)), press(3))
        assert snapshot(store) == snapshot(archive.store)
        assert [(run.command, run.articles) for run in store.runs()] == [("add", 18)]


def test_resolving_everything_anew_changes_nothing(archive):
    add(archive, press(3))
    before = snapshot(archive.store)
    archive.resolve()
    check_whole(archive.store)
    assert snapshot(archive.store) == before


def test_text_that_is_not_kept_cannot_be_coded_again_but_stays_in_the_chronicle(archive):
    add(Archive(archive.store, Settings.from_env({}, keep_text=False)), press())
    before = snapshot(archive.store)
    assert all(m.quote for e in ask(archive) for m in e.mentions)
    assert sum(part.articles for part in archive.recode()) == 0
    assert archive.store.articles.count_without_text() == 12
    assert snapshot(archive.store) == before


def test_coding_anew_tells_what_changed_by_rule(archive, monkeypatch):
    add(archive, press())
    before = snapshot(archive.store)
    same = [part for part in archive.recode() if part.articles]
    assert sum(part.same for part in same) == len(before["records"]) and not any(part.rules for part in same)
    assert snapshot(archive.store) == before

    from waqai.run import archive as module

    code = module.coded_article

    def newer(article, settings):
        """Reads no accusations, and sees the army in every attack."""
        (coded,) = code(article, settings)
        records = []
        for one in (one for one in coded.records if one.record.event[0] != "ACCUSE"):
            seen = {"context": ["military"]} if one.record.event[0] == "ASSAULT" else {}
            records.append(replace(one, record=one.record.model_copy(update=seen)))
        return (replace(coded, codebook="newer 1", records=tuple(records)),)

    monkeypatch.setattr(module, "coded_article", newer)
    total = Difference()
    for part in archive.recode():
        total += part
    assert total.lost and all(rule.startswith("ar.accuse") for rule in total.lost)
    assert total.changed and all(rule.startswith("ar.assault") for rule in total.changed)
    assert not total.gained and total.articles == 12
    check_whole(archive.store)
    assert ask(archive, type="ACCUSE") == []
    assert archive.store.articles.get(press()[0].id).codebook == "newer 1"


def test_a_judgement_is_respected_by_every_later_run(archive):
    add(archive, press())
    (recall,) = ask(archive, type="SANCTION", actor="MAR")
    one, other = (mention.record for mention in recall.mentions)
    archive.judge("different", [one, other], because="للتجربة", by="test")
    assert len(ask(archive, type="SANCTION", actor="MAR")) == 2
    archive.resolve()
    add(archive, [article(0, 0, 2)])
    assert archive.store.chronicle.of_record(one) != archive.store.chronicle.of_record(other)
    archive.judge("same", [one, other])
    assert archive.store.chronicle.of_record(one) == archive.store.chronicle.of_record(other)
    check_whole(archive.store)


def test_a_record_that_is_wrong_tells_nothing(archive):
    add(archive, press())
    (raid,) = ask(archive, dyad="YEM-SAU")
    archive.judge("wrong", [raid.id])
    archive.resolve()
    assert ask(archive, dyad="YEM-SAU") == []
    with pytest.raises(UsageError, match="no more"):
        archive.find(raid.id)


def test_a_judgement_outlives_the_records_it_was_said_of(archive, monkeypatch):
    add(archive, press())
    (recall,) = ask(archive, type="SANCTION", actor="MAR")
    one, other = (mention.record for mention in recall.mentions)
    archive.judge("different", [one, other])
    moved = changed(article(0, 0, 0), {"text": "قالت الوكالة. " + article(0, 0, 0).text, "title": None})
    add(archive, [moved])
    heir = archive.store.survivor("record", one) or archive.store.survivor("record", other)
    assert heir and len(ask(archive, type="SANCTION", actor="MAR")) == 2


@pytest.mark.parametrize(
    ("verdict", "ids", "message"),
    [
        ("same", ["x"], "two for same"),
        ("wrong", ["x", "y"], "one id for wrong"),
        ("same", ["x", "x"], "two different ids"),
        ("wrong", ["x"], "no event or record x"),
    ],
)
def test_judgements_on_nothing_are_refused(archive, verdict, ids, message):
    with pytest.raises(UsageError, match=message):
        archive.judge(verdict, ids)
    assert archive.store.judgements() == []


def test_text_finds_words_in_whatever_form(archive):
    add(archive, press())
    found = ask(archive, text="سفراء")
    assert found and all(e.event[0] == "SANCTION" for e in found)
    assert ask(archive, text="الزيارات أنقرة") and not ask(archive, text="الزيارات صنعاء")


def test_the_chronicle_as_it_had_been_told_by_a_day(archive):
    late = changed(article(2, 1, 2), {"published": dt.date(2023, 2, 6)})
    add(archive, [article(2, 0, 0), late])
    (now,) = ask(archive, dyad="SAU-YEM")
    assert len(now.mentions) == 2
    (then,) = ask(archive, dyad="SAU-YEM", as_of="2023-02-05")
    assert (then.id, len(then.mentions), then.confirmed_by, then.size.dead) == (now.id, 1, 1, 12)
    assert ask(archive, dyad="SAU-YEM", as_of="2023-02-04") == []
    assert ask(archive, dyad="SAU-YEM", as_of="2023-02-06") == [now]
    assert archive.count(Filters.parse({"as_of": "2023-02-04"})) == 0


def test_an_event_is_found_by_its_records_and_by_its_former_ids(archive):
    add(archive, press())
    events = ask(archive)
    for event in events:
        assert archive.find(event.id) == event
        assert archive.find(event.mentions[0].record) == event
    one, other = events[0], events[-1]
    archive.judge("same", [one.id, other.id])
    assert archive.find(one.id).id == archive.find(other.id).id
    with pytest.raises(UsageError, match="there is no event nothing"):
        archive.find("nothing")


def test_lines_are_events(archive):
    add(archive, press())
    lines = [ChronicleEvent.model_validate_json(line) for line in archive.lines(Filters())]
    assert lines == ask(archive) and len(lines) == archive.count(Filters())
    assert [act.id for act in archive.acts(Filters())] == [event.id for event in lines]
