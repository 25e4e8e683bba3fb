"""Read data files with errors that say `file:line`."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from waqai.errors import PackError

DATA = Path(__file__).parent
LINE = "__line__"
"""Key under which a YAML mapping carries the line it began on."""


def _mapping(loader: Any, node: Any) -> dict[str, Any]:
    from yaml import MarkedYAMLError

    out: dict[str, Any] = {LINE: node.start_mark.line + 1}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in out:
            raise MarkedYAMLError(problem=f"key {key!r} given twice", problem_mark=key_node.start_mark)
        out[key] = loader.construct_object(value_node, deep=True)
    return out


@cache
def _line_loader() -> Any:
    """A safe YAML loader whose mappings know their line and refuse a key given twice."""
    import yaml

    loader: Any = type("LineLoader", (getattr(yaml, "CSafeLoader", yaml.SafeLoader),), {})
    loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)
    return loader


def read_yaml(path: Path) -> Any:
    """The content of a YAML file; every mapping carries its line under `LINE`.

    Raises PackError with `file:line` where the file is not YAML.
    """
    import yaml  # only here: a compiled pack needs none

    try:
        with path.open(encoding="utf8") as stream:
            return yaml.load(stream, Loader=_line_loader())  # noqa: S506 - a SafeLoader subclass
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise PackError(f"not valid YAML: {error.problem}", file=path, line=line) from error


def read_csv(path: Path, required: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """`(line, row)` of every row of a CSV file with at least the columns `required`.

    Raises PackError where a column is missing or a row has more or fewer cells than the header.
    """
    with path.open(encoding="utf8", newline="") as stream:
        reader = csv.DictReader(stream)
        missing = [name for name in required if name not in (reader.fieldnames or ())]
        if missing:
            raise PackError(f"column missing: {', '.join(missing)}", file=path, line=1)
        for row in reader:
            if None in row or None in row.values():
                raise PackError("row has more or fewer cells than the header", file=path, line=reader.line_num)
            yield reader.line_num, row


def cells(value: str) -> tuple[str, ...]:
    """The parts of a `|`-joined cell, trimmed, without empty ones."""
    return tuple(part.strip() for part in value.split("|") if part.strip())
