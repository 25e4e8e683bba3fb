import datetime as dt
import math
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relations.history import happened, quarrel
from waqai.models import Act
from waqai.relations import changes
from waqai.relations.changes import LEAST_STEPS, SHORTEST, _pelt, change_points
from waqai.relations.dyad import deeds, direction, weigh
from waqai.relations.relate import relate
from waqai.relations.source import Events
from waqai.relations.steps import begin, following, parts, series, suit

DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2030, 12, 31))
STEPS = st.sampled_from(["day", "week", "month", "quarter", "year"])


def between(*events):
    return deeds(map(Act.of, events), "EGY", "TUR")


def test_directions():
    def way(actor, recipient=""):
        return direction(Act.of(happened("2020", "ACCUSE", "111", actor, recipient)), "EGY", "TUR")

    assert way("EGY", "TUR") == "a_to_b" and way("TUR/MIL", "QAT,EGY") == "b_to_a" and way("EGY,TUR") == "mutual"
    assert way("EGY,TUR", "QAT") is None, "what both do to a third is nothing between them"
    assert way("QAT", "EGY,TUR") is None and way("EGY", "QAT") is None


def test_what_is_denied_or_imagined_does_not_count_and_what_has_no_date_is_told_apart():
    events = [
        happened("2020", "THREATEN", "138", "EGY", "TUR", status=s) for s in ("negated", "hypothetical", "foiled")
    ]
    found, undated = between(*events, happened(None, "ACCUSE", "111", "TUR", "EGY"))
    assert [deed.act.status for deed in found] == ["foiled"] and undated == 1


def test_an_announcement_is_dated_when_it_was_told():
    ahead = happened("2025-03-01", "AGREE", "036", "EGY", "TUR", status="future", told="2024-12-31")
    assert between(ahead)[0][0].first == dt.date(2024, 12, 31)


def test_weights_grow_with_independent_outlets_but_ever_slower():
    assert weigh(0) == 0.5 and weigh(1) == 1 and weigh(3) == 2 and weigh(7) == 3


@given(DAYS, st.integers(0, 900), STEPS)
def test_parts_of_an_event_make_one_and_lie_in_its_time(first, length, by):
    last = first + dt.timedelta(days=length)
    shared = dict(parts(first, last, by))
    assert sum(shared.values()) == pytest.approx(1)
    assert all(start <= last and following(start, by) > first for start in shared)


@given(DAYS, STEPS)
def test_steps_follow_each_other_without_gap(day, by):
    start = begin(day, by)
    assert start <= day < following(start, by) and begin(following(start, by), by) == following(start, by)


def test_series_adds_up_to_the_deeds_in_every_step_size():
    found, _ = between(*quarrel())
    for by in ("day", "week", "month", "quarter", "year"):
        steps = series(found, found[0].first, dt.date(2024, 12, 31), by)
        assert sum(step.together.events for step in steps) == pytest.approx(len(found), abs=0.6)
        assert all(
            step.together.events
            == pytest.approx(sum(getattr(step, way).events for way in ("a_to_b", "b_to_a", "mutual")), abs=0.01)
            for step in steps
        )


def test_measures_of_a_step():
    hard = happened("2020-01-10", "ASSAULT", "190", "TUR/MIL", "EGY", voices=3)
    mild = happened("2020-01-20", "CONSULT", "040", "EGY", "TUR", mode=["visit"])
    [step] = series(
        between(hard, mild)[0], dt.date(2020, 1, 1), dt.date(2020, 1, 31), "month", {dt.date(2020, 1, 1): 8}
    )
    assert step.b_to_a.quads == (0, 0, 0, 1) and step.a_to_b.quads == (1, 0, 0, 0) and step.share == 0.25
    assert step.together.score_sum == -5 and step.together.score_mean == -2.5
    assert step.together.score_weighted == pytest.approx((-9 * 2 + 4) / 3, abs=0.001)


def test_the_step_suits_the_span():
    start = dt.date(2020, 1, 1)
    assert [suit(start, start + dt.timedelta(days=n)) for n in (30, 300, 1000, 3000, 9000)] == [
        "day", "week", "month", "quarter", "year",
    ]  # fmt: skip


def many(months, kind, cameo, year=2000, **fields):
    return [happened(f"{year + m // 12}-{m % 12 + 1:02}-15", kind, cameo, "EGY", "TUR", **fields) for m in months]


def test_a_change_of_level_is_found_where_it_is():
    events = many(range(30), "ACCUSE", "111") + many(range(30, 60), "COOPERATE", "061")
    relation = relate(Events(events), "EGY", "TUR", by="month")
    assert [change.date for change in relation.changes] == [dt.date(2002, 7, 1)]
    assert relation.changes[0].before == -3 and relation.changes[0].after == 9.5


def test_noise_without_a_change_gives_none():
    kinds = [("ACCUSE", "111"), ("CONSULT", "040")]
    events = [e for m in range(60) for e in many([m], *kinds[m % 2])]
    assert not relate(Events(events), "EGY", "TUR", by="month").changes


@settings(deadline=None)
@given(st.lists(st.floats(-3, 3), min_size=LEAST_STEPS, max_size=60))
def test_the_segmentation_is_that_of_ruptures(values):
    ruptures = pytest.importorskip("ruptures")
    numpy = pytest.importorskip("numpy")
    whole = ruptures.KernelCPD(kernel="linear", min_size=SHORTEST).fit_predict(numpy.array(values)[:, None], pen=3.0)
    assert _pelt(values, penalty=3.0) == whole[:-1]


@pytest.mark.parametrize("kernel", [changes._kernel, lambda: None])
def test_a_long_series_is_left_to_ruptures(monkeypatch, kernel):
    values = [math.sin(n) + (n // 40) % 3 for n in range(300)]
    expected = _pelt(values, penalty=3.0)
    assert expected
    monkeypatch.setattr(changes, "SHORT", 0)
    monkeypatch.setattr(changes, "_kernel", kernel)
    assert _pelt(values, penalty=3.0) == expected


def test_neither_ruptures_nor_numpy_is_loaded_for_a_series_of_usual_length():
    script = (
        "import sys; sys.path.insert(0, 'tests')\n"
        "from relations.test_series import *\n"
        "few = relate(Events(quarrel()), 'EGY', 'TUR')\n"
        "assert not {'numpy', 'ruptures'} & sys.modules.keys()\n"
        "relate(Events(many(range(60), 'ACCUSE', '111')[:59] + many([60], 'AID', '070')), 'EGY', 'TUR', by='month')\n"
        "assert not {'numpy', 'ruptures'} & sys.modules.keys()\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_few_steps_are_not_searched_for_changes():
    assert change_points(relate(Events(quarrel()), "EGY", "TUR").steps) == []
