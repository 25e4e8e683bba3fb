"""Archives that are alike enough to be linked now and then, and all that can be seen of one that was resolved."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from hypothesis import strategies as st

from waqai.models import Judgement, Record, Telling
from waqai.resolve import MemoryWorkspace, resolve

Pair = tuple[Telling, Record]
Maker = Callable[..., Pair]

WORDS = "حافلة ميناء مطار مهرجان قافلة معبر جسر سوق مصنع محطة".split()
PLACES = ("Karima", "Sohar", "")


@st.composite
def archives(draw: st.DrawFn) -> list[dict[str, object]]:
    """Arguments of tellings that are alike enough to be linked now and then, in no order."""
    words = WORDS[: draw(st.sampled_from((3, 10)))]
    count = draw(st.integers(4, 18))
    return [
        {
            "name": f"r{draw(st.integers(0, 999)):03}-{i}",
            "words": " ".join(draw(st.lists(st.sampled_from(words), min_size=1, max_size=7, unique=True))),
            "day": date(2020, 5, 1) + timedelta(draw(st.integers(0, 6))),
            "place": draw(st.sampled_from(PLACES)),
            "dead": draw(st.sampled_from((None, 4, 5, 31))),
            "actors": draw(st.sampled_from(((), ("EGY/GOV",), ("SDN/REB",)))),
            "recipients": draw(st.sampled_from(((), ("EGY/GOV",), ("SDN/MIL",)))),
            "article": f"a{draw(st.integers(0, 9))}",
            "type": draw(st.sampled_from(("ASSAULT", "COERCE", "ACCUSE"))),
            "status": draw(st.sampled_from(("occurred", "occurred", "future", "negated"))),
        }
        for i in range(count)
    ]


def told_of(make: Maker, archive: Sequence[dict[str, object]]) -> list[Pair]:
    return [make(**dict(arguments)) for arguments in archive]


def chronicle(space: MemoryWorkspace) -> str:
    events = [json.loads(event.model_dump_json()) for _, event in sorted(space.chronicle.items())]
    return json.dumps(events, ensure_ascii=False, sort_keys=True)


def full(tellings: Sequence[Pair], judgements: Sequence[Judgement] = ()) -> MemoryWorkspace:
    space = MemoryWorkspace()
    for judgement in judgements:
        space.judge(judgement)
    resolve(space, space.add(tellings))
    return space


def state(space: MemoryWorkspace) -> tuple[str, object, object]:
    everything = [telling.record for telling in space.all_tellings()]
    return chronicle(space), sorted(space.links(everything)), sorted(space.events(everything).items())
