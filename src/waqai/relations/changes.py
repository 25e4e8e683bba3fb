"""Change points: when the level of the scores changed. The method is PELT with squared error, from ruptures.

Importing ruptures whole takes seconds, since it brings scipy's statistics along. Its PELT is one compiled file that
needs nothing but numpy: that alone is loaded, and the whole package only where the file is not found. For a series of
usual length even numpy takes longer to load than to do without it takes.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Sequence
from importlib import util
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path
from typing import Any

from waqai.models import ChangePoint, Step

LEAST_STEPS = 16
"""Steps with events below which a change of level cannot be told from chance."""
SHORTEST = 3
"""Steps that a level must last."""
SHORT = 400
"""Steps up to which the segmentation is found here; of more, ruptures finds it."""


def change_points(steps: Sequence[Step]) -> list[ChangePoint]:
    """The days on which the mean weighted score changed. Steps without events neither make nor move a change."""
    told = [step for step in steps if step.together.score_weighted is not None]
    if len(told) < LEAST_STEPS:
        return []
    levels = [step.together.score_weighted or 0.0 for step in told]
    noise = _noise(levels)
    if noise == 0:
        return []
    cuts = [0, *_pelt([level / noise for level in levels], penalty=3 * math.log(len(levels))), len(levels)]
    means = [_mean(levels[left:right]) for left, right in itertools.pairwise(cuts)]
    return [
        ChangePoint(date=told[cut].start, before=round(before, 3), after=round(after, 3))
        for cut, before, after in zip(cuts[1:-1], means, means[1:], strict=False)
    ]


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _noise(levels: Sequence[float]) -> float:
    """How much the level swings from step to step: the median absolute difference, as a standard deviation."""
    swings = sorted(abs(y - x) for x, y in itertools.pairwise(levels))
    return max(swings[len(swings) // 2] / (0.6745 * math.sqrt(2)), 0.5) if any(swings) else 0.0


def _pelt(values: Sequence[float], *, penalty: float) -> list[int]:
    """The indices at which the best segmentation begins a new segment."""
    path = (_short if len(values) <= SHORT else _long)(values, penalty)
    cuts: list[int] = []
    at = path[len(values)]
    while at > 0:
        cuts.append(at)
        at = path[at]
    return cuts[::-1]


def _short(values: Sequence[float], penalty: float) -> Sequence[int]:
    """What the kernel of ruptures gives, sum by sum in its order: for each step where the segment before it begins."""
    size = len(values)
    squares, products, best, pruned = ([0.0] * (size + 1) for _ in range(4))
    path = [0] * (size + 1)
    least = 0
    for t in range(1, size + 1):
        last = values[t - 1]
        squares[t] = squares[t - 1] + last * last
        sum_ = 0.0
        for s in range(t - 1, least - 1, -1):
            sum_ += values[s] * last
            products[s] += 2 * sum_ - last * last
        begins = (least, *range(max(least + 1, SHORTEST), t - SHORTEST + 1))
        for s in begins if t >= 2 * SHORTEST else (0,):
            pruned[s] = best[s] + (squares[t] - squares[s] - products[s] / (t - s))
            if s == begins[0] or best[t] > pruned[s] + penalty:
                best[t], path[t] = pruned[s] + penalty, s
        while t >= 2 * SHORTEST and pruned[least] >= best[t] and least < t - SHORTEST + 1:
            least += 1 if least else SHORTEST
    return path


def _long(values: Sequence[float], penalty: float) -> Sequence[int]:
    import numpy as np

    kernel = _kernel()
    if kernel is not None:
        path: list[int] = np.asarray(kernel(np.array(values)[:, None], penalty, SHORTEST)).tolist()
        return path
    from ruptures import KernelCPD

    ends = KernelCPD(kernel="linear", min_size=SHORTEST).fit_predict(np.array(values)[:, None], pen=penalty)
    path = [0] * (len(values) + 1)
    for begin, end in itertools.pairwise([0, *ends]):
        path[end] = begin
    return path


def _kernel() -> Callable[..., Any] | None:
    """The compiled PELT of ruptures, without the package around it; None where it is not where it used to be."""
    package = util.find_spec("ruptures")
    if package is None or package.origin is None:
        return None
    folder = Path(package.origin).parent / "detection" / "_detection"
    for suffix in EXTENSION_SUFFIXES:
        spec = util.spec_from_file_location("ekcpd", folder / f"ekcpd{suffix}")
        if spec is not None and spec.loader is not None and (folder / f"ekcpd{suffix}").exists():
            module = util.module_from_spec(spec)
            spec.loader.exec_module(module)
            return getattr(module, "ekcpd_pelt_L2", None)
    return None
