"""Heads of state and government against a list of them: `leaders.py PATH [--show]`.

PATH is a JSONL file of `{country, office, first_seen, last_seen, text}`, where `text` has the family name in capitals
("President Abdelaziz BOUTEFLIKA (since 28 April 1999)"). Each is asked for on the day it was first seen, in English.
An answer is right where its name has a word like the family name: romanisations differ.
"""

from __future__ import annotations

import argparse
import json
import re
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

from waqai.extract.who import who

ALIKE = 0.7
"""Share of letters that two romanisations of one name must have in common."""


def words(name: str) -> list[str]:
    """The words of a name in plain small letters."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.findall(r"[a-z]{2,}", plain.replace("-", " "))


def same(text: str, name: str) -> bool:
    """Whether a word in capitals of `text` is a word of `name`, in whichever romanisation."""
    head = text.partition("(")[0]
    families = [w for part in re.findall(r"\b[^\W\d_]{2,}\b", head) if part.isupper() for w in words(part)]
    wanted = families or words(head)
    return any(SequenceMatcher(None, a, b).ratio() >= ALIKE for a in wanted for b in words(name))


def judge(path: Path) -> Iterator[tuple[dict[str, str], str, bool]]:
    """Each row with the answer ("" where nobody is known) and whether it is right."""
    with path.open(encoding="utf8") as lines:
        for line in lines:
            row = json.loads(line)
            answers = who(f"{row['office']} of {row['country']}", row["first_seen"])
            name = answers[0].name_en if answers else ""
            yield row, name, bool(name) and same(row["text"], name)


def main() -> None:
    """Print how many are answered and how many of all are right."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("path", type=Path)
    cli.add_argument("--show", action="store_true", help="list what is wrong or missing")
    args = cli.parse_args()
    rows = list(judge(args.path))
    if args.show:
        for row, name, right in rows:
            if not right:
                print(
                    f"{row['country']}, {row['office']}, {row['first_seen']}: {row['text']} - found: {name or 'nobody'}"
                )
    answered, right = sum(bool(name) for _, name, _ in rows), sum(right for *_, right in rows)
    print(f"leaders  answered {answered}/{len(rows)}  right {right}/{len(rows)}")


if __name__ == "__main__":
    main()
