"""Writing an entry, and correcting one: what was there before is kept."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from throughcare import names
from throughcare.agencies.models import Agency, Post
from throughcare.agencies.policy import may_tell
from throughcare.audit.actions import record
from throughcare.entries import policy
from throughcare.entries.facts import Label, label_of, moved, places
from throughcare.entries.marked import stop_marked
from throughcare.entries.models import Entry, EntryVersion, Reader
from throughcare.entries.verbs import Verb
from throughcare.kernel import clock
from throughcare.kernel.actor import Actor
from throughcare.kernel.behalf import on_behalf_of
from throughcare.notices.models import Notice

# Where an entry belongs and who reads it change by acts of their own, or never.
NOT_CORRECTED = frozenset(
    {"id", "case", "case_id", "kind", "agency", "agency_id", "author", "author_id", "regime"}
    | {"categories", "handling", "bits", "version", "recorded_at", "shared_at"}
)


@transaction.atomic
def write(
    actor: Actor,
    entry: Entry,
    *,
    named: Iterable[uuid.UUID] = (),
    released: Iterable[str] = (),
    release_reason: str = "",
) -> Entry:
    """Put a new entry (any kind, unsaved, with its label) on the record of its case."""
    moment = clock.now()
    occurred_at = entry.occurred_at or moment
    label = Label(actor.agency, entry.categories, entry.handling, occurred_at, moment)
    policy.may_write(actor, entry.case, label).require()
    stop_marked(entry, released)
    entry.agency, entry.author_id = Agency.objects.get(pk=actor.agency), actor.post
    _put(entry, moment)
    Reader.objects.keep(entry, named, author=actor.post_id)
    record(actor, Verb.WRITTEN, entry, kind_of_entry=entry.kind, released=release_reason)
    return entry


@transaction.atomic
def receive(actor: Actor, entry: Entry, receiver: Post) -> Entry:
    """Put on the record of a case what its agency is told from outside: it is the agency's own.

    The trail says who has told; the entry stands under the post that received it.
    """
    may_tell(actor, receiver).require()
    stop_marked(entry, ())
    entry.agency, entry.author = receiver.agency, receiver
    with on_behalf_of(replace(actor, post_id=receiver.pk)):
        _put(entry, clock.now())
    record(actor, Verb.WRITTEN, entry, kind_of_entry=entry.kind)
    return entry


def _put(entry: Entry, moment: datetime) -> None:
    """Save a new entry, with what follows from whose it is and when it is written."""
    entry.regime = entry.agency.regime
    entry.recorded_at = entry.shared_at = moment
    entry.occurred_at = entry.occurred_at or moment
    entry.folded = names.fold(entry.headline)[:400]
    entry.save()


@transaction.atomic
def correct(
    actor: Actor,
    entry: Entry,
    *,
    version: int,
    reason: str,
    fields: Mapping[str, Any],
    released: Iterable[str] = (),
    release_reason: str = "",
) -> Entry:
    """Correct fields of an entry; the earlier version stays, with who, when and why."""
    policy.may_correct(actor, entry).require()
    policy.may_date(actor, entry.case, fields.get("occurred_at", entry.occurred_at)).require()
    if wrong := fields.keys() & NOT_CORRECTED:
        raise ValueError(f"Not a matter of correction: {sorted(wrong)}")
    before = label_of(entry)
    earlier = EntryVersion.objects.keep(entry, version, by=actor.post, reason=reason)
    detail = _changed(entry.detail, fields)
    stop_marked(detail, released)
    detail.version = version + 1
    detail.folded = names.fold(detail.headline)[:400]
    detail.save()
    told: dict[str, Any] = {"earlier": earlier.number, "released": release_reason}
    lost, won = _moved(actor, before, label_of(detail), detail)
    event = record(actor, Verb.CORRECTED, detail, ids=won, reason=reason, **told)
    Notice.objects.tell(event, lost)
    return detail


def _moved(
    actor: Actor, before: Label, after: Label, entry: Entry
) -> tuple[list[uuid.UUID], list[uuid.UUID]]:
    """Whom another date takes the entry from, and whom it shows it to."""
    if before.occurred_at == after.occurred_at:
        return [], []
    return moved(places(entry.case, actor.at), before, after)


def _changed(detail: Entry, fields: Mapping[str, Any]) -> Entry:
    """The entry with its new fields, unsaved; one that more seats now reach is shared anew."""
    if detail.reaches_more(fields.get("occurred_at", detail.occurred_at)):
        detail.shared_at = clock.now()
    for name, value in fields.items():
        setattr(detail, name, value)
    return detail
