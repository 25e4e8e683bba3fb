"""The history of a relation as a chart that a newspaper would print.

From top to bottom: the phases, the turning points with their names, the line of the scores with silence hatched, the
events counted by quad class (cooperation up, conflict down), the time, and the states of affairs that held.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from itertools import pairwise

from waqai.models import Relation, Step
from waqai.packs.phrases import Phrases, load_phrases
from waqai.relations.labels import ROW, Label, Placed, place
from waqai.relations.look import DARK, ON_DARK, ON_LIGHT, PAPER, Look
from waqai.relations.narrative import Narrator
from waqai.relations.svg import Svg, width_of

STRIP, LANE = 26, 24
LANES = 6
TOGETHER = 3
"""Events named in one label."""
Link = Callable[[str], str]
"""From the id of an event to the address of its page."""


def chart(relation: Relation, language: str = "en", *, embed: bool = True) -> str:
    """The chart as SVG. `embed`: with the font inside."""
    return Chart(relation, load_phrases(language)).draw(embed=embed)


class Chart:
    """Draws one relation in one language. With `link`, turning points lead to the pages of their events."""

    def __init__(self, relation: Relation, phrases: Phrases, look: Look = PAPER, link: Link | None = None) -> None:
        self.relation, self.phrases, self.look, self._link = relation, phrases, look, link
        self.width, self.left, self.right = look.width, look.left, look.right
        self.plot_height, self.bars_height = (150, 80) if look.is_narrow else (210, 110)
        self.words = phrases.words["chart"]
        self.narrator = Narrator(phrases, relation.sources, relation.a.code, relation.b.code)
        self.first = relation.steps[0].start if relation.steps else dt.date(2000, 1, 1)
        self.last = relation.steps[-1].end if relation.steps else dt.date(2000, 12, 31)
        self.labels = place(
            self._turns(10 if look.is_narrow else 14),
            first=self.left,
            last=self.width - self.right,
            rows=9 if look.is_narrow else 7,
        )
        self.lanes = [fact for fact in relation.states if not fact.end or (fact.end - fact.start).days > 0][-LANES:]
        rows = max((p.row for p in self.labels), default=-1) + 1
        self.strip = 34 if look.bare else 112
        self.plot = self.strip + STRIP + rows * ROW + 36
        self.bars = self.plot + self.plot_height + 30
        self.axis = self.bars + self.bars_height + 6
        self.coverage = self.axis + 34
        self.lane = self.axis + 44 + (26 if self._is_covered else 0)
        self.foot = self.lane + len(self.lanes) * LANE + 22
        self.svg = Svg(
            self.width, self.foot - 10 if look.bare else self.foot + 58, direction=phrases.words["direction"],
            language=phrases.language, arabic_digits=look.digits, hatch=look.rule,
        )  # fmt: skip

    def draw(self, *, embed: bool) -> str:
        """The whole chart."""
        title = self._title()
        if self.relation.steps:
            for part in (self._phases, self._silence, self._grid, self._line, self._counts, self._turning):
                part()
            self._axes()
            self._time()
            self._share()
            self._states()
        else:
            self.svg.text(
                self.width / 2, self.plot, self.words["nothing"], size=18, anchor="middle", fill=self.look.grey
            )
        if not self.look.bare:
            self._legend()
        return self.svg.to_string(title=title, embed=embed, role="group" if self._link else "img")

    def x(self, day: dt.date) -> float:
        """Where a day stands, from the beginning of the line."""
        span = (self.last - self.first).days + 1
        return self.left + (self.width - self.left - self.right) * min(max((day - self.first).days, 0), span) / span

    def y(self, score: float) -> float:
        """Where a score stands."""
        return self.plot + self.plot_height * (10 - score) / 20

    def _title(self) -> str:
        dyad = {
            "A": self.narrator.wording.country(self.relation.a.code),
            "B": self.narrator.wording.country(self.relation.b.code),
        }
        title = self.narrator.wording.fill(self.words["title"], dyad)
        if self.look.bare:
            return title
        self.svg.add("rect", width=self.width, height=self.svg.height, fill=self.look.paper)
        self.svg.text(self.left, 42, title, size=26, bold=True, fill=self.look.ink)
        parts = [self.narrator.wording.count("events", self.relation.events)]
        if self.relation.start and self.relation.end:
            days = (self.relation.start, self.relation.end)
            parts.insert(0, " – ".join(dict.fromkeys(self.narrator.wording.day(day, "month", form=2) for day in days)))
        self.svg.text(self.left, 70, " · ".join(parts), size=15, fill=self.look.grey)
        return title

    def _phases(self) -> None:
        """Bands of colour behind everything, with the names of the phases on a strip."""
        phases, narrow = self.relation.phases, list[Label]()
        for number, phase in enumerate(phases):
            x, end = self.x(phase.start), self.x(phase.end + dt.timedelta(days=1))
            if number + 1 == len(phases):
                end = self.x(self.last + dt.timedelta(days=1))
            colour, name = self.look.phases[phase.name], self.phrases.phase(phase.name)
            self.svg.rect(x, self.strip, end - x, self.axis - self.strip, fill=colour, fill_opacity=self.look.tint)
            self.svg.rect(x, self.strip, end - x, STRIP, fill=colour, stroke=self.look.paper, stroke_width=1.5)
            if width_of(name, 13) + 8 < end - x:
                fill = ON_DARK if phase.name in DARK else ON_LIGHT
                self.svg.text((x + end) / 2, self.strip + 18, name, anchor="middle", bold=True, fill=fill)
            else:
                narrow.append(Label((x + end) / 2, name, width_of(name, 12), end - x))
        self._names(narrow)

    def _names(self, narrow: list[Label]) -> None:
        """The names of phases too short to hold them, above the strip."""
        for placed in place(narrow, first=self.left, last=self.width - 8, rows=2):
            base, label = self.strip - 7 - placed.row * 15, placed.label
            self.svg.line(label.x, base + 2, label.x, self.strip, stroke=self.look.rule, stroke_width=0.8)
            self._words(placed, base, size=12)

    def _silence(self) -> None:
        for phase in self.relation.phases:
            for stretch in phase.silence:
                x, end = self.x(stretch.start), self.x(stretch.end + dt.timedelta(days=1))
                self.svg.rect(x, self.plot, end - x, self.plot_height, fill=self.svg.silence, fill_opacity=0.35)
                if end - x > width_of(self.words["silence"], 12) + 12:
                    middle, width = (x + end) / 2, width_of(self.words["silence"], 12) + 10
                    self.svg.rect(
                        middle - width / 2,
                        self.plot + self.plot_height - 24,
                        width,
                        18,
                        fill=self.look.paper,
                        fill_opacity=0.85,
                        rx=3,
                    )
                    self.svg.text(
                        middle,
                        self.plot + self.plot_height - 11,
                        self.words["silence"],
                        size=12,
                        anchor="middle",
                        fill=self.look.grey,
                    )

    def _grid(self) -> None:
        for score in (-10, -5, 0, 5, 10):
            weight = 1.2 if score == 0 else 0.7
            self.svg.line(
                self.left,
                self.y(score),
                self.width - self.right,
                self.y(score),
                stroke=self.look.rule if score == 0 else self.look.faint,
                stroke_width=weight,
            )
            number = str(score) if score >= 0 else f"\u2066−{-score}\u2069"
            self.svg.text(self.left - 8, self.y(score) + 4, number, size=12, anchor="end", fill=self.look.grey)

    def _axes(self) -> None:
        """What the lines and bars count, over leader lines and bands."""
        for y, words in (
            (self.plot - 5, f"{self.words['score']} · {self.words['cooperation']}"),
            (self.plot + self.plot_height - 6, self.words["conflict"]),
            (self.bars - 5, self.words["counts"]),
        ):
            self._ground(self.left + 4, y, words, size=12, fill=self.look.grey)

    def _line(self) -> None:
        """The mean scores; dashed across silence."""
        runs = [
            [(self._middle(step), self.y(step.together.score_weighted or 0.0)) for step in run] for run in self._runs()
        ]
        for before, after in pairwise(runs):
            self.svg.path([before[-1], after[0]], stroke=self.look.rule, stroke_width=1.2, stroke_dasharray="2 5")
        for points in runs:
            if len(points) > 1:
                self.svg.path(points, fill="none", stroke=self.look.ink, stroke_width=2.2, stroke_linejoin="round")
            for x, y in points if len(points) < 80 else ():
                self.svg.circle(x, y, 2.6, fill=self.look.ink)

    def _runs(self) -> Iterator[list[Step]]:
        told = [step for step in self.relation.steps if step.together.score_weighted is not None]
        run = told[:1]
        for before, step in pairwise(told):
            if self._silent_between(before, step):
                yield run
                run = []
            run.append(step)
        yield run

    def _silent_between(self, before: Step, step: Step) -> bool:
        silences = [stretch for phase in self.relation.phases for stretch in phase.silence]
        return any(stretch.start < step.start and stretch.end > before.end for stretch in silences)

    def _middle(self, step: Step) -> float:
        return (self.x(step.start) + self.x(step.end + dt.timedelta(days=1))) / 2

    def _turns(self, most: int) -> Iterator[Label]:
        """Labels of the turning points; of the other events of a phase the weightiest, as far as there is room.

        Events of one time share a label.
        """
        chosen: dict[str, float] = {}
        for phase in self.relation.phases:
            chosen |= {key: 100.0 - rank for rank, key in enumerate(phase.opened_by)}
            chosen |= {key: self._scale(key) for key in phase.marked_by if key not in chosen}
        times: dict[str, dict[str, float]] = {}
        for key, weight in sorted(chosen.items(), key=lambda item: -item[1]):
            event = self.relation.sources.get(key)
            if event is not None and event.date is not None:
                day = self.narrator.wording.day(event.date, event.date_precision, form=2)
                times.setdefault(day, {})[key] = weight
        for day, keys in list(times.items())[:most]:
            names = dict.fromkeys(self.narrator.wording.label(self.relation.sources[key]) for key in keys)
            words = f"{day}: {self.words['and'].join(list(names)[:TOGETHER])}"
            yield Label(self._at(next(iter(keys))), words, width_of(words, 13), max(keys.values()), " ".join(keys))

    def _scale(self, key: str) -> float:
        event = self.relation.sources.get(key)
        return abs(event.event_scale) + min(event.confirmed_by, 9) / 10 if event else 0.0

    def _at(self, key: str) -> float:
        event = self.relation.sources[key]
        first = event.date or self.first
        last = event.enddate or first
        return self.x(first + (last - first) // 2)

    def _turning(self) -> None:
        for placed in self.labels:
            events = [self.relation.sources[key] for key in placed.label.key.split()]
            base, x = self.plot - 30 - placed.row * ROW, placed.label.x
            lowest = max(self.y(event.event_scale) for event in events)
            self.svg.line(x, base + 4, x, lowest, stroke=self.look.rule, stroke_width=0.8)
            for event in events:
                quote = event.mentions[0].quote if event.mentions else ""
                fill = self.look.quads[event.quad_code - 1]
                self.svg.circle(
                    x, self.y(event.event_scale), 5, quote, fill=fill, stroke=self.look.paper, stroke_width=1.5
                )
            with self.svg.link(self._link and self._link(events[0].id), placed.label.words):
                self._words(placed, base)

    def _words(self, placed: Placed, base: float, *, size: float = 13) -> None:
        """The words of a label on a pale ground, so that bands and lines do not hurt their reading."""
        label = placed.label
        middle = placed.left + label.width / 2
        if abs(middle - label.x) <= 1:
            side, at = "middle", middle
        else:
            side, at = ("start", placed.left + 4) if middle > label.x else ("end", placed.right - 4)
        self._ground(at, base, label.words, size=size, anchor=side, fill=self.look.ink)

    def _ground(self, x: float, y: float, words: str, *, size: float, fill: str, anchor: str = "start") -> None:
        """Words on a pale ground of their own shape."""
        self.svg.text(
            x, y, words, size=size, anchor=anchor, fill=fill, stroke=self.look.paper, stroke_width=3,
            paint_order="stroke",
        )  # fmt: skip

    def _counts(self) -> None:
        """Bars by quad class: cooperation upwards, conflict downwards from one base line."""
        up = max((sum(step.together.quads[:2]) for step in self.relation.steps), default=0.0)
        down = max((sum(step.together.quads[2:]) for step in self.relation.steps), default=0.0)
        unit = self.bars_height / max(up + down, 1.0)
        base = self.bars + up * unit
        for step in self.relation.steps:
            x, end = self.x(step.start), self.x(step.end + dt.timedelta(days=1))
            width = max(min((end - x) * 0.78, 26), 0.8)
            for quads, sign in (((0, 1), -1), ((2, 3), 1)):
                y = base
                for quad in quads:
                    height = step.together.quads[quad] * unit
                    self.svg.rect(
                        (x + end - width) / 2, y - height if sign < 0 else y, width, height, fill=self.look.quads[quad]
                    )
                    y += sign * height
            self.svg.rect(x, self.plot, end - x, self.axis - self.plot, self._tip(step), fill="transparent")
        self.svg.line(self.left, base, self.width - self.right, base, stroke=self.look.rule, stroke_width=1)
        for y, number in ((self.bars, up), (self.bars + self.bars_height, down)):
            if number >= 1:
                self.svg.text(
                    self.left - 8,
                    y + 5,
                    f"{number:g}" if number < 10 else f"{number:.0f}",
                    size=12,
                    anchor="end",
                    fill=self.look.grey,
                )

    def _tip(self, step: Step) -> str:
        """What shows where a pointer rests on a step."""
        if not step.together.events:
            return ""
        wording, score = self.narrator.wording, step.together.score_weighted
        parts = [self._name(step.start), wording.count("events", round(step.together.events) or 1)]
        return ", ".join(parts) + (f", {self.words['score']}: {score:+.1f}" if score is not None else "")

    def _name(self, day: dt.date) -> str:
        precision = {"year": "year", "month": "month", "quarter": "month"}.get(self.relation.by, "day")
        return self.narrator.wording.day(day, precision, form=2)

    @property
    def _is_covered(self) -> bool:
        return any(step.share for step in self.relation.steps)

    def _share(self) -> None:
        """A strip that is the darker, the more of all events told of that time are between the two."""
        if not self._is_covered:
            return
        self.svg.text(self.left + 4, self.coverage + 2, self.words["share"], size=12, fill=self.look.grey)
        for step in self.relation.steps:
            x, end = self.x(step.start), self.x(step.end + dt.timedelta(days=1))
            if step.share:
                tip = f"{self._name(step.start)}: {step.share:.0%}"
                self.svg.rect(
                    x, self.coverage + 8, end - x, 9, tip, fill=self.look.ink, fill_opacity=round(step.share, 2)
                )
        self.svg.rect(
            self.left, self.coverage + 8, self.width - self.left - self.right, 9, fill="none", stroke=self.look.faint
        )

    def _time(self) -> None:
        for day, words in self._ticks():
            x = self.x(day)
            self.svg.line(x, self.axis, x, self.axis + 5, stroke=self.look.grey, stroke_width=1)
            self.svg.text(x + 3, self.axis + 18, words, size=12.5, fill=self.look.grey)

    def _ticks(self) -> Iterator[tuple[dt.date, str]]:
        """Years where there are several, months otherwise; no more than there is room for."""
        months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1
        every = next(
            n
            for n in (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 24000)
            if months / n * (50 if n >= 12 else 96) <= self.width
        )
        day = self.first.replace(day=1)
        if every >= 12:
            day = dt.date(day.year, 1, 1)
        while day <= self.last:
            if day >= self.first:
                yield day, str(day.year) if every >= 12 else self.narrator.wording.day(day, "month", form=2)
            month = day.month - 1 + every
            day = dt.date(day.year + month // 12, month % 12 + 1, 1)

    def _states(self) -> None:
        """A bar for each state of affairs while it held; with a broken edge where it is only announced."""
        for number, fact in enumerate(self.lanes):
            y = self.lane + number * LANE
            x = self.x(fact.start)
            end = self.x(fact.end or self.last + dt.timedelta(days=1))
            dash = {"stroke_dasharray": "4 3"} if fact.announced else {}
            self.svg.rect(
                x, y, max(end - x, 3), 16, fill=self.look.lane, stroke=self.look.rule, stroke_width=1, rx=2, **dash
            )
            words = self.narrator.state_label(fact)
            width = width_of(words, 12)
            if width + 10 < end - x:
                self.svg.text(x + 6, y + 12, words, size=12, fill=self.look.ink)
            elif end + width + 8 < self.width - self.right:
                self.svg.text(end + 6, y + 12, words, size=12, fill=self.look.ink)
            else:
                self.svg.text(x - 6, y + 12, words, size=12, anchor="end", fill=self.look.ink)

    def _legend(self) -> None:
        x = float(self.left)
        for colour, words in zip(self.look.quads, self.words["quads"], strict=True):
            self.svg.rect(x, self.foot, 12, 12, fill=colour, rx=2)
            self.svg.text(x + 18, self.foot + 11, words, size=13, fill=self.look.ink)
            x += 18 + width_of(words, 13) + 26
        self.svg.text(self.left, self.foot + 34, self.words["note"], size=12, fill=self.look.grey)
        self.svg.text(self.left, self.foot + 50, self.words["made"], size=12, fill=self.look.grey)
