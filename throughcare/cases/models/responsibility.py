"""Who answers for a case at every moment."""

from datetime import UTC, datetime

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from throughcare.agencies.models import Post
from throughcare.cases.models.case import Case
from throughcare.cases.models.seats import Seat
from throughcare.kernel import clock
from throughcare.kernel.clock import FOREVER


class ResponsibilityManager(models.Manager["Responsibility"]):
    """Passes responsibility on without a gap."""

    def pass_on(self, case: Case, post: Post, moment: datetime, *, purpose: str) -> None:
        """Let the post answer for the case from the moment on, and hold a seat while it does.

        What was planned for later no longer holds. When the post has an end, its agency's duty
        post, which has none, answers from then on.
        """
        Case.objects.select_for_update(no_key=True).get(pk=case.pk)  # one passing at a time
        for planned in self.filter(case=case, from_at__gte=moment):
            planned.call_off()
        for answering in self.filter(case=case, until_at__gt=moment):
            answering.end(moment)
        self._answer(case, post, moment, purpose)

    def passed_by_time(self, since: datetime, until: datetime) -> models.QuerySet["Responsibility"]:
        """Those that a duty post took over because a post ran out by its own end, in the period."""
        before = Responsibility.objects.filter(
            case=OuterRef("case"),
            until_at=OuterRef("from_at"),
            post__until_at=OuterRef("from_at"),
            post__agency=OuterRef("post__agency"),
        )
        duty = self.filter(post__agency__duty_post=F("post"))
        return duty.filter(Exists(before), from_at__gt=since, from_at__lte=until)

    def _answer(self, case: Case, post: Post, moment: datetime, purpose: str) -> None:
        ended = Seat.objects.hold(case=case, post=post, purpose=purpose, moment=moment)
        self.create(case=case, post=post, from_at=moment, until_at=post.until_at, seat_until=ended)
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
    # When the seat would have ended that is held for this; none when there was no seat.
    seat_until = models.DateTimeField(null=True)

    objects = ResponsibilityManager()

    class Meta:
        verbose_name_plural = "responsibilities"
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(until_at=FOREVER), name="one_responsible_at_the_end"
            )
        ]

    @property
    def occasion(self) -> str:
        """What came with it, as a key: the case passed on at that moment."""
        return f"passed {self.case_id} {self.from_at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%f}"

    def end(self, moment: datetime) -> None:
        """Somebody else answers from then on: the seat lasts as long as it would have without."""
        self.until_at = moment
        self.save(update_fields=["until_at"])
        if self.seat_until is not None:
            seat = Seat.objects.get(case=self.case_id, post=self.post_id)
            seat.end(max(moment, self.seat_until))

    def call_off(self) -> None:
        """Somebody else takes the case before this begins: the seat is again as it was."""
        now = clock.now()
        seat = Seat.objects.get(case=self.case_id, post=self.post_id)
        if self.seat_until is not None:
            seat.end(max(now, self.seat_until))
        elif seat.from_at > now:
            seat.end(seat.from_at)
        self.delete()
