"""Fill templates with what an event says: names, dates and numbers in the forms that the language wants."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from waqai.models import Act, ChronicleEvent, Entity
from waqai.packs.phrases import Phrases, Template

_OPTIONAL = re.compile(r"\[\[(.*?)\]\]")
_FIELD = re.compile(r"\{(\w+)(?:\?([^/}]*)/([^}]*))?\}")
_MOST = 4
"""Names in a list."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Who: as subject, in the genitive, and whether the verb before it is feminine."""

    subject: str
    genitive: str
    feminine: bool = False


class Wording:
    """Words of one language for the parts of an event."""

    def __init__(self, phrases: Phrases) -> None:
        self.phrases = phrases
        self._words = phrases.words

    def fill(self, template: str, fields: Mapping[str, str | Phrase]) -> str:
        """The template with its fields; an optional part falls away where one of its fields is empty."""

        def optional(match: re.Match[str]) -> str:
            names = [name for name, *_ in _FIELD.findall(match[1])]
            return match[1] if all(_text(fields.get(name, "")) for name in names) else ""

        def value(match: re.Match[str]) -> str:
            name, masculine, feminine = match.groups()
            found = fields.get(name.removesuffix("_gen"), "") if name.endswith("_gen") else fields.get(name, "")
            if masculine is not None:
                return feminine if isinstance(found, Phrase) and found.feminine else masculine
            genitive = name.endswith("_gen") or name in ("r", "other", "absent")
            return (found.genitive if genitive else found.subject) if isinstance(found, Phrase) else found

        return _FIELD.sub(value, _OPTIONAL.sub(optional, template)).strip()

    def country(self, code: str | None) -> Phrase:
        """A state or special code."""
        name = self.phrases.country(code)
        if code in self._words.get("definite", ()):
            name = f"the {name}" if not name.startswith("the ") else name
        return Phrase(name, name, code not in self._words["masculine"])

    def entity(self, entity: Entity) -> Phrase:
        """A side of an event: a person with office, an organisation, a sector of a state, or the state itself."""
        name = self._name(entity)
        if entity.person and name:
            return self._person(entity, name)
        if entity.org and name:
            return Phrase(name, name, _looks_feminine(name))
        if entity.code in self.phrases.countries:
            return self._sector(entity)
        if entity.code:
            return Phrase(name, name, _looks_feminine(name)) if name else self.country(entity.code)
        text = f"«{entity.entity_text}»" if entity.entity_text else str(self._words["unknown"])
        return Phrase(text, text)

    def _name(self, entity: Entity) -> str:
        return (entity.name_ar if self.phrases.language == "ar" else entity.identifier_text) or ""

    def _person(self, entity: Entity, name: str) -> Phrase:
        feminine = any(word in entity.entity_text for word in self._words["feminine_words"])
        office = entity.office or ""
        if office == "head_of_state" and entity.code in self._words["monarchies"]:
            office = "monarch"
        title = self._words["offices"].get(office) if not feminine and entity.code in self.phrases.countries else None
        text = self._about(title, entity.code or "", name) if title else name
        return Phrase(text, text, feminine)

    def _sector(self, entity: Entity) -> Phrase:
        forms = self._words["sides"].get(entity.sector or "")
        if not forms:
            return self.country(entity.code)
        subject, genitive = (self._about(form, entity.code or "") for form in forms[:2])
        return Phrase(subject, genitive, forms[2] == "f")

    def _about(self, form: str, code: str, name: str = "") -> str:
        """A form with the adjectives of a country. Where it has none, the country stands after the noun."""
        country = self.phrases.countries[code]
        own = self.phrases.country(code)
        demonym = country.demonyms[0] if country.demonyms else ""
        if not demonym and "{country}" not in form:
            return f"{re.sub(r' ?{(nisba(_[mf])?|plural)}', '', form).format(name=name).strip()} ({own})"
        plural = country.plurals[0] if country.plurals else _regular_plural(demonym, own)
        return form.format(
            country=self.country(code).subject,
            nisba=demonym,
            nisba_m=_definite(demonym, ""),
            nisba_f=_definite(demonym, "ة"),
            plural=plural,
            name=name,
        )

    def join(self, phrases: Sequence[Phrase]) -> Phrase:
        """«A, B and C»; the verb agrees with the first."""
        if not phrases:
            return Phrase("", "")
        subjects = list(dict.fromkeys(p.subject for p in phrases))[:_MOST]
        genitives = list(dict.fromkeys(p.genitive for p in phrases))[:_MOST]
        return Phrase(self._list(subjects), self._list(genitives), phrases[0].feminine)

    def _list(self, names: Sequence[str]) -> str:
        if len(names) == 1:
            return names[0]
        join = self._words["join"]
        return str(join["separator"]).join(names[:-1]) + str(join["last"]) + names[-1]

    def people(self, number: int, *, genitive: bool = False) -> str:
        """«10 people» with the noun in the form that the number wants."""
        return self.count("people", number, genitive=genitive)

    def count(self, noun: str, number: int, *, genitive: bool = False) -> str:
        """A number with its noun (`people`, `events`, `articles`) in the form that the number wants."""
        forms = self._words[noun]
        if number in (1, 2):
            key = "one" if number == 1 else "two"
            form = forms.get(f"{key}_gen", forms[key]) if genitive else forms[key]
            return str(form).format(n=number)
        rest = number % 100
        kind = "few" if 3 <= rest <= 10 else "many" if rest > 10 else "hundreds"
        return str(forms[kind]).format(n=number)

    def day(self, day: dt.date, precision: str = "day", *, form: int = 0) -> str:
        """A date as exact as it is known. `form` 0 in a sentence, 1 after «since», 2 as a label."""
        dates = self._words["dates"]
        pattern = dates[precision if precision in ("month", "season", "year", "decade") else "day"]
        season = self._words["seasons"][day.month % 12 // 3]
        month = self._words["months"][day.month - 1]
        return str(pattern[form]).format(day=day.day, month=month, season=season, year=day.year)

    def time(self, first: dt.date, last: dt.date, precision: str) -> str:
        """When an event happened, in a sentence."""
        if first == last or precision in ("month", "season", "year", "decade"):
            return self.day(first, precision)
        dates, months = self._words["dates"], self._words["months"]
        if (first.year, first.month) == (last.year, last.month):
            return str(dates["days"]).format(
                day=first.day, day2=last.day, month2=months[last.month - 1], year2=last.year
            )
        return str(dates["range"]).format(**{"from": self.day(first, form=1), "to": self.day(last, form=1)})

    def fields(self, event: ChronicleEvent) -> dict[str, str | Phrase]:
        """The fields of an event."""
        others = _others(event)
        actors, recipients = ([self.entity(side) for side in sides] for sides in (event.actor, others))
        dead = event.size.dead if event.size else None
        place = event.event_loc
        first = event.date
        return {
            "date": self.time(first, event.enddate or first, event.date_precision) if first else "",
            "a": self.join(actors),
            "r": self.join(recipients) if recipients else self._each_other(actors),
            "both": self.join([*actors, *recipients]),
            "ac": self._countries(event.actor),
            "rc": self._countries(others) if recipients else self._each_other(actors),
            "official": self._official(event.actor),
            "place": ((place.text if self.phrases.language == "ar" else place.name) or "") if place else "",
            "dead": self.people(dead) if dead else "",
            "dead_gen": self.people(dead, genitive=True) if dead else "",
        }

    def _each_other(self, actors: Sequence[Phrase]) -> Phrase:
        """Who stands on the other side of a mutual event, of which nobody is told to have begun."""
        if len(actors) < 2:
            return Phrase(str(self._words["unknown"]), str(self._words["unknown"]))
        words = str(self._words["each_other"][min(len(actors), 3) - 2])
        return Phrase(words, words)

    def _official(self, sides: Sequence[Entity]) -> str:
        """An unnamed official of the first side's state."""
        form = self._words["official"]
        return self._about(form, sides[0].code or "") if sides and sides[0].code in self.phrases.countries else ""

    def _countries(self, sides: Sequence[Entity]) -> Phrase:
        return self.join([self.country(code) for code in dict.fromkeys(side.code for side in sides)])

    def template(self, event: ChronicleEvent) -> Template | None:
        """How the event is told."""
        act, mutual = Act.of(event), not _others(event)
        person = any(side.person for side in event.actor)
        choices = self.phrases.by_type.get(event.event[0], ())
        return next((t for t in choices if t.fits(act, mutual=mutual, person=person)), None)

    def label(self, event: ChronicleEvent) -> str:
        """The event in a few words."""
        template = self.template(event)
        return self.fill(template.short, self.fields(event)) if template else event.event[0]


def _others(event: ChronicleEvent) -> list[Entity]:
    """The recipients that are not actors too: where all are both, the event is mutual."""
    codes = {side.code for side in event.actor}
    return [side for side in event.recipient if side.code is None or side.code not in codes]


def _text(value: str | Phrase) -> str:
    return value.subject if isinstance(value, Phrase) else value


def _definite(demonym: str, ending: str) -> str:
    """«الكوري الجنوبي», «الكورية الجنوبية»."""
    return " ".join(f"ال{word}{ending}" for word in demonym.split())


def _regular_plural(demonym: str, country: str) -> str:
    """«إسرائيليين»; an adjective of two words has no plain plural, the country does."""
    return f"من {country}" if " " in demonym else f"{demonym}ين"


def _looks_feminine(name: str) -> bool:
    return name.split(" ", maxsplit=1)[0].endswith(("ة", "ات"))
