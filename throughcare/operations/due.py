"""What is due by time: `throughcare tick` does it, however often and from however many machines.

Nothing here decides who may see what: periods stand in the rows and need no job. Drafts stay.
Nothing needs a worker of its own yet, so there is none.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from importlib import import_module

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from throughcare.agreements import reckoning
from throughcare.cases import queries as cases
from throughcare.cases.actions import posts
from throughcare.duplicates import finding
from throughcare.files import storage
from throughcare.kernel import clock
from throughcare.kernel.actor import system
from throughcare.notices.models import Occasion
from throughcare.operations.backups import scratch
from throughcare.web.models import Submission

FORMS_KEPT = timedelta(days=7)  # a page may lie open over a weekend
NEWS = timedelta(
    days=30
)  # what passed earlier is no news; what was told is remembered twice as long


@dataclass(frozen=True)
class Work:
    """Something due: does it and says how much that was; doing it again does nothing."""

    title: str | Promise
    do: Callable[[], int]


def tell_of_passings() -> int:
    """Tell duty posts of cases that came to them because a post ran out."""
    now = clock.now()
    passed = cases.passed_by_time(now - NEWS, now)
    return sum(posts.tell_of_passing(system(now), taken) for taken in passed)


def forget_forms() -> int:
    """Forget the keys of forms that were sent long ago."""
    return Submission.forget(clock.now() - FORMS_KEPT)


def forget_occasions() -> int:
    """Forget what was told long ago."""
    return Occasion.forget(clock.now() - 2 * NEWS)


def end_sessions() -> int:
    """Remove sessions that are over; their drafts stay."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    return 0


WORKS = (
    Work(_("duty posts told of cases that came to them"), tell_of_passings),
    Work(_("cases with a like name put before a steward"), finding.find),
    Work(_("drafts of agreements worked out"), reckoning.reckon),
    Work(_("uploads without an entry removed"), storage.sweep),
    Work(_("keys of old forms forgotten"), forget_forms),
    Work(_("old occasions forgotten"), forget_occasions),
    Work(_("remains of stopped backups removed"), scratch.sweep),
    Work(_("sessions that are over removed"), end_sessions),
)
