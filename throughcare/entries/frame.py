"""The identity bar and the tabs of a case: nothing in it that its reader may not see."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare import names
from throughcare.cases.models import Case
from throughcare.cases.queries import Bylines, answering, bylines
from throughcare.entries import policy
from throughcare.entries.models import Entry, Kind
from throughcare.kernel.actor import Actor
from throughcare.kernel.prepared import prepared

TABS: tuple[tuple[str, Promise], ...] = (
    ("case", gettext_lazy("Overview")),
    ("chronology", gettext_lazy("Chronology")),
    ("profile", gettext_lazy("Person")),
    ("pathway", gettext_lazy("Pathway")),
    ("documents", gettext_lazy("Documents")),
    ("team", gettext_lazy("Team and sharing")),
)


@dataclass(frozen=True)
class Act:
    """An action at the end of the identity bar."""

    label: str
    url: str
    icon: str
    primary: bool = False


@dataclass(frozen=True)
class Tab:
    """A page of the case."""

    name: str
    url: str
    here: bool


@dataclass(frozen=True)
class Frame:
    """The identity bar."""

    name: str
    initials: str
    reference: str
    born: str
    responsible: str
    facts: list[tuple[str, str]]
    actions: list[Act]


def framed(actor: Actor, case: Case, here: str) -> dict[str, Any]:
    """What a page of the case needs around its content. Three queries."""
    called = bylines(actor, [case.pk])
    return {
        "case": case,
        "bylines": called,
        "frame": Frame(
            name=case.person.display_name,
            initials=names.initials(case.person.display_name),
            reference=case.reference,
            born=_born.first(actor, case.pk) or "",
            responsible=_responsible(actor, case, called),
            facts=[(_("Closed"), _("yes"))] if case.is_closed else [],
            actions=[] if case.is_closed else _actions(case),
        ),
        "case_tabs": [
            Tab(str(label), reverse(name, args=[case.pk]), name == here) for name, label in TABS
        ],
    }


@prepared
def _born(actor: Actor, case_id: UUID) -> QuerySet[Entry, str]:
    born = policy.visible_to(actor).filter(case=case_id, kind=Kind.BIRTH)
    return born.order_by("-recorded_at").values_list("headline", flat=True)[:1]


def _responsible(actor: Actor, case: Case, called: Bylines) -> str:
    return called.of(answering(actor, case), case.pk)


def _actions(case: Case) -> list[Act]:
    return [
        Act(_("Log a contact"), reverse("entry-write", args=[case.pk, "contact"]), "talk"),
        Act(_("Write a note"), reverse("entry-write", args=[case.pk, "note"]), "note", True),
    ]
