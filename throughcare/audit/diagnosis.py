"""What is wrong with the first event of a lane that does not follow: slow, asked once per lane."""

import json
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from throughcare.audit import chain
from throughcare.audit.models import Event
from throughcare.audit.rows import Row


class What(models.TextChoices):
    """What is wrong with an event."""

    CHANGED = "changed", _("changed")
    REMOVED = "removed before it", _("an event before it was removed")
    INSERTED = "inserted", _("inserted")
    OUT_OF_ORDER = "out of order", _("out of order")
    CUT_OFF = "cut off after", _("cut off after it")
    DETAIL_CHANGED = "detail changed", _("its detail was changed")
    DETAIL_REMOVED = "detail removed", _("its detail was removed")
    DETAIL_INSERTED = "detail inserted", _("a detail was inserted")
    DETAIL_UNDECIDED = "detail erased", _("its detail was erased without a decision")
    LANE_MISSING = "lane missing", _("its lane is missing")


def diagnosis(before: Row | None, row: Row) -> tuple[Row, What]:
    """Which of two neighbours is bad, and how; `row` does not follow `before`."""
    place = before.sequence if before else 0
    if row.sequence > row.lane_sequence or row.sequence <= place:
        return row, What.INSERTED
    stated = _stated(row)
    if stated is None:
        return row, What.CHANGED
    if before and row.previous == before.previous:
        return before, What.INSERTED
    if row.sequence == place + 1 and stated == (row.lane, row.sequence):
        return _misfit(before, row)
    if Event.objects.filter(lane=row.lane, hash=row.previous).exists():
        return row, What.OUT_OF_ORDER
    return row, What.REMOVED


def _stated(row: Row) -> tuple[Any, Any] | None:
    """The place that the event was hashed with, or None when it was changed in anything else."""
    if row.hash != chain.link(row.previous, row.payload):
        return None
    try:
        hashed = json.loads(row.payload)
        stated = (hashed["lane"], hashed["sequence"])
    except (ValueError, KeyError, TypeError):
        return None
    columns = dict(zip(chain.FIELDS, row.values, strict=True))
    columns["lane"], columns["sequence"] = stated
    return stated if chain.payload(tuple(columns.values())) == row.payload else None


def _misfit(before: Row | None, row: Row) -> tuple[Row, What]:
    """Right in itself and in its place: it hangs on another predecessor, or its id is older."""
    head = before.hash if before else chain.GENESIS
    if row.previous == head:
        return row, What.OUT_OF_ORDER
    return (before or row), What.CHANGED
