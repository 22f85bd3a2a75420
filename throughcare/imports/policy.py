"""Who imports, sees an import, and takes it back."""

from collections.abc import Sequence

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from throughcare.cases import policy as cases
from throughcare.cases.models import Seat, SeatOffer
from throughcare.entries.models import Entry
from throughcare.imports.models import Import
from throughcare.kernel.actor import Actor
from throughcare.kernel.decision import Decision, refuse, when
from throughcare.referrals.models import State


def visible_to(actor: Actor) -> QuerySet[Import]:
    """Those that one has made; their cases show by the rule alone."""
    return Import.objects.filter(post=actor.post_id) if actor.has_post else Import.objects.none()


def may_import(actor: Actor) -> Decision:
    """Whoever may open cases takes down what the own agency is told."""
    return cases.may_open(actor)


def may_undo(actor: Actor, made: Import) -> Decision:
    """Whoever made it, while nobody has worked on any of its cases."""
    if made.undone_at is not None:
        return refuse(_("This import was taken back."))
    if made.post_id != actor.post_id:
        return refuse(_("Only whoever made an import takes it back."))
    numbers = ", ".join(str(number) for number in touched(made))
    words = _("Somebody has worked on what came of rows %(rows)s. Go through these one by one.")
    return when(not numbers, words % {"rows": numbers})


def touched(made: Import) -> Sequence[int]:
    """The numbers of rows on whose case somebody has worked since. One query."""
    case = OuterRef("referral__case")
    entries = Entry.objects.filter(case=case).values("case").annotate(n=Count("pk")).filter(n__gt=1)
    corrected = Entry.objects.filter(case=case, version__gt=1)
    seats = Seat.objects.filter(case=case).exclude(post=made.post_id)
    offers = SeatOffer.objects.filter(case=case)
    changed = Q(Exists(entries)) | Q(Exists(corrected)) | Q(Exists(seats)) | Q(Exists(offers))
    decided = ~Q(referral__state=State.OPEN) | Q(referral__case__version__gt=1)
    return list(made.rows.filter(changed | decided).values_list("number", flat=True))
