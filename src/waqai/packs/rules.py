"""Read the language pack's grammar, frames and predicate rules, and refuse what is not well-formed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
EXAMPLE_KEYS = frozenset({"text", "trigger", "actor", "recipient", "because", "known_failure"})
CONTENTS = ("suppress", "future", "negated", "foiled", "hypothetical", "keep")
SUPPRESSING = frozenset({"REQUEST", "THREATEN", "REJECT", "AGREE"})
STATUSES = ("occurred", "ongoing", "future", "hypothetical", "negated", "foiled")
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
        for record in read_yaml(path) or []:
            rule = _rule(record, path, frames, verbs)
            if rule.id in seen:
                raise PackError(f"id {rule.id} was given before, in {seen[rule.id]}", file=path, line=rule.line)
            seen[rule.id] = f"{path.name}:{rule.line}"
            rules.append(rule)
    return rules


def _rule(record: Any, path: Path, frames: Mapping[str, FrameSpec], verbs: frozenset[str]) -> Rule:
    if not isinstance(record, dict):
        raise PackError("a rule must be a mapping", file=path)
    line = record[LINE]

    def fail(message: str) -> PackError:
        return PackError(f"{record.get('id', 'rule without id')}: {message}", file=path, line=line)

    def listed(key: str) -> tuple[str, ...]:
        return words(record[key], path, line, key) if key in record else ()

    if unknown := set(record) - RULE_KEYS - {LINE}:
        raise fail(f"unknown key {', '.join(sorted(unknown))}; known are {', '.join(sorted(RULE_KEYS))}")
    for key in ("id", "lemmas", "frame", "event", "cameo", "examples", "counterexamples"):
        if not record.get(key):
            raise fail(f"`{key}` is missing or empty")
    if record["frame"] not in frames:
        raise fail(f"unknown frame {record['frame']}; known are {', '.join(frames)}")
    for key, allowed in (("status", STATUSES), ("content", CONTENTS), ("size", SIZES)):
        if record.get(key) and record[key] not in allowed:
            raise fail(f"`{key}` must be one of {', '.join(allowed)}")
    forms = frozenset(record.get("forms") or FORMS)
    if not forms <= set(FORMS):
        raise fail(f"`forms` must be of {', '.join(FORMS)}")
    lemmas = listed("lemmas")
    event = record["event"]
    sides = [listed(s) if s in record else None for s in ("actor", "recipient")]
    return Rule(
        id=record["id"],
        event=event,
        mode=tuple(record.get("mode") or ()),
        cameo=str(record["cameo"]),
        verbs=tuple(w for w in lemmas if w in verbs),
        nouns=tuple(w for w in lemmas if w not in verbs),
        forms=forms,
        frame=frames[record["frame"]].frame(*sides),
        object=_complement(record["object"], path, line) if record.get("object") else None,
        complements={fold(p): _complement(c, path, line) for p, c in (record.get("with") or {}).items() if p != LINE},
        words=frozenset(listed("words")),
        without=frozenset(listed("without")),
        needs=frozenset(record.get("needs") or ()),
        status=record.get("status") or "",
        content=record.get("content") or ("suppress" if event in SUPPRESSING else "keep"),
        size=record.get("size") or "",
        refine=tuple(_refinement(r, path) for r in record.get("refine") or ()),
        examples=tuple(_examples(record["examples"], path, fail)),
        counterexamples=tuple(_examples(record["counterexamples"], path, fail)),
        file=path.name,
        line=line,
    )


def _complement(record: Any, path: Path, line: int) -> Complement:
    if not isinstance(record, dict) or set(record) - {"head", "owner", LINE}:
        raise PackError("a complement is {head: [words], owner: self|other}", file=path, line=line)
    owner = record.get("owner") or ""
    if owner not in ("", "self", "other"):
        raise PackError("`owner` must be self or other", file=path, line=line)
    return Complement(frozenset(words(record.get("head") or [], path, line, "head")), owner)


def _refinement(record: Any, path: Path) -> Refinement:
    return Refinement(
        frozenset(words(record.get("words"), path, record[LINE], "words")),
        tuple(record.get("mode") or ()),
        str(record.get("cameo") or ""),
        record.get("event") or "",
    )


def _examples(records: Iterable[Any], path: Path, fail: Any) -> Iterable[Example]:
    for record in records:
        if not isinstance(record, dict) or not record.get("text"):
            raise fail("an example is a mapping with `text`")
        if unknown := set(record) - EXAMPLE_KEYS - {LINE}:
            raise fail(f"unknown key {', '.join(sorted(unknown))} in an example")
        yield Example(
            text=record["text"],
            trigger=record.get("trigger") or "",
            actor=tuple(record.get("actor") or ()),
            recipient=tuple(record.get("recipient") or ()),
            because=record.get("because") or "",
            known_failure=record.get("known_failure") or "",
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
