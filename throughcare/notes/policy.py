"""Who ticks off a to-do, settles an appointment, and reads a draft."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from throughcare.audit.queries import done_by
from throughcare.cases import policy as cases
from throughcare.entries import policy as entries
from throughcare.entries.facts import Label, Place, placed, sees
from throughcare.entries.verbs import Verb
from throughcare.kernel import clock
from throughcare.kernel.actor import Actor
from throughcare.kernel.decision import Decision, refuse, when
from throughcare.notes.models import Appointment, Document, Draft, Todo
from throughcare.sharing.categories import ALL, Category, Handling


def visible_to(actor: Actor) -> QuerySet[Draft]:
    """The actor's own drafts; the duty post's also those that ended posts have left behind.

    That there is one shows here; whose words show is said by `readable`.
    """
    left = Q(
        post__agency=actor.agency_id,
        post__agency__duty_post=actor.post_id,
        post__until_at__lte=actor.at,
    )
    return Draft.objects.filter(Q(post=actor.post_id) | left)


def todos_visible_to(actor: Actor) -> QuerySet[Todo]:
    """The to-dos among the entries that the actor sees."""
    return Todo.objects.filter(entries.shown_to(actor, "entry_ptr__"))


def appointments_visible_to(actor: Actor) -> QuerySet[Appointment]:
    """The appointments among the entries that the actor sees."""
    return Appointment.objects.filter(entries.shown_to(actor, "entry_ptr__"))


def documents_visible_to(actor: Actor) -> QuerySet[Document]:
    """The documents among the entries that the actor sees; a file shows where its entry does."""
    return Document.objects.filter(entries.shown_to(actor, "entry_ptr__")).select_related(
        "file", "case"
    )


def may_tick(actor: Actor, todo: Todo) -> Decision:
    """Whoever must do it, or wrote it, ticks it off."""
    if not (work := cases.may_work(actor, todo.case)):
        return work
    if todo.done_at is not None:
        return refuse(_("This was ticked off already."))
    return when(
        actor.post_id in {todo.for_post_id, todo.author_id},
        _("Only the person who must do this, or who wrote it, ticks it off."),
    )


def may_settle(actor: Actor, appointment: Appointment) -> Decision:
    """Whoever the appointment is for, or who made it, says what became of it."""
    if not (work := cases.may_work(actor, appointment.case)):
        return work
    if appointment.state != Appointment.State.PLANNED:
        return refuse(_("This appointment was settled already."))
    return when(
        actor.post_id in {appointment.for_post_id, appointment.author_id},
        _("Only the person whose appointment it is, or who made it, settles it."),
    )


def may_drop(actor: Actor, draft: Draft) -> Decision:
    """Whoever typed a draft throws it away; of what was left behind, whoever may read it."""
    return when(
        draft.post_id == actor.post_id or draft.pk in readable(actor, [draft]),
        _("You are not cleared for what this draft is about."),
    )


def readable(actor: Actor, drafts: Sequence[Draft]) -> set[UUID]:
    """The drafts, of those visible, whose words the actor may read now.

    What one typed oneself; of what ended posts have left, what the rule would show as an entry.
    A correction holds the words of its entry: it shows where the entry does, or to its author.
    """
    corrected = correctable(actor, drafts) | _authored(actor, drafts)
    left = _places(actor, {d.case_id for d in drafts if d.post_id != actor.post_id})
    return {draft.pk for draft in drafts if _is_readable(actor, draft, corrected, left)}


def _is_readable(actor: Actor, draft: Draft, corrected: set[UUID], left: dict[UUID, Place]) -> bool:
    if draft.is_correction:
        return draft.about in corrected
    return draft.post_id == actor.post_id or _clears(left.get(draft.case_id), draft)


def correctable(actor: Actor, drafts: Sequence[Draft]) -> set[UUID]:
    """The entries that the drafts correct and that the actor sees."""
    about = [draft.about for draft in drafts if draft.is_correction]
    if not about:
        return set()
    return set(entries.visible_to(actor).filter(pk__in=about).values_list("pk", flat=True))


def _authored(actor: Actor, drafts: Sequence[Draft]) -> set[UUID]:
    """The entries that the drafts correct and that the actor wrote: so says the trail.

    The entries themselves may not show any more, and then the database does not give them.
    """
    about = [draft.about for draft in drafts if draft.is_correction]
    return done_by(actor.post_id, Verb.WRITTEN, about) if about else set()


def _places(actor: Actor, case_ids: set[UUID]) -> dict[UUID, Place]:
    """The actor's own places on these cases."""
    if not case_ids:
        return {}
    seats = cases.seats_of(actor).filter(case__in=case_ids)
    held = list(seats.select_related("post__agency", "post__human", "key"))
    return {place.seat.case_id: place for place in placed(held, actor.at)}


def _clears(place: Place | None, draft: Draft) -> bool:
    """Whether the rule would show the draft at this place, were it an entry of the agency."""
    if place is None:
        return False
    named = {place.seat.pk} if str(place.seat.pk) in draft.fields.get("named", []) else set()
    label = Label(
        agency_id=place.post.agency_id,
        categories=_categories(draft),
        handling=_handling(draft),
        occurred_at=_occurred_at(draft),
        shared_at=draft.kept_at,
        named=frozenset(named),
    )
    return sees(place, label)


def _categories(draft: Draft) -> int:
    """The categories of a draft; all of them when it does not say, or says it wrongly."""
    codes = draft.fields.get("categories", [])
    known = {category.code: category.bit for category in Category}
    if not codes or not known.keys() >= set(codes):
        return ALL
    return sum(known[code] for code in set(codes))


def _handling(draft: Draft) -> int:
    """The handling of a draft; the agency's own when it does not say."""
    typed = draft.fields.get("handling", [])
    return next((each for each in Handling if typed == [str(each.value)]), Handling.AGENCY)


def _occurred_at(draft: Draft) -> datetime:
    """The day that was typed; from the beginning when it is no day."""
    try:
        typed = draft.fields["day"][-1]
        return clock.midnight(date.fromisoformat(typed))
    except KeyError:
        return draft.kept_at
    except (ValueError, IndexError):
        return clock.BEGINNING
