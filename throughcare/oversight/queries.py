"""The trail as pages show it: when, who, what; never an event's words."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q

from throughcare.agencies.models import Agency, Post
from throughcare.audit.models import Kind
from throughcare.audit.verbs import sentence
from throughcare.cases import policy as cases
from throughcare.cases.models import Case
from throughcare.cases.queries import bylines
from throughcare.kernel import clock
from throughcare.kernel.actor import Actor
from throughcare.oversight import policy, reading
from throughcare.oversight.reading import NEWEST, PAGE, Asked
from throughcare.web.sheets import as_csv

MOST = 5_000  # lines of a file


@dataclass(frozen=True)
class Line:
    """One event: when, who in which agency, what; on which case; how many entries it named."""

    number: int
    at: datetime
    who: str
    agency: str
    sentence: str
    reference: str = ""
    case_id: uuid.UUID | None = None
    count: int = 0
    post_id: uuid.UUID | None = None


@dataclass(frozen=True)
class Part:
    """One page of the trail, and from which event it goes on; 0 where it ends."""

    lines: Sequence[Line]
    following: int = 0

    @property
    def ids(self) -> list[int]:
        """The events shown."""
        return [line.number for line in self.lines]


def own(actor: Actor, before: int = NEWEST) -> Part:
    """One's own looks; of cases one still sees, the number."""
    found = list(policy.own(actor).filter(pk__lt=before).order_by("-pk")[: PAGE + 1])
    shown = cases.visible_to(actor).filter(pk__in=[one.case_id for one in found if one.case_id])
    known = dict(shown.values_list("pk", "reference"))
    lines = [
        Line(
            number=one.pk,
            at=one.at,
            who="",
            agency="",
            sentence=sentence(one.verb),
            reference=known.get(one.case_id, "") if one.case_id else "",
            case_id=one.case_id,
            count=len(one.ids),
        )
        for one in found[:PAGE]
    ]
    return _part(lines, [one.pk for one in found])


def looks(actor: Actor, case: Case, before: int = NEWEST) -> Part:
    """Looks at the case, as far as the actor sees what they showed."""
    found = list(policy.looks_at(case).filter(pk__lt=before).order_by("-pk")[: PAGE + 1])
    named = {one for event in found for one in (event.object_id, *event.ids)}
    seen = policy.readable(actor, case, named)
    called = bylines(actor, [case.pk])
    posts = _posts(event.post_id for event in found)
    lines = []
    for event in found[:PAGE]:
        post = posts.get(event.post_id) if event.post_id else None
        if post and policy.sees(event, case, seen):
            lines.append(
                Line(
                    number=event.pk,
                    at=event.at,
                    who=called.of(post, case.pk),
                    agency=post.agency.name,
                    sentence=sentence(event.verb),
                    count=len(seen.intersection({event.object_id, *event.ids})),
                )
            )
    return _part(lines, [event.pk for event in found])


def overseen(actor: Actor, asked: Asked) -> Part:
    """The officer's part of the trail."""
    found = reading.rows(actor, asked)
    posts = _posts(row.post_id for row in found)
    agencies = Agency.objects.in_bulk([row.agency_id for row in found if row.agency_id])
    lines = []
    for row in found[:PAGE]:
        post = posts.get(row.post_id) if row.post_id else None
        agency = agencies.get(row.agency_id) if row.agency_id else None
        lines.append(
            Line(
                number=row.number,
                at=row.at,
                who=_who(actor, post),
                agency=agency.name if agency else "",
                sentence=sentence(row.verb),
                reference=row.reference or "",
                case_id=row.case_id,
                count=row.entries,
                post_id=row.post_id,
            )
        )
    return _part(lines, [row.number for row in found])


def whole(actor: Actor, asked: Asked) -> list[Line]:
    """All of that part, up to the most that a file holds, the latest first."""
    found: list[Line] = []
    part = overseen(actor, asked)
    while part.lines and len(found) < MOST:
        found += part.lines
        if not part.following:
            break
        part = overseen(actor, replace(asked, before=part.following))
    return found[:MOST]


def file(lines: Sequence[Line]) -> bytes:
    """The lines as CSV: moments in UTC, cases by number, no words of events."""
    head = ("event", "at", "who", "agency", "did", "case", "entries of the agency")
    return as_csv(head, (_cells(one) for one in lines))


def _cells(one: Line) -> list[Any]:
    moment = one.at.isoformat(timespec="seconds")
    return [one.number, moment, one.who, one.agency, one.sentence, one.reference, one.count]


def _who(actor: Actor, post: Post | None) -> str:
    """Names of one's own agency's people; of others what their post is."""
    if post is None:
        return ""
    return post.human.name if post.agency_id == actor.agency_id else post.label


def _part(lines: list[Line], numbers: list[int]) -> Part:
    return Part(lines, numbers[PAGE - 1] if len(numbers) > PAGE else 0)


def _posts(ids: Iterable[uuid.UUID | None]) -> dict[uuid.UUID, Post]:
    wanted = {one for one in ids if one}
    return Post.objects.select_related("human", "agency").in_bulk(wanted)


def posts_of(actor: Actor) -> list[Post]:
    """The posts of the officer's agency, also ended ones, by name."""
    held = Post.objects.filter(agency=actor.agency_id).select_related("human")
    return list(held.order_by("human__name", "from_at"))


@dataclass(frozen=True)
class Sum:
    """What one post did in a month."""

    post: Post
    looks: int
    cases: int
    changes: int
    refusals: int


def month(actor: Actor, first: date, following: date) -> list[Sum]:
    """What each post of the officer's agency did, from one day up to another."""
    since, until = clock.midnight(first), clock.midnight(following)
    events = policy.of_agency(actor).filter(at__gte=since, at__lt=until, post_id__isnull=False)
    counted = events.values("post_id").annotate(
        looks=Count("pk", filter=Q(kind=Kind.LOOK)),
        cases=Count("case_id", filter=Q(kind=Kind.LOOK), distinct=True),
        changes=Count("pk", filter=Q(kind=Kind.CHANGE)),
        refusals=Count("pk", filter=Q(kind=Kind.REFUSAL)),
    )
    rows = counted.order_by().values_list("post_id", "looks", "cases", "changes", "refusals")
    found = {post: sums for post, *sums in rows}
    sums = [Sum(post, *found[pk]) for pk, post in _posts(found).items()]
    return sorted(sums, key=lambda one: (one.post.human.name, one.post.from_at))
