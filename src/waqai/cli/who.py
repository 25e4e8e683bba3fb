"""`waqai who`: who held an office on a day."""

from __future__ import annotations

import datetime as dt
import json
import sys
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table

from waqai.cli.input import day
from waqai.cli.messages import error
from waqai.cli.output import form_of

if TYPE_CHECKING:
    from waqai.cli.options import Format

FIELDS = ("name_en", "name_ar", "office", "code", "start", "end")


def run(query: str, *, on: str | None = None, format: Format | None = None) -> int:
    """Print the answers. Returns the exit status: 1 where nobody is known."""
    from waqai.extract.who import who

    asked = day(on, "--on") or dt.date.today()
    answers = [_fields(answer) for answer in who(query, asked)]
    if not answers:
        error(
            f"nobody known for «{query}» on {asked}; name the office with its country, as in «وزير الدفاع الإسرائيلي»"
        )
        return 1
    form = form_of(format and format.value)
    if form == "table":
        _table(answers)
    else:
        sys.stdout.writelines(f"{_line(answer, form)}\n" for answer in answers)
    return 0


def _fields(answer: Any) -> dict[str, str | None]:
    values = {field: getattr(answer, field, None) for field in FIELDS}
    return {field: None if value in (None, "") else str(value) for field, value in values.items()}


def _line(answer: dict[str, str | None], form: str) -> str:
    if form == "csv":
        return ",".join(answer[field] or "" for field in FIELDS)
    return json.dumps(answer, ensure_ascii=False)


def _table(answers: list[dict[str, str | None]]) -> None:
    table = Table("Name", "الاسم", "Office", "Country", "From", "Until")
    for answer in answers:
        table.add_row(*(answer[field] or "" for field in FIELDS))
    Console(file=sys.stdout, highlight=False).print(table)
