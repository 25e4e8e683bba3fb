"""Integrity of role nouns and titles."""

import csv
from pathlib import Path

import pytest
import yaml

from waqai.text.fold import fold

PACKS = Path(__file__).resolve().parents[2] / "src/waqai/packs"
ROLES = PACKS / "languages/ar/roles.csv"
TITLES = PACKS / "languages/ar/titles.csv"
ROLE_COLUMNS = "lemma plurals kind sector sectors office label_en code gender ambiguous".split()
KINDS = {"office", "body", "group", "person"}
SOUND = {"ون", "ات", "ين", "ز", "ة"}
OFFICES = frozenset(
    "head_of_state head_of_government deputy_head_of_state deputy_head_of_government foreign_minister "
    "defence_minister interior_minister finance_minister minister army_chief intelligence_chief security_adviser "
    "supreme_leader crown_prince speaker party_leader movement_leader secretary_general deputy_secretary_general "
    "high_representative commission_president council_president envoy spokesman ambassador governor "
    "opposition_leader".split()
)
TITLE_KINDS = {"honorific", "rank", "former", "late", "designate", "elect", "acting", "current"}

Row = dict[str, str]


def rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def cells(cell: str) -> list[str]:
    return [part for part in cell.split("|") if part]


def known(name: str, key: str) -> set[str]:
    return {entry[key] for entry in yaml.safe_load((PACKS / f"codebooks/plover/{name}.yaml").read_text("utf-8"))}


def test_roles_are_enough_and_well_formed() -> None:
    sectors = known("sectors", "sector")
    countries = {row["code"] for row in rows(PACKS / "gazetteers/countries.csv")} | known("codes", "code")
    roles = rows(ROLES)
    assert list(roles[0]) == ROLE_COLUMNS
    assert len(roles) >= 350
    for row in roles:
        assert row["lemma"] and row["label_en"], row
        assert row["kind"] in KINDS and row["gender"] in {"m", "f"}, row
        assert row["sector"] == cells(row["sectors"])[0] and set(cells(row["sectors"])) <= sectors, row
        assert not row["office"] or row["office"] in OFFICES, row
        assert not row["code"] or row["code"] in countries, row


def test_lemmas_are_unique_with_and_without_article() -> None:
    bare = [
        " ".join(word.removeprefix("ال") if len(word) > 4 else word for word in fold(row["lemma"]).split())
        for row in rows(ROLES)
    ]
    assert len(bare) == len(set(bare))


def test_plurals_are_words_or_markers() -> None:
    for row in rows(ROLES):
        for plural in cells(row["plurals"]):
            assert plural in SOUND or len(plural) > 2, row
            assert plural != row["lemma"] or row["lemma"].startswith("ضابط"), row


@pytest.mark.parametrize(
    ("lemma", "sectors", "office"),
    [
        ("وزير الدفاع", "GOV|MIL", "defence_minister"),
        ("وزير الخارجية", "GOV", "foreign_minister"),
        ("رئيس الوزراء", "GOV", "head_of_government"),
        ("شرطة", "COP", ""),
        ("قوات الأمن", "COP", ""),
        ("مصلحة السجون", "COP", ""),
        ("مخابرات", "SPY", ""),
        ("جيش", "MIL", ""),
        ("متظاهر", "CVL", ""),
        ("مستوطن", "CVL", ""),
        ("أسير", "CVL", ""),
        ("مسلح", "UAF", ""),
        ("محكمة", "JUD", ""),
        ("برلمان", "LEG", ""),
        ("سفير", "GOV", "ambassador"),
    ],
)
def test_sectors_of_the_codebook(lemma: str, sectors: str, office: str) -> None:
    found = [row for row in rows(ROLES) if row["lemma"] == lemma]
    assert [(row["sectors"], row["office"]) for row in found] == [(sectors, office)]


def test_titles() -> None:
    titles = rows(TITLES)
    assert list(titles[0]) == ["text", "kind"]
    assert {row["kind"] for row in titles} == TITLE_KINDS
    assert len({fold(row["text"]) for row in titles}) == len(titles)
    kinds = {row["text"]: row["kind"] for row in titles}
    assert kinds["السابق"] == "former" and kinds["الراحل"] == "late" and kinds["المكلف"] == "designate"
    assert kinds["المخلوع"] == "former" and kinds["بالإنابة"] == "acting" and kinds["المنتخب"] == "elect"
    assert kinds["الفريق أول ركن"] == "rank" and kinds["صاحب السمو الملكي"] == "honorific"
