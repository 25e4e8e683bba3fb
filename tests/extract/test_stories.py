"""Whole stories as agencies send them: the deeds that a reader takes from them, with sides, status and day.

`stories.json` holds them, each with what it must be read to tell. Other records may stand beside these.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from waqai import code

STORIES = json.loads(Path(__file__).with_name("stories.json").read_text(encoding="utf-8"))


def sides(entities):
    return "+".join(dict.fromkeys(f"{e.code or '?'}/{e.sector}" for e in entities))


@pytest.mark.parametrize("story", STORIES, ids=[story["text"].partition("\n")[0][:40] for story in STORIES])
def test_what_a_story_tells(story):
    found = {
        f"{record.event[0]}|{sides(record.actor)}|{sides(record.recipient)}|{record.status}|{record.date}"
        for record in code(story["text"], published=story["published"])
    }
    assert not set(story["told"]) - found
