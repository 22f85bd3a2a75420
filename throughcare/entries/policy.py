"""Who sees entries, and who may write, correct and relabel them."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from throughcare.cases import policy as cases
from throughcare.cases.models import Case
from throughcare.entries.facts import Label, places
from throughcare.entries.models import Entry, LabelRequest, Reader
from throughcare.kernel.actor import Actor
from throughcare.kernel.decision import Decision, refuse, when
from throughcare.sharing.categories import (
    Category,
    Handling,
    categories_in,
    need_half,
    team_half,
)
from throughcare.sharing.rule import WHOLE, params
from throughcare.sharing.terms import as_q

PATHS = {
    "entry": "",
    "seat": "seated__",
    "post": "seated__post__",
    "clearance": "seated__cleared__",
}


def visible_to(actor: Actor) -> QuerySet[Entry]:
    """The entries that the rule shows to the actor."""
    return Entry.objects.filter(shown_to(actor))


def shown_to(actor: Actor, at: str = "") -> Q:
    """The rule as a filter of entries, or of what leads to one: `at` is the way there."""
    listed = Reader.objects.filter(entry=OuterRef(f"{at}pk"), seat=OuterRef(f"{at}seated__pk"))
    paths = {table: f"{at}{path}" for table, path in PATHS.items()}
    return as_q(WHOLE, paths, params(actor), Exists(listed))


def requests_visible_to(actor: Actor) -> QuerySet[LabelRequest]:
    """Requests for another label on entries that the actor sees: one's own, or to one's agency."""
    shown = LabelRequest.objects.filter(shown_to(actor, "entry__"))
    return shown.filter(Q(asked_by=actor.post_id) | Q(entry__agency=actor.agency_id))


def may_write(actor: Actor, case: Case, label: Label) -> Decision:
    """Writing needs a seat; nobody writes in a category that the own mask lacks."""
    if not (work := cases.may_work(actor, case)):
        return work
    if not (date := may_date(actor, case, label.occurred_at)):
        return date
    place = places(case, actor.at, post=actor.post_id)[0]
    own = place.clearances.get(place.post.agency_id)
    half = team_half if label.handling == Handling.TEAM else need_half
    cleared = half(own.mask) & ~own.walled if own else 0
    lacking = label.categories & ~cleared
    return when(not lacking, _not_yours(categories_in(lacking)))


def may_date(actor: Actor, case: Case, occurred_at: datetime) -> Decision:
    """Nobody writes, or moves, what happened to before the moment that the own seat reaches."""
    reaching = cases.seats_of(actor).filter(case=case, sees_from__lte=occurred_at)
    return when(
        reaching.exists(), _("Your seat does not reach back that far. Choose a later date.")
    )


def _not_yours(lacking: list[Category]) -> str:
    words = ", ".join(str(category.label) for category in lacking)
    return _("Your role does not write in: %(categories)s. Choose another.") % {"categories": words}


def may_correct(actor: Actor, entry: Entry) -> Decision:
    """Label and text belong to the owner agency: the author, or its responsible worker."""
    if not (work := cases.may_work(actor, entry.case)):
        return work
    if actor.agency_id != entry.agency_id:
        return refuse(
            _("This entry belongs to %(agency)s. You can ask them.") % {"agency": entry.agency}
        )
    duty = entry.agency.duty_post_id == actor.post_id
    return when(
        entry.author_id == actor.post_id or duty or cases.is_responsible(actor, entry.case_id),
        _("Only its author, or the agency's responsible worker, changes this. You can ask them."),
    )


def may_ask(actor: Actor, entry: Entry) -> Decision:
    """Whoever reads an entry may ask its owner for another label."""
    if not (work := cases.may_work(actor, entry.case)):
        return work
    return when(
        not may_correct(actor, entry), _("You may change the label of this entry yourself.")
    )


def may_answer(actor: Actor, request: LabelRequest) -> Decision:
    """The owner answers a request, once."""
    if request.answered_at is not None:
        return refuse(_("This was answered in the meantime."))
    return may_correct(actor, request.entry)
