"""Cases, seats on them, offers of both seats and responsibility."""

from datetime import datetime
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from throughcare.agencies.models import Agency, Post
from throughcare.agencies.roles import Role
from throughcare.kernel import clock, ids
from throughcare.kernel.clock import BEGINNING, FOREVER
from throughcare.people.models import Person
from throughcare.sharing.joins import Join
from throughcare.sharing.models import Agreement, Key
from throughcare.sharing.purposes import Purpose


class Settled(Exception):
    """A move that the record's state does not allow (any more). The text is for the worker."""


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

    def close(self, moment: datetime) -> None:
        """End the work."""
        if self.is_closed:
            raise Settled(_("This case is closed already."))
        self.closed_at = moment
        self._step("closed_at")

    def reopen(self) -> None:
        """Take the work up again."""
        if not self.is_closed:
            raise Settled(_("This case is open already."))
        self.closed_at = None
        self._step("closed_at")

    def pass_lead(self, agency: Agency) -> None:
        """Let another agency lead."""
        self.lead_agency = agency
        self._step("lead_agency")

    def _step(self, *fields: str) -> None:
        self.version += 1
        self.save(update_fields=[*fields, "version"])


class SeatManager(models.Manager["Seat"]):
    """Gives seats; a post that had one takes the same row again, its past kept."""

    def give(
        self,
        *,
        case: Case,
        post: Post,
        role: str,
        purpose: str,
        from_at: datetime,
        until_at: datetime = FOREVER,
        sees_from: datetime = BEGINNING,
        tasks: str = "",
        ground: str = "",
        is_discreet: bool = False,
    ) -> "Seat":
        """The post's seat on the case from a moment on."""
        seat = self.select_for_update().filter(case=case, post=post).first()
        if seat is None:
            seat = Seat(case=case, post=post)
        else:
            seat.keep_period(from_at)
        seat.role, seat.purpose, seat.tasks, seat.ground = role, purpose, tasks, ground
        seat.from_at, seat.sees_from, seat.is_discreet = from_at, sees_from, is_discreet
        seat.until_at = min(until_at, post.until_at)
        seat.key = seat.found_key()
        seat.save()
        return seat

    def hold(self, *, case: Case, post: Post, purpose: str, moment: datetime) -> None:
        """Let a post that will answer for the case have a seat from the moment on, to its end."""
        seat = self.select_for_update().filter(case=case, post=post).first()
        if seat is None or seat.until_at <= clock.now():
            self.give(case=case, post=post, role=post.role, purpose=purpose, from_at=moment)
            return
        seat.from_at, seat.until_at = min(seat.from_at, moment), post.until_at
        seat.save(update_fields=["from_at", "until_at"])


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

    cleared = Join("sharing.Clearance", here="key", there="key")

    objects = SeatManager()

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

    def found_key(self) -> Key:
        """The key that this seat's clearances are looked up by."""
        return Key.objects.obtain(
            agreement=self.case.agreement,
            agency=self.post.agency,
            role=self.role,
            purpose=self.purpose,
        )

    def end(self, moment: datetime) -> None:
        """Let the seat end at the moment, never later than it would; one not begun never does."""
        self.until_at = min(max(moment, self.from_at), self.until_at)
        self.save(update_fields=["until_at"])

    def keep_period(self, moment: datetime) -> None:
        """Keep the period before the moment as history, when the post takes the seat again."""
        if self.from_at >= min(self.until_at, moment):
            return
        SeatPeriod.objects.create(
            seat=self,
            role=self.role,
            purpose=self.purpose,
            ground=self.ground,
            from_at=self.from_at,
            until_at=min(self.until_at, moment),
            sees_from=self.sees_from,
        )


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


class ResponsibilityManager(models.Manager["Responsibility"]):
    """Passes responsibility on without a gap."""

    def pass_on(self, case: Case, post: Post, moment: datetime, *, purpose: str) -> None:
        """Let the post answer for the case from the moment on, and hold a seat while it does.

        What was planned for later no longer holds. When the post has an end, its agency's duty
        post, which has none, answers from then on.
        """
        planned = self.filter(case=case, from_at__gte=moment)
        not_begun = Seat.objects.filter(case=case, from_at__gt=moment)
        not_begun.filter(post__in=planned.values("post")).update(until_at=F("from_at"))
        planned.delete()
        self.filter(case=case, until_at__gt=moment).update(until_at=moment)
        self._answer(case, post, moment, purpose)

    def _answer(self, case: Case, post: Post, moment: datetime, purpose: str) -> None:
        Seat.objects.hold(case=case, post=post, purpose=purpose, moment=moment)
        self.create(case=case, post=post, from_at=moment, until_at=post.until_at)
        if post.until_at < FOREVER:
            duty = post.agency.duty_post
            assert duty is not None  # nobody answers for a case without one: see the policy
            self._answer(case, duty, post.until_at, purpose)


class Responsibility(models.Model):
    """Who answers for a case over [from, until). The periods of a case meet without a gap."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="responsibilities")
    post = models.ForeignKey(Post, models.PROTECT, related_name="responsibilities")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(default=FOREVER)

    objects = ResponsibilityManager()

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
