"""The pack loads, passes its own checker, and what is wrong in a data file is refused with file and line."""

from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import yaml

from waqai.errors import PackError
from waqai.models import Article, Entity, Evidence, Record
from waqai.packs import gazetteer
from waqai.packs.cache import KEPT
from waqai.packs.checker import check_packs
from waqai.packs.codebook import load_codebook
from waqai.packs.compile import compile_pack
from waqai.packs.pack import content_hash, load_pack
from waqai.packs.reading import DATA, read_csv, read_yaml
from waqai.packs.rules import read_frames, read_grammar, read_rules
from waqai.packs.stats import stats
from waqai.pipeline import Coder

ARABIC = DATA / "languages/ar"
RULE = """
- id: ar.sanction.try
  lemmas: [طرد]
  frame: acts_on
  event: SANCTION
  mode: [expel]
  cameo: "161"
  examples:
    - text: طردت القاهرة السفير التركي
      trigger: طردت
  counterexamples:
    - text: طرد الحكم اللاعب
      because: sport
""".lstrip()


@pytest.fixture(scope="module")
def coder():
    return Coder()


def rules(folder, text, verbs=frozenset({"طرد"})):
    (folder / "try.yaml").write_text(text, encoding="utf8")
    return read_rules(folder, read_frames(ARABIC / "frames.yaml"), verbs)


def test_the_shipped_pack_passes_its_checker(coder):
    report = check_packs(coder)
    assert report.problems == []
    assert report.examples >= 2 * report.rules


def test_every_type_has_rules_and_every_rule_is_about_its_file(coder):
    compiled = coder.pack.compiled
    assert {rule.event for rule in compiled.rules} == set(compiled.codebook.types)
    for rule in compiled.rules:
        language, kind, name = rule.id.split(".")
        assert (language, f"{kind}.yaml") == ("ar", rule.file) and name
    assert sum(len(rule.verbs) + len(rule.nouns) for rule in compiled.rules) >= 600


def test_stats_count_what_is_there(coder):
    counts = stats()
    assert counts["rules"] == len(coder.pack.compiled.rules)
    assert counts["examples and counterexamples"] >= 2 * counts["rules"]
    assert counts["names: country"] >= 190


def test_a_rule_is_read_as_it_is_written(tmp_path):
    (rule,) = rules(tmp_path, RULE)
    assert (rule.id, rule.event, rule.mode, rule.cameo) == ("ar.sanction.try", "SANCTION", ("expel",), "161")
    assert (rule.verbs, rule.nouns, rule.file, rule.line) == (("طرد",), (), "try.yaml", 1)
    assert rule.examples[0].trigger == "طردت" and rule.counterexamples[0].because == "sport"


BROKEN = {
    "unknown key": RULE.replace("  mode:", "  modus:"),
    "`frame` is missing": RULE.replace("  frame: acts_on\n", ""),
    "`lemmas` is missing": RULE.replace("  lemmas: [طرد]\n", ""),
    "`examples` is missing": RULE.partition("  examples:")[0] + "  counterexamples:\n    - text: طرد\n",
    "`frame` must be one of": RULE.replace("acts_on", "acts_up"),
    "`forms` must be": RULE.replace("  frame:", "  forms: [gerund]\n  frame:"),
    "`status` must be": RULE.replace("  frame:", "  status: done\n  frame:"),
    "`content` must be": RULE.replace("  frame:", "  content: drop\n  frame:"),
    "`size` must be": RULE.replace("  frame:", "  size: wounded\n  frame:"),
    "`owner` must be": RULE.replace("  frame:", "  object: {head: [سفير], owner: me}\n  frame:"),
    "a complement is": RULE.replace("  frame:", "  object: {heads: [سفير]}\n  frame:"),
    "`lemmas` must be a list": RULE.replace("[طرد]", "طرد"),
    "`words` must be a list": RULE.replace("  frame:", "  words: سفير\n  frame:"),
    "`mode` must be a list": RULE.replace("[expel]", "expel"),
    "`needs` must be": RULE.replace("  frame:", "  needs: [victim]\n  frame:"),
    "`with` must be": RULE.replace("  frame:", "  with: [من]\n  frame:"),
    "`refine` must be": RULE.replace("  frame:", "  refine: {words: [سفير]}\n  frame:"),
    "unknown key mod in a refinement": RULE.replace("  frame:", "  refine: [{words: [سفير], mod: [x]}]\n  frame:"),
    "an example is": RULE.replace("    - text: طردت القاهرة السفير التركي\n      trigger: طردت\n", "    - طردت\n"),
    "unknown key triger": RULE.replace("trigger:", "triger:"),
    "`examples` must be a list": RULE.replace("    - text: طردت القاهرة السفير التركي\n      trigger", "    text"),
    "does not stand in": RULE.replace("trigger: طردت", "trigger: سحبت"),
    "a rule must be a mapping": "- طرد\n",
    "must be a list of rules": RULE.replace("- id", "  id"),
    "not valid YAML": RULE.replace("[طرد]", "[طرد"),
    "given twice": RULE.replace("  frame:", "  cameo: '162'\n  frame:"),
    "was given before": RULE + RULE,
}  # fmt: skip


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_rule_is_refused_with_file_and_line(tmp_path, what):
    with pytest.raises(PackError, match=r"try\.yaml:\d+: .*" + what) as caught:
        rules(tmp_path, BROKEN[what])
    assert caught.value.file.endswith("try.yaml") and caught.value.line >= 1


