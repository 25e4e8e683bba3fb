"""A deferred table answers like the dictionary that it stands for, and unpacks no more than it is asked for."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waqai.text.deferred import Deferred

TABLES = st.dictionaries(st.text(max_size=4), st.tuples(st.integers(), st.text()), max_size=20)


@given(TABLES, st.lists(st.text(max_size=4)))
def test_a_table_answers_like_a_dictionary(table: dict[str, tuple[int, str]], others: list[str]):
    for deferred in (Deferred(table), pickle.loads(pickle.dumps(Deferred(table)))):
        assert [key in deferred for key in others] == [key in table for key in others]
        assert [deferred.get(key) for key in (*others, *table)] == [table.get(key) for key in (*others, *table)]
        assert deferred == table and list(deferred) == list(table) and len(deferred) == len(table)


def test_what_is_not_there_is_a_key_error():
    with pytest.raises(KeyError):
        Deferred({"قلم": 1})["حبر"]


def test_only_what_is_asked_for_is_unpacked(monkeypatch):
    table, unpacked = Deferred({"قلم": ["قلم"], "كتاب": ["كتاب"], "دفتر": ["دفتر"]}), list[bytes]()
    loads = pickle.loads
    monkeypatch.setattr("waqai.text.deferred.pickle.loads", lambda data: unpacked.append(data) or loads(data))
    assert "قلم" in table and not unpacked
    assert table["كتاب"] is table["كتاب"] and len(unpacked) == 1
