"""Measure the coder on the evaluation data beside the project and compare with the floors in floors.toml.

The scorers of ../shared/score run unchanged. A floor is pinned to the hash of the file it was measured on: a change of
data fails as loudly as a loss of accuracy. `--raise` lifts every floor to what is reached now; none is ever lowered.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
FLOORS = Path(__file__).with_suffix(".toml")
FIRST_ARTICLE = "nashra-2022-10-27"
Figures = dict[str, float]


@dataclass(frozen=True, slots=True)
class Floor:
    """One pinned figure: `at_least` (or `at_most`, for false alarms) on the data file with this hash.

    `goal` is what is aimed at where the floor is still short of it.
    """

    measure: str
    data: str
    sha256: str
    at_least: float | None = None
    at_most: float | None = None
    goal: float | None = None

    @property
    def bound(self) -> float:
        """The figure to reach, whichever way it counts."""
        return self.at_most if self.at_least is None else self.at_least  # type: ignore[return-value]

    def holds(self, value: float) -> bool:
        """Whether `value` is good enough. Figures are compared as they are printed, to four places."""
        value = round(value, 4)
        return value >= self.bound if self.at_least is not None else value <= self.bound

    def short_of_goal(self, value: float) -> bool:
        """Whether `value` does not reach the goal yet."""
        if self.goal is None:
            return False
        return value < self.goal if self.at_least is not None else value > self.goal

    def raised(self, value: float) -> float:
        """The bound after `value` was reached: rounded to the safe side, never worse than before."""
        if self.at_least is not None:
            return max(self.bound, math.floor(value * 1000) / 1000)
        return min(self.bound, math.ceil(value * 1000) / 1000)


def read_floors(path: Path = FLOORS) -> list[Floor]:
    """The floors as pinned."""
    return [Floor(**row) for row in tomllib.loads(path.read_text(encoding="utf8")).get("floor", [])]


def sha256(path: Path) -> str:
    """The hash of a data file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def waqai(command: str, data: str | Path) -> Path:
    """What `waqai COMMAND` writes for a data file, in a temporary file; rejected articles are no failure here."""
    out = Path(tempfile.mkdtemp(prefix="floors-")) / "found.jsonl"
    with out.open("wb") as stream:
        args = [sys.executable, "-m", "waqai", command, str(SHARED / data)]
        done = subprocess.run(args, stdout=stream, stderr=subprocess.PIPE, check=False)
    if done.returncode > 1 or (done.returncode == 1 and b"defect" in done.stderr):
        sys.exit(f"waqai {command} {data} failed:\n{done.stderr.decode()[-2000:]}")
    return out


def score(script: str, gold: str | Path, found: Path, *options: str) -> str:
    """What a scorer prints."""
    args = [sys.executable, str(SHARED / "score" / script), str(SHARED / gold), str(found), *options]
    return subprocess.run(args, capture_output=True, text=True, check=True).stdout


def gold(prefix: str, articles: Path, found: Path) -> Figures:
    """Figures of records.py: events, whole record, each slot."""
    result = json.loads(score("records.py", articles, found, "--json"))
    whole = result["whole record (type, sides, date, status)"]
    figures = {
        f"{prefix}.events.precision": result["events"]["precision"],
        f"{prefix}.events.recall": result["events"]["recall"],
        f"{prefix}.events.f1": result["events"]["f1"],
        f"{prefix}.whole.f1": whole["f1"],
    }
    slots = {f"{prefix}.{name.replace(' ', '_')}": s["share"] for name, s in result["slots of found events"].items()}
    return figures | {name: share for name, share in slots.items() if share is not None}


@cache
def coded_gold() -> Path:
    """The gold articles, coded once for all measures."""
    return waqai("code", "gold/articles.jsonl")


def measure_gold() -> Figures:
    """All annotated articles."""
    return gold("gold", Path("gold/articles.jsonl"), coded_gold())


def measure_first() -> Figures:
    """The first annotated article alone; `.found` counts its sure events."""
    folder = Path(tempfile.mkdtemp(prefix="floors-"))
    articles, found = folder / "gold.jsonl", folder / "found.jsonl"
    _keep(SHARED / "gold/articles.jsonl", articles, lambda row: row["id"] == FIRST_ARTICLE)
    _keep(coded_gold(), found, lambda row: row["article"]["id"] == FIRST_ARTICLE)
    figures = gold("first", articles, found)
    total = json.loads(score("records.py", articles, found, "--json"))["events"]["gold"]
    return figures | {"first.found": round(figures["first.events.recall"] * total)}