def test_the_line_is_that_of_the_rule(tmp_path):
    wrong = RULE.replace("ar.sanction.try", "ar.sanction.two").replace("acts_on", "acts_up")
    with pytest.raises(PackError, match=r"try\.yaml:13: ar\.sanction\.two: `frame` must be one of"):
        rules(tmp_path, RULE + wrong)


def test_grammar_and_frames_can_be_wrong_too(tmp_path):
    grammar = tmp_path / "grammar.yaml"
    grammar.write_text("prepositions: في\ncompound_prepositions: {من قبل: agent}\nreport: [قال, 5]\n", encoding="utf8")
    with pytest.raises(PackError, match=r"grammar\.yaml:\d+: `report` must be a list of words"):
        read_grammar(grammar)
    frames = tmp_path / "frames.yaml"
    frames.write_text("acts_on:\n  verb: {actor: subject}\n", encoding="utf8")
    with pytest.raises(PackError, match=r"frames\.yaml:\d+: `actor` must be a list of words"):
        read_frames(frames)


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("code,name\nFRA,فرنسا\n", 1, "column missing: capital"),
        ("code,name,capital\nFRA,فرنسا\n", 2, "row has more or fewer cells"),
        ("code,name,capital\nFRA,فرنسا,باريس\nDEU,ألمانيا,برلين,بون\n", 3, "row has more or fewer cells"),
    ],
)
def test_a_broken_table_is_refused_with_file_and_line(tmp_path, text, line, what):
    file = tmp_path / "countries.csv"
    file.write_text(text, encoding="utf8")
    with pytest.raises(PackError, match=rf"countries\.csv:{line}: {what}"):
        list(read_csv(file, ["code", "name", "capital"]))


@dataclass
class Fixed:
    """A coder that finds what it is told to find, with the pack of one rule."""

    pack: object
    found: dict[str, tuple[str, str, str]]

    def code(self, article: Article) -> list[Record]:
        if article.text not in self.found:
            return []
        rule, trigger, actor = self.found[article.text]
        span = (0, len(article.text))
        evidence = Evidence(sentence=span, trigger=span)
        return [
            Record(
                id="1", event=["SANCTION"], quad_code=4, event_scale=-5, status="occurred", event_text=trigger,
                rule=rule, actor=[Entity(entity_text=actor)] if actor else [], evidence=evidence, article=article.ref(),
                coder="x", codebook="y",
            )
        ]  # fmt: skip


@dataclass
class OneRule:
    compiled: object


@dataclass
class Tables:
    rules: tuple
    codebook: object
    forms: dict


def problems(tmp_path, text=RULE, found=None, forms=None):
    tables = Tables(tuple(rules(tmp_path, text)), load_codebook(), forms or {})
    return check_packs(Fixed(OneRule(tables), found or {}))


FIRES = {"طردت القاهرة السفير التركي": ("ar.sanction.try", "طردت", "")}


def test_the_checker_is_content_with_a_rule_that_does_what_it_says(tmp_path):
    report = problems(tmp_path, found=FIRES)
    assert (report.rules, report.examples, report.known_failures, report.problems) == (1, 2, 0, [])


