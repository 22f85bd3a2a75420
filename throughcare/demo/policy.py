"""Which databases may become a demo, and who may be chosen to sign in as."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from throughcare.agencies.models import Agency, Post
from throughcare.demo.models import DemoMark
from throughcare.kernel.actor import Actor
from throughcare.kernel.decision import Decision, refuse, when
from throughcare.kernel.prepared import prepared


def is_demo() -> bool:
    """Whether this database was made as a demo."""
    return bool(_marks())


@prepared
def _marks() -> QuerySet[DemoMark, int]:
    return DemoMark.objects.values_list("pk", flat=True)[:1]


def posts_to_choose(actor: Actor) -> QuerySet[Post]:
    """The posts in force, in a demo database; none anywhere else."""
    held = Post.objects.in_force(actor.at).filter(human__is_active=True)
    return held if is_demo() else held.none()


def may_mark(actor: Actor) -> Decision:
    """A database becomes a demo at its creation, from the command line, or never."""
    if Agency.objects.exists():
        return refuse(
            _("This database has agencies already. A demo needs an empty one: see DATABASE_URL.")
        )
    return when(actor.is_system, _("A demo is made on the command line of this machine."))


def may_leave(actor: Actor) -> Decision:
    """Drafts are left half written, for show, in a demo alone."""
    return when(actor.has_post and is_demo(), _("Drafts are left for show in a demo only."))


def may_load(actor: Actor) -> Decision:
    """Generated cases are loaded from the command line, into a demo alone."""
    return when(
        actor.is_system and is_demo(),
        _("Generated cases are loaded from the command line, into a database made as a demo."),
    )
