"""Seats on a case, with their past."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from throughcare.agencies.models import Post
from throughcare.agencies.roles import Role
from throughcare.cases.models.case import Case
from throughcare.kernel import clock, ids
from throughcare.kernel.clock import BEGINNING, FOREVER
from throughcare.sharing.joins import Join
from throughcare.sharing.models import Key
from throughcare.sharing.purposes import Purpose


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

    def open_in_emergency(
        self, *, case: Case, post: Post, purpose: str, until_at: datetime
    ) -> "Seat":
        """Open the case to a post in an emergency: beside its seat, or with a seat until then."""
        now = clock.now()
        seat = self.select_for_update().filter(case=case, post=post).first()
        is_alone = seat is None or not seat.is_in_force(now)
        if seat is None or is_alone:
            until_at = min(until_at, post.until_at)
            seat = self.give(
                case=case,
                post=post,
                role=post.role,
                purpose=purpose,
                from_at=now,
                until_at=until_at,
            )
        seat.key = Key.objects.open(seat.key, until_at=until_at, is_alone=is_alone)
        seat.save(update_fields=["key"])
        return seat

    def hold(self, *, case: Case, post: Post, purpose: str, moment: datetime) -> datetime | None:
        """Let a post that will answer for the case have a seat from the moment on, to its end.

        Returns when its seat would have ended, if it has one already.
        """
        seat = self.select_for_update().filter(case=case, post=post).first()
        if seat is None or seat.until_at <= clock.now() or seat.key.is_alone:
            self.give(case=case, post=post, role=post.role, purpose=purpose, from_at=moment)
            return None
        ended = seat.until_at
        seat.from_at, seat.until_at = min(seat.from_at, moment), post.until_at
        seat.save(update_fields=["from_at", "until_at"])
        return ended


class Seat(models.Model):
    """A post's place in a case, over [from, until). One row per case and post.

    `sees_from` says how far back: entries that occurred earlier do not show. Earlier periods of
    the same post are kept as `SeatPeriod`.
    """

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="seats")
    post = models.ForeignKey(Post, models.PROTECT, related_name="seats", db_index=False)
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

    def end_emergency(self, moment: datetime) -> None:
        """End emergency access at the moment, and the seat where nothing else gives it."""
        if self.key.is_alone:
            self.end(moment)
        self.key.end_emergency(moment)

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
