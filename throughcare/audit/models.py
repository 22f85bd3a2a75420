"""Lanes, events, their details and checkpoints. Triggers keep them append-only (0002, 0003).

An event names people and records by id only, without foreign keys: it outlives what it tells of.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from throughcare.audit import chain
from throughcare.audit.sealing import checkpoints


class Kind(models.TextChoices):
    """What sort of act an event tells of."""

    CHANGE = "change", _("change")
    LOOK = "look", _("look")
    REFUSAL = "refusal", _("refusal")
    SIGN_IN = "sign-in", _("sign-in")


class Lane(models.Model):
    """One chain of events: how many it holds, and the hash of the last one."""

    id = models.PositiveSmallIntegerField(primary_key=True)
    sequence = models.BigIntegerField(default=0)
    head = models.BinaryField(default=chain.GENESIS)

    def __str__(self) -> str:
        return f"lane {self.pk} at {self.sequence}"


class Event(models.Model):
    """One act. `payload` is what was hashed; the other columns repeat it, to be searched."""

    id = models.BigAutoField(primary_key=True)
    lane = models.PositiveSmallIntegerField()
    sequence = models.BigIntegerField()
    at = models.DateTimeField()
    verb = models.CharField(max_length=80)
    kind = models.CharField(max_length=10, choices=Kind)
    human_id = models.UUIDField(null=True)
    post_id = models.UUIDField(null=True)
    agency_id = models.UUIDField(null=True)
    case_id = models.UUIDField(null=True)
    object_kind = models.CharField(max_length=80, blank=True)
    object_id = models.CharField(max_length=80, blank=True)
    purpose = models.CharField(max_length=40, blank=True)
    request_id = models.UUIDField()
    ids = models.JSONField(default=list)
    generated = models.BooleanField(default=False)
    commitment = models.BinaryField(default=b"")
    payload = models.BinaryField()
    previous = models.BinaryField()
    hash = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["lane", "sequence"], name="audit_event_place")
        ]
        indexes = [
            models.Index(fields=["case_id", "id"], name="audit_event_case"),
            models.Index(fields=["object_id", "id"], name="audit_event_object"),
            models.Index(fields=["human_id", "id"], name="audit_event_human"),
        ]

    def __str__(self) -> str:
        return f"event {self.pk} ({self.verb})"

    def canonical(self) -> bytes:
        """The bytes to hash: everything that matters, in the order of chain.FIELDS."""
        return chain.payload(
            (
                chain.dashed(self.agency_id),
                chain.moment(self.at),
                chain.dashed(self.case_id),
                self.commitment.hex(),
                self.generated,
                chain.dashed(self.human_id),
                self.ids,
                self.kind,
                self.lane,
                self.object_id,
                self.object_kind,
                chain.dashed(self.post_id),
                self.purpose,
                chain.dashed(self.request_id),
                self.sequence,
                self.verb,
            )
        )


class DetailManager(models.Manager["Detail"]):
    """Erases details; nothing else is ever changed in them."""

    def erase(self, event: int, decision: Event) -> None:
        """Erase the words of an event, as the decision says that names it; raises when gone."""
        kept = self.filter(pk=event, text__isnull=False)
        erased = {"text": None, "salt": None, "erased_at": decision.at}
        if kept.update(**erased, erased_by_decision=decision.pk) != 1:
            raise Detail.DoesNotExist


class Detail(models.Model):
    """The words of an event (reasons, search words, before and after), erasable by two humans.

    The event's `commitment` is the hash of salt and text: while they are here it proves them,
    once both are gone it tells nothing. `erased_by_decision` is the id of the event that recorded
    the decision and names the erased event.
    """

    event = models.OneToOneField(
        Event, primary_key=True, on_delete=models.DO_NOTHING, db_constraint=False
    )
    salt = models.BinaryField(null=True)
    text = models.TextField(null=True)
    erased_at = models.DateTimeField(null=True)
    erased_by_decision = models.BigIntegerField(null=True)

    objects = DetailManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="audit_detail_whole_or_erased",
                condition=Q(
                    salt__isnull=False,
                    text__isnull=False,
                    erased_at__isnull=True,
                    erased_by_decision__isnull=True,
                )
                | Q(
                    salt__isnull=True,
                    text__isnull=True,
                    erased_at__isnull=False,
                    erased_by_decision__isnull=False,
                ),
            )
        ]

    def __str__(self) -> str:
        return f"detail of event {self.pk}"


class Checkpoint(models.Model):
    """The trail as it was sealed at one moment; `payload` are the bytes that were signed.

    `peaks` are the tree's, one after the other, so that the next checkpoint need not read the whole
    trail. They prove nothing: the root in the payload does.
    """

    class Kind(models.TextChoices):
        """Why a checkpoint was made."""

        SEALED = "sealed", _("events were sealed")
        ROTATED = "rotated", _("the key was changed")
        LOSS = "loss", _("a loss was accepted")

    number = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=10, choices=Kind)
    payload = models.BinaryField()
    signature = models.BinaryField()
    peaks = models.BinaryField()

    class Meta:
        indexes = [
            models.Index(
                fields=["kind", "number"],
                name="audit_checkpoint_unusual",
                condition=~Q(kind="sealed"),
            )
        ]

    def __str__(self) -> str:
        return f"checkpoint {self.pk}"

    @property
    def signed(self) -> checkpoints.Signed:
        """What was signed; raises NoCheckpoint when it is not what the key signed."""
        return checkpoints.opened(bytes(self.payload), bytes(self.signature))
