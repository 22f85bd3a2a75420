"""Who answers for cases, and which offers wait."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from throughcare.agencies.models import Post
from throughcare.cases.models import (
    Case,
    OfferState,
    Responsibility,
    ResponsibilityOffer,
    Seat,
    SeatOffer,
)
from throughcare.cases.policy import may_confirm_seat, may_settle_seat, visible_to
from throughcare.kernel.actor import Actor
from throughcare.kernel.prepared import prepared


@prepared
def opened(actor: Actor, case_id: uuid.UUID) -> QuerySet[Case]:
    """The case, if the actor sees it, with what its pages show around it."""
    shown = visible_to(actor).filter(pk=case_id)
    return shown.select_related("person", "agreement", "lead_agency")


@dataclass(frozen=True)
class Bylines:
    """What one reader calls those who work on some cases: a discreet seat has a role, no name."""

    viewer: uuid.UUID | None
    discreet: frozenset[tuple[uuid.UUID, uuid.UUID]]

    def of(self, post: Post, case_id: uuid.UUID) -> str:
        """The name of the post's holder; on a discreet seat of the case, the post alone."""
        is_hidden = post.pk != self.viewer and (case_id, post.pk) in self.discreet
        return post.label if is_hidden else post.human.name


def bylines(actor: Actor, case_ids: Iterable[uuid.UUID]) -> Bylines:
    """How to sign what stands on these cases, also once a discreet seat has ended; one query."""
    return Bylines(actor.post_id, frozenset(_discreet(list(case_ids))))


@prepared
def _discreet(
    case_ids: Sequence[uuid.UUID],
) -> QuerySet[Seat, tuple[uuid.UUID, uuid.UUID]]:
    return Seat.objects.filter(case__in=case_ids, is_discreet=True).values_list("case", "post")


def knows_ground(actor: Actor, case: Case, agency_id: uuid.UUID) -> bool:
    """Whether a seat's ground, or why it was declined, shows: to the lead agency and its own.

    It is free words about the person, and has no label that the rule could ask.
    """
    return actor.agency_id in {case.lead_agency_id, agency_id}


def proposed(actor: Actor, offer: SeatOffer) -> str:
    """The name of whoever is proposed; of a discreet seat only to those who bring it about."""
    knowing = {offer.post_id, offer.offered_by_id, offer.confirmed_by_id, offer.settled_by_id}
    answers = may_settle_seat(actor, offer) or may_confirm_seat(actor, offer)
    is_known = not offer.is_discreet or actor.post_id in knowing or bool(answers)
    return offer.post.human.name if is_known else offer.post.label


def responsible(actor: Actor, case_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Post]:
    """The post that answers for each of the cases now; one query."""
    return {answer.case_id: answer.post for answer in _answers(case_ids, actor.at)}


@prepared
def _answers(case_ids: Sequence[uuid.UUID], moment: datetime) -> QuerySet[Responsibility]:
    answers = Responsibility.objects.filter(
        case__in=case_ids, from_at__lte=moment, until_at__gt=moment
    )
    return answers.select_related("post__human", "post__agency")


def answering(actor: Actor, case: Case) -> Post:
    """The post that answers for the case now.

    Raises Case.DoesNotExist where none shows: the seat has ended while the page was made.
    """
    if found := responsible(actor, [case.pk]).get(case.pk):
        return found
    raise Case.DoesNotExist


def following(case: Case) -> ResponsibilityOffer | None:
    """An open offer of responsibility."""
    return _following.first(case.pk)


@prepared
def _following(case_id: uuid.UUID) -> QuerySet[ResponsibilityOffer]:
    offers = ResponsibilityOffer.objects.filter(case=case_id, state=OfferState.OPEN)
    return offers.select_related("post__human", "post__agency").order_by("pk")[:1]


def open_offers(case: Case) -> list[SeatOffer]:
    """Proposed seats that wait for an answer."""
    waiting = case.seat_offers.filter(state__in=[OfferState.OPEN, OfferState.UNCONFIRMED])
    return list(waiting.select_related("post__human", "post__agency").order_by("offered_at"))


def passed_by_time(since: datetime, until: datetime) -> list[Responsibility]:
    """What came to duty posts in the period because posts ran out, for the program to tell them."""
    return list(Responsibility.objects.passed_by_time(since, until).select_related("case"))
