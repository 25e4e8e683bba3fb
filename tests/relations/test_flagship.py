"""The history of a relation from one article: from its annotation, and as far as the coder reads it.

Needs the evaluation data beside the project; skipped where they are not.
"""

import json
from pathlib import Path

import pytest

from waqai.models import ArticleRef, ChronicleEvent, Entity, Evidence, Location, Record
from waqai.packs.codebook import load_codebook
from waqai.relations.relate import relate
from waqai.relations.source import Events

GOLD = Path(__file__).resolve().parents[2].parent / "shared/gold/articles.jsonl"
pytestmark = pytest.mark.skipif(not GOLD.exists(), reason="no evaluation data")
AMBASSADOR = "سفير"


def annotated(article, n, event):
    """An annotated event as the coder would write it; an annotation names no rule but for what its trigger says."""
    book, date = load_codebook(), event["date"] or (None, None, "unknown")
    kind, mode = event["event"], tuple(event["mode"])
    place = event["loc"] and Location(**{key: event["loc"][key] for key in ("text", "name", "country")})
    returned = kind == "SUPPORT" and AMBASSADOR in event["trigger"]
    record = Record(
        id=f"{article['id']}-{n}", date=date[0], enddate=date[1], date_precision=date[2], event=[kind], mode=mode,
        cameo=event["cameo"], quad_code=book.types[kind].quad, event_scale=book.score(kind, mode),
        actor=[entity(side) for side in event["actor"]], recipient=[entity(side) for side in event["recipient"]],
        event_loc=place, status=event["status"], size=event.get("size"), event_text=event["trigger"],
        evidence=Evidence(sentence=(0, 1), trigger=(n, n + 1)),
        rule="ar.support.ambassador-returns" if returned else "",
        article=ArticleRef(id=article["id"], publisher=article["publisher"], published=article["published"]),
        coder="gold", codebook="gold",
    )  # fmt: skip
    quote = article["sentences"][event["s"]] if event["s"] >= 0 else article["title"]
    return ChronicleEvent.of(record, quote=quote)


def entity(side):
    person = side.get("name") if side.get("name") not in (None, "Turkey") else None
    return Entity(
        code=side["code"], sector=side["sector"], sectors=[side["sector"]], entity_text=side["text"],
        identifier_text=side.get("name"), person=person,
    )  # fmt: skip


@pytest.fixture(scope="module")
def article():
    return json.loads(GOLD.read_text(encoding="utf8").splitlines()[0])


@pytest.fixture(scope="module")
def relation(article):
    events = [annotated(article, n, event) for n, event in enumerate(article["events"])]
    return relate(Events(events), "ISR", "TUR")


def lines(relation, heading):
    [paragraph] = [p for p in relation.narrative["en"] if heading in p.heading]
    return [sentence.text for sentence in paragraph.sentences]


def test_phases(relation):
    found = [(p.name, str(p.start)[:7], p.start_precision) for p in relation.phases]
    assert found[-5:] == [
        ("rupture", "2010-01", "year"), ("reconciliation", "2016-01", "year"), ("rupture", "2018-01", "year"),
        ("thaw", "2022-03", "month"), ("reconciliation", "2022-08", "month"),
    ]  # fmt: skip
    silent = [(s.start.year, s.end.year) for p in relation.phases for s in p.silence]
    assert (2011, 2015) in silent and (2019, 2022) in silent


def test_ties_broken_after_the_raid(relation):
    assert lines(relation, "rupture (2010 – 2016)") == [
        "In 2010 ties between Israel and Turkey were broken, after an attack by the armed forces of Israel "
        "on civilians of Turkey in which 10 people died."
    ]


def test_reconciliation_and_ambassadors(relation):
    assert lines(relation, "reconciliation (2016") == [
        "In 2016 Israel and Turkey concluded an agreement.", "In 2016 Israel and Turkey returned their ambassadors.",
    ]  # fmt: skip


def test_collapse_and_recall(relation):
    assert sorted(lines(relation, "rupture (2018")) == [
        "In 2018 Turkey recalled its ambassador to Israel.", "In 2018 ties between Turkey and Israel were broken.",
    ]  # fmt: skip


def test_the_year_of_the_return(relation):
    thaw, after = lines(relation, "thaw"), lines(relation, "since August 2022")
    assert "In March 2022 Isaac Herzog visited Turkey." in thaw
    assert any(line.startswith("In May 2022") and "security" in line for line in thaw)
    assert "In August 2022 Yair Lapid announced the resumption of diplomatic ties with Turkey." in after
    assert "On 26 October 2022 Benny Gantz visited Turkey." in after
    assert "On 27 October 2022 Benny Gantz and Hulusi Akar met in Ankara." in after


def test_states_of_affairs(relation):
    facts = [(f.state, f.by, f.start.year, f.end.year if f.end else None) for f in relation.states]
    assert ("ties_broken", [], 2010, 2016) in facts and ("ambassadors_withdrawn", ["TUR"], 2018, 2022) in facts
    assert ("treaty", [], 2016, 2018) in facts and facts[-1] == ("full_ties", [], 2022, None)
    assert relation.states[-1].announced


def test_third_parties(relation):
    parts = {(third.code, third.part) for third in relation.third_parties}
    assert ("AZE", "mediates") in parts and ("PSE", "quarrel") in parts


def test_the_coder_reads_the_turns_of_it(article):
    from waqai.config import Settings
    from waqai.models import Article
    from waqai.run.relation import chronicle_of

    events = chronicle_of([Article.parse(article)], Settings.from_env()).events
    found = [phase.name for phase in relate(Events(events), "ISR", "TUR").phases]
    assert found[:2] == ["rupture", "reconciliation"] and found[2] in ("strain", "rupture")
    assert found[3] == "thaw" and set(found[3:]) <= {"thaw", "reconciliation"}
