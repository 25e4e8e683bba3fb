"""From data files to look-up tables: every inflected form of every word, every spelling of every name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from waqai.errors import PackError
from waqai.packs import gazetteer
from waqai.packs.codebook import load_codebook
from waqai.packs.compiled import Compiled, Longer, Phrases
from waqai.packs.forms import FormTable, Reading
from waqai.packs.gazetteer import Country, Name
from waqai.packs.reading import DATA, cells, read_csv
from waqai.packs.rules import Grammar, read_frames, read_grammar, read_rules
from waqai.text.deferred import Deferred
from waqai.text.fold import fold
from waqai.text.inflect import Noun, Verb, conjugate, decline, nisba_forms, participles

SOUND = frozenset({"ون", "ين", "ات", "ة"})


class Forms:
    """Collects readings by folded stem; the first of two equal readings stays."""

    def __init__(self) -> None:
        self._table: dict[str, dict[Reading, None]] = {}

    def add(self, surface: str, reading: Reading) -> None:
        """One more reading of a surface form."""
        self._table.setdefault(fold(surface), {})[reading] = None

    def nominal(
        self, noun: Noun, pos: str, *, lemma: str = "", base: str = "", code: str = "", sector: str = ""
    ) -> None:
        """All forms of a noun or adjective."""
        name = fold(lemma or noun.lemma)
        forms = nisba_forms(noun.lemma) if pos == "nisba" else decline(noun)
        for form in forms:
            self.add(
                form.surface,
                Reading(pos, name, base, form.number, form.gender, construct=form.construct, code=code, sector=sector),
            )

    def table(self) -> FormTable:
        """The finished table."""
        return FormTable({stem: tuple(readings) for stem, readings in self._table.items()})


def compile_pack(language: str = "ar", codebook: str = "plover", data: Path = DATA) -> Compiled:
    """Read and compile the language pack, the codebook and the gazetteers under `data`."""
    folder, world = data / "languages" / language, data / "gazetteers"
    grammar = read_grammar(folder / "grammar.yaml")
    frames = read_frames(folder / "frames.yaml")
    countries = gazetteer.read_countries(world / "countries.csv")
    forms = Forms()
    verbs = _verbs(folder / "verbs.csv", forms)
    _nouns(folder / "nouns.csv", forms)
    _demonyms(countries, world / "demonyms.csv", forms)
    phrases = PhraseTable()
    _names(world, folder, countries, phrases, forms)
    publishers = _publishers(world / "outlets.csv", phrases)
    rules = read_rules(folder / "predicates", frames, frozenset(verbs))
    table = forms.table()
    return Compiled(
        forms=table,
        phrases=phrases.table(),
        names=tuple(phrases.names),
        name_words=phrases.words(),
        person_words=phrases.person_words(),
        single_names=phrases.single_names(),
        function=_function_words(grammar),
        grammar=grammar,
        frames=frames,
        rules=tuple(rules),
        countries=tuple(countries),
        publishers=publishers,
        codebook=load_codebook(codebook, data),
    )


def _verbs(path: Path, forms: Forms) -> set[str]:
    lemmas = set()
    for line, row in read_csv(path, "lemma imperfect root form masdars".split()):
        if not row["form"].isdigit():
            raise PackError(f"form of {row['lemma']} must be 1 to 13", file=path, line=line)
        verb = Verb(row["lemma"], row["imperfect"], row["root"], int(row["form"]))
        lemma = fold(verb.lemma)
        lemmas.add(lemma)
        for f in conjugate(verb):
            forms.add(f.surface, Reading("verb", lemma, "", f.number, f.gender, str(f.person), f.aspect, f.voice))
        for masdar in cells(row["masdars"]):
            forms.nominal(Noun(masdar, "noun", "f" if masdar.endswith("ة") else "m", ("ات",)), "masdar", base=lemma)
        for participle in participles(verb):
            forms.nominal(participle.noun(), participle.kind, base=lemma)
    return lemmas


def _nouns(path: Path, forms: Forms) -> None:
    for _, row in read_csv(path, "lemma pos gender plurals".split()):
        noun = Noun(row["lemma"], row["pos"], row["gender"] or "m", cells(row["plurals"]))  # type: ignore[arg-type]
        forms.nominal(noun, row["pos"])


def _demonyms(countries: Iterable[Country], extra: Path, forms: Forms) -> None:
    for country in countries:
        for demonym in country.demonyms:
            if " " not in demonym:
                forms.nominal(Noun(demonym, "adj"), "nisba", code=country.code)
        for plural in country.plurals:
            lemma = fold(country.demonyms[0] if country.demonyms else plural)
            forms.add(plural, Reading("nisba", lemma, number="p", gender="m", code=country.code))
    if extra.exists():
        for _, row in read_csv(extra, "demonyms_ar plurals_ar code sector".split()):
            for demonym in cells(row["demonyms_ar"]):
                forms.nominal(Noun(demonym, "adj"), "nisba", code=row["code"], sector=row["sector"])
            for plural in cells(row["plurals_ar"]):
                lemma = fold(cells(row["demonyms_ar"])[0])
                forms.add(plural, Reading("nisba", lemma, "", "p", "m", code=row["code"], sector=row["sector"]))


class PhraseTable:
    """Every spelling of every name, by its first word."""

    def __init__(self) -> None:
        self.names: list[Name] = []
        self._table: dict[str, dict[tuple[str, ...], dict[int, None]]] = {}

    def add(self, name: Name, spellings: Iterable[str]) -> int:
        """List `name` under all spellings; gives its number."""
        number = len(self.names)
        self.names.append(name)
        for spelling in spellings:
            words = tuple(_words(spelling))
            if words:
                self._table.setdefault(words[0], {}).setdefault(words[1:], {})[number] = None
        return number

    def words(self) -> frozenset[str]:
        """All words of all names, with and without article: the segmenter leaves them whole.

        Not so «بأنقرة» in «السفارة بأنقرة»: a name behind a preposition.
        """
        out: set[str] = set()
        names = self.single_names()
        for first, rests in self._table.items():
            out.add(first.removeprefix("ال") or first)
            for rest in rests:
                out.update(w.removeprefix("ال") or w for w in rest if w[0] not in "بل" or w[1:] not in names)
        return frozenset(w for w in out if len(w) > 2)

    def single_names(self) -> frozenset[str]:
        """Names of one word, roles and titles aside: before them no letter is a clitic unless they begin after it."""
        return frozenset(
            first
            for first, rests in self._table.items()
            if any(self.names[n].kind not in ("role", "title") for n in rests.get((), ()))
        )

    def person_words(self) -> frozenset[str]:
        """The words of which names of several words are made: given names, family names."""
        people = {n for n, name in enumerate(self.names) if name.kind == "person"}
        return frozenset(
            word
            for first, rests in self._table.items()
            for rest, numbers in rests.items()
            if rest and people & numbers.keys()
            for word in (first, *rest)
            if len(word) > 2
        )

    def table(self) -> Phrases:
        """The finished table."""
        return Deferred({first: (tuple(rests.get((), ())), _longer(rests)) for first, rests in self._table.items()})


def _longer(rests: dict[tuple[str, ...], dict[int, None]]) -> dict[str, Longer]:
    by_second: dict[str, list[tuple[tuple[str, ...], tuple[int, ...]]]] = {}
    for rest, numbers in sorted(rests.items(), key=lambda item: -len(item[0])):
        if rest:
            by_second.setdefault(rest[0], []).append((rest, tuple(numbers)))
    return {second: tuple(found) for second, found in by_second.items()}


def _words(spelling: str) -> list[str]:
    """The folded words of a name, its punctuation left out."""
    return [w for w in ("".join(c if c.isalnum() else " " for c in fold(spelling))).split() if w]


def _names(world: Path, folder: Path, countries: list[Country], phrases: PhraseTable, forms: Forms) -> None:
    for country in countries:
        name = Name("country", country.name_en, country.name_ar, country.code, "GOV", ("GOV",))
        phrases.add(name, (country.name_ar, *country.aliases))
        for demonym in country.demonyms:
            if " " in demonym:
                adjective = Name("demonym", country.name_en, demonym, country.code, "GOV", ("GOV",))
                phrases.add(adjective, _double_demonym(demonym))
    for name, spellings in gazetteer.read_metonyms(world / "metonyms.csv"):
        phrases.add(name, spellings)
    for name, spellings, nisbas in gazetteer.read_organisations(world / "organisations.csv"):
        phrases.add(name, dict.fromkeys(s for spelling in spellings for s in _sound_plural_cases(spelling)))
        for nisba in nisbas:
            forms.nominal(Noun(nisba, "adj"), "nisba", code=name.code, sector=name.sector)
    for name, full, short in gazetteer.read_people(world / "people"):
        phrases.add(name, (*full, *short))
    for name, spellings in gazetteer.read_places(world / "places.csv", world / "places_extra.csv"):
        phrases.add(name, spellings)
    for role, plurals in gazetteer.read_roles(folder / "roles.csv"):
        _role(role, plurals, phrases, forms)
    for text, kind in gazetteer.read_titles(folder / "titles.csv"):
        phrases.add(Name("title", kind, text, role_kind=kind), (text, _without_article(text)))


def _sound_plural_cases(spelling: str) -> Iterator[str]:
    """«الحوثيون» is also written «الحوثيين»."""
    yield spelling
    words = spelling.split(" ")
    if words[0].endswith("ون") and len(words[0]) > 5:
        yield " ".join([words[0][:-2] + "ين", *words[1:]])


def _double_demonym(demonym: str) -> Iterator[str]:
    """All forms of «كوري جنوبي», with article and without."""
    first, second = demonym.split(" ", 1)
    for a, b in zip(nisba_forms(first), nisba_forms(second), strict=False):
        yield f"{a.surface} {b.surface}"
        yield f"ال{a.surface} ال{b.surface}"


def _without_article(text: str) -> str:
    return " ".join(w.removeprefix("ال") for w in text.split(" "))


def _role(role: Name, plurals: tuple[str, ...], phrases: PhraseTable, forms: Forms) -> None:
    """A role noun or phrase in all forms of its head; single nouns also enter the table of forms."""
    head, _, rest = role.name_ar.partition(" ")
    bare = head.removeprefix("ال")
    gender = "f" if role.gender == "f" or bare.endswith("ة") else "m"
    irregular = tuple(p for p in plurals if " " not in p)
    sound = ("ات",) if gender == "f" else ("ون", "ات")
    regular = sound if role.role_kind in ("office", "person", "group") else ()
    noun = Noun(bare, "noun", gender, irregular or regular)  # type: ignore[arg-type]
    if not rest:
        forms.nominal(noun, "noun")
    spellings: dict[str, None] = {}
    for form in decline(noun):
        if not rest:
            spellings[form.surface] = None
            continue
        spellings[f"{form.surface} {rest}"] = None
        spellings[f"ال{form.surface} {rest}"] = None
        spellings[f"{form.surface} {_without_article(rest)}"] = None
    for plural in plurals:
        spellings[plural] = None
    phrases.add(role, spellings)


def _publishers(path: Path, phrases: PhraseTable) -> dict[str, int]:
    """Outlets by id, domain and name, for the publisher that an article names."""
    table: dict[str, int] = {}
    for outlet, names, ids in gazetteer.read_outlets(path):
        number = phrases.add(outlet, names)
        for key in (*ids, *names, outlet.name_en):
            table.setdefault(fold(key), number)
    return table


def _function_words(grammar: Grammar) -> dict[str, str]:
    classes = {
        "prepositions": "preposition", "complementizers": "complementizer",
        "subordinators": "subordinator", "demonstratives": "demonstrative", "particles": "particle",
        "pronouns": "pronoun", "adverbs": "adverb", "negators.nominal": "negator", "negators.present": "negator",
        "negators.perfect": "negator", "negators.future": "negator", "relatives": "relative",
    }  # fmt: skip
    return {word: function for name, function in classes.items() for word in sorted(grammar[name])}
