"""A referral: who told which agency of whom, when it must be answered, and what came of it.

What was told is a concern, an entry of the case that begins with it.
"""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from throughcare import names
from throughcare.agencies.models import Agency, Post
from throughcare.cases.models import Case
from throughcare.kernel import clock, ids
from throughcare.notes.models import Source
from throughcare.programmes.models import Version

ANSWERED_IN = 14  # days


class Settled(Exception):
    """A move that the referral's state does not allow (any more). The text is for the worker."""


class State(models.TextChoices):
    """What came of a referral."""

    OPEN = "open", _("Waits for a decision")
    ACCEPTED = "accepted", _("Taken on")
    ADVICE = "advice", _("Advice only")
    PASSED_ON = "passed_on", _("Passed on to others")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")  # it should not have been made


OUTCOMES = [
    (state.value, state.label) for state in State if state not in {State.OPEN, State.WITHDRAWN}
]


class ReferralManager(models.Manager["Referral"]):
    """Makes referrals together with the keys they are found by."""

    def send(self, case: Case, subject: str, moment: datetime, **fields: object) -> "Referral":
        """A referral that waits, with the day by which it must be answered."""
        due = _due(moment)
        sent = self.create(case=case, subject=subject, sent_at=moment, due_on=due, **fields)
        keys = [ReferralKey(referral=sent, key=key) for key in sorted(names.keys(subject))]
        ReferralKey.objects.bulk_create(keys, ignore_conflicts=True)  # nothing is read back
        return sent


class Referral(models.Model):
    """One agency is told of somebody; the case is its own from the first byte."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="referrals")
    subject = models.CharField(max_length=120)  # the name, as whoever sent it wrote it
    source = models.CharField(max_length=7, choices=Source)
    sent_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    to_agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    version = models.ForeignKey(Version, models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField()
    due_on = models.DateField()
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    settled_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=600, blank=True)  # what whoever sent it learns

    objects = ReferralManager()

    class Meta:
        indexes = [models.Index(fields=["to_agency", "state", "due_on"])]

    def __str__(self) -> str:
        return f"referral {self.id}"

    @property
    def is_open(self) -> bool:
        """Whether it waits for a decision."""
        return self.state == State.OPEN

    @property
    def programme(self) -> str:
        """The title of the programme it is for; empty where it names none."""
        return self.version.read.text.title if self.version else ""

    def settle(self, outcome: str, answer: str, by: UUID) -> None:
        """Decide it, once."""
        if not self.is_open:
            raise Settled(_("This referral was decided in the meantime."))
        self.state, self.answer = outcome, answer
        self.settled_by_id, self.settled_at = by, clock.now()
        self.save(update_fields=["state", "answer", "settled_by", "settled_at"])

    def withdraw(self, by: UUID) -> None:
        """Take it back: it is called by its case's number and found by nobody."""
        self.settle(State.WITHDRAWN, "", by)
        self.subject = self.case.reference
        self.save(update_fields=["subject"])
        self.keys.all().delete()

    def look_again(self) -> None:
        """Let it wait for another decision, with a new day."""
        if self.is_open:
            raise Settled(_("This referral waits for a decision already."))
        self.state, self.settled_by, self.settled_at = State.OPEN, None, None
        self.due_on = _due(clock.now())
        self.save(update_fields=["state", "settled_by", "settled_at", "due_on"])


class ReferralKey(models.Model):
    """A search key of the name in a referral (see throughcare.names); it shows with it."""

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="keys")
    key = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "referral"], name="one_key_per_referral")
        ]


def _due(moment: datetime) -> date:
    return clock.local(moment).date() + timedelta(days=ANSWERED_IN)
