"""`waqai run`: any amount of input, partition by partition, started again wherever it was stopped."""

from __future__ import annotations

from dataclasses import dataclass, field

from waqai.cli.messages import error, note
from waqai.cli.progress import progress
from waqai.config import Settings
from waqai.run.bulk import Done, Report, run
from waqai.run.engines import engine
from waqai.run.partition import plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What was asked for on the command line."""

    inputs: list[str]
    out: str
    engine: str = "local"
    address: str | None = None
    workers: int = 1
    columns: dict[str, str] = field(default_factory=dict)


def start(job: Job) -> int:
    """Do the job. Returns the exit status: 1 where a partition could not be done. Raises UsageError."""
    partitions = plan(job.inputs)
    doing = engine(job.engine, workers=job.workers, address=job.address)
    with progress("partitions", lambda: len(partitions), counted="records") as advance:

        def tell(done: Done) -> None:
            advance(done.counts.get("records", 0))

        report = run(partitions, job.out, Settings.from_env(), doing, columns=job.columns, progress=tell)
    for problem in report.problems:
        error(problem)
    _tell(report)
    return 1 if report.problems else 0


def _tell(report: Report) -> None:
    rejected = {kind.partition(":")[2]: n for kind, n in report.counts.items() if kind.startswith("rejected:")}
    reasons = ", ".join(f"{n} {kind}" for kind, n in sorted(rejected.items(), key=lambda pair: -pair[1]))
    note(
        f"{report.done} of {report.partitions} partitions: {report.counts['articles']} articles, "
        f"{report.counts['records']} records, {sum(rejected.values())} rejected" + (f" ({reasons})" if reasons else "")
    )
