"""A run over any amount of input: partition by partition, each written whole or not at all, and noted in a manifest.

```
OUT/run.json                what the run is: its partitions, program and packs
OUT/manifest/000000.json    a partition that is done: counts, and the hashes of its files
OUT/records/000000.jsonl    the records of its articles
OUT/articles/000000.jsonl   the articles that were coded, without their text
OUT/rejected/000000.jsonl   what could not be read, and why; what is merely not in Arabic is only counted
OUT/coded/000000.jsonl      only of runs into a store: articles with all that the store keeps of them
OUT/copies.jsonl            when all is done: which articles are told twice (see `copies`)
OUT/copies.json             how many, and of which partitions
```
Started again after whatever end, a run does what is not in the manifest yet; the result is the same to the byte.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import IO, Any, BinaryIO, Protocol, cast

from waqai import __version__
from waqai.config import Settings
from waqai.errors import InputError, UsageError
from waqai.ingest.document import Options
from waqai.ingest.gates import check_page
from waqai.models import Article, Record, stable_id
from waqai.resolve.copies import imprint
from waqai.run.coding import coded_article, to_line
from waqai.run.copies import Copies
from waqai.run.local import DEFECTS, coder_for, defect
from waqai.run.partition import Partition
from waqai.run.storage import Storage

KINDS = ("records", "articles", "rejected")
CODED = "coded"
_COUNTED_ONLY = {"language", "not-html", "http-status", "not-http"}
"""Reasons that most of a web archive has: a line for each would be longer than the results."""


@dataclass(frozen=True, slots=True)
class Task:
    """A partition and all that is needed to do it, in whichever process."""

    partition: Partition
    out: str
    settings: Settings
    columns: tuple[tuple[str, str], ...] = ()
    to_store: bool = False

    @property
    def kinds(self) -> tuple[str, ...]:
        """The files that are written for it."""
        return (*KINDS, CODED) if self.to_store else KINDS


@dataclass(frozen=True, slots=True)
class Done:
    """A partition that was done: its counts; `problem` says why it could not be."""

    number: int
    counts: dict[str, int]
    problem: str | None = None


class Engine(Protocol):
    """Does tasks, several at a time, in any order; gives each result as it comes."""

    def __call__(self, work: Callable[[Task], Done], tasks: list[Task]) -> Iterator[Done]:
        """The results of `work` on all tasks."""
        ...


@dataclass(slots=True)
class Report:
    """What a run came to, what was done before included. `copies` counts by kind what is told twice."""

    partitions: int
    done: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    copies: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)


def run(
    partitions: list[Partition],
    out: str,
    settings: Settings,
    engine: Engine,
    *,
    columns: dict[str, str] | None = None,
    to_store: bool = False,
    progress: Callable[[Done], None] = lambda _: None,
) -> Report:
    """Do what of the run is not done yet; `to_store` leaves what `load` needs to put it into a store.

    Raises UsageError where `out` holds another run.
    """
    _claim(Storage(out), partitions, settings, to_store)
    Storage(out).tidy()
    report = Report(len(partitions))
    todo: list[Task] = []
    mapping = tuple(sorted((columns or {}).items()))
    for partition in partitions:
        entry = _entry(Storage(out), partition)
        if entry is None:
            todo.append(Task(partition, out, settings, mapping, to_store))
        else:
            _add(report, Done(partition.number, entry["counts"]), progress)
    for done in engine(work, todo) if todo else ():
        _add(report, done, progress)
    report.copies.update(mark_copies(partitions, Storage(out)))
    return report


def _add(report: Report, done: Done, progress: Callable[[Done], None]) -> None:
    if done.problem is None:
        report.done += 1
        report.counts.update(done.counts)
    else:
        report.problems.append(done.problem)
    progress(done)


def work(task: Task) -> Done:
    """Code one partition and write what came of it. A partition that fails is left out of the manifest."""
    name, out = task.partition.name, Storage(task.out)
    try:
        with ExitStack() as stack:
            files = {kind: _File(stack.enter_context(tempfile.TemporaryFile())) for kind in task.kinds}
            counts = _code(task, files)
            for kind, file in files.items():
                (out / kind / f"{name}.jsonl").write_from(file.stream)
            hashes = {kind: file.sha256.hexdigest() for kind, file in files.items()}
        entry = {"partition": task.partition.as_json(), "counts": counts, "sha256": hashes}
        (out / "manifest" / f"{name}.json").write(_json(entry))
    except (OSError, UsageError, MemoryError) as error:
        return Done(task.partition.number, {}, f"partition {name} ({task.partition.address}): {error}")
    return Done(task.partition.number, counts)


class _File:
    """Lines that go to a temporary file, hashed on their way."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream = cast(BinaryIO, stream)
        self.sha256 = hashlib.sha256()

    def add(self, line: str) -> None:
        """Write one line."""
        data = f"{line}\n".encode("utf-8", "replace")
        self.sha256.update(data)
        self.stream.write(data)