def _keep(source: Path, target: Path, wanted: Callable[[dict[str, dict[str, str]]], object]) -> None:
    with source.open(encoding="utf8") as lines:
        target.write_text("".join(line for line in lines if wanted(json.loads(line))), encoding="utf8")


def measure_sentences() -> Figures:
    """Event detection on labelled sentences, with and without the difficult ones."""
    figures = {}
    for kind in ("assault", "protest"):
        printed = score("sentences.py", f"data/gsr/{kind}.csv", waqai("code", f"data/gsr/{kind}.jsonl"))
        for name, p, r, f1 in re.findall(r"difficult no (\w+ ?\w*?)\s+P ([\d.]+)\s+R ([\d.]+)\s+F1 ([\d.]+)", printed):
            key = f"gsr.{kind}.{'all' if name.startswith('counted') else 'clear'}"
            figures |= {f"{key}.precision": float(p), f"{key}.recall": float(r), f"{key}.f1": float(f1)}
    return figures


def measure_spans() -> Figures:
    """Sides on annotated sentences; `.both` joins the two kinds."""
    figures: Figures = {}
    sums: dict[str, list[int]] = {}
    for kind in ("assault", "protest"):
        found = waqai("code", f"data/gsr/{kind}_spans_articles.jsonl")
        printed = score("spans.py", f"data/gsr/{kind}_spans.jsonl", found)
        for side, good, asked in re.findall(r"(found|actor|recipient)(?= \d+/) (\d+)/(\d+)", printed):
            figures[f"spans.{kind}.{side}"] = int(good) / int(asked)
            both = sums.setdefault(side, [0, 0])
            both[0], both[1] = both[0] + int(good), both[1] + int(asked)
    return figures | {f"spans.both.{side}": good / asked for side, (good, asked) in sums.items() if asked}


def measure_false_alarms() -> Figures:
    """Events per article where no states act: sport, markets, society."""
    folder = Path(tempfile.mkdtemp(prefix="floors-"))
    articles = folder / "others.jsonl"
    _keep(SHARED / "data/articles/saudinewsnet.jsonl", articles, lambda row: row["names_states"] is False)
    events = waqai("code", articles).read_bytes().count(b"\n")
    return {"false_alarms.per_article": events / articles.read_bytes().count(b"\n")}


def measure_identity() -> Figures:
    """Does one chronicle event gather the articles that tell it, and none that tell another?"""
    events = Path(tempfile.mkdtemp(prefix="floors-")) / "events.jsonl"
    events.write_text(_tool("tools/identity.py", "gold/identity/articles.jsonl"), encoding="utf8")
    printed = score("identity.py", "gold/identity/clusters.json", events)
    p, r, f1, merged = re.findall(r"^identity  P ([\d.]+)  R ([\d.]+)  F1 ([\d.]+) .* = ([\d.]+)$", printed, re.M)[0]
    return {
        "identity.precision": float(p), "identity.recall": float(r), "identity.f1": float(f1),
        "identity.merged_distractors": float(merged),
    }  # fmt: skip


def measure_leaders() -> Figures:
    """Heads of state and government whom `waqai who` names rightly, of all listed."""
    printed = _tool("tools/leaders.py", "data/leaders/heads.jsonl")
    pattern = r"answered (\d+)/(\d+)  right (\d+)/\d+  of covered countries right \d+/\d+  \(([\d.]+)\)"
    answered, total, right, covered = re.findall(pattern, printed)[0]
    figures = {"leaders.answered": int(answered) / int(total), "leaders.right": int(right) / int(total)}
    return figures | {"leaders.covered": float(covered)}


def measure_segmentation() -> Figures:
    """Words cut into clitics exactly as in the treebank, and F1 over those that bear clitics."""
    exact, f1 = re.findall(
        r"as written +exact ([\d.]+) +F1 ([\d.]+)", _tool("bench/segmentation.py", "data/pud/ar_pud.conllu")
    )[0]
    return {"pud.exact": float(exact), "pud.f1": float(f1)}


def _tool(script: str, data: str) -> str:
    args = [sys.executable, str(ROOT / script), str(SHARED / data)]
    return subprocess.run(args, capture_output=True, text=True, check=True).stdout


def measure_dates() -> Figures:
    """Time expressions that resolve to an accepted interval."""
    printed = score("dates.py", "data/dates/dates.jsonl", waqai("dates", "data/dates/dates.jsonl"))
    seen, total, right = re.findall(r"dates  found (\d+)/(\d+)  right (\d+)/", printed)[0]
    return {"dates.found": int(seen) / int(total), "dates.right": int(right) / int(total)}


