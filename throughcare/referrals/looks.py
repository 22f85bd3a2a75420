"""Looks at referrals: whether they show is asked again as the look is committed."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from django.http import Http404

from throughcare.cases.policy import seats_of
from throughcare.kernel import clock
from throughcare.kernel.actor import Actor
from throughcare.referrals import policy
from throughcare.referrals.models import Referral
from throughcare.web.pages import Look


def at(
    verb: str,
    shown: Sequence[UUID],
    referral: Referral | None = None,
    *,
    concerns: Sequence[UUID] = (),
) -> Look:
    """A look at one referral, or at several by their ids; with the concerns that stand beside."""
    wanted = set(shown)

    def check(actor: Actor) -> None:
        now = replace(actor, at=clock.now())
        present = policy.visible_to(now).filter(pk__in=wanted).distinct()
        if present.count() != len(wanted):
            raise Http404
        if concerns and referral and not seats_of(now).filter(case=referral.case_id).exists():
            raise Http404

    return Look(verb, check, obj=referral, ids=[*sorted(wanted), *concerns])
