"""Who ticks off a to-do, settles an appointment, and reads a draft."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from throughcare.cases import policy as cases
from throughcare.entries import policy as entries
from throughcare.kernel.actor import Actor
from throughcare.kernel.decision import Decision, refuse, when
from throughcare.notes.models import Appointment, Document, Draft, Todo


def visible_to(actor: Actor) -> QuerySet[Draft]:
    """The actor's own drafts; the duty post's also those that ended posts have left behind."""
    left = Q(
        post__agency=actor.agency_id,
        post__agency__duty_post=actor.post_id,
        post__until_at__lte=actor.at,
    )
    return Draft.objects.filter(Q(post=actor.post_id) | left)


def todos_visible_to(actor: Actor) -> QuerySet[Todo]:
    """The to-dos among the entries that the actor sees."""
    return Todo.objects.filter(pk__in=entries.visible_to(actor).filter(kind="todo").values("pk"))


def appointments_visible_to(actor: Actor) -> QuerySet[Appointment]:
    """The appointments among the entries that the actor sees."""
    shown = entries.visible_to(actor).filter(kind="appointment")
    return Appointment.objects.filter(pk__in=shown.values("pk"))


def documents_visible_to(actor: Actor) -> QuerySet[Document]:
    """The documents among the entries that the actor sees; a file shows where its entry does."""
    shown = entries.visible_to(actor).filter(kind="document")
    return Document.objects.filter(pk__in=shown.values("pk")).select_related("file", "case")


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
    """Whoever may read a draft throws it away."""
    return when(visible_to(actor).filter(pk=draft.pk).exists(), _("This is somebody else's draft."))
