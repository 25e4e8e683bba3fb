"""`waqai run`: any amount of input, partition by partition, started again wherever it was stopped."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from waqai.cli.messages import error, note, plural
from waqai.cli.progress import progress
from waqai.config import Settings
from waqai.errors import UsageError
from waqai.run.bulk import Done, Report, run
from waqai.run.engines import engine
from waqai.run.partition import Partition, plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What was asked for on the command line."""

    inputs: list[str]
    out: str | None = None
    db: str | None = None
    engine: str = "local"
    address: str | None = None
    workers: int = 1
    columns: dict[str, str] = field(default_factory=dict)
    keep_text: bool | None = None


def start(job: Job) -> int:
    """Do the job. Returns the exit status: 1 where a partition could not be done. Raises UsageError, StoreError."""
    out = job.out or _beside(job.db)
    partitions = plan(job.inputs)
    settings = Settings.from_env(db=job.db, keep_text=job.keep_text)
    report = _code(job, out, partitions, settings)
    for problem in report.problems:
        error(problem)
    _tell(report)
    if job.db:
        _store(job.db, out, partitions, settings)
    return 1 if report.problems else 0


def _beside(db: str | None) -> str:
    """The folder of a run whose results go into a store alone. Raises UsageError where none can be had."""
    if db is None:
        raise UsageError("say where the results go: --out FOLDER, --db STORE, or both")
    if "://" in db:
        raise UsageError("a run into PostgreSQL needs a folder for its work too: --out FOLDER")
    return f"{Path(db).absolute()}.run"


def _code(job: Job, out: str, partitions: list[Partition], settings: Settings) -> Report:
    doing = engine(job.engine, workers=job.workers, address=job.address)
    with progress("partitions", lambda: len(partitions), counted="records") as advance:

        def tell(done: Done) -> None:
            advance(done.counts.get("records", 0))

        return run(partitions, out, settings, doing, columns=job.columns, to_store=job.db is not None, progress=tell)


def _store(db: str, out: str, partitions: list[Partition], settings: Settings) -> None:
    from waqai.run.archive import Archive
    from waqai.run.load import load
    from waqai.store import open_store

    with open_store(db) as store, progress("storing", lambda: len(partitions)) as advance:
        tally = load(partitions, out, Archive(store, settings), progress=advance)
        holds = ", ".join(plural(store.sizes()[name], name[:-1]) for name in ("articles", "records", "events"))
        note(f"stored: {_counts(tally) or 'nothing new'}; {store.name} holds {holds}")


def _tell(report: Report) -> None:
    rejected = Counter({k.partition(":")[2]: n for k, n in report.counts.items() if k.startswith("rejected:")})
    told = [f"{report.counts['articles']} articles", f"{report.counts['records']} records"]
    told.append(f"{rejected.total()} rejected" + (f" ({_counts(rejected)})" if rejected else ""))
    if report.copies:
        told.append(f"told twice: {_counts(report.copies)}")
    note(f"{report.done} of {report.partitions} partitions: {', '.join(told)}")


def _counts(counts: Counter[str]) -> str:
    return ", ".join(f"{n} {kind}" for kind, n in counts.most_common() if n)
