"""Read the language pack's grammar, frames and predicate rules, and refuse what is not well-formed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from waqai.errors import PackError
from waqai.packs.reading import LINE, read_yaml
from waqai.packs.schema import FORMS, Complement, Example, Frame, Refinement, Rule
from waqai.text.fold import fold

RULE_KEYS = frozenset(
    "id lemmas forms frame actor recipient object with words without needs event mode cameo status content size "
    "refine examples counterexamples".split()
)
REFINE_KEYS = frozenset({"words", "mode", "cameo", "event"})
EXAMPLE_KEYS = frozenset({"text", "trigger", "actor", "recipient", "because", "known_failure"})
CONTENTS = ("suppress", "future", "negated", "foiled", "hypothetical", "keep")
SUPPRESSING = frozenset({"REQUEST", "THREATEN", "REJECT", "AGREE"})
STATUSES = ("occurred", "ongoing", "future", "hypothetical", "negated", "foiled")
SIDES = ("actor", "recipient")
SIZES = ("dead", "injured", "arrested", "participants")


def words(values: object, file: Path, line: int, key: str) -> tuple[str, ...]:
    """A YAML list of strings, folded."""
    if not isinstance(values, list) or not all(isinstance(v, str) for v in values):
        raise PackError(f"`{key}` must be a list of words", file=file, line=line)
    return tuple(fold(v) for v in values)


@dataclass(frozen=True, slots=True)
class FrameSpec:
    """A named frame as written: slots in order for the verb and for its noun, a side each."""

    name: str
    verb: Mapping[str, tuple[str, ...]]
    noun: Mapping[str, tuple[str, ...]]
    mutual: bool

    def frame(self, actor: tuple[str, ...] | None, recipient: tuple[str, ...] | None) -> Frame:
        """The frame with a rule's own lists in place of the named ones."""
        own = {"actor": actor, "recipient": recipient}

        def side(spec: Mapping[str, tuple[str, ...]], name: str) -> tuple[str, ...]:
            given = own[name]
            return spec.get(name, ()) if given is None else given

        return Frame(
            self.name,
            {s: side(self.verb, s) for s in own},
            {s: side(self.noun, s) for s in own},
            self.mutual,
        )


def read_frames(path: Path) -> dict[str, FrameSpec]:
    """The named frames of a language pack."""
    frames = {}
    for name, spec in read_yaml(path).items():
        if name == LINE:
            continue
        sides = {
            kind: {s: words(v, path, spec[LINE], s) for s, v in spec.get(kind, {}).items() if s != LINE}
            for kind in ("verb", "noun")
        }
        frames[name] = FrameSpec(name, sides["verb"], sides["noun"], bool(spec.get("mutual")))
    return frames


def read_rules(folder: Path, frames: Mapping[str, FrameSpec], verbs: frozenset[str]) -> list[Rule]:
    """All rules of the YAML files in `folder`. `verbs` are the folded lemmas that conjugate.

    Raises PackError with `file:line` for an unknown key, frame, form, an id given twice, a rule without examples.
    """
    rules: list[Rule] = []
    seen: dict[str, str] = {}
    for path in sorted(folder.glob("*.yaml")):
        records = read_yaml(path) or []
        if not isinstance(records, list):
            raise PackError("must be a list of rules", file=path, line=1)
        for record in records:
            if not isinstance(record, dict):
                after = rules[-1].line if rules and rules[-1].file == path.name else 1
                raise PackError(f"a rule must be a mapping, not {record!r}", file=path, line=after)
            rule = _rule(_Written(record, path), frames, verbs)
            if rule.id in seen:
                raise PackError(f"id {rule.id} was given before, in {seen[rule.id]}", file=path, line=rule.line)
            seen[rule.id] = f"{path.name}:{rule.line}"
            rules.append(rule)
    return rules


