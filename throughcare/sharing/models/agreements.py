"""Agreements with their versions, and agencies' own tables."""

from datetime import datetime
from uuid import UUID

from django.db import models
from django.db.models import F, Q

from throughcare.agencies.models import Agency, Post
from throughcare.agencies.roles import Role
from throughcare.agencies.sectors import Sector
from throughcare.kernel import ids
from throughcare.kernel.clock import FOREVER

# Whoever is cleared for a category at NEED TO KNOW is cleared for it at TEAM.
NEED_WITHIN_TEAM = Q(need=F("need").bitand(F("team")))  # type: ignore[arg-type]


class Agreement(models.Model):
    """What cases are shared under. Its content lies in its versions."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    name = models.CharField(max_length=120, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def hold(self) -> None:
        """Let nobody else compile under this agreement until this transaction has ended."""
        Agreement.objects.select_for_update(no_key=True).get(pk=self.pk)

    def version_at(self, moment: datetime) -> "Version | None":
        """The accepted version that began last; it is in force, winding down, or over."""
        begun = self.versions.filter(in_force_since__isnull=False, from_at__lte=moment)
        return begun.order_by("-from_at", "-number").first()


class Version(models.Model):
    """One version of an agreement, in force over [from, until) once every party has accepted.

    After `until_at` a wind-down keeps readable what was readable; nothing new is shared.
    """

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    purposes = models.JSONField(default=list)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(default=FOREVER)
    wind_down_until = models.DateTimeField(default=FOREVER)
    in_force_since = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="one_version_per_number"),
            models.CheckConstraint(
                condition=Q(until_at__gte=F("from_at"), wind_down_until__gte=F("until_at")),
                name="version_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement.name}, version {self.number}"

    def is_open(self, moment: datetime) -> bool:
        """Whether something new may be shared at the moment."""
        return self.in_force_since is not None and self.from_at <= moment < self.until_at

    def is_winding_down(self, moment: datetime) -> bool:
        """Whether what was readable still is, and nothing new is shared."""
        return self.until_at <= moment < self.wind_down_until

    def has_party(self, agency_id: UUID | None) -> bool:
        """Whether the agency is a party."""
        return self.parties.filter(agency=agency_id).exists()


class Party(models.Model):
    """An agency under an agreement's version, and who accepted it when."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="parties")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    accepted_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    accepted_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "parties"
        constraints = [
            models.UniqueConstraint(fields=["version", "agency"], name="one_party_per_agency")
        ]


class Grant(models.Model):
    """What an agreement clears a role for: categories at TEAM and at NEED TO KNOW, as bits."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="grants")
    role = models.CharField(max_length=30, choices=Role)
    team = models.BigIntegerField(default=0)
    need = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "role"], name="one_grant_per_role"),
            models.CheckConstraint(condition=NEED_WITHIN_TEAM, name="grant_need_within_team"),
        ]


class EmergencyGrant(models.Model):
    """What emergency access may show to a sector, as bits."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="emergency_grants")
    sector = models.CharField(max_length=20, choices=Sector)
    team = models.BigIntegerField(default=0)
    need = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "sector"], name="one_emergency_per_sector"),
            models.CheckConstraint(condition=NEED_WITHIN_TEAM, name="emergency_need_within_team"),
        ]


class Wall(models.Model):
    """A "never": a sector does not see these categories, of one owner agency or of any."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="walls")
    sector = models.CharField(max_length=20, choices=Sector)
    categories = models.BigIntegerField()
    owner = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")


class OwnGrant(models.Model):
    """A row of an agency's own table: what a role sees of the agency's own entries, as bits."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="own_table")
    role = models.CharField(max_length=30, choices=Role)
    team = models.BigIntegerField(default=0)
    need = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "role"], name="one_own_grant_per_role"),
            models.CheckConstraint(condition=NEED_WITHIN_TEAM, name="own_grant_need_within_team"),
        ]
