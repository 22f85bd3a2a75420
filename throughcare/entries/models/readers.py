"""The list of a NAMED entry."""

from collections.abc import Iterable
from uuid import UUID

from django.db import models
from django.db.models import Q

from throughcare.cases.models import Seat
from throughcare.entries.models.entry import Entry
from throughcare.sharing.categories import Handling


class ReaderManager(models.Manager["Reader"]):
    """Keeps the list of a NAMED entry."""

    def listed(self, case: UUID, seats: Iterable[UUID], *, by: UUID | None) -> frozenset[UUID]:
        """These seats, as far as they are of the case, and that of the post that lists them."""
        wanted = Seat.objects.filter(Q(pk__in=list(seats)) | Q(post=by), case=case)
        return frozenset(wanted.values_list("pk", flat=True))

    def keep(self, entry: Entry, seats: Iterable[UUID], *, author: UUID | None) -> None:
        """Let exactly these seats of the case, and the author's, stand on the list."""
        listed: frozenset[UUID] = frozenset()
        if entry.handling == Handling.NAMED:
            listed = self.listed(entry.case_id, seats, by=author)
            self.add(entry, listed)
        self.filter(entry=entry).exclude(seat__in=listed).delete()

    def add(self, entry: Entry, seats: Iterable[UUID]) -> None:
        """Put seats on the list; nothing is read back, for the entry may not show yet."""
        self.bulk_create(
            (Reader(entry_id=entry.pk, seat_id=seat) for seat in sorted(seats)),
            ignore_conflicts=True,
        )


class Reader(models.Model):
    """A seat on the list of a NAMED entry."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="readers", db_index=False)
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")

    objects = ReaderManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "seat"], name="one_reader_per_seat")
        ]
