"""What identity decides: which tellings are one event, and what the event then says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from waqai.models import Judgement, Record, Telling
from waqai.resolve import MemoryWorkspace, event_id, resolve

Pair = tuple[Telling, Record]
Maker = Callable[..., Pair]

RAID = "قارب ميناء حرس كريمة انفجار رصيف"
BOTH = {"actors": ("SDN/REB",), "recipients": ("SDN/MIL",), "place": "Karima"}


def chronicle(*told: Pair) -> MemoryWorkspace:
    space = MemoryWorkspace()
    resolve(space, space.add(told))
    return space


def groups(space: MemoryWorkspace) -> list[list[str]]:
    return sorted(sorted(m.record for m in event.mentions) for event in space.chronicle.values())


def test_the_same_attack_in_two_papers_is_one_event(told: Maker) -> None:
    space = chronicle(told("r1", RAID, dead=12, **BOTH), told("r2", RAID + " فجر", dead=14, **BOTH))
    (event,) = space.chronicle.values()
    assert event.id == event_id(["r1", "r2"])
    assert event.confirmed_by == 2
    assert (event.size_low.dead, event.size_high.dead) == (12, 14)
    assert [c.field for c in event.contradictions] == ["dead"]


def test_the_second_attack_of_the_day_is_another_event(told: Maker) -> None:
    other = {"words": "حافلة سوق رجل مسلح دنقلا", "place": "Dongola", "dead": 3, "actors": BOTH["actors"]}
    space = chronicle(told("r1", RAID, dead=12, **BOTH), told("r2", **other))
    assert groups(space) == [["r1"], ["r2"]]


def test_a_reaction_never_merges_with_its_cause(told: Maker) -> None:
    cause = told("r1", RAID, **BOTH)
    reaction = told("r2", RAID, type="ACCUSE", article="a-r1", actors=("EGY/GOV",), place="Karima")
    assert groups(chronicle(cause, reaction)) == [["r1"], ["r2"]]


def test_a_visit_announced_and_made_is_one_event_with_a_life(told: Maker) -> None:
    words = "رئيس زيارة قصر مباحثات نواكشوط وفد"
    sides = {"actors": ("TUN/GOV",), "recipients": ("MRT/GOV",), "place": "Nouakchott"}
    before = told("r1", words, type="AGREE", status="future", basis="publication", day=date(2020, 5, 8), **sides)
    after = told("r2", words, type="CONSULT", day=date(2020, 5, 10), **sides)
    (event,) = chronicle(before, after).chronicle.values()
    assert (event.event, event.status) == (["CONSULT"], "occurred")
    assert [stage.status for stage in event.life] == ["future", "occurred"]
    assert event.date == date(2020, 5, 10)
    assert event.confirmed_by == 1


def test_a_denial_hangs_on_what_it_denies(told: Maker) -> None:
    denial = told("r3", RAID, status="negated", **BOTH)
    (event,) = chronicle(told("r1", RAID, **BOTH), told("r2", RAID, **BOTH), denial).chronicle.values()
    assert event.status == "occurred"
    assert [m.record for m in event.mentions if m.denies] == ["r3"]
    assert "status" in [c.field for c in event.contradictions]
    assert event.confirmed_by == 2


def test_copies_are_one_voice(told: Maker) -> None:
    text = {"imprint": bytes(range(256))}
    first = told("r2", RAID, day=date(2020, 5, 10), dead=12, **BOTH, **text)
    copy = told("r1", RAID, published=date(2020, 5, 11), dead=14, **BOTH, **text)
    (event,) = chronicle(first, copy).chronicle.values()
    assert event.confirmed_by == 1
    assert {m.record: m.copy_of for m in event.mentions} == {"r2": None, "r1": "a-r2"}
    assert event.contradictions == []


def test_two_texts_of_one_outlet_confirm_once(told: Maker) -> None:
    (event,) = chronicle(
        told("r1", RAID, outlet="x", **BOTH), told("r2", RAID + " فجر", outlet="x", **BOTH)
    ).chronicle.values()
    assert event.confirmed_by == 1


def test_the_type_is_the_best_supported_one(told: Maker) -> None:
    words = "مذكرة تفاهم سكة حديد توقيع وزيرا نقل"
    sides = {"actors": ("EGY/GOV",), "recipients": ("SDN/GOV",), "place": "Halfa"}
    kinds = ("SUPPORT", "AGREE", "SUPPORT")
    (event,) = chronicle(*(told(f"r{i}", words, type=k, **sides) for i, k in enumerate(kinds))).chronicle.values()
    assert event.event == ["SUPPORT"]


def test_a_retelling_weeks_later_with_its_date_joins(told: Maker) -> None:
    later = told("r2", "قارب ميناء كريمة رصيف ذكرى", published=date(2020, 6, 20), lead=False, dead=12, **BOTH)
    assert groups(chronicle(told("r1", RAID, dead=12, **BOTH), later)) == [["r1", "r2"]]


def test_links_do_not_chain(told: Maker) -> None:
    """Each telling shares four words of six with the next, none with the one after that but two."""
    words = [f"{word}{i}" for i in range(4) for word in ("قارب", "ميناء", "حرس", "انفجار", "رصيف", "حافلة")]
    chain = [told(f"r{i}", " ".join(words[2 * i : 2 * i + 6]), basis="tense") for i in range(10)]
    found = groups(chronicle(*chain))
    assert any(len(group) > 1 for group in found)
    assert all(len(group) < 4 for group in found)


def test_judgements_are_respected(told: Maker) -> None:
    space = chronicle(*(told(f"r{i}", RAID, dead=12, **BOTH) for i in range(3)), told("r9", "حافلة", place="Sohar"))
    assert groups(space) == [["r0", "r1", "r2"], ["r9"]]
    for verdict, ids, expected in (
        ("different", ["r0", "r1"], 3),
        ("same", ["r1", "r9"], 2),
        ("wrong", ["r2"], 2),
        ("same", ["r0", "r1"], 1),
    ):
        judgement = Judgement(id=verdict, verdict=verdict, ids=ids, at="2020-01-01T00:00:00Z")
        space.judge(judgement)
        resolve(space, judged=[judgement])
        assert len(groups(space)) == expected
    assert space.events(["r2"]) == {}


def test_a_vanished_event_names_the_one_that_took_it_over(told: Maker) -> None:
    space = chronicle(told("r5", RAID, **BOTH))
    resolve(space, space.add([told("r1", RAID, **BOTH)]))
    assert space.tombstones == {"e-r5": "e-r1"}
    resolve(space, removed=space.remove(["r1"]))
    assert space.tombstones == {"e-r1": "e-r5"}