def test_the_checker_says_what_a_rule_does_wrong(tmp_path):
    text = "طردت القاهرة السفير التركي"
    at = "predicates/try.yaml:1: ar.sanction.try"

    def only(**changed):
        (problem,) = problems(tmp_path, **changed).problems
        assert problem.startswith(at)
        return problem

    assert "does not fire" in only()
    assert "but ar.other on «طردت»" in only(found={text: ("ar.other", "طردت", "")})
    assert "trigger «السفير»" in only(found={text: ("ar.sanction.try", "السفير", "")})
    assert "actor «القاهرة» should not be there" in only(found={text: ("ar.sanction.try", "طردت", "القاهرة")})
    assert "must stay silent" in only(found=FIRES | {"طرد الحكم اللاعب": ("ar.sanction.try", "طرد", "")})
    assert "unknown mode beat" in only(text=RULE.replace("expel", "beat"), found=FIRES)
    assert "unknown CAMEO code 999" in only(text=RULE.replace("161", "999"), found=FIRES)
    assert "unknown event type WAR" in only(text=RULE.replace("SANCTION", "WAR"), found=FIRES)
    assert "«إبعاد» is in neither" in only(text=RULE.replace("[طرد]", "[طرد, إبعاد]"), found=FIRES).replace(
        "ابعاد", "إبعاد"
    )


def test_a_known_failure_is_counted_until_it_works(tmp_path):
    marked = RULE.replace("trigger: طردت\n", "trigger: طردت\n      known_failure: too hard\n", 1)
    report = problems(tmp_path, text=marked)
    assert (report.known_failures, report.problems) == (1, [])
    assert "drop the mark" in problems(tmp_path, text=marked, found=FIRES).problems[0]


def test_people_of_unions_are_found_by_office_not_by_name(tmp_path):
    header = "name_en,names_ar,short_ar,code,office,sector,sectors,start,end\n"
    (tmp_path / "home.csv").write_text(header + "King,ملك ما,,GBR,head_of_state,GOV,GOV,2000,\n", encoding="utf8")
    (tmp_path / "unions.csv").write_text(header + "King,ملك ما,,CAN,head_of_state,GOV,GOV,2000,\n", encoding="utf8")
    home, union = gazetteer.read_people(tmp_path)
    assert (home[0].code, home[1]) == ("GBR", ("ملك ما",))
    assert (union[0].code, union[0].name_ar, union[1]) == ("CAN", "ملك ما", ())


def test_the_cache_is_used_and_a_damaged_one_is_replaced(tmp_path, monkeypatch):
    monkeypatch.setenv("WAQAI_CACHE_DIR", str(tmp_path))
    first = load_pack()
    (file,) = tmp_path.glob("pack-*.bin")
    assert content_hash() in file.name == f"pack-ar-plover-{first.version}.bin"
    written = file.stat().st_mtime_ns
    assert load_pack().compiled.rules == first.compiled.rules and file.stat().st_mtime_ns == written
    file.write_bytes(file.read_bytes()[:1000])
    assert load_pack().compiled.rules == first.compiled.rules and file.stat().st_size > 1000


def test_old_compiled_packs_are_removed(tmp_path):
    for number in range(9):
        (tmp_path / f"pack-ar-plover-{number}.bin").touch()
    (tmp_path / "pack-fa-plover-1.bin").touch()
    load_pack(cache=tmp_path)
    assert len(list(tmp_path.glob("pack-ar-plover-*.bin"))) == KEPT
    assert (tmp_path / f"pack-ar-plover-{content_hash()}.bin").exists() and (tmp_path / "pack-fa-plover-1.bin").exists()


def test_a_cache_that_cannot_be_written_costs_only_time(tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    monkeypatch.setenv("WAQAI_CACHE_DIR", str(tmp_path / "file"))
    assert load_pack().compiled.rules


def test_compiling_twice_gives_the_same():
    one, two = compile_pack(), compile_pack()
    assert replace(one) == replace(two)


def test_no_yaml_of_the_packs_needs_more_than_safe_yaml():
    for path in sorted(Path(DATA).rglob("*.yaml")):
        assert yaml.safe_load(path.read_text(encoding="utf8")) and read_yaml(path), path
