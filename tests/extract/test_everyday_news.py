"""Everyday sentences of the news, one deed each: what was done, by whom to whom, and whether it happened.

`everyday_news.psv` holds them, one a line: type, actors, recipients, status and the sentence; sides as country/sector.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from waqai import code

DAY = "2024-11-15"
LINES = Path(__file__).with_suffix("").with_name("everyday_news.psv").read_text(encoding="utf-8").splitlines()


def sides(entities):
    return "+".join(dict.fromkeys(f"{e.code or '?'}/{e.sector}" for e in entities))


@pytest.mark.parametrize("line", LINES)
def test_one_deed(line):
    *told, text = line.split("|")
    found = [[*r.event, sides(r.actor), sides(r.recipient), r.status] for r in code(text, published=DAY)]
    assert found == [told]


def test_every_type_is_told_by_several_sentences():
    types = [line.partition("|")[0] for line in LINES]
    assert len(set(types)) == 16 and min(types.count(one) for one in set(types)) > 1
