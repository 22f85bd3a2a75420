"""Proposals as pages show them: the act in words, never the case."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from throughcare.audit import queries as audit
from throughcare.audit.queries import Happening
from throughcare.kernel.actor import Actor
from throughcare.kernel.prepared import prepared
from throughcare.powers import policy, registry
from throughcare.powers.models import Administrator, Proposal
from throughcare.powers.registry import Power

SHOWN = 50
_NAMED = ("proposed_by__human", "proposed_by__agency", "second", "settled_by__human")


@dataclass(frozen=True)
class Row:
    """A proposal with its power."""

    proposal: Proposal
    power: Power

    @property
    def sentence(self) -> str:
        """What would be done."""
        return self.power.says(self.proposal.terms)


@dataclass(frozen=True)
class Board:
    """What waits for the actor, what else they see, and what they may begin."""

    waiting: Sequence[Row]
    others: Sequence[Row]
    powers: Sequence[Power]


def waiting(actor: Actor) -> list[Row]:
    """What waits for the actor as the second person, the oldest first."""
    found = _waiting(actor, policy.acts_as_officer(actor))
    return [Row(each, registry.power(each.power)) for each in found]


@prepared
def _waiting(actor: Actor, is_officer: bool) -> QuerySet[Proposal]:
    found = policy.waiting_for(actor, is_officer=is_officer)
    return found.select_related(*_NAMED).order_by("proposed_at")[:SHOWN]


def board(actor: Actor) -> Board:
    """The page of acts that take two persons."""
    first = waiting(actor)
    seen = policy.visible_to(actor).exclude(pk__in=[row.proposal.pk for row in first])
    rest = seen.select_related(*_NAMED).order_by("-proposed_at")[:SHOWN]
    standings = policy.standings(actor)
    return Board(
        waiting=first,
        others=[Row(each, registry.power(each.power)) for each in rest],
        powers=[each for each in registry.powers().values() if standings & each.proposers],
    )


def administrator(proposal: Proposal) -> Administrator | None:
    """The role that a proposal gave."""
    return Administrator.objects.filter(proposal=proposal).select_related("human").first()


def proposal(pk: UUID) -> Proposal | None:
    """A proposal by its id, for the command line."""
    return Proposal.objects.select_related(*_NAMED).filter(pk=pk).first()


def happening(event: int) -> Happening | None:
    """One event of the trail, without its words."""
    return audit.event(event)
