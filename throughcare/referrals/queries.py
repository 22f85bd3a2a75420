"""Referrals as pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from throughcare import names
from throughcare.cases import policy as cases
from throughcare.entries import policy as entries
from throughcare.kernel.actor import Actor
from throughcare.kernel.prepared import prepared
from throughcare.notes.models import Concern
from throughcare.referrals import policy
from throughcare.referrals.models import Referral, State

MOST = 100
FEW = 20


@dataclass(frozen=True)
class Shelf:
    """What waits, what was received, and what one has sent; each referral in one place."""

    waiting: Sequence[Referral]
    received: Sequence[Referral]
    sent: Sequence[Referral]

    @property
    def ids(self) -> list[UUID]:
        """The referrals on it."""
        return [one.pk for one in (*self.waiting, *self.received, *self.sent)]


def shelf(actor: Actor) -> Shelf:
    """Every referral that the actor sees. One query."""
    found = list(_with_people(policy.visible_to(actor)).order_by("-sent_at", "pk")[:MOST])
    received = [one for one in found if one.to_agency_id == actor.agency_id]
    return Shelf(
        waiting=sorted((one for one in received if one.is_open), key=lambda one: one.due_on),
        received=[one for one in received if not one.is_open],
        sent=[one for one in found if one not in received],
    )


def shown(actor: Actor) -> QuerySet[Referral]:
    """What the actor sees, with what pages say of it."""
    return _with_people(policy.visible_to(actor))


def _with_people(found: QuerySet[Referral]) -> QuerySet[Referral]:
    return found.select_related(
        *("sent_by__human", "sent_by__agency", "to_agency", "settled_by__human"),
        "version__programme",
    )


@dataclass(frozen=True)
class Beside:
    """What stands beside a referral: earlier ones with a like name, and what was told."""

    referral: Referral
    earlier: Sequence[Referral]
    concerns: Sequence[Concern]

    @property
    def ids(self) -> list[UUID]:
        """The referrals that are shown."""
        return [self.referral.pk, *(one.pk for one in self.earlier)]

    @property
    def concern_ids(self) -> list[UUID]:
        """The entries that are shown."""
        return [one.pk for one in self.concerns]


def beside(actor: Actor, referral: Referral) -> Beside:
    """What the actor sees beside a referral. One query, or two for who decides."""
    return Beside(referral, earlier(actor, referral), concerns(actor, referral))


def earlier(actor: Actor, referral: Referral) -> list[Referral]:
    """Others that the own agency received of somebody with a like name, decided or not.

    Spellings and scripts are told apart as little as in search; nothing says it is the same person.
    """
    if referral.to_agency_id != actor.agency_id:
        return []
    alike = policy.visible_to(actor).filter(
        to_agency=actor.agency_id, keys__key__in=names.keys(referral.subject)
    )
    others = _with_people(alike.exclude(pk=referral.pk)).distinct()
    return list(others.order_by("-sent_at", "pk")[:FEW])


def concerns(actor: Actor, referral: Referral) -> list[Concern]:
    """What was told over time, as far as the actor sees it, the newest first. One query."""
    shown = Concern.objects.filter(
        entries.shown_to(actor, "entry_ptr__"), case=referral.case_id
    ).select_related("agency", "author__human")
    return list(shown.order_by("-occurred_at", "-recorded_at", "pk")[:FEW])


@prepared
def waiting(actor: Actor) -> QuerySet[Referral]:
    """What the actor must decide, by the day it is due."""
    mine = cases.answered_by(actor).values("case")
    found = Referral.objects.filter(case__in=mine, state=State.OPEN)
    return found.select_related("sent_by__agency").order_by("due_on", "pk")[:MOST]
