"""Pairs, questions and what is known, as pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from throughcare.agencies.models import Agency
from throughcare.audit.models import Event
from throughcare.cases.models import Case
from throughcare.cases.verbs import Verb as CaseVerb
from throughcare.duplicates import policy
from throughcare.duplicates.comparing import Called
from throughcare.duplicates.models import (
    Known,
    Pair,
    Question,
    Reach,
    Standing,
    Steward,
    in_force,
)
from throughcare.entries.verbs import Verb as EntryVerb
from throughcare.kernel.actor import Actor
from throughcare.kernel.prepared import prepared
from throughcare.notes.models import Birth, Name, NameKey
from throughcare.sharing.categories import Handling

MOST = 100
AT_ONCE = 2000  # events
MOST_ALIKE = 50  # cases that share most keys
_CHANGES = (
    *(CaseVerb.OPENED, CaseVerb.RENAMED),
    *(EntryVerb.WRITTEN, EntryVerb.CORRECTED, EntryVerb.RELABELLED),
)
UNDECIDED = (Standing.OPEN, Standing.ASKED)


def stewards_of(pair: Pair, moment: datetime) -> list[UUID]:
    """The posts that decide about a pair."""
    if pair.agency_id:
        duty = Agency.objects.filter(pk=pair.agency_id).values_list("duty_post", flat=True)
        return [post for post in duty if post]
    held = Steward.objects.filter(in_force(moment), agreement=pair.agreement_id)
    return list(held.values_list("post", flat=True))


@dataclass(frozen=True)
class Shelf:
    """What waits for the steward, what waits for others, and what is merged."""

    waiting: Sequence[Pair]
    asked: Sequence[Pair]
    merged: Sequence[Pair]

    @property
    def ids(self) -> list[UUID]:
        """The pairs on it."""
        return [one.pk for one in (*self.waiting, *self.asked, *self.merged)]


def shelf(actor: Actor) -> Shelf:
    """Every pair of the actor's that is not kept apart. One query."""
    found = shown(actor).exclude(standing=Standing.APART).order_by("-found_at", "pk")[:MOST]
    by_standing: dict[str, list[Pair]] = {}
    for pair in found:
        by_standing.setdefault(pair.standing, []).append(pair)
    return Shelf(
        by_standing.get(Standing.OPEN, []),
        by_standing.get(Standing.ASKED, []),
        by_standing.get(Standing.SAME, []),
    )


def shown(actor: Actor) -> QuerySet[Pair]:
    """What the actor sees, with what pages say of it."""
    related = ("agreement", "agency", "left_agency", "right_agency", "settled_by__human")
    return policy.visible_to(actor).select_related(*related)


def answers(pair: Pair) -> Sequence[Question]:
    """What the two agencies have said, the left one first."""
    found = pair.questions.select_related("answered_by__human", "answered_by__agency")
    return sorted(found, key=lambda one: one.case_id != pair.left_case_id)


def questions(actor: Actor) -> QuerySet[Question]:
    """What the actor is asked, with the case."""
    return policy.questions_visible_to(actor).select_related("case__person")


@prepared
def waiting(actor: Actor) -> QuerySet[Pair]:
    """What waits for the steward's decision and for no answer, the longest first."""
    silent = Question.objects.filter(pair=OuterRef("pk"), answered_at=None)
    found = policy.visible_to(actor).filter(~Exists(silent), standing__in=UNDECIDED)
    found = found.select_related("left_agency", "right_agency")
    return found.order_by("found_at", "pk")[:MOST]


@prepared
def asked(actor: Actor) -> QuerySet[Question]:
    """What the actor must answer, the oldest first."""
    return questions(actor).filter(answered_at=None).order_by("asked_at", "pk")[:MOST]


@prepared
def known(actor: Actor, case_id: UUID) -> QuerySet[Known]:
    """The other cases of the person that the team of a case knows of."""
    found = policy.known_visible_to(actor).filter(case=case_id).select_related("agency")
    return found.order_by("from_at", "pk")


def changed() -> tuple[int, list[Case]] | None:
    """The number of the last event that is looked at, and the cases that changed until then."""
    reach = Reach.objects.filter(pk=1).first()
    later = Event.objects.filter(pk__gt=reach.event if reach else 0).order_by("pk")
    numbers = list(later.values_list("pk", flat=True)[:AT_ONCE])
    if not numbers:
        return None
    told = later.filter(pk__lte=numbers[-1], verb__in=_CHANGES, case_id__isnull=False)
    cases = Case.objects.filter(pk__in=set(told.values_list("case_id", flat=True)))
    return numbers[-1], list(cases.select_related("person").order_by("pk"))


def called(cases: list[Case]) -> list[Called]:
    """The names and dates of birth on each of the cases. Two queries."""
    wanted = {case.pk: Called(case, [], []) for case in cases}
    for name in Name.objects.filter(case__in=wanted).exclude(handling=Handling.NAMED):
        wanted[name.case_id].further.append(name)
    for birth in Birth.objects.filter(case__in=wanted).exclude(handling=Handling.NAMED):
        wanted[birth.case_id].born.append(birth)
    return list(wanted.values())


def alike(one: Called) -> QuerySet[Case]:
    """Cases of other people in the same circle, those that share most keys first."""
    circle = Q(lead_agency=one.case.lead_agency_id)
    if one.case.agreement_id:
        circle |= Q(agreement=one.case.agreement_id)
    further = NameKey.objects.filter(key__in=one.keys).values("entry__case")
    found = Case.objects.filter(circle).exclude(person=one.case.person_id)
    found = found.filter(Q(person__keys__key__in=one.keys) | Q(pk__in=further))
    shared = Count("person__keys", filter=Q(person__keys__key__in=one.keys))
    return (
        found.annotate(shared=shared)
        .select_related("person")
        .order_by("-shared", "pk")[:MOST_ALIKE]
    )
