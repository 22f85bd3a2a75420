"""The own tables and agreements that ship as data, read through typed models."""

from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, field_validator

from throughcare.agencies.roles import Role
from throughcare.agencies.sectors import Sector
from throughcare.sharing.categories import ALL, PROTECTED, Category, bits_of
from throughcare.sharing.purposes import Purpose

AGREEMENTS = ("supervision", "exit", "family")


def _categories(codes: Iterable[str]) -> int:
    return bits_of(Category[code.upper()] for code in codes)


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class OwnTables(_Strict):
    """Own tables by role; protected categories by profession."""

    open: list[str]
    professions: dict[str, list[Role]]
    narrower: dict[Role, list[str]]

    def row(self, role: Role) -> int:
        """The categories a role sees of its own agency's entries, as bits."""
        bits = _categories(self.narrower.get(role, self.open))
        for category in PROTECTED:
            if role in self.professions[category.code]:
                bits |= category.bit
        return bits


class RoleRow(_Strict):
    """A role's column of the matrix."""

    both: list[str] = []
    team: list[str] = []

    @property
    def need_bits(self) -> int:
        """The categories cleared at NEED TO KNOW, as bits."""
        return _categories(self.both)

    @property
    def team_bits(self) -> int:
        """The categories cleared at TEAM, as bits."""
        return _categories(self.both + self.team)


class WallRow(_Strict):
    """A wall: a sector and the categories it never sees."""

    sector: Sector
    categories: list[str] | Literal["all"]

    @property
    def bits(self) -> int:
        """The walled categories as bits."""
        return ALL if self.categories == "all" else _categories(self.categories)


class AgreementText(_Strict):
    """A shipped agreement."""

    name: str
    purposes: list[Purpose]
    wind_down_days: int
    roles: dict[Role, RoleRow]
    emergency: dict[Sector, list[str]]
    walls: list[WallRow]

    @property
    def emergency_bits(self) -> dict[Sector, int]:
        """What emergency access may show to each sector, as bits."""
        return {sector: _categories(codes) for sector, codes in self.emergency.items()}

    @field_validator("roles")
    @classmethod
    def _known_categories(cls, rows: dict[Role, RoleRow]) -> dict[Role, RoleRow]:
        for row in rows.values():
            _categories(row.both + row.team)
        return rows


def _read(name: str) -> Any:
    return yaml.safe_load(resources.files("throughcare.sharing").joinpath("data", name).read_text())


@cache
def own_tables() -> OwnTables:
    """The shipped own tables."""
    return OwnTables.model_validate(_read("own_tables.yaml"))


@cache
def agreement_text(code: str) -> AgreementText:
    """A shipped agreement by its code (one of AGREEMENTS)."""
    return AgreementText.model_validate(_read(f"agreements/{code}.yaml"))
