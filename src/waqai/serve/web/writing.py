"""How numbers, days and names are written for one reader: language, digits, months, calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from waqai.packs.phrases import load_phrases
from waqai.serve.web.prefs import Prefs
from waqai.serve.web.texts import Texts

_ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
MINUS = "\u2212"
_LEFT_TO_RIGHT, _END = "\u2066", "\u2069"


@dataclass(frozen=True, slots=True)
class Writing:
    """Writes for one reader."""

    texts: Texts
    prefs: Prefs

    @property
    def arabic_digits(self) -> bool:
        """Whether numbers are written ٠-٩."""
        return self.texts.language == "ar" and self.prefs.digits == "arab"

    def digits(self, text: str) -> str:
        """A text with the digits of this reader."""
        return text.translate(_ARABIC_DIGITS) if self.arabic_digits else text

    def number(self, value: float, *, places: int = 0) -> str:
        """A number with separators; the minus keeps its side in right-to-left text too."""
        written = f"{abs(value):,.{places}f}"
        if self.arabic_digits:
            written = written.replace(",", "٬").replace(".", "٫").translate(_ARABIC_DIGITS)
        return f"{_LEFT_TO_RIGHT}{MINUS}{written}{_END}" if round(value, places) < 0 else written

    def count(self, key: str, number: int) -> str:
        """A number with its noun, after `counts.key`."""
        return self.texts.count(f"counts.{key}", number, self.number(number))

    def month(self, number: int) -> str:
        """The name of a month, 1 to 12."""
        return str(self.texts.entry(f"months.{self.prefs.months}")[number - 1])

    def day(self, day: dt.date | str | None, precision: str = "day", *, hijri: bool = True) -> str:
        """A day as exactly as it is known; beside it the Hijri day where the reader wants it."""
        if isinstance(day, str):
            day = dt.date.fromisoformat(day[:10])
        if day is None:
            return self.texts("dates.unknown")
        form = precision if precision in ("day", "week", "month", "season", "year", "decade") else "day"
        seasons = self.texts.entry("seasons")
        written = self.texts(
            f"dates.{form}",
            day=day.day,
            month=self.month(day.month),
            year=day.year,
            season=seasons[day.month % 12 // 3],
        )
        beside = self.hijri(day) if hijri and form == "day" and self.prefs.calendar == "hijri" else ""
        return self.digits(f"{written} ({beside})" if beside else written)

    def span(self, first: dt.date | None, last: dt.date | None, precision: str = "day") -> str:
        """From one day to another; one day where they are the same or the precision says it all."""
        if first is None or last is None or first == last or precision not in ("day", "unknown"):
            return self.day(first, precision)
        return self.texts("dates.range", **{"from": self.day(first), "to": self.day(last)})

    def hijri(self, day: dt.date) -> str:
        """The day in the calendar of Umm al-Qura; "" outside of the years it is known for (1924 to 2077)."""
        from hijridate import Gregorian

        try:
            found = Gregorian.fromdate(day).to_hijri()
        except OverflowError:
            return ""
        month = self.texts.entry("hijri_months")[found.month - 1]
        return self.digits(self.texts("dates.hijri", day=found.day, month=month, year=found.year))

    def moment(self, stamp: str) -> str:
        """An ISO timestamp as day and time of day (UTC)."""
        time = self.digits(stamp[11:16])
        return f"{self.day(stamp[:10], hijri=False)} {time}".strip()

    def country(self, code: str | None) -> str:
        """The name of a country or body by its code."""
        return load_phrases(self.texts.language).country(code) if code else self.texts("unnamed")

    def listed(self, names: Sequence[str]) -> str:
        """«A, B and C»."""
        if len(names) < 2:
            return "".join(names)
        return self.texts("list.separator").join(names[:-1]) + self.texts("list.last") + names[-1]
