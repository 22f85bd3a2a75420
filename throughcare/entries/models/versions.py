"""Earlier versions of an entry: kept by every change, shown where both labels admit."""

from collections.abc import Iterable
from uuid import UUID

from django.db import models
from django.db.models import F

from throughcare.agencies.models import Post
from throughcare.entries.models.entry import WEIGHED, Entry
from throughcare.entries.models.words import Grading, Whose
from throughcare.kernel import clock
from throughcare.sharing.categories import Handling, Statement, entry_bits


class Stale(Exception):
    """Somebody saved another version in the meantime."""


class VersionManager(models.Manager["EntryVersion"]):
    """Keeps what an entry said before it changes."""

    def keep(self, entry: Entry, version: int, *, by: UUID, reason: str) -> "EntryVersion":
        """Keep the stored state, provided it is still the version the edit began with."""
        stored = Entry.objects.filter(pk=entry.pk)
        if not stored.filter(version=version).update(version=F("version") + 1):
            raise Stale
        was = stored.get().detail
        return self.create(
            entry_id=entry.pk,
            number=version,
            headline=was.headline,
            text=was.text,
            fields=was.own_fields,
            categories=was.categories,
            handling=was.handling,
            bits=was.bits,
            reader_seats=[str(reader.seat_id) for reader in was.readers.all()],
            **{name: getattr(was, name) for name in WEIGHED},
            occurred_at=was.occurred_at,
            shared_at=was.shared_at,
            replaced_at=clock.now(),
            replaced_by_id=by,
            reason=reason,
        )


class EntryVersion(models.Model):
    """An earlier state of an entry, with the label it had then, and why it changed.

    It shows only where both this label and the entry's present one admit; where a part was split
    off, only where the part's label admits as well.
    """

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="versions", db_index=False)
    number = models.PositiveIntegerField()
    headline = models.CharField(max_length=160)
    text = models.TextField(blank=True)
    fields = models.JSONField(default=dict)
    categories = models.BigIntegerField()
    handling = models.SmallIntegerField(choices=Handling)
    bits = models.BigIntegerField()
    reader_seats = models.JSONField(default=list)
    statement = models.CharField(max_length=10, choices=Statement)
    grading = models.CharField(max_length=2, choices=Grading, blank=True, default="")
    basis = models.CharField(max_length=200, blank=True, default="")
    whose = models.CharField(max_length=6, choices=Whose, default=Whose.PERSON)
    occurred_at = models.DateTimeField()
    shared_at = models.DateTimeField()
    replaced_at = models.DateTimeField()
    replaced_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300, blank=True)

    objects = VersionManager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "number"], name="one_row_per_version")
        ]

    def narrow(self, categories: int, handling: int, seats: Iterable[UUID]) -> None:
        """Show to fewer, once a part of the text has been split off under another label."""
        self.categories, self.handling = categories, handling
        self.bits, self.reader_seats = entry_bits(categories, handling), sorted(map(str, seats))
        self.save(update_fields=["categories", "handling", "bits", "reader_seats"])

    def as_entry(self, present: Entry) -> Entry:
        """What the version said, as an unsaved entry of the present one's kind."""
        model = type(present)
        own = {
            field.attname: field.to_python(self.fields[field.name])
            for field in model.own_columns()
            if field.name in self.fields
        }
        return model(
            kind=present.kind,
            headline=self.headline,
            text=self.text,
            occurred_at=self.occurred_at,
            **{name: getattr(self, name) for name in WEIGHED},
            **own,
        )
