"""The codebook says what the PLOVER manual and our decisions on it say."""

import re
from pathlib import Path
from typing import Any

import yaml

CODEBOOK = Path(__file__).resolve().parents[2] / "src/waqai/packs/codebooks/plover"

# type: quad class, score of the type, scores of the modes
EXPECTED = {
    "AGREE": (1, 2.5, ""),
    "CONSULT": (1, 2.5, "visit 4, third-party 1, multilateral 4, phone 1.5"),
    "SUPPORT": (1, 5, ""),
    "CONCEDE": (1, 4.5, ""),
    "COOPERATE": (2, 9.5, ""),
    "AID": (2, 10, ""),
    "RETREAT": (2, 6.5, "withdraw 8, release 6.5, disarm 10, ceasefire 7.5, access 6.5, resign 4.5"),
    "REQUEST": (3, 0, "assist .5, change -1, yield -1, meet 0"),
    "ACCUSE": (3, -3, "disapprove -2, investigate -3.5, allege -3.5"),
    "REJECT": (3, -2, "assist -1.5, change -2, yield -2, meet -2"),
    "THREATEN": (
        3, -3.5, "restrict -3, arrest -3.5, relations -3.5, expel -3.5, territory -4, violence -3.5",
    ),
    "PROTEST": (
        4, -5, "demo -5, riot -7, strike -5, hunger -4.5, boycott -4.5, obstruct -4.5, vandalize -5",
    ),
    "SANCTION": (4, -6, "convict -6, expel -5.5, withdraw -6, discontinue -6"),
    "MOBILIZE": (4, -5.5, "troops -6.5, weapons -6.5, police -5.5, militia -6"),
    "COERCE": (
        4, -7,
        "seize -7, restrict -7, censor -6.5, curfew -6.5, martial-law -7.5, arrest -7, deport -7, withhold -7, "
        "misinformation -6.5, cyber -7",
    ),
    "ASSAULT": (
        4, -9,
        "abduct -8.5, beat -7.5, torture -8.5, sexual -8.5, targeted -9.5, destroy -8.5, primitive -8, firearms -9, "
        "explosives -9, suicide-attack -9.5, aerial -9.5, drone -9.5, heavy-weapons -9.5, crowd-control -7.5, "
        "unconventional -10",
    ),
}  # fmt: skip
SECTORS = set(
    "GOV MIL COP SPY JUD LEG PTY REB PRM UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC".split()
)


def load(name: str) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = yaml.safe_load((CODEBOOK / f"{name}.yaml").read_text("utf-8"))
    return entries


def scores(text: str) -> dict[str, float]:
    pairs = (part.rsplit(" ", 1) for part in text.split(", ") if part)
    return {mode: float(score) for mode, score in pairs}


def modes() -> dict[str, set[str]]:
    return {entry["type"]: set(entry["modes"]) for entry in load("types")}


def test_types_modes_and_scores() -> None:
    found = {
        entry["type"]: (entry["quad"], entry["score"], {m: v["score"] for m, v in entry["modes"].items()})
        for entry in load("types")
    }
    assert found == {name: (quad, score, scores(text)) for name, (quad, score, text) in EXPECTED.items()}


def test_every_type_and_mode_is_defined() -> None:
    for entry in load("types"):
        assert entry["definition"] and entry["cameo"]
        assert entry["mutual"] in {"never", "sometimes", "always"}
        assert (entry["mutual"] == "never") == (entry["mutual_when"] is None), entry["type"]
        assert all(mode["definition"] for mode in entry["modes"].values())


def test_cameo_codes_are_well_formed() -> None:
    entries = load("cameo")
    known = {entry["code"] for entry in entries}
    assert len(entries) == len(known) >= 310
    assert {f"{root:02}" for root in range(1, 21)} <= known and "2042" in known
    for entry in entries:
        code = entry["code"]
        assert re.fullmatch(r"(0[1-9]|1\d|20)\d{0,2}", code), code
        assert entry["root"] == code[:2] and entry["label"]
        assert len(code) == 2 or code[:-1] in known or code[:3] in known, code
        assert isinstance(entry["goldstein"], float) and -10 <= entry["goldstein"] <= 10, code


def test_scores_without_a_published_row_are_inherited() -> None:
    entries = {entry["code"]: entry for entry in load("cameo")}
    inherited = {code: entry for code, entry in entries.items() if "parent" in entry}
    assert set(inherited) == {"1213", "1214", "155", "176", "1834", "1951", "1952"}
    for code, entry in inherited.items():
        assert entry["parent"] == code[:-1] and entry["goldstein"] == entries[entry["parent"]]["goldstein"]


def test_cameo_codes_belong_to_existing_types_and_modes() -> None:
    known = modes()
    for entry in load("cameo"):
        assert entry["event"] is None or entry["event"] in known, entry
        assert entry["mode"] is None or entry["mode"] in known[entry["event"]], entry
        for other in entry.get("also", []):
            event, _, mode = other.partition(":")
            assert event in known and (not mode or mode in known[event]), entry


def test_every_mode_has_a_cameo_code() -> None:
    reached = {(entry["event"], entry["mode"]) for entry in load("cameo")}
    for entry in load("cameo"):
        reached |= {tuple(other.split(":")) for other in entry.get("also", []) if ":" in other}
    missing = {(event, mode) for event, names in modes().items() for mode in names} - reached
    assert missing == set()


def test_the_manual_wins_over_the_conversion_table() -> None:
    by_code = {entry["code"]: (entry["event"], entry["mode"]) for entry in load("cameo")}
    assert by_code["163"] == ("SANCTION", "discontinue")
    assert by_code["055"] == ("CONCEDE", None)
    assert by_code["116"] == ("SANCTION", "convict")
    assert by_code["192"] == ("COERCE", "seize")
    assert by_code["020"][0] == by_code["100"][0] == "REQUEST"


def test_sectors_codes_and_contexts() -> None:
    assert {entry["sector"] for entry in load("sectors")} == SECTORS
    assert {entry["code"] for entry in load("codes")} == {"UNO", "EUR", "IGO", "NGO", "ISM", "IMG", "MNC"}
    contexts = [entry["context"] for entry in load("contexts")]
    assert len(contexts) == len(set(contexts))
    assert all(entry["definition"] and entry["draft"] in {"0.8", "2023"} for entry in load("contexts"))
