"""Looks at programme models. They rest on the post alone: a model tells of no person."""

from collections.abc import Iterable
from dataclasses import replace

from django.http import Http404

from throughcare.kernel import clock
from throughcare.kernel.actor import Actor
from throughcare.programmes import policy
from throughcare.programmes.models import Version
from throughcare.web.pages import Look


def at(verb: str, version: Version | None = None, *, ids: Iterable[object] = ()) -> Look:
    """A look at one version, or at several by their ids."""

    def check(actor: Actor) -> None:
        if not policy.still_acts(replace(actor, at=clock.now())):
            raise Http404

    return Look(verb, check, obj=version, ids=ids)
