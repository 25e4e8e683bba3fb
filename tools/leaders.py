"""Heads of state and government against a list of them: `leaders.py PATH [--show]`.

PATH is a JSONL file of `{country, file, office, first_seen, last_seen, text}`, where `text` has the family name in
capitals ("President Abdelaziz BOUTEFLIKA (since 28 April 1999)"). Each is asked for on the day it was first seen, in
English. A row that names nobody in office ("vacant", "president-elect") is left out; one that names a president and a
prime minister is right with either. An answer is right where its name has a word like the family name: romanisations
differ. A country is covered where it is one of ours with somebody in office; of those rows the share is told apart.
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
from waqai.packs.pack import load_pack

ALIKE = 0.7
"""Share of letters that two romanisations of one name must have in common."""
DEPUTY = re.compile(r"^\W*(first |second |third |executive )*(vice|deputy|lieutenant)\b|represented by", re.I)
NOBODY = re.compile(r"vacant|[- ](elect|designate)\b|assumes office", re.I)
REMARK = re.compile(r"\(?\s*\bnotes?\b\s*[-–:].*", re.I | re.S)


def words(name: str) -> list[str]:
    """The words of a name in plain small letters."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.findall(r"[a-z]{2,}", plain.replace("-", " "))


def holders(text: str) -> list[str]:
    """What tells of one holder each: without remarks, brackets and deputies; [] where nobody holds the office."""
    parts = [part.strip() for part in REMARK.sub("", text).split(";")]
    if NOBODY.search(parts[0]):
        return []
    return [re.sub(r"\([^()]*\)?", " ", p) for p in parts if not DEPUTY.search(p) and not NOBODY.search(p)]


def same(holder: str, name: str) -> bool:
    """Whether a word in capitals of `holder`, or any two of its words, are words of `name`, however romanised."""
    families = [w for part in re.findall(r"\b[^\W\d_]{3,}\b", holder) if part.isupper() for w in words(part)]
    named = words(name)
    shared = [w for w in words(holder) if any(alike(w, n) for n in named)]
    return len(set(shared)) > 1 or any(w in shared for w in families or words(holder))


def alike(one: str, other: str) -> bool:
    """Whether two words may be romanisations of one name."""
    return SequenceMatcher(None, one, other).ratio() >= ALIKE


def rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows that name somebody; a country without a name is called by the code of its file (FIPS 10-4)."""
    fips = {c.fips: c.name_en for c in load_pack().compiled.countries if c.fips}
    with path.open(encoding="utf8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["country"] == "none" or "/" in row["country"]:
                row["country"] = fips.get(Path(row["file"]).stem.upper(), "none")
            if holders(row["text"]):
                yield row


def judge(path: Path) -> Iterator[tuple[dict[str, str], str, bool]]:
    """Each row with the answer ("" where nobody is known) and whether it is right."""
    for row in rows(path):
        answers = who(f"{row['office']} of {row['country']}", row["first_seen"])
        right = any(same(holder, answer.name_en) for holder in holders(row["text"]) for answer in answers)
        yield row, ", ".join(answer.name_en for answer in answers), right


def main() -> None:
    """Print how many are answered and how many of all are right."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("path", type=Path)
    cli.add_argument("--show", action="store_true", help="list what is wrong or missing")
    args = cli.parse_args()
    judged = list(judge(args.path))
    if args.show:
        for row, name, right in judged:
            if not right:
                print(
                    f"{row['country']}, {row['office']}, {row['first_seen']}: {row['text']} - found: {name or 'nobody'}"
                )
    known = {row["country"] for row, name, _ in judged if name}
    covered = [right for row, _, right in judged if row["country"] in known]
    answered, right = sum(bool(name) for _, name, _ in judged), sum(right for *_, right in judged)
    print(f"leaders  answered {answered}/{len(judged)}  right {right}/{len(judged)}", end="  ")
    print(f"of covered countries right {sum(covered)}/{len(covered)}  ({sum(covered) / (len(covered) or 1):.3f})")


if __name__ == "__main__":
    main()