def _code(task: Task, files: dict[str, _File]) -> dict[str, int]:
    """Code the partition's articles into `files`. Returns the counts."""
    counts: Counter[str] = Counter(articles=0, records=0)
    for item in task.partition.articles(Options(columns=dict(task.columns))):
        try:
            records, whole = _code_one(item, task)
        except InputError as error:
            counts[f"rejected:{error.reason}"] += 1
            if error.reason not in _COUNTED_ONLY:
                files["rejected"].add(_line({"reason": error.reason, "message": str(error)}))
            continue
        counts["articles"] += 1
        counts["records"] += len(records)
        files["articles"].add(_line(_told(cast(Article, item))))
        for record in records:
            files["records"].add(record.model_dump_json())
        if whole:
            files[CODED].add(whole)
    return dict(sorted(counts.items()))


def _code_one(item: Article | InputError, task: Task) -> tuple[Sequence[Record], str | None]:
    """The records of an article, and the line that `load` reads. Raises InputError where it is not coded."""
    if isinstance(item, InputError):
        raise item
    check_page(item)
    try:
        if not task.to_store:
            return coder_for(task.settings).code(item), None
        (coded,) = coded_article(item, task.settings)
    except DEFECTS as error:
        raise defect(item, error) from error
    return [one.record for one in coded.records], to_line(coded)


def _told(article: Article) -> dict[str, Any]:
    """What is kept of an article: its reference, and a hash and an imprint of its text by which copies are known."""
    text = " ".join(article.full_text.split())
    return {
        **article.model_dump(mode="json", exclude={"text"}, exclude_none=True),
        "characters": len(article.full_text),
        "text_sha256": hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        "imprint": imprint(text).hex(),
    }


def mark_copies(partitions: Sequence[Partition], out: Storage) -> dict[str, int]:
    """Tell in `copies.jsonl` which articles of the run are told twice, unless it is told there. Returns the counts."""
    entries = {p: entry for p in partitions if (entry := _entry(out, p))}
    of = stable_id(*(f"{p.name} {entry['sha256']['articles']}" for p, entry in entries.items()))
    known = (out / "copies.json").read()
    if known is not None and json.loads(known)["of"] == of:
        counts: dict[str, int] = json.loads(known)["counts"]
        return counts
    kinds: Counter[str] = Counter()
    with Copies() as copies, tempfile.TemporaryFile() as stream:
        for partition in entries:
            with (out / "articles" / f"{partition.name}.jsonl").open() as lines:
                copies.add(partition.number, lines)
        for found in copies.found():
            kinds[found["kind"]] += 1
            stream.write(f"{_line(found)}\n".encode("utf-8", "replace"))
        (out / "copies.jsonl").write_from(cast(BinaryIO, stream))
    (out / "copies.json").write(_json({"of": of, "counts": dict(kinds)}))
    return dict(kinds)


def _claim(out: Storage, partitions: Iterable[Partition], settings: Settings, to_store: bool) -> None:
    """Say in `run.json` what this folder is for. Raises UsageError where it is for another run."""
    plan = {
        "program": __version__,
        "packs": coder_for(settings).pack.version,
        "to_store": to_store,
        "partitions": [partition.as_json() for partition in partitions],
    }
    known = (out / "run.json").read()
    if known is None:
        (out / "run.json").write(_json(plan))
    elif json.loads(known) != json.loads(_json(plan)):
        raise UsageError(f"{out} holds another run (other input, program or packs, or with --db); choose another --out")


def _entry(out: Storage, partition: Partition) -> dict[str, Any] | None:
    """The manifest's entry of a partition that is done."""
    data = (out / "manifest" / f"{partition.name}.json").read()
    if data is None:
        return None
    entry: dict[str, Any] = json.loads(data)
    return entry


def _line(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"
