"""The region that is measured, loaded when it is not there yet, and the people who ask in it."""

import sys
from dataclasses import dataclass
from itertools import islice

from django.core.management import call_command
from django.db.models import Count

from throughcare.agencies.acting import act_as
from throughcare.agencies.models import Post
from throughcare.demo.bulk.loading import load
from throughcare.demo.queries import areas
from throughcare.kernel import clock
from throughcare.kernel.actor import Actor

SEED = 1


@dataclass(frozen=True)
class People:
    """Practitioners have some twenty cases, managers two thousand."""

    practitioners: list[Actor]
    managers: list[Actor]

    @property
    def groups(self) -> dict[str, list[Actor]]:
        """By what they are."""
        return {"practitioner": self.practitioners, "manager": self.managers}


def loaded(cases: int) -> None:
    """Bring the tables up to date and the region to so many cases; what is there stays."""
    call_command("migrate", interactive=False, verbosity=0)
    if areas.loaded() < cases:
        load(cases, seed=SEED, quiet=not sys.stderr.isatty())


def people(practitioners: int = 8, managers: int = 3) -> People:
    """Some of each, the same ones every time."""
    return People(
        _some((12, 30), practitioners),
        _some((1500, 3000), managers),
    )


def _some(seats: tuple[int, int], wanted: int) -> list[Actor]:
    """Actors in posts that have so many seats."""
    posts = Post.objects.in_force(clock.now()).select_related("agency", "human")
    counted = posts.annotate(held=Count("seats")).filter(held__gte=seats[0], held__lte=seats[1])
    return [act_as(post) for post in islice(counted.order_by("human__email"), wanted)]
