"""A packed table answers like the dictionary that it stands for, before and after it is unpacked."""

import pickle

from hypothesis import given
from hypothesis import strategies as st

from waqai.text import packed
from waqai.text.packed import PackedTable

KEYS = st.lists(st.text(st.characters(exclude_characters="\n"), max_size=6), unique=True, max_size=40)


@given(KEYS, KEYS)
def test_a_table_answers_like_a_dictionary(keys: list[str], others: list[str]):
    table, wanted = PackedTable(keys, range(len(keys))), dict(zip(keys, range(len(keys)), strict=True))
    for _ in ("packed", "unpacked"):
        assert [table.get(key) for key in (*keys, *others)] == [wanted.get(key) for key in (*keys, *others)]
        assert [key in table for key in others] == [key in wanted for key in others]
        assert table == wanted and list(table) == keys and len(table) == len(keys)
        table.unpack()


def test_strings_of_one_hash_are_told_apart(monkeypatch):
    monkeypatch.setattr(packed, "crc32", lambda data: 7)
    table = PackedTable(["قلم", "كتاب", "دفتر"], [1.0, 2.0, 3.0])
    assert [table.get(word, 0.0) for word in ("دفتر", "حبر", "قلم", "كتاب")] == [3.0, 0.0, 1.0, 2.0]


def test_a_table_is_unpacked_where_it_is_asked_often(monkeypatch):
    monkeypatch.setattr(packed, "UNPACKED_AFTER", 3)
    table = PackedTable(["قلم", "كتاب"], [1, 2])
    assert [table.get("كتاب", 0) for _ in range(6)] == [2] * 6
    assert table.get == table._whole.get and table.get("حبر", 5) == 5


def test_a_table_survives_the_cache():
    table = PackedTable(["قلم", "كتاب"], [1, 2])
    again = pickle.loads(pickle.dumps(table))
    assert again == table and again.get("كتاب") == 2 and "حبر" not in again
    assert PackedTable.of(*table.columns()) == table
