"""What a page shows of a case, for the trail: the seat is asked again as the look is committed."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from throughcare.cases import policy as cases
from throughcare.cases.models import Case, Seat, SeatOffer
from throughcare.cases.verbs import Verb as CaseVerb
from throughcare.entries.models import Entry
from throughcare.entries.verbs import Verb
from throughcare.kernel import clock
from throughcare.kernel.actor import Actor
from throughcare.kernel.prepared import prepared
from throughcare.web.pages import Look


def at_case(verb: str, case: Case, *, ids: Iterable[object] = (), **detail: Any) -> Look:
    """A look at a case, with the ids of the entries shown."""
    return Look(verb, _still_seated([case.pk]), case_id=case.pk, obj=case, ids=ids, detail=detail)


def at_cases(
    verb: str, case_ids: Iterable[uuid.UUID], *, ids: Iterable[object] = (), **detail: Any
) -> Look:
    """A look at a list of cases, with the ids of entries of theirs that stand in it."""
    shown = list(dict.fromkeys(case_ids))
    return Look(verb, _still_seated(shown), ids=[*shown, *ids], detail=detail)


def at_entry(entry: Entry, *, ids: Iterable[object] = (), verb: str = Verb.LOOKED) -> Look:
    """A look at one entry."""
    return Look(verb, _still_seated([entry.case_id]), case_id=entry.case_id, obj=entry, ids=ids)


def at_offer(offer: SeatOffer) -> Look:
    """A look at a proposed seat: the reference and the ground, no name."""

    def check(actor: Actor) -> None:
        if not cases.offers_visible_to(replace(actor, at=clock.now())).filter(pk=offer.pk).exists():
            raise Http404

    return Look(CaseVerb.OFFER_LOOKED, check, case_id=offer.case_id, obj=offer)


def _still_seated(case_ids: list[uuid.UUID]) -> Any:
    def check(actor: Actor) -> Actor | None:
        purposes = _purposes(replace(actor, at=clock.now()), case_ids)
        if len(purposes) != len(case_ids):
            raise Http404
        return replace(actor, purpose=purposes[0]) if len(purposes) == 1 else None

    return check


@prepared
def _purposes(actor: Actor, case_ids: Sequence[uuid.UUID]) -> QuerySet[Seat, str]:
    return cases.seats_of(actor).filter(case__in=case_ids).values_list("purpose", flat=True)
