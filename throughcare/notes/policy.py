"""Who ticks off a to-do, settles an appointment, and reads a draft."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from throughcare.cases import policy as cases
from throughcare.entries import policy as entries
from throughcare.kernel.actor import Actor
from throughcare.kernel.decision import Decision, refuse, when
from throughcare.notes.models import Appointment, Draft, Todo


def visible_to(actor: Actor) -> QuerySet[Draft]:
    """The actor's own drafts."""
    return Draft.objects.filter(post=actor.post_id)


def todos_visible_to(actor: Actor) -> QuerySet[Todo]:
    """The to-dos among the entries that the actor sees."""
    return Todo.objects.filter(pk__in=entries.visible_to(actor).filter(kind="todo").values("pk"))


def appointments_visible_to(actor: Actor) -> QuerySet[Appointment]:
    """The appointments among the entries that the actor sees."""
    shown = entries.visible_to(actor).filter(kind="appointment")
    return Appointment.objects.filter(pk__in=shown.values("pk"))


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
    """One throws away one's own drafts."""
    return when(draft.post_id == actor.post_id, _("This is somebody else's draft."))
