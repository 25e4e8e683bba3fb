"""A whole resolution gives what resolving step by step gives: the same scores, keys, links and events."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from resolve.archives import WORDS, archives, full, state, told_of
from waqai.errors import WaqaiError
from waqai.models import ChronicleEvent, Judgement, Record, Telling
from waqai.resolve import MemoryWorkspace, keys, resolve
from waqai.resolve.columns import ColumnMaker
from waqai.resolve.compare import profile, score
from waqai.resolve.crew import Crew
from waqai.resolve.merge import merge
from waqai.resolve.pairs import Scorer
from waqai.resolve.whole import resolve_all

Pair = tuple[Telling, Record]
Maker = Callable[..., Pair]
KINDS = ("ASSAULT", "SANCTION", "COERCE", "ACCUSE", "CONSULT", "AGREE", "SUPPORT")
CODES = ("EGY/GOV", "SDN/REB", "/CVL", "TUR", "IRQ/MIL")
NAMES = ("زيد", "عمرو", "org:مجلس", "org:هيئة")
SPOTS = (("Karima", "SDN", 18.5, 31.8), ("Merowe", "SDN", 18.4, 31.9), ("Sohar", "OMN", None, None), ("", "SDN"), ())


@dataclass
class Material:
    """Tellings with their records."""

    pairs: list[Pair]

    def some(self, places: Sequence[int]) -> Material:
        return Material([self.pairs[at] for at in places])

    def events(self, groups: Sequence[Sequence[int]]) -> list[ChronicleEvent]:
        records = {telling.record: record for telling, record in self.pairs}
        return [merge([self.pairs[at][0] for at in group], records) for group in groups]


class Whole(MemoryWorkspace):
    """An archive in memory that can be resolved as a whole."""

    def packed(self) -> Any:
        told = [telling.to_bytes() for telling in self.all_tellings()]
        yield from (told[at : at + 3] for at in range(0, len(told), 3))

    def all_events(self) -> dict[str, str]:
        return self.events([telling.record for telling in self.all_tellings()])

    def material(self, records: Sequence[str]) -> Material:
        tellings, whole = self.tellings(records), self.records(records)
        return Material([(tellings[record], whole[record]) for record in records])

    def put_all_keys(self, records: Sequence[str], owners: Any, found: Any) -> None:
        own: dict[str, list[int]] = {}
        for owner, key in zip(owners.tolist(), found.tolist(), strict=True):
            own.setdefault(records[owner], []).append(key)
        self.put_keys(own)

    def put_all_links(self, records: Sequence[str], a: Any, b: Any, scores: Any) -> None:
        links = zip(a.tolist(), b.tolist(), scores.tolist(), strict=True)
        self.put_links((), [(records[x], records[y], likely) for x, y, likely in links])

    def put_made(self, events: list[ChronicleEvent]) -> None:
        self.put_events((), events, {})

    def put_gone(self, gone: Any) -> None:
        self.put_events((), (), gone)


def keys_of(space: MemoryWorkspace) -> dict[str, list[int]]:
    return {t.record: sorted(space.keys([t.record]).get(t.record, ())) for t in space.all_tellings()}


def whole(tellings: Sequence[Pair], judgements: Sequence[Judgement] = (), workers: int = 1) -> Whole:
    space = Whole()
    for judgement in judgements:
        space.judge(judgement)
    space.add(tellings)
    resolve_all(space, workers=workers)
    return space


@pytest.mark.parametrize("residents", [1, 32])
@given(archive=archives(), data=st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_it_gives_the_same_as_step_by_step(
    told: Maker, residents: int, archive: list[dict[str, object]], data: st.DataObject
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "RESIDENTS", residents)
        patch.setattr("waqai.resolve.resolver.RESIDENTS", residents)
        patch.setattr("waqai.resolve.whole.PAIRS", data.draw(st.sampled_from((1, 5, 1000))))
        patch.setattr("waqai.resolve.whole.RECORDS", data.draw(st.sampled_from((1, 4, 1000))))
        patch.setattr("waqai.resolve.whole.MATRIX", data.draw(st.sampled_from((0, 300))))
        tellings = told_of(told, archive)
        judgements = data.draw(judged([telling.record for telling, _ in tellings]))
        expected, found = full(tellings, judgements), whole(data.draw(st.permutations(tellings)), judgements)
        assert state(found) == state(expected)
        assert keys_of(found) == keys_of(expected)


def judged(names: Sequence[str]) -> st.SearchStrategy[list[Judgement]]:
    verdicts = st.sampled_from(("same", "different", "wrong"))
    pairs = st.lists(st.sampled_from(names), min_size=2, max_size=2, unique=True)
    one = st.builds(
        lambda verdict, ids: Judgement(
            id=f"{verdict}{ids}", verdict=verdict, ids=ids[: 1 if verdict == "wrong" else 2], at="2020-01-01T00:00:00Z"
        ),
        verdicts,
        pairs,
    )
    return st.lists(one, max_size=3)


def test_it_leaves_the_same_tombstones_when_events_change(told: Maker) -> None:
    tellings = [told(f"r{i:02}", " ".join(WORDS[i % 3 : i % 3 + 4])) for i in range(9)]
    apart = Judgement(id="1", verdict="wrong", ids=["r00"], at="2020-01-01T00:00:00Z")
    spaces = full(tellings), whole(tellings)
    for space in spaces:
        assert len(space.chronicle) < len(tellings)
        space.judge(apart)
    resolve(spaces[0], judged=[apart])
    resolve_all(spaces[1])
    assert spaces[0].tombstones == spaces[1].tombstones != {}
    assert state(spaces[0]) == state(spaces[1])


def test_several_processes_give_the_same(told: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("waqai.resolve.whole.PAIRS", 20)
    tellings = [told(f"r{i:02}", " ".join(WORDS[i % 3 : i % 3 + 4])) for i in range(30)]
    with Crew(2) as crew:
        assert list(crew.map(abs, range(-5, 0))) == [5, 4, 3, 2, 1]
        with pytest.raises(TypeError):
            list(crew.map(abs, ["x"]))
    assert whole(tellings).chronicle == full(tellings).chronicle


def test_a_process_that_is_killed_is_told_of() -> None:
    with Crew(2) as crew, pytest.raises(WaqaiError, match="killed"):
        list(crew.map(_end, range(3)))


def _end(number: int) -> None:
    raise SystemExit(number)


def test_columns_score_as_the_comparison_does(told: Maker) -> None:
    chance = random.Random(4)
    tellings = [any_telling(told, f"r{i:03}", chance)[0] for i in range(120)]
    maker = ColumnMaker()
    for telling in tellings:
        maker.take(telling)
    columns = maker.columns()
    a, b = (np.array(ends, dtype=np.int32) for ends in np.triu_indices(len(tellings), 1))
    known = [profile(telling) for telling in tellings]
    expected = [score(known[i], known[j]) for i, j in zip(a.tolist(), b.tolist(), strict=True)]
    assert Scorer(columns).score(a, b).tolist() == expected
    likely = Scorer(columns).score(a, b, likely=True).tolist()
    assert [max(one, 0.0) for one in likely] == [max(one, 0.0) for one in expected]
    assert sum(one > 0 for one in expected) > 50


def any_telling(told: Maker, name: str, chance: random.Random) -> Pair:
    """A telling in which everything that counts is now and then there, and often alike."""

    def some(things: Sequence[Any], most: int) -> tuple[Any, ...]:
        return tuple(chance.sample(things, chance.randint(0, most)))

    def number() -> int | None:
        return chance.choice((None, None, 1, 2, 4, 5, 30, 31, 90))

    spot = chance.choice(SPOTS)
    day = chance.choice((None, *(date(2020, 5, 1) + timedelta(chance.choice((0, 1, 2, 5, 20, 90))) for _ in range(4))))
    shared = chance.choice((bytes(range(256)), bytes(256), chance.randbytes(256), b""))
    telling, record = told(
        name, " ".join(some(WORDS, 6)), day=day, type=chance.choice(KINDS), actors=some(CODES, 2),
        recipients=some(CODES, 2), names=some(NAMES, 2), article=f"a{chance.randint(0, 80)}",
        status=chance.choice(("occurred", "future", "negated")), basis=chance.choice(("explicit", "tense", "")),
        published=chance.choice((None, date(2020, 5, 1) + timedelta(chance.randint(0, 20)))),
        lead=chance.random() < 0.6, dead=number(), injured=number(), numbers=some((3, 12, 178, 500), 2),
        ordinals=some((1, 2, 3), 1), imprint=shared,
        **dict(zip(("place", "country", "lat", "lon"), spot, strict=False)),
    )  # fmt: skip
    title = some(WORDS, 4)
    last = telling.last and telling.last + chance.choice((0, 0, 3, 40))
    given = {"title": title, "title_weights": bytes(chance.choices((90, 200), k=len(title))), "last": last}
    return Telling(**{field: getattr(telling, field) for field in Telling.__slots__} | given), record