def measure_false_dates() -> Figures:
    """Share of sentences without any dating word in which a date is read all the same."""
    script, folder = str(ROOT / "tools/false_dates.py"), SHARED / "data/gsr"
    args = [sys.executable, script, str(folder / "assault.jsonl"), str(folder / "protest.jsonl")]
    printed = subprocess.run(args, capture_output=True, text=True, check=True).stdout
    undated, hits = re.findall(r"(\d+) without a date, false hits in (\d+)", printed)[0]
    return {"false_dates.share": int(hits) / int(undated)}


MEASURES: dict[str, Callable[[], Figures]] = {
    "gold": measure_gold,
    "first": measure_first,
    "gsr": measure_sentences,
    "spans": measure_spans,
    "false_alarms": measure_false_alarms,
    "dates": measure_dates,
    "false_dates": measure_false_dates,
    "leaders": measure_leaders,
    "pud": measure_segmentation,
    "identity": measure_identity,
}
"""Which function gives the figures whose names begin with the key."""


def judge(floors: list[Floor], figures: Figures) -> Iterator[tuple[Floor, str]]:
    """Every floor with what is wrong about it, "" where it holds."""
    for floor in floors:
        data = SHARED / floor.data
        if not data.is_file() or sha256(data) != floor.sha256:
            yield floor, "the data file is another one: measure anew and pin its hash"
        elif floor.measure not in figures:
            yield floor, "nothing measured it"
        elif not floor.holds(figures[floor.measure]):
            yield floor, "under the floor" if floor.at_least is not None else "over the ceiling"
        else:
            yield floor, ""


def write_floors(floors: list[Floor], figures: Figures, path: Path = FLOORS) -> None:
    """Write the floors back, each lifted to what was reached; the comment above them stays."""
    head = path.read_text(encoding="utf8").partition("[[floor]]")[0]
    blocks = []
    for floor in floors:
        kind = "at_least" if floor.at_least is not None else "at_most"
        bound = floor.raised(figures[floor.measure])
        pin = f'data = "{floor.data}"\nsha256 = "{floor.sha256}"'
        goal = f"goal = {floor.goal:g}\n" if floor.short_of_goal(bound) else ""
        blocks.append(f'[[floor]]\nmeasure = "{floor.measure}"\n{kind} = {bound:g}\n{goal}{pin}\n')
    path.write_text(head + "\n".join(blocks), encoding="utf8")


def main() -> int:
    """Measure, print every figure, fail where a floor does not hold."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--raise", dest="lift", action="store_true", help="lift every floor to what is reached now")
    cli.add_argument("--only", action="append", choices=list(MEASURES), help="measure only this; may be given again")
    args = cli.parse_args()
    if not (SHARED / "score").is_dir():
        print("no evaluation data at ../shared: floors not measured")
        return 0
    figures: Figures = {}
    for name in args.only or MEASURES:
        figures |= MEASURES[name]()
    floors = [floor for floor in read_floors() if not args.only or floor.measure.partition(".")[0] in args.only]
    verdicts = list(judge(floors, figures))
    _print(figures, verdicts)
    wrong = [floor for floor, problem in verdicts if problem]
    if args.lift and not args.only and not wrong:
        write_floors(floors, figures)
    print(f"{len(floors) - len(wrong)} of {len(floors)} floors hold; lift them with: tools/floors.py --raise")
    return 1 if wrong else 0


def _print(figures: Figures, verdicts: list[tuple[Floor, str]]) -> None:
    """The figures as the table of docs/accuracy.md; what is wrong stands in the last column."""
    pinned = {floor.measure: (floor, problem) for floor, problem in verdicts}
    unmeasured = [floor.measure for floor, _ in verdicts if floor.measure not in figures]
    print("| figure | reached | floor | |", "| --- | --- | --- | --- |", sep="\n")
    for name in [*figures, *unmeasured]:
        floor, problem = pinned.get(name, (None, ""))
        reached = f"{figures[name]:.3f}" if name in figures else "-"
        bound = f"{'≥' if floor.at_most is None else '≤'} {floor.bound:g}" if floor else ""
        if floor and name in figures and not problem and floor.short_of_goal(figures[name]):
            problem = f"goal {floor.goal:g}"
        print(f"| {name} | {reached} | {bound} | {problem} |")


if __name__ == "__main__":
    sys.exit(main())
