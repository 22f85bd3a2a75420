"""Who may read, write and adopt programme models."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from throughcare.agencies.models import Post
from throughcare.agencies.policy import has_duty
from throughcare.kernel.actor import Actor
from throughcare.kernel.decision import Decision, refuse, when
from throughcare.programmes.models import Adoption, Programme, Version


def visible_to(actor: Actor) -> QuerySet[Programme]:
    """Programme models are open to everybody who acts in a post: they tell of no person."""
    return Programme.objects.all() if actor.has_post else Programme.objects.none()


def versions_visible_to(actor: Actor) -> QuerySet[Version]:
    """Every version of what is visible."""
    return Version.objects.filter(programme__in=visible_to(actor))


def still_acts(actor: Actor) -> bool:
    """Whether the actor's post is in force."""
    return actor.has_post and Post.objects.in_force(actor.at).filter(pk=actor.post).exists()


def may_add(actor: Actor) -> Decision:
    """What all agencies share is added from the command line."""
    words = _("What all agencies share is added on the command line of this machine.")
    return when(actor.is_system, words)


def may_write(actor: Actor) -> Decision:
    """An agency's own models are written by its duty post."""
    return _has_duty(actor, _("Only your agency's duty post writes a programme model."))


def may_revise(actor: Actor, programme: Programme) -> Decision:
    """An agency's own model gets a new version from its duty post."""
    if programme.agency_id is None:
        return refuse(_("This model is everybody's. Make a copy of your agency's own."))
    if programme.agency_id != actor.agency_id:
        return refuse(_("This model is another agency's. Make a copy of your agency's own."))
    return may_write(actor)


def may_adopt(actor: Actor, version: Version) -> Decision:
    """An agency adopts a version through its duty post, once."""
    if not (duty := _has_duty(actor, _("Only your agency's duty post adopts a programme model."))):
        return duty
    held = adoptions_of(actor).filter(version=version)
    return when(not held.exists(), _("Your agency works by this version already."))


def may_give_up(actor: Actor, programme: Programme) -> Decision:
    """An agency ends its work by a programme through its duty post."""
    words = _("Only your agency's duty post ends the work by a programme model.")
    if not (duty := _has_duty(actor, words)):
        return duty
    held = adoptions_of(actor).filter(programme=programme)
    return when(held.exists(), _("Your agency does not work by this programme."))


def adoptions_of(actor: Actor) -> QuerySet[Adoption]:
    """What the actor's agency works by now."""
    present = Adoption.objects.filter(from_at__lte=actor.at, until_at__gt=actor.at)
    return present.filter(agency=actor.agency_id)


def _has_duty(actor: Actor, otherwise: str) -> Decision:
    return when(has_duty(actor), otherwise)
