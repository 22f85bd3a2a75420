"""Emergency access: a look-up with its reason, what was opened, and what the review found."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from throughcare.agencies.models import Agency, Post
from throughcare.cases.models import Case, Seat
from throughcare.kernel import clock, ids
from throughcare.sharing.models import Key
from throughcare.sharing.purposes import Purpose

A_DAY = 3  # look-ups of a post
GOOD_FOR = timedelta(hours=1)  # a look-up leads to a case for so long
LONGEST = 24  # hours
REVIEWED_IN = 3  # working days


class Settled(Exception):
    """A move that the state does not allow (any more). The text is for the worker."""


class Finding(models.TextChoices):
    """What a review found."""

    JUSTIFIED = "justified", _("Justified")
    NOT_JUSTIFIED = "not_justified", _("Not justified")


class LookUp(models.Model):
    """Somebody looked for a case in an emergency: for what, why, and whether one was found.

    The words that were looked for stand in the trail alone.
    """

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=20, choices=Purpose)
    reason = models.CharField(max_length=600)
    at = models.DateTimeField()
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="+")
    reference = models.CharField(max_length=12, blank=True)

    class Meta:
        indexes = [models.Index(fields=["post", "-at"])]

    def is_good(self, moment: datetime) -> bool:
        """Whether it found a case, and still leads to it."""
        return self.case_id is not None and moment < self.at + GOOD_FOR


class AccessManager(models.Manager["Access"]):
    """Begins what a look-up led to."""

    def begin(
        self, look_up: LookUp, case: Case, seat: Seat, moment: datetime, until: datetime
    ) -> "Access":
        """The case is open to the post from the moment on; its review is due."""
        return self.create(
            look_up=look_up,
            post=look_up.post,
            agency_id=look_up.post.agency_id,
            case=case,
            reference=case.reference,
            lead_agency_id=case.lead_agency_id,
            seat=seat,
            key=seat.key,
            purpose=look_up.purpose,
            reason=look_up.reason,
            from_at=moment,
            until_at=until,
            review_by=clock.working_days_later(moment, REVIEWED_IN),
        )


class Access(models.Model):
    """A case was opened in an emergency, over [from, until).

    What it opens stands in the seat's key; `lead_agency` is the one that led the case then.
    """

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    look_up = models.OneToOneField(LookUp, models.PROTECT, related_name="access")
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    reference = models.CharField(max_length=12)
    lead_agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    key = models.ForeignKey(Key, models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=20, choices=Purpose)
    reason = models.CharField(max_length=600)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField()
    review_by = models.DateField()  # the last day
    reviewed_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    finding = models.CharField(max_length=14, choices=Finding, blank=True)
    follows = models.CharField(max_length=600, blank=True)

    objects = AccessManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until_at__gte=F("from_at")), name="emergency_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(finding="", reviewed_at=None)
                | (~Q(finding="") & Q(reviewed_at__isnull=False)),
                name="emergency_is_reviewed_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"emergency access {self.id}"

    def lasts(self, moment: datetime) -> bool:
        """Whether it opens the case at the moment."""
        return self.from_at <= moment < self.until_at

    def is_overdue(self, moment: datetime) -> bool:
        """Whether the days for its review are over."""
        return not self.is_reviewed and clock.local(moment).date() > self.review_by

    @property
    def is_reviewed(self) -> bool:
        """Whether another human has looked at it."""
        return self.reviewed_at is not None

    def hold(self) -> None:
        """Keep the row to this transaction, and read it anew."""
        self.refresh_from_db(from_queryset=type(self).objects.select_for_update())
