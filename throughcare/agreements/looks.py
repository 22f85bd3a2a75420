"""Looks at agreements: whether they show is asked again as the look is committed."""

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from django.http import Http404

from throughcare.agreements import policy
from throughcare.kernel import clock
from throughcare.kernel.actor import Actor
from throughcare.sharing.models import Version
from throughcare.web.pages import Look


def at(verb: str, versions: Iterable[UUID], version: Version | None = None) -> Look:
    """A look at one version, or at several by their ids."""
    wanted = set(versions)

    def check(actor: Actor) -> None:
        now = replace(actor, at=clock.now())
        if policy.visible_to(now).filter(pk__in=wanted).count() != len(wanted):
            raise Http404

    return Look(verb, check, obj=version, ids=sorted(wanted))
