"""The entry: whatever is known or done on a case, with its label, versions and named readers."""

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import F, Q

from throughcare.agencies.models import Agency, Post, Regime
from throughcare.cases.models import Case, Seat
from throughcare.entries.models.words import Grading, Kind, Whose
from throughcare.kernel import clock, ids
from throughcare.sharing.categories import (
    AGENCY_BIT,
    NEED_SHIFT,
    NEVER_BITS,
    Category,
    Handling,
    Statement,
    categories_in,
    entry_bits,
)
from throughcare.sharing.joins import Join


class Stale(Exception):
    """Somebody saved another version in the meantime."""


class Entry(models.Model):
    """One thing known or done on a case, owned by the agency whose post wrote it.

    `bits` follow from categories and handling (a constraint ties them) and are what the rule
    compares with a mask. `shared_at` is when the label last became wider, or was first given.
    """

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=12, choices=Kind)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    author = models.ForeignKey(Post, models.PROTECT, related_name="+")
    categories = models.BigIntegerField()
    handling = models.SmallIntegerField(choices=Handling)
    bits = models.BigIntegerField(editable=False)
    why_needed = models.CharField(max_length=300, blank=True)
    statement = models.CharField(max_length=10, choices=Statement, default=Statement.FACT)
    grading = models.CharField(max_length=2, choices=Grading, blank=True, default="")
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    shared_at = models.DateTimeField()
    regime = models.CharField(max_length=4, choices=Regime)
    basis = models.CharField(max_length=200, blank=True)
    whose = models.CharField(max_length=6, choices=Whose, default=Whose.PERSON)
    keep_until = models.DateField(null=True, blank=True)
    headline = models.CharField(max_length=160)
    folded = models.CharField(max_length=400, blank=True, editable=False)
    text = models.TextField(blank=True)
    follows = models.ForeignKey("self", models.PROTECT, null=True, related_name="followed_by")
    version = models.PositiveIntegerField(default=1)

    seated = Join("cases.Seat", here="case", there="case")

    class Meta:
        verbose_name_plural = "entries"
        constraints = [
            models.CheckConstraint(
                name="bits_follow_the_label",
                condition=Q(handling=Handling.TEAM, bits=F("categories"))
                | Q(handling=Handling.NEED_TO_KNOW, bits=F("categories") * NEED_SHIFT)
                | Q(handling=Handling.AGENCY, bits=F("categories") * NEED_SHIFT + AGENCY_BIT)
                | Q(handling=Handling.NAMED, bits=NEVER_BITS),
            ),
            models.CheckConstraint(
                name="an_entry_has_a_category",
                condition=Q(categories__gt=0, categories__lt=NEED_SHIFT),
            ),
        ]
        indexes = [
            models.Index(fields=["case", "occurred_at", "id"]),
            models.Index(fields=["case", "kind", "occurred_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the bits in step with the label."""
        self.bits = entry_bits(self.categories, self.handling)
        super().save(*args, **kwargs)

    @property
    def detail(self) -> "Entry":
        """The entry as its own kind, with the kind's fields; itself when it has none."""
        model = _child_models().get(self.kind)
        return self if model is None or isinstance(self, model) else model.objects.get(pk=self.pk)

    @property
    def own_fields(self) -> dict[str, str]:
        """The fields of the entry's kind, as text, for keeping a version."""
        return {
            field.name: field.value_to_string(self)
            for field in self._meta.local_concrete_fields
            if type(self) is not Entry and not field.primary_key
        }

    def keep_version(self, version: int, *, by: UUID, reason: str) -> "EntryVersion":
        """Keep the stored state, provided it is still the version the edit began with."""
        moved = Entry.objects.filter(pk=self.pk, version=version).update(version=F("version") + 1)
        if not moved:
            raise Stale
        stored = Entry.objects.get(pk=self.pk).detail
        return EntryVersion.objects.create(
            entry_id=self.pk,
            number=version,
            headline=stored.headline,
            text=stored.text,
            fields=stored.own_fields,
            categories=stored.categories,
            handling=stored.handling,
            bits=stored.bits,
            reader_seats=[str(reader.seat_id) for reader in stored.readers.all()],
            statement=stored.statement,
            occurred_at=stored.occurred_at,
            shared_at=stored.shared_at,
            replaced_at=clock.now(),
            replaced_by_id=by,
            reason=reason,
        )

    def label(self, categories: int, handling: int, *, version: int, shared_at: datetime) -> None:
        """Set the label; `shared_at` is when it last became wider."""
        self.categories, self.handling, self.version = categories, handling, version
        self.shared_at = shared_at
        label = ["categories", "handling", "bits", "shared_at", "why_needed"]
        self.save(update_fields=[*label, "version"])

    def reaches_more(self, occurred_at: datetime) -> bool:
        """Whether a later date brings the entry within the reach of a seat on its case."""
        reached = Q(sees_from__gt=self.occurred_at, sees_from__lte=occurred_at)
        return Seat.objects.filter(reached, case=self.case_id).exists()

    def rewrite(self, text: str, *, version: int) -> None:
        """Replace the text."""
        self.text, self.version = text, version
        self.save(update_fields=["text", "version"])

    def part(
        self,
        headline: str,
        text: str,
        categories: int,
        handling: int,
        *,
        author: UUID,
        moment: datetime,
    ) -> "Entry":
        """A part of this entry as an entry of its own, unsaved: same moment, source and law."""
        return Entry(
            case_id=self.case_id,
            kind=Kind.NOTE,
            agency_id=self.agency_id,
            author_id=author,
            categories=categories,
            handling=handling,
            statement=self.statement,
            grading=self.grading,
            occurred_at=self.occurred_at,
            recorded_at=moment,
            shared_at=moment,
            regime=self.regime,
            basis=self.basis,
            whose=self.whose,
            keep_until=self.keep_until,
            headline=headline,
            text=text,
            follows=self,
        )

    @property
    def handling_code(self) -> str:
        """The handling's name for the tag: `need_to_know`."""
        return Handling(self.handling).code

    @property
    def category_list(self) -> list[Category]:
        """The categories in their order."""
        return categories_in(self.categories)


@cache
def _child_models() -> dict[str, type[Entry]]:
    """Each kind's own model, where it has one: the model is named as the kind is."""
    by_name = {model._meta.model_name: model for model in Entry.__subclasses__()}
    return {kind: by_name[name] for kind in Kind if (name := kind.replace("_", "")) in by_name}


class ReaderManager(models.Manager["Reader"]):
    """Keeps the list of a NAMED entry."""

    def listed(self, case: UUID, seats: Iterable[UUID], *, by: UUID | None) -> frozenset[UUID]:
        """These seats, as far as they are of the case, and that of the post that lists them."""
        wanted = Seat.objects.filter(Q(pk__in=list(seats)) | Q(post=by), case=case)
        return frozenset(wanted.values_list("pk", flat=True))

    def keep(self, entry: Entry, seats: Iterable[UUID], *, author: UUID | None) -> None:
        """Let exactly these seats of the case, and the author's, stand on the list."""
        self.filter(entry=entry).delete()
        if entry.handling == Handling.NAMED:
            listed = self.listed(entry.case_id, seats, by=author)
            self.bulk_create(Reader(entry_id=entry.pk, seat_id=seat) for seat in sorted(listed))


class Reader(models.Model):
    """A seat on the list of a NAMED entry."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="readers")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")

    objects = ReaderManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "seat"], name="one_reader_per_seat")
        ]


class EntryVersion(models.Model):
    """An earlier state of an entry, with the label it had then, and why it changed.

    It shows only where both this label and the entry's present one admit.
    """

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    headline = models.CharField(max_length=160)
    text = models.TextField(blank=True)
    fields = models.JSONField(default=dict)
    categories = models.BigIntegerField()
    handling = models.SmallIntegerField(choices=Handling)
    bits = models.BigIntegerField()
    reader_seats = models.JSONField(default=list)
    statement = models.CharField(max_length=10, choices=Statement)
    occurred_at = models.DateTimeField()
    shared_at = models.DateTimeField()
    replaced_at = models.DateTimeField()
    replaced_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "number"], name="one_row_per_version")
        ]
