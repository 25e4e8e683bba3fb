"""The in-memory archive keeps the contract that identity relies on."""

import pytest

from waqai.errors import InputError
from waqai.models import Link, Telling
from waqai.resolve import MemoryWorkspace


def test_a_telling_survives_its_bytes() -> None:
    telling = Telling("r", "a", outlet="o", first=5, words=("زيارة", "وزير"), lat=1.5, imprint=b"\x01\x02")
    assert Telling.from_bytes(telling.to_bytes()) == telling


def test_bytes_of_another_version_are_refused() -> None:
    with pytest.raises(InputError, match="make it anew"):
        Telling.from_bytes(b"\x92\x00\x01")


def test_keys_are_replaced_and_forgotten() -> None:
    workspace = MemoryWorkspace()
    workspace.put_keys({"a": [1, 2], "b": [2]})
    assert {key: sorted(ids) for key, ids in workspace.sharing([1, 2, 3]).items()} == {1: ["a"], 2: ["a", "b"]}
    workspace.put_keys({"a": [3]})
    assert workspace.sharing([1, 2, 3]) == {2: ["b"], 3: ["a"]}
    workspace.forget(["b"])
    assert workspace.sharing([1, 2, 3]) == {3: ["a"]}
    assert workspace.keys(["a", "b"]) == {"a": (3,)}


def test_links_of_a_record_are_replaced_on_both_sides() -> None:
    workspace = MemoryWorkspace()
    workspace.put_links(["a", "b", "c"], [Link("a", "b", 0.9), Link("b", "c", 0.8)])
    assert workspace.links(["a"]) == [Link("a", "b", 0.9)]
    workspace.put_links(["a"], [Link("a", "c", 0.7)])
    assert sorted(workspace.links(["c"])) == [Link("a", "c", 0.7), Link("b", "c", 0.8)]
    workspace.forget(["c"])
    assert workspace.links(["a", "b", "c"]) == []
