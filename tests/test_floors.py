import importlib.util
from pathlib import Path

import pytest

PATH = Path(__file__).resolve().parent.parent / "tools" / "floors.py"
SPEC = importlib.util.spec_from_file_location("floors", PATH)
floors = importlib.util.module_from_spec(SPEC)


@pytest.fixture(scope="module", autouse=True)
def _loaded():
    import sys

    sys.modules["floors"] = floors
    SPEC.loader.exec_module(floors)


@pytest.fixture
def pinned(tmp_path, monkeypatch):
    monkeypatch.setattr(floors, "SHARED", tmp_path)
    data = tmp_path / "data.jsonl"
    data.write_text("{}", encoding="utf8")
    up = floors.Floor("a.f1", "data.jsonl", floors.sha256(data), at_least=0.6)
    down = floors.Floor("b.alarms", "data.jsonl", floors.sha256(data), at_most=0.25)
    return [up, down]


def test_floors_hold_or_say_why_not(pinned):
    def problems(figures):
        return [problem for _, problem in floors.judge(pinned, figures)]

    assert problems({"a.f1": 0.6, "b.alarms": 0.25}) == ["", ""]
    assert problems({"a.f1": 0.59, "b.alarms": 0.26}) == ["under the floor", "over the ceiling"]
    assert problems({"b.alarms": 0.1}) == ["nothing measured it", ""]


def test_other_data_is_no_better_than_a_loss(pinned):
    (floors.SHARED / "data.jsonl").write_text("{ }", encoding="utf8")
    assert all("another one" in problem for _, problem in floors.judge(pinned, {"a.f1": 1, "b.alarms": 0}))


def test_raising_never_lowers_and_keeps_the_comment(pinned, tmp_path):
    file = tmp_path / "floors.toml"
    file.write_text("# why\n\n", encoding="utf8")
    floors.write_floors(pinned, {"a.f1": 0.7219, "b.alarms": 0.3}, file)
    assert file.read_text(encoding="utf8").startswith("# why\n")
    one, two = floors.read_floors(file)
    assert (one.at_least, two.at_most) == (0.721, 0.25)
    floors.write_floors([one, two], {"a.f1": 0.5, "b.alarms": 0.1201}, file)
    one, two = floors.read_floors(file)
    assert (one.at_least, two.at_most) == (0.721, 0.121)


def test_the_pinned_floors_can_be_read_and_measured():
    for floor in floors.read_floors():
        assert floor.measure.partition(".")[0] in floors.MEASURES
        assert len(floor.sha256) == 64 and (floor.at_least is None) != (floor.at_most is None)
