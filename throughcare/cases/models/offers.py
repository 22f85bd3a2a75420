"""Offers of seats and of responsibility, and how they move."""

from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from throughcare.agencies.models import Post
from throughcare.agencies.roles import Role
from throughcare.cases.models.case import Case, Settled
from throughcare.kernel import clock, ids
from throughcare.kernel.clock import BEGINNING, FOREVER
from throughcare.sharing.purposes import Purpose


class OfferState(models.TextChoices):
    """Where an offer stands."""

    UNCONFIRMED = "unconfirmed", _("Waits for a second confirmation")
    OPEN = "open", _("Waits for the receiving agency")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class SeatOffer(models.Model):
    """A seat that the responsible worker proposes and the receiving agency accepts."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="seat_offers")
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    role = models.CharField(max_length=30, choices=Role)
    tasks = models.CharField(max_length=300, blank=True)
    purpose = models.CharField(max_length=20, choices=Purpose)
    ground = models.CharField(max_length=300, blank=True)
    until_at = models.DateTimeField(default=FOREVER)
    sees_from = models.DateTimeField(default=BEGINNING)
    is_discreet = models.BooleanField(default=False)
    state = models.CharField(max_length=12, choices=OfferState, default=OfferState.OPEN)
    offered_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    offered_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    settled_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "post"],
                condition=Q(state__in=["unconfirmed", "open"]),
                name="one_open_seat_offer",
            )
        ]
        indexes = [models.Index(fields=["state", "case"])]  # few wait at a time

    def confirm(self, post_id: UUID | None) -> None:
        """A second human agrees; now the receiving agency is asked."""
        _move(self, {OfferState.UNCONFIRMED}, OfferState.OPEN)
        self.confirmed_by_id = post_id
        self.save(update_fields=["confirmed_by"])

    def settle(self, state: OfferState, post_id: UUID | None, reason: str = "") -> None:
        """Accept, decline or withdraw; once."""
        _move(self, {OfferState.OPEN, OfferState.UNCONFIRMED}, state)
        self.settled_by_id, self.settled_at, self.reason = post_id, clock.now(), reason
        self.save(update_fields=["settled_by", "settled_at", "reason"])


class ResponsibilityOffer(models.Model):
    """A change of the responsible worker: offered by one, accepted by the other."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="responsibility_offers")
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=OfferState, default=OfferState.OPEN)
    note = models.CharField(max_length=300, blank=True)
    offered_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    offered_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(state="open"), name="one_open_responsibility_offer"
            )
        ]

    def settle(self, state: OfferState, reason: str = "") -> None:
        """Accept or decline; once."""
        _move(self, {OfferState.OPEN}, state)
        self.settled_at, self.reason = clock.now(), reason
        self.save(update_fields=["settled_at", "reason"])


def _move(
    offer: SeatOffer | ResponsibilityOffer, origins: set[OfferState], state: OfferState
) -> None:
    """Move an offer in one statement, so that two at once cannot both settle it."""
    moved = type(offer).objects.filter(pk=offer.pk, state__in=origins).update(state=state)
    if not moved:
        raise Settled(_("This was answered in the meantime."))
    offer.state = state
