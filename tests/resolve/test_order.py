"""Laws of identity: neither the order of arrival nor the cutting into batches changes the events."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from resolve.archives import WORDS, Pair, archives, full, state, told_of
from waqai.models import Judgement
from waqai.resolve import MemoryWorkspace, keys, resolve

Maker = Callable[..., Pair]

small_blocks = pytest.mark.parametrize("residents", [1, 32])
quick = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@small_blocks
@given(archive=archives(), data=st.data())
@quick
def test_any_order_and_any_batches_give_the_same_events(
    told: Maker, residents: int, archive: list[dict[str, object]], data: st.DataObject
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        _limit(patch, residents)
        patch.setattr("waqai.resolve.resolver.IN_COLUMNS", data.draw(st.sampled_from((1, 4000))))
        tellings = told_of(told, archive)
        expected = state(full(tellings))
        shuffled = data.draw(st.permutations(tellings))
        space = MemoryWorkspace()
        while shuffled:
            size = data.draw(st.integers(1, len(shuffled)))
            resolve(space, space.add(shuffled[:size]))
            shuffled = shuffled[size:]
        assert state(space) == expected


@small_blocks
@given(archive=archives(), data=st.data())
@quick
def test_what_is_removed_leaves_no_trace(
    told: Maker, residents: int, archive: list[dict[str, object]], data: st.DataObject
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        _limit(patch, residents)
        tellings = told_of(told, archive)
        gone = {pair[0].record for pair in data.draw(st.lists(st.sampled_from(tellings), unique_by=id))}
        space = full(tellings)
        before = set(space.chronicle)
        resolve(space, removed=space.remove(gone))
        assert state(space) == state(full([pair for pair in tellings if pair[0].record not in gone]))
        assert before - set(space.chronicle) == set(space.tombstones)


@given(archive=archives(), data=st.data())
@quick
def test_a_replaced_record_is_as_if_it_had_always_been_so(
    told: Maker, archive: list[dict[str, object]], data: st.DataObject
) -> None:
    tellings = told_of(told, archive)
    space = full(tellings)
    at = data.draw(st.integers(0, len(tellings) - 1))
    changed = dict(archive[at]) | {"words": " ".join(WORDS[:5]), "dead": 31, "place": "Sohar"}
    tellings[at] = told(**changed)
    resolve(space, space.add([tellings[at]]))
    assert state(space) == state(full(tellings))


@given(archive=archives(), data=st.data())
@quick
def test_judgements_hold_whenever_they_are_made(
    told: Maker, archive: list[dict[str, object]], data: st.DataObject
) -> None:
    tellings = told_of(told, archive)
    names = [telling.record for telling, _ in tellings]
    judgements = []
    for number in range(data.draw(st.integers(1, 3))):
        verdict = data.draw(st.sampled_from(("same", "different", "wrong")))
        ids = data.draw(st.lists(st.sampled_from(names), min_size=2, max_size=2, unique=True))
        ids = ids[: 1 if verdict == "wrong" else 2]
        judgements.append(Judgement(id=str(number), verdict=verdict, ids=ids, at="2020-01-01T00:00:00Z"))
    space = full(tellings)
    for judgement in judgements:
        space.judge(judgement)
        resolve(space, judged=[judgement])
    assert state(space) == state(full(tellings, judgements))


def _limit(patch: pytest.MonkeyPatch, residents: int) -> None:
    patch.setattr(keys, "RESIDENTS", residents)
    patch.setattr("waqai.resolve.resolver.RESIDENTS", residents)
