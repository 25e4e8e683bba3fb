"""Code articles and print the chronicle events that they tell together, one JSON object a line.

usage: identity.py ARTICLES.jsonl > events.jsonl
"""

from __future__ import annotations

import sys
from pathlib import Path

from waqai.ingest.jsonl import article_of_line
from waqai.pipeline import Coder
from waqai.resolve import MemoryWorkspace, Teller, resolve


def main(path: Path) -> None:
    """Code, resolve, print."""
    coder, space = Coder(), MemoryWorkspace()
    teller = Teller(coder.pack)
    for line in path.read_bytes().splitlines():
        article = article_of_line(line, where=str(path))
        records = coder.code(article)
        space.add(zip(teller.tell(article, records), records, strict=True))
    resolve(space, [telling.record for telling in space.all_tellings()])
    for _, event in sorted(space.chronicle.items()):
        sys.stdout.write(event.model_dump_json() + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
