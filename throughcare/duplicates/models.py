"""Stewards, the pairs of cases that may be about one person, and what came of them.

Merging never unites cases, seats or entries: it lets each team know of the other case. So taking it
back is exact.
"""

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from throughcare.agencies.models import Agency, Post
from throughcare.cases.models import Case
from throughcare.kernel import clock, ids
from throughcare.kernel.clock import FOREVER
from throughcare.sharing.models import Agreement


class Settled(Exception):
    """A move that the pair's state does not allow (any more). The text is for the worker."""


class Steward(models.Model):
    """The post that the parties of an agreement have appointed to look at like names under it."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(default=FOREVER)

    def __str__(self) -> str:
        return f"steward of {self.agreement}"


class Standing(models.TextChoices):
    """How a pair stands."""

    OPEN = "open", _("Waits for the steward")
    ASKED = "asked", _("Both agencies are asked")
    APART = "apart", _("Not the same person")
    SAME = "same", _("The same person")


class Reason(models.TextChoices):
    """Why two cases are proposed."""

    SAME_NAME = "same_name", _("The same name")
    LIKE_NAME = "like_name", _("A name that sounds alike")
    SCRIPT = "script", _("Written in another script")
    FURTHER = "further", _("By a further name or alias")
    SAME_BIRTH = "same_birth", _("The same date of birth")
    BIRTH_FITS = "birth_fits", _("What is known of the date of birth fits")
    BIRTH_DIFFERS = "birth_differs", _("The dates of birth differ")


class Pair(models.Model):
    """Two cases with a like name, under one agreement or of one agency.

    `told` holds what the steward sees of each: names and dates of birth. It is emptied when the
    steward says that they are not the same.
    """

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    agreement = models.ForeignKey(Agreement, models.PROTECT, null=True, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    left_case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    right_case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    left_agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    right_agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    left_reference = models.CharField(max_length=12)
    right_reference = models.CharField(max_length=12)
    told = models.JSONField(default=dict)
    reasons = models.JSONField(default=list)
    found_at = models.DateTimeField()
    standing = models.CharField(max_length=5, choices=Standing, default=Standing.OPEN)
    settled_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["left_case", "right_case"], name="one_pair_per_cases"),
            models.CheckConstraint(
                condition=Q(left_case__lt=F("right_case")), name="left_case_before_right"
            ),
            models.CheckConstraint(
                condition=Q(agreement__isnull=True) ^ Q(agency__isnull=True),
                name="pair_of_agreement_or_agency",
            ),
        ]

    def __str__(self) -> str:
        return f"pair {self.id}"

    @property
    def is_open(self) -> bool:
        """Whether it is the steward's turn, or the agencies'."""
        return self.standing in {Standing.OPEN, Standing.ASKED}

    @property
    def sides(self) -> list["Side"]:
        """Both, as the steward sees them."""
        return [
            Side(agency, self.told.get(key, {}))
            for key, agency in (("left", self.left_agency), ("right", self.right_agency))
        ]

    @property
    def why(self) -> list[str]:
        """The reasons in words."""
        return [str(Reason(code).label) for code in self.reasons]

    def stand(self, standing: str, by: Post | None, *, expected: set[str]) -> None:
        """Move on from where the steward saw it; a pair that moved meanwhile stays."""
        moved = {"standing": standing, "settled_at": clock.now(), "settled_by": by}
        if standing == Standing.APART:
            moved["told"] = {}
        stays = Pair.objects.filter(pk=self.pk, standing__in=expected)
        if not stays.update(**moved):
            raise Settled(_("This was decided in the meantime."))
        for name, value in moved.items():
            setattr(self, name, value)


class Side:
    """One of two cases, as the steward sees it: agency, names, dates of birth."""

    def __init__(self, agency: Agency, told: dict[str, list[str]]) -> None:
        self.agency = agency
        self.names = told.get("names", [])
        self.born = told.get("born", [])


class Question(models.Model):
    """Whoever is responsible for a case is asked whether the other agency may know of it."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    pair = models.ForeignKey(Pair, models.CASCADE, related_name="questions")
    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    asked_at = models.DateTimeField()
    may_know = models.BooleanField(null=True)
    reason = models.CharField(max_length=300, blank=True)
    answered_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pair", "case"], name="one_question_per_case")
        ]

    def __str__(self) -> str:
        return f"question {self.id}"


class Known(models.Model):
    """What a team knows: the person has another case, at which agency, by its number."""

    pair = models.ForeignKey(Pair, models.CASCADE, related_name="known")
    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    reference = models.CharField(max_length=12)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(default=FOREVER)

    def __str__(self) -> str:
        return f"known since {self.from_at:%Y-%m-%d}"


class Reach(models.Model):
    """How far in the trail names have been compared: the number of the last event."""

    event = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"compared to event {self.event}"


def in_force(moment: datetime) -> Q:
    """A period that holds at the moment."""
    return Q(from_at__lte=moment, until_at__gt=moment)
