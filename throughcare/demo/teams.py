"""Who works on a case, by the pathway that led to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from throughcare.cases.models import CaseKind
from throughcare.sharing.purposes import Purpose

_OFFICERS = ("ann", "radek", "sunniva", "tariq")
_EXIT = ("bob", "nadia", "emeka")


@dataclass(frozen=True)
class Team:
    """The agreement a case runs under, who leads it, who joins; workers are taken in turn."""

    agreement: str
    purpose: str
    lead: tuple[str, ...]
    others: tuple[tuple[str, ...], ...]
    now_and_then: tuple[str, ...]
    confirmers: tuple[str, ...]
    second: tuple[str, ...] = ()
    kind: str = CaseKind.PROGRAMME
    ground: str = ""
    purposes: Mapping[str, str] = field(default_factory=dict)

    def purpose_of(self, role: str) -> str:
        """What somebody of this role comes for."""
        return self.purposes.get(role, self.purpose)


_SUPERVISED = {
    "exit_worker": Purpose.EXIT,
    "psychologist": Purpose.TREATMENT,
    "health_worker": Purpose.TREATMENT,
    "family_worker": Purpose.FAMILY,
    "reintegration_adviser": Purpose.REINTEGRATION,
    "social_worker": Purpose.REINTEGRATION,
    "chaplain": Purpose.REINTEGRATION,
    "teacher": Purpose.REINTEGRATION,
    "community_worker": Purpose.REINTEGRATION,
    "victim_worker": Purpose.REPAIR,
    "police_contact": Purpose.SAFETY,
}
_WILLING = {
    "psychologist": Purpose.TREATMENT,
    "family_worker": Purpose.FAMILY,
    "reintegration_adviser": Purpose.REINTEGRATION,
    "social_worker": Purpose.REINTEGRATION,
    "police_contact": Purpose.SAFETY,
}

TEAMS = {
    "last_part": Team(
        agreement="supervision",
        purpose=Purpose.RELEASE,
        lead=("petra", "gregor"),
        second=_OFFICERS,
        others=(("bob", "nadia"), ("kofi", "hanneke"), ("farida", "jonas", "selma", "priya")),
        now_and_then=("eve", "bashir", "ewa"),
        confirmers=("petra", "gregor"),
        ground="The law asks for a joint plan in the last part of the sentence.",
        purposes={**_SUPERVISED, "probation_officer": Purpose.SUPERVISION},
    ),
    "community": Team(
        agreement="supervision",
        purpose=Purpose.SUPERVISION,
        lead=_OFFICERS,
        others=(("nadia", "bob"), ("tomislav", "grace", "yun"), ("farida", "anselm", "priya")),
        now_and_then=("bashir", "ewa", "dilan"),
        confirmers=("dee",),
        ground="The order names the contact; the person was told.",
        purposes=_SUPERVISED,
    ),
    "not_sentenced": Team(
        agreement="exit",
        purpose=Purpose.REINTEGRATION,
        lead=("hanneke", "kofi"),
        others=(_EXIT, ("grace", "tomislav"), ("farida", "priya")),
        now_and_then=("eve", "bashir"),
        confirmers=("hanneke", "kofi"),
        ground="Nobody is obliged to anything; help was accepted.",
        purposes={**_WILLING, "exit_worker": Purpose.EXIT, "counsellor": Purpose.EXIT},
    ),
    "voluntary": Team(
        agreement="exit",
        purpose=Purpose.EXIT,
        lead=("bob", "nadia", "emeka"),
        others=(("farida",), ("mirela", "olu"), ("selma", "dilan", "jonas")),
        now_and_then=("kofi", "ruth", "hanneke"),
        confirmers=("bob", "nadia"),
        kind=CaseKind.INTAKE,
        ground="Asked for by the person.",
        purposes=_WILLING,
    ),
    "consultation": Team(
        agreement="family",
        purpose=Purpose.COUNSELLING,
        lead=("chiara", "mirela"),
        others=(("emeka", "bob"), ("grace", "tomislav", "yun")),
        now_and_then=("farida", "selma"),
        confirmers=("chiara", "mirela"),
        kind=CaseKind.CONSULTATION,
        ground="The family wishes it.",
        purposes={"exit_worker": Purpose.EXIT, "psychologist": Purpose.TREATMENT},
    ),
}
