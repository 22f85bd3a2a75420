"""The region's files, read through typed models: agencies, workers, stories."""

from functools import cache
from importlib import resources
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

from throughcare.agencies.models import Regime
from throughcare.agencies.roles import Role
from throughcare.agencies.sectors import Sector


class Strict(BaseModel):
    """A row of a file, in which nothing is misspelt."""

    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)


class AgencyRow(Strict):
    """An agency."""

    name: str
    sector: Sector
    regime: Regime
    basis: str = ""
    duty: str


class WorkerRow(Strict):
    """A post, and the human who holds it (the first row of a human names them)."""

    name: str = ""
    naming: str = ""
    human: str = ""
    at: str
    role: Role
    title: str = ""
    from_day: int = Field(default=-1118, alias="from")
    ends: int | None = None


class AgreementRow(Strict):
    """When a shipped agreement is in force, between whom, and who looks at like names under it."""

    from_day: int = Field(alias="from")
    until: int
    parties: list[str]
    steward: str


class ProgrammeRow(Strict):
    """Which agency works by a shipped programme model, and since when."""

    key: str
    at: str
    from_day: int = Field(alias="from")


class LineRow(Strict):
    """The concern line of an agency, and what its own law adds to the limits."""

    code: str
    at: str
    name: str
    limits: str = ""
    from_day: int = Field(alias="from")


class RegionScript(Strict):
    """The whole region."""

    name: str
    begins: int
    domain: str
    agencies: dict[str, AgencyRow]
    workers: dict[str, WorkerRow]
    agreements: dict[str, AgreementRow]
    programmes: list[ProgrammeRow]
    lines: list[LineRow]


class Step(Strict):
    """One act of a story: who does what when, and the words of it.

    In a file the first line says act, worker and moment: `contact: ann -6 07:40`, in days from
    today. `written` is when it was put on the record, if that was later; `key` names what the act
    makes, `of` what an earlier act made. What else stands there belongs to the act: `more`.
    """

    do: str
    by: str
    when: str
    written: str = ""
    key: str = ""
    of: str = ""
    title: str = ""
    text: str = ""
    about: list[str] = []
    label: str = ""
    why: str = ""
    statement: str = "fact"
    grading: str = ""
    whose: str = "person"
    seats: list[str] = []
    more: dict[str, Any] = {}

    @model_validator(mode="before")
    @classmethod
    def _gather(cls, row: dict[str, Any]) -> dict[str, Any]:
        """Fields of the act's own go into `more`; one category may stand without a list."""
        if "do" not in row:
            (do, first), *rest = row.items()
            by, _, when = str(first).partition(" ")
            row = {"do": do, "by": by, "when": when, **dict(rest)}
        known = {name: row[name] for name in row if name in cls.model_fields}
        if isinstance(known.get("about"), str):
            known["about"] = known["about"].split()
        own = {name: row[name] for name in row if name not in cls.model_fields}
        return {**known, "more": {**known.get("more", {}), **own}}


class Routine(Strict):
    """Contacts between the written ones: by whom, from which day to which, every so many days."""

    by: str
    from_day: int = Field(alias="from")
    until: int
    every: int
    missed: int = 0


class Story(Strict):
    """One person's case. `naming`, `group` and `outcome` are read by tests alone."""

    reference: str = ""
    name: str
    naming: str
    pathway: str
    group: str
    outcome: str
    kind: str = "programme"
    agreement: str = ""
    routines: list[Routine] = []
    steps: list[Step]

    @property
    def first_name(self) -> str:
        """What people call the person."""
        return self.name.split()[0]


@cache
def region_script() -> RegionScript:
    """The Vesper Coast."""
    return RegionScript.model_validate(read("region.yaml"))


@cache
def written_stories() -> tuple[Story, ...]:
    """The stories that were written by hand, in the order of their files."""
    folder = resources.files("throughcare.demo").joinpath("data/stories")
    files = sorted(file.name for file in folder.iterdir() if file.name.endswith(".yaml"))
    return tuple(Story.model_validate(read(f"stories/{name}")) for name in files)


def read(name: str) -> Any:
    """A file of the demo's data folder."""
    found = resources.files("throughcare.demo").joinpath("data", name)
    return yaml.safe_load(found.read_text(encoding="utf-8"))
