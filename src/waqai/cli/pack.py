"""`waqai pack check` and `waqai pack stats`."""

from __future__ import annotations

import sys

from rich.console import Console
from rich.table import Table

from waqai.cli.messages import error, note
from waqai.config import Settings
from waqai.run.local import coder_for


def check() -> int:
    """Run the checker over all packs. Returns the exit status: 1 where something is wrong."""
    from waqai.packs.checker import check_packs

    report = check_packs(coder_for(Settings.from_env()))
    for problem in report.problems:
        error(str(problem))
    counts = f"{report.rules} rules, {report.examples} examples, {report.known_failures} known failures"
    note(f"{counts}, {len(report.problems)} problems")
    return 1 if report.problems else 0


def stats() -> int:
    """Print how much of what the packs hold."""
    from waqai.packs.stats import stats as count

    table = Table("What", "How many")
    table.columns[1].justify = "right"
    for name, number in count().items():
        table.add_row(name, f"{number:,}")
    Console(file=sys.stdout, highlight=False).print(table)
    return 0
