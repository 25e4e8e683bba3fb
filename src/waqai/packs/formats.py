"""Codes of other formats for ours: CAMEO actors, COW numbers, FIPS countries, Goldstein scores."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from waqai.packs.gazetteer import Country
from waqai.packs.phrases import countries
from waqai.packs.reading import DATA, LINE, read_yaml

MATERIAL = {"06": 2, "07": 2, "08": 2, "09": 3, "10": 3, "11": 3, "12": 3, "13": 3}
"""GDELT's quad class by CAMEO root: 01-05 are 1 (verbal cooperation), 14-20 are 4 (material conflict)."""


@dataclass(frozen=True, slots=True)
class CameoActor:
    """An actor as CAMEO writes it."""

    code: str
    country: str = ""
    group: str = ""
    types: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Formats:
    """Look-ups for exporters. What is not known is ""."""

    countries: Mapping[str, Country]
    labels: Mapping[str, str]
    scores: Mapping[str, float]
    sectors: Mapping[str, Mapping[str, str]]
    groups: Mapping[str, Mapping[str, str]]
    renamed: Mapping[str, str]
    features: Mapping[str, Mapping[str, str | int]]

    def cow(self, code: str | None) -> str:
        """The Correlates of War number of a state."""
        return self.countries[code].cow if code and code in self.countries else ""

    def fips(self, code: str | None) -> str:
        """The FIPS 10-4 code of a country."""
        return self.countries[code].fips if code and code in self.countries else ""

    def name(self, code: str | None) -> str:
        """The English name of a country, "" of a code that is none."""
        return self.countries[code].name_en if code and code in self.countries else ""

    def cameo(self, code: str | None, sectors: tuple[str, ...]) -> CameoActor:
        """The CAMEO actor of a code and its sectors, the primary one first."""
        roles = tuple(dict.fromkeys(role for s in sectors if (role := self.sectors.get(s, {}).get("cameo", ""))))[:3]
        if code and code in self.groups:
            group = self.groups[code]
            return CameoActor(group["code"], "", group["group"], (group["type"],))
        if not code:
            return CameoActor("".join(roles[:1]), "", "", roles)
        country = self.renamed.get(code, code)
        return CameoActor(country + "".join(roles[:1]), country, "", roles)

    def goldstein(self, cameo: str | None) -> float | None:
        """The Goldstein score of a CAMEO code, None where it has none."""
        return self.scores.get(cameo or "")


def gdelt_quad(cameo: str) -> int:
    """GDELT's quad class: by the root of the CAMEO code, not by the PLOVER type."""
    root = cameo[:2]
    return MATERIAL.get(root, 1 if root <= "05" else 4)


@lru_cache(maxsize=2)
def load_formats(codebook: str = "plover", data: Path = DATA) -> Formats:
    """The look-ups of a codebook."""
    folder = data / "codebooks" / codebook
    rows, tables = read_yaml(folder / "cameo.yaml"), read_yaml(folder / "formats.yaml")
    plain = {
        name: {key: value for key, value in table.items() if key != LINE}
        for name, table in tables.items() if name != LINE
    }  # fmt: skip
    return Formats(
        countries=countries(data),
        labels={row["code"]: row["label"] for row in rows},
        scores={row["code"]: float(row["goldstein"]) for row in rows},
        sectors=plain["sectors"],
        groups=plain["groups"],
        renamed=plain["countries"],
        features=plain["features"],
    )
