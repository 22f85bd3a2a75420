"""What the trail says happened to cases, seats and responsibility."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Verb(TextChoices):
    """Audit verbs of this app, each with its sentence."""

    OPENED = "case.opened", _("opened the case")
    CLOSED = "case.closed", _("closed the case")
    REOPENED = "case.reopened", _("reopened the case")
    BECAME = "case.became", _("let the case go on as another kind")
    RENAMED = "person.renamed", _("changed the display name")
    SEAT_OFFERED = "seat.offered", _("proposed a seat on the team")
    SEAT_CONFIRMED = "seat.confirmed", _("confirmed the proposal of a seat")
    SEAT_ACCEPTED = "seat.accepted", _("joined the team")
    SEAT_DECLINED = "seat.declined", _("declined a seat")
    SEAT_WITHDRAWN = "seat.withdrawn", _("withdrew the proposal of a seat")
    SEAT_ENDED = "seat.ended", _("ended a seat")
    RESPONSIBILITY_OFFERED = "responsibility.offered", _("offered responsibility for the case")
    RESPONSIBILITY_ACCEPTED = "responsibility.accepted", _("took responsibility for the case")
    RESPONSIBILITY_DECLINED = "responsibility.declined", _("declined responsibility for the case")
    RESPONSIBILITY_PASSED = (
        "responsibility.passed",
        _("passed responsibility to the agency's duty post"),
    )
    POST_ENDED = "post.ended", _("ended a post")
    LOOKED = "case.looked", _("looked at the case")
    TEAM_LOOKED = "team.looked", _("looked at who sees what")
    LISTED = "cases.listed", _("looked at a list of cases")
    OFFER_LOOKED = "offer.looked", _("looked at an offer")
