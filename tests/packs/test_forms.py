"""The table of forms: in columns, and yet a mapping like any other."""

import pickle

from waqai.packs.forms import FormTable, Reading

WRITES = Reading("verb", "كتب", number="s", gender="m", person="3", aspect="perfect")
BOOKS = Reading("noun", "كتاب", number="p")
WRITING = Reading("masdar", "كتابه", "كتب", "s", "f", construct=True)
TABLE = {"كتب": (WRITES, BOOKS), "كتابه": (WRITING,), "قلم": ()}


def test_a_table_gives_back_what_went_in():
    table = FormTable(TABLE)
    assert table == TABLE and list(table) == list(TABLE) and len(table) == 3
    assert table["كتب"] == (WRITES, BOOKS) and table.get("كتابه") == (WRITING,)
    assert table.get("حبر") == () and "حبر" not in table and "قلم" in table


def test_a_table_survives_the_cache():
    assert pickle.loads(pickle.dumps(FormTable(TABLE))) == TABLE
