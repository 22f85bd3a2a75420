"""Who answers for cases, and which offers wait."""

import uuid
from collections.abc import Sequence

from throughcare.agencies.models import Post
from throughcare.cases.models import (
    Case,
    OfferState,
    Responsibility,
    ResponsibilityOffer,
    SeatOffer,
)
from throughcare.kernel.actor import Actor


def responsible(actor: Actor, case_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Post]:
    """The post that answers for each of the cases now; one query."""
    answers = Responsibility.objects.filter(
        case__in=case_ids, from_at__lte=actor.at, until_at__gt=actor.at
    )
    found = answers.select_related("post__human", "post__agency")
    return {answer.case_id: answer.post for answer in found}


def following(case: Case) -> ResponsibilityOffer | None:
    """An open offer of responsibility."""
    offers = ResponsibilityOffer.objects.filter(case=case, state=OfferState.OPEN)
    return offers.select_related("post__human", "post__agency").first()


def open_offers(case: Case) -> list[SeatOffer]:
    """Proposed seats that wait for an answer."""
    waiting = case.seat_offers.filter(state__in=[OfferState.OPEN, OfferState.UNCONFIRMED])
    return list(waiting.select_related("post__human", "post__agency").order_by("offered_at"))
