import csv
import json

from fakes import TEXT, record
from waqai.export import csv as csv_export
from waqai.export import jsonl
from waqai.models import Article

ARTICLE = Article(id="a", text=TEXT, title='عنوان، «مع اقتباس"»\nوسطر', published="2013-11-24")


def test_a_json_line_is_one_line_and_keeps_arabic_readable():
    line = jsonl.line(record(ARTICLE))
    assert "\n" not in line and "القاهرة" in line
    assert json.loads(line)["evidence"]["trigger"] == [0, 4]


def test_csv_is_read_back_cell_by_cell():
    header, line = csv_export.header(), csv_export.line(record(ARTICLE))
    [row] = csv.DictReader([header + "\n", *line.splitlines(keepends=True)])
    assert row["event"] == "SANCTION" and row["date"] == "2013-11-23" and row["cameo"] == "161"
    assert (
        row["recipient"] == "TUR; " and row["recipient_text"] == "التركي; ؟" and row["recipient_sectors"] == "GOV|MIL; "
    )
    assert row["attribution"] == "Reuters; مسؤول" and row["dead"] == "0" and row["injured"] == ""
    assert row["place"] == "Cairo" and row["lat"] == "30.04" and row["article_title"] == ARTICLE.title


def test_a_record_without_place_and_numbers_has_empty_cells():
    bare = record(ARTICLE).model_copy(update={"event_loc": None, "size": None, "actor": [], "date": None})
    cells = next(csv.reader([csv_export.line(bare).replace("\n", " ")]))
    row = dict(zip(csv_export.COLUMNS, cells, strict=True))
    assert [row[name] for name in ("place", "lat", "dead", "actor", "date")] == [""] * 5
