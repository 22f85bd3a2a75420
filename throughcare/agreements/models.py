"""Drafts of an agreement's next version, what the parties answer, and what a draft would change."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from throughcare.agencies.models import Agency, Post
from throughcare.kernel import ids
from throughcare.sharing.models import Agreement, Version


class Settled(Exception):
    """A move that the draft does not allow (any more). The text is for the worker."""


class Stage(models.TextChoices):
    """How far a draft has come."""

    WRITING = "writing", _("Being written")
    SENT = "sent", _("Waits for the parties")
    IN_FORCE = "in_force", _("Accepted by all")
    WITHDRAWN = "withdrawn", _("Withdrawn")


OPEN = (Stage.WRITING, Stage.SENT)


class Draft(models.Model):
    """A version that is not in force yet. Once sent it never changes: what is read is accepted.

    `reckoned_at` is when it was last worked out what the draft opens and closes; None asks for it.
    """

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="drafts")
    version = models.OneToOneField(Version, models.PROTECT, related_name="draft")
    base = models.ForeignKey(Version, models.PROTECT, related_name="+")
    why = models.CharField(max_length=500)
    stage = models.CharField(max_length=9, choices=Stage, default=Stage.WRITING)
    drafted_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    reckoned_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agreement"], condition=Q(stage__in=OPEN), name="one_open_draft"
            )
        ]

    def __str__(self) -> str:
        return f"draft of {self.version}"

    def hold(self) -> None:
        """Read anew how far it has come, and let nobody else move it in this transaction."""
        self.agreement.hold()
        self.refresh_from_db(fields=["stage"])


class Answer(models.Model):
    """What the signatory of a party has said to a draft. A no may become a yes; a yes stays."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="answers")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    agrees = models.BooleanField()
    words = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draft", "agency"], name="one_answer_per_party")
        ]


class Effect(models.Model):
    """What a draft would open and close of one agency's entries for the seats of another."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="effects")
    reader = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    owner = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    posts = models.PositiveIntegerField()
    opened = models.PositiveIntegerField()
    closed = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draft", "reader", "owner"], name="one_effect_per_two")
        ]
