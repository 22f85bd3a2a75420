"""Programmes by key, their versions, and which agency works by which."""

import hashlib
from datetime import datetime

from django.db import models
from django.db.models import F, Q

from throughcare.agencies.models import Agency, Post
from throughcare.kernel import ids
from throughcare.kernel.clock import FOREVER
from throughcare.programmes import texts


class Programme(models.Model):
    """A programme model. Without an agency it is everybody's, and kept from the command line."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    key = models.SlugField(max_length=48, unique=True)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="programmes")

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return self.key

    def hold(self) -> None:
        """Let nobody else add a version or adopt one until this transaction has ended."""
        Programme.objects.select_for_update(no_key=True).get(pk=self.pk)


class Version(models.Model):
    """One text of a programme, byte for byte. It never changes: the database refuses."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    digest = models.CharField(max_length=64)
    drawn_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    added_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="one_text_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.programme.key}, version {self.number}"

    @property
    def read(self) -> texts.Read:
        """The text through its typed models."""
        return texts.read_once(self.text)


class Adoption(models.Model):
    """That an agency works by a version, over [from, until)."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="adoptions")
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="adoptions")
    version = models.ForeignKey(Version, models.PROTECT, related_name="adoptions")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(default=FOREVER)
    adopted_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    ended_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "programme"],
                condition=Q(until_at=FOREVER),
                name="one_version_adopted",
            ),
            models.CheckConstraint(
                condition=Q(until_at__gte=F("from_at")), name="adoption_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version} at {self.agency}"

    def is_in_force(self, moment: datetime) -> bool:
        """Whether the agency works by it at the moment."""
        return self.from_at <= moment < self.until_at


def digest_of(text: str) -> str:
    """SHA-256 of a text, 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()