@dataclass(frozen=True, slots=True)
class _Written:
    """A rule as it is written, read key by key; whatever is not as it should be is a PackError with its line."""

    record: Mapping[str, Any]
    path: Path

    @property
    def line(self) -> int:
        return int(self.record[LINE])

    def error(self, message: str, line: int | None = None) -> PackError:
        return PackError(
            f"{self.record.get('id', 'rule without id')}: {message}", file=self.path, line=line or self.line
        )

    def check_keys(self) -> None:
        if unknown := set(self.record) - RULE_KEYS - {LINE}:
            raise self.error(f"unknown key {_listed(unknown)}; known are {_listed(RULE_KEYS)}")
        for key in ("id", "lemmas", "frame", "event", "cameo", "examples", "counterexamples"):
            if not self.record.get(key):
                raise self.error(f"`{key}` is missing or empty")

    def words(self, key: str) -> tuple[str, ...]:
        return words(self.record[key], self.path, self.line, key) if key in self.record else ()

    def one_of(self, key: str, allowed: Iterable[str]) -> str:
        value = self.record.get(key) or ""
        if value and value not in allowed:
            raise self.error(f"`{key}` must be one of {', '.join(allowed)}")
        return str(value)

    def some_of(self, key: str, allowed: Iterable[str]) -> frozenset[str]:
        values = self.record.get(key) or []
        if not isinstance(values, list) or not set(values) <= set(allowed):
            raise self.error(f"`{key}` must be a list of {', '.join(allowed)}")
        return frozenset(values)

    def strings(self, key: str, record: Mapping[str, Any] | None = None) -> tuple[str, ...]:
        values = (self.record if record is None else record).get(key) or []
        if not isinstance(values, list) or not all(isinstance(v, str) for v in values):
            raise self.error(f"`{key}` must be a list of strings", (record or self.record)[LINE])
        return tuple(values)

    def complements(self) -> dict[str, Complement]:
        given = self.record.get("with") or {}
        if not isinstance(given, dict):
            raise self.error("`with` must be {preposition: {head: [words]}}")
        return {fold(p): self.complement(c) for p, c in given.items() if p != LINE}

    def complement(self, record: Any) -> Complement:
        if not isinstance(record, dict) or set(record) - {"head", "owner", LINE}:
            raise self.error("a complement is {head: [words], owner: self|other}")
        owner = record.get("owner") or ""
        if owner not in ("", "self", "other"):
            raise self.error("`owner` must be self or other", record[LINE])
        return Complement(frozenset(words(record.get("head") or [], self.path, record[LINE], "head")), owner)

    def refinements(self) -> Iterator[Refinement]:
        given = self.record.get("refine") or []
        if not isinstance(given, list) or not all(isinstance(r, dict) for r in given):
            raise self.error("`refine` must be a list of {words: [words], mode: [modes], cameo: code}")
        for r in given:
            if unknown := set(r) - REFINE_KEYS - {LINE}:
                raise self.error(f"unknown key {_listed(unknown)} in a refinement", r[LINE])
            lemmas = frozenset(words(r.get("words"), self.path, r[LINE], "words"))
            yield Refinement(lemmas, self.strings("mode", r), str(r.get("cameo") or ""), r.get("event") or "")

    def examples(self, key: str) -> Iterator[Example]:
        given = self.record[key]
        if not isinstance(given, list):
            raise self.error(f"`{key}` must be a list")
        for r in given:
            if not isinstance(r, dict) or not isinstance(r.get("text"), str):
                raise self.error("an example is a mapping with `text`")
            if unknown := set(r) - EXAMPLE_KEYS - {LINE}:
                raise self.error(f"unknown key {_listed(unknown)} in an example", r[LINE])
            example = Example(
                text=r["text"],
                trigger=r.get("trigger") or "",
                actor=self.strings("actor", r),
                recipient=self.strings("recipient", r),
                because=r.get("because") or "",
                known_failure=r.get("known_failure") or "",
            )
            for part in (example.trigger, *example.actor, *example.recipient):
                if part not in example.text:
                    raise self.error(f"«{part}» does not stand in «{example.text}»", r[LINE])
            yield example


def _listed(keys: Iterable[str]) -> str:
    return ", ".join(sorted(map(str, keys)))


def _rule(written: _Written, frames: Mapping[str, FrameSpec], verbs: frozenset[str]) -> Rule:
    written.check_keys()
    record, lemmas, event = written.record, written.words("lemmas"), written.record["event"]
    own = [written.words(side) if side in record else None for side in SIDES]
    return Rule(
        id=record["id"],
        event=event,
        mode=written.strings("mode"),
        cameo=str(record["cameo"]),
        verbs=tuple(w for w in lemmas if w in verbs),
        nouns=tuple(w for w in lemmas if w not in verbs),
        forms=written.some_of("forms", FORMS) or frozenset(FORMS),
        frame=frames[written.one_of("frame", frames)].frame(*own),
        object=written.complement(record["object"]) if record.get("object") else None,
        complements=written.complements(),
        words=frozenset(written.words("words")),
        without=frozenset(written.words("without")),
        needs=written.some_of("needs", SIDES),
        status=written.one_of("status", STATUSES),
        content=written.one_of("content", CONTENTS) or ("suppress" if event in SUPPRESSING else "keep"),
        size=written.one_of("size", SIZES),
        refine=tuple(written.refinements()),
        examples=tuple(written.examples("examples")),
        counterexamples=tuple(written.examples("counterexamples")),
        file=written.path.name,
        line=written.line,
    )


@dataclass(frozen=True, slots=True)
class Grammar:
    """The closed-class words of a language, folded: `classes[name]` is a set, `compound[words]` a slot name."""

    classes: Mapping[str, frozenset[str]]
    compound: Mapping[tuple[str, ...], str]

    def __getitem__(self, name: str) -> frozenset[str]:
        return self.classes[name]


def read_grammar(path: Path) -> Grammar:
    """The grammar file of a language pack; nested classes are named `outer.inner`."""
    classes: dict[str, frozenset[str]] = {}
    data = read_yaml(path)
    for name, value in data.items():
        if isinstance(value, list):
            classes[name] = frozenset(words(value, path, data[LINE], name))
        elif isinstance(value, dict) and name != "compound_prepositions":
            for inner, listed in value.items():
                if inner != LINE:
                    classes[f"{name}.{inner}"] = frozenset(words(listed, path, value[LINE], inner))
    compound = {
        tuple(fold(phrase).split()): slot for phrase, slot in data["compound_prepositions"].items() if phrase != LINE
    }
    return Grammar(classes, compound)
