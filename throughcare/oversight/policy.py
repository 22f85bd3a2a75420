"""Who reads which part of the trail."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from throughcare.agencies.roles import Role
from throughcare.audit.models import Event, Kind
from throughcare.cases.models import Case
from throughcare.entries import policy as entries
from throughcare.kernel.actor import Actor
from throughcare.kernel.decision import Decision, when


def own(actor: Actor) -> QuerySet[Event]:
    """One's own looks."""
    looks = Event.objects.filter(kind=Kind.LOOK, post_id=actor.post_id)
    return looks if actor.has_post else looks.none()


def looks_at(case: Case) -> QuerySet[Event]:
    """All looks at a case; which of them a reader sees depends on what was shown: `sees`."""
    return Event.objects.filter(kind=Kind.LOOK, case_id=case.pk)


def readable(actor: Actor, case: Case, named: set[str]) -> set[str]:
    """Those of the ids that are entries of the case which the actor sees."""
    seen = entries.visible_to(actor).filter(Q(case=case), pk__in=_uuids(named))
    return {str(pk) for pk in seen.values_list("pk", flat=True)}


def sees(event: Event, case: Case, seen: set[str]) -> bool:
    """A look shows to whoever answers for the case where they see what it showed.

    The case itself (its name and team) they see; of entries at least one must be theirs to read.
    """
    return event.object_id == str(case.pk) or bool(seen.intersection({event.object_id, *event.ids}))


def is_officer(actor: Actor) -> Decision:
    """A data-protection officer reads the trail of the own agency."""
    return when(
        actor.has_post and actor.role == Role.DATA_PROTECTION_OFFICER,
        _("The agency’s data-protection officer reads this."),
    )


def of_agency(actor: Actor) -> QuerySet[Event]:
    """What the posts of the officer's agency did."""
    events = Event.objects.filter(agency_id=actor.agency_id)
    return events if is_officer(actor) else events.none()


def _uuids(named: set[str]) -> list[str]:
    return [one for one in named if len(one) == _WIDTH]


_WIDTH = 36
