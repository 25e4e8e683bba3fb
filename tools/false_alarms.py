"""Which rules fire where no states act: `false_alarms.py PATH [--show RULE]`.

PATH is a JSONL file of articles with a field `names_states`; only those where it is false are coded (sport, markets,
society; a few are political all the same). Prints events an article and the rules that fire most, each with the words
of its first events.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from waqai.models import Article, Record
from waqai.pipeline import Coder

Found = list[tuple[Article, Record]]


def articles(path: Path) -> Iterator[Article]:
    """The articles in which no states act."""
    with path.open(encoding="utf8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["names_states"] is False:
                yield Article.parse(row)


def by_rule(found: Found) -> dict[str, Found]:
    """The events of each rule, the most frequent rule first."""
    rules: dict[str, Found] = {}
    for article, record in found:
        rules.setdefault(record.rule, []).append((article, record))
    return dict(sorted(rules.items(), key=lambda item: -len(item[1])))


def show(article: Article, record: Record) -> str:
    """One event in a line: day and publisher, sides, the sentence with its trigger in brackets."""
    text, (start, end), (first, last) = article.full_text, record.evidence.sentence, record.evidence.trigger
    words = " ".join(
        f"{text[max(start, first - 90) : first]}[{text[first:last]}]{text[last : min(end, last + 110)]}".split()
    )
    sides = " > ".join(",".join(f"{e.code} {e.sector}" for e in side) for side in (record.actor, record.recipient))
    return f"    {article.id}  {record.status}  {sides}  {words}"


def main() -> None:
    """Code the articles and print the report."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("path", type=Path)
    cli.add_argument("--rules", type=int, default=15, help="how many rules to list")
    cli.add_argument("--events", type=int, default=3, help="how many events of each to show")
    cli.add_argument("--show", metavar="RULE", help="show all events of this rule instead")
    args = cli.parse_args()
    coder, coded, found = Coder(), 0, Found()
    for article in articles(args.path):
        coded += 1
        found += [(article, record) for record in coder.code(article)]
    rules = by_rule(found)
    if args.show:
        print(*(show(*event) for event in rules.get(args.show, ())), sep="\n")
        return
    print(f"{coded} articles, {len(found)} events, {len(found) / max(coded, 1):.3f} an article")
    for rule, events in list(rules.items())[: args.rules]:
        print(f"{len(events):5}  {rule}", *(show(*event) for event in events[: args.events]), sep="\n")


if __name__ == "__main__":
    main()
