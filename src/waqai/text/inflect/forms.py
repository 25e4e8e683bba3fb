"""The words that go into inflection and the forms that come out: named tuples, since a lexicon makes 300,000."""

from __future__ import annotations

from typing import Literal, NamedTuple

Aspect = Literal["perfect", "imperfect", "jussive", "imperative"]
Voice = Literal["active", "passive"]
Gender = Literal["m", "f", ""]
Number = Literal["s", "d", "p"]


class Verb(NamedTuple):
    """A verb as the dictionary gives it.

    `lemma` is the perfect and `imperfect` the imperfect of "he" («استدعى», «يستدعي»; "" where there is none: «ليس»).
    `root` is three or four letters, hamza written «أ». `form` is 1-10, or 11-13 for quadriliterals
    («زلزل», «تدهور», «اقشعر»).
    """

    lemma: str
    imperfect: str
    root: str
    form: int


class VerbForm(NamedTuple):
    """One inflected form of a verb.

    `aspect` "jussive" covers the subjunctive, and is given only where the spelling is not the imperfect's.
    `voice` "passive" is given only where the spelling is not the active's. `gender` is "" where the form hides it.
    `object_form` marks a spelling that stands only before an object suffix («اعتقلو» in «اعتقلوه»); a form without such
    a twin takes suffixes as it is.
    """

    surface: str
    aspect: Aspect
    voice: Voice
    person: int
    gender: Gender
    number: Number
    object_form: bool = False


class Noun(NamedTuple):
    """A noun or adjective as the dictionary gives it.

    `pos` is "noun" or "adj"; an adjective of gender "m" has a feminine in ة, one of gender "" or "f" has not
    («أكبر», «كبرى»). `plurals` holds broken plurals and the markers `ون` (or `ين`), `ات`, and `ة` (the noun has a
    feminine: «سفير», «سفيرة»). A noun with `ون` has that feminine too; `feminine` says so from outside. An adjective
    without plurals takes `ون`. A noun that is its own plural is plural only.
    """

    lemma: str
    pos: str = "noun"
    gender: Gender = "m"
    plurals: tuple[str, ...] = ()
    feminine: bool = False


class NounForm(NamedTuple):
    """One inflected form of a noun.

    `construct` marks a form that needs a genitive or suffix after it («وزيرا» as dual, «مسؤولو»), `suffixed` one that
    stands only before a suffix («زيارت», «وزراؤ»), `accusative` the indefinite in alef («اجتماعا»).
    """

    surface: str
    number: Number
    gender: Gender
    construct: bool = False
    suffixed: bool = False
    accusative: bool = False


class Participle(NamedTuple):
    """A participle, masculine singular. `kind` is "active" («محذر») or "passive" («متهم»)."""

    lemma: str
    kind: Literal["active", "passive"]

    def noun(self) -> Noun:
        """The participle as a word that `decline` can take."""
        return Noun(self.lemma, "adj", "m", ("ون", "ات"))
