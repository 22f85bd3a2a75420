"""Looks at imports: whether they show is asked again as the look is committed."""

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from django.http import Http404

from throughcare.imports import policy
from throughcare.imports.models import Import
from throughcare.kernel import clock
from throughcare.kernel.actor import Actor
from throughcare.web.pages import Look


def at(verb: str, imports: Iterable[UUID], made: Import | None = None) -> Look:
    """A look at one import, or at several by their ids."""
    wanted = set(imports)

    def check(actor: Actor) -> None:
        now = replace(actor, at=clock.now())
        if policy.visible_to(now).filter(pk__in=wanted).count() != len(wanted):
            raise Http404

    return Look(verb, check, obj=made, ids=sorted(wanted))
