"""Whom one may choose to be in the demo."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from throughcare.agencies.models import Post
from throughcare.demo import policy
from throughcare.demo.scripts import RegionScript, WorkerRow, region_script
from throughcare.kernel.actor import Actor

GENERATED_DOMAIN = "measured.example"
_GENERATED = 6

# By the keys of the region's file, in the order of the page.
LINES = {
    "ann": _("Supervises people on probation. Start here to see a working day."),
    "bob": _("Same people, other view: mentoring and exit work."),
    "mirela": _("Works with relatives. Sees family matters, not the sentence."),
    "farida": _("Keeps counselling talks to her own practice."),
    "jonas": _("Religious counsellor, trained for disengagement work."),
    "kofi": _("Home, work and schooling. Sees no counselling talk."),
    "eve": _("Police contact. A wall keeps counselling talk from her."),
    "petra": _("Plans releases and hands over before the gate."),
    "dee": _("Confirms police seats, takes over when a post ends."),
    "ida": _("Also advises the police, so the wall binds her here too. Has two posts."),
    "viktor": _("Leaves pointers for others, and reads almost nothing."),
    "ewa": _("Supports those who were harmed. Sees their side of a case."),
}


@dataclass(frozen=True)
class Choice:
    """A worker on the sign-in page, with one honest line of what there is to see."""

    post: UUID
    name: str
    label: str
    agency: str
    sector: Any
    line: Any


def choices(actor: Actor) -> list[Choice]:
    """The region's workers in the order of its file, then some of a generated region."""
    held = policy.posts_to_choose(actor).select_related("agency", "human")
    return [*_written(held), *_generated(held)]


def _written(held: Any) -> list[Choice]:
    script = region_script()
    emails = {email_of(script, script.workers[key]): key for key in LINES}
    found: dict[str, Post] = {}
    for post in held.filter(human__email__in=emails).order_by("from_at"):
        found.setdefault(emails[post.human.email], post)
    return [_choice(found[key], line) for key, line in LINES.items() if key in found]


def _generated(held: Any) -> list[Choice]:
    """The first few of a region that was loaded for measuring, those with most cases first."""
    posts = held.filter(human__email__endswith=f"@{GENERATED_DOMAIN}").order_by("human__email")
    return [
        _choice(post, _("Invented by a program, for measuring.")) for post in posts[:_GENERATED]
    ]


def _choice(post: Post, line: Any) -> Choice:
    agency = post.agency
    return Choice(post.pk, post.human.name, post.label, agency.name, agency.sector_kind, line)


def email_of(script: RegionScript, row: WorkerRow) -> str:
    """The invented address of a worker of the region."""
    return f"{row.name.casefold().replace(' ', '.')}@{script.domain}"
