"""Cases, seats on them, offers of both seats and responsibility."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from throughcare.agencies.models import Agency, Post
from throughcare.agencies.roles import Role
from throughcare.kernel import ids
from throughcare.kernel.clock import BEGINNING, FOREVER
from throughcare.people.models import Person
from throughcare.sharing.models import Agreement, Key
from throughcare.sharing.purposes import Purpose


class CaseKind(models.TextChoices):
    """What the work is. A case that becomes another kind keeps number, seats and history."""

    CONSULTATION = "consultation", _("Consultation")
    INTAKE = "intake", _("Intake")
    PROGRAMME = "programme", _("Programme")
    RESTORATIVE = "restorative", _("Restorative track")


class Case(models.Model):
    """The work with or about one person, from the first byte."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    reference = models.CharField(max_length=12, unique=True, default=ids.reference)
    kind = models.CharField(max_length=12, choices=CaseKind, default=CaseKind.PROGRAMME)
    person = models.ForeignKey(Person, models.PROTECT, related_name="cases")
    lead_agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    agreement = models.ForeignKey(Agreement, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.reference

    @property
    def is_closed(self) -> bool:
        """Whether the work has ended; it can be reopened."""
        return self.closed_at is not None


class Seat(models.Model):
    """A post's place in a case, over [from, until). One row per case and post.

    `sees_from` says how far back: entries that occurred earlier do not show. Earlier periods of
    the same post are kept as `SeatPeriod`.
    """

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="seats")
    post = models.ForeignKey(Post, models.PROTECT, related_name="seats")
    key = models.ForeignKey(Key, models.PROTECT, related_name="seats")
    role = models.CharField(max_length=30, choices=Role)
    tasks = models.CharField(max_length=300, blank=True)
    purpose = models.CharField(max_length=20, choices=Purpose)
    ground = models.CharField(max_length=300, blank=True)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(default=FOREVER)
    sees_from = models.DateTimeField(default=BEGINNING)
    is_discreet = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["post", "case"], name="one_seat_per_post"),
            models.CheckConstraint(
                condition=Q(until_at__gte=F("from_at")), name="seat_ends_after_it_begins"
            ),
        ]

    def is_in_force(self, moment: datetime) -> bool:
        """Whether the seat is held at the moment."""
        return self.from_at <= moment < self.until_at


class SeatPeriod(models.Model):
    """An earlier period of a seat, kept when the post takes the seat again."""

    seat = models.ForeignKey(Seat, models.PROTECT, related_name="earlier")
    role = models.CharField(max_length=30, choices=Role)
    purpose = models.CharField(max_length=20, choices=Purpose)
    ground = models.CharField(max_length=300, blank=True)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField()
    sees_from = models.DateTimeField()


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


class Responsibility(models.Model):
    """Who answers for a case over [from, until). The periods of a case meet without a gap."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="responsibilities")
    post = models.ForeignKey(Post, models.PROTECT, related_name="responsibilities")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(default=FOREVER)

    class Meta:
        verbose_name_plural = "responsibilities"
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(until_at=FOREVER), name="one_responsible_at_the_end"
            )
        ]


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
