"""Who may read an entry: widening, narrowing, splitting a part off, asking the owner."""

import uuid
from collections.abc import Iterable
from dataclasses import replace

from django.db import transaction

from throughcare import names
from throughcare.audit.actions import record
from throughcare.entries import policy
from throughcare.entries.facts import (
    Label,
    Place,
    both,
    is_widened,
    label_of,
    moved,
    places,
    relabelled,
    version_label,
)
from throughcare.entries.marked import stop_marked_text
from throughcare.entries.models import Entry, EntryVersion, LabelRequest, Reader
from throughcare.entries.verbs import Verb
from throughcare.kernel import clock
from throughcare.kernel.actor import Actor
from throughcare.notices.models import Notice
from throughcare.sharing.categories import Handling


@transaction.atomic
def relabel(
    actor: Actor,
    entry: Entry,
    *,
    version: int,
    categories: int,
    handling: int,
    named: Iterable[uuid.UUID] = (),
    why_needed: str = "",
    reason: str,
) -> Entry:
    """Give an entry another label; widening is a disclosure, narrowing tells who loses it."""
    policy.may_correct(actor, entry).require()
    team, before = places(entry.case, actor.at), label_of(entry)
    listed = Reader.objects.listed(entry.case_id, named, by=actor.post)
    label = replace(before, categories=categories, handling=handling, named=listed)
    after = relabelled(team, before, label, clock.now())
    policy.may_write(actor, entry.case, after).require()
    lost, won = moved(team, before, after)
    EntryVersion.objects.keep(entry, version, by=actor.post, reason=reason)
    entry.why_needed = why_needed
    if handling == Handling.NAMED:
        Reader.objects.add(entry, listed)  # first, so that the writer reads it all the while
    entry.label(categories, handling, version=version + 1, shared_at=after.shared_at)
    Reader.objects.keep(entry, listed, author=actor.post_id)
    verb = Verb.NARROWED if lost else Verb.RELABELLED
    verb = Verb.WIDENED if is_widened(team, before, after) else verb
    event = record(actor, verb, entry, ids=won, reason=reason)
    Notice.objects.tell(event, lost)
    return entry


@transaction.atomic
def split(
    actor: Actor,
    entry: Entry,
    *,
    version: int,
    kept: str,
    headline: str,
    text: str,
    categories: int,
    handling: int,
    named: Iterable[uuid.UUID] = (),
    why_needed: str = "",
    reason: str,
) -> Entry:
    """Take a part out of an entry and give it a label of its own; both stay linked."""
    policy.may_correct(actor, entry).require()
    moment = clock.now()
    label = Label(entry.agency_id, categories, handling, entry.occurred_at, moment)
    policy.may_write(actor, entry.case, label).require()
    stop_marked_text([kept, headline, text])
    EntryVersion.objects.keep(entry, version, by=actor.post, reason=reason)
    entry.rewrite(kept, version=version + 1)
    part = entry.part(headline, text, categories, handling, author=actor.post, moment=moment)
    part.folded, part.why_needed = names.fold(headline)[:400], why_needed
    part.save()
    Reader.objects.keep(part, named, author=actor.post_id)
    team = places(entry.case, actor.at)
    _narrow_versions(entry, label_of(part), team)
    lost, won = moved(team, label_of(entry), label_of(part))
    event = record(actor, Verb.SPLIT, entry, ids=[part.pk], reason=reason)
    Notice.objects.tell(event, lost)
    record(actor, Verb.WRITTEN, part, ids=won, kind_of_entry=part.kind)
    return part


@transaction.atomic
def ask(actor: Actor, entry: Entry, *, wish: str) -> LabelRequest:
    """Ask the owner of an entry for another label."""
    policy.may_ask(actor, entry).require()
    request = LabelRequest.objects.create(
        entry=entry, asked_by_id=actor.post, asked_at=clock.now(), wish=wish
    )
    event = record(actor, Verb.LABEL_ASKED, entry, ids=[request.pk], wish=wish)
    Notice.objects.tell(event, [_owner(entry)])
    return request


@transaction.atomic
def answer(actor: Actor, request: LabelRequest, *, answer: str) -> LabelRequest:
    """Answer a request; changing the label is an act of its own."""
    policy.may_answer(actor, request).require()
    request.answer, request.answered_at = answer, clock.now()
    request.answered_by_id = actor.post_id
    request.save()
    event = record(actor, Verb.LABEL_ANSWERED, request.entry, ids=[request.pk], answer=answer)
    Notice.objects.tell(event, [request.asked_by_id])
    return request


def _narrow_versions(entry: Entry, part: Label, team: list[Place]) -> None:
    """What was split off stands in the earlier versions: they show where its label admits too."""
    for version in entry.versions.all():
        label = both(team, version_label(entry, version), part)
        version.narrow(label.categories, label.handling, label.named)


def _owner(entry: Entry) -> uuid.UUID | None:
    """The author's post, or the duty post when that has ended."""
    author = entry.author
    return author.pk if author.is_in_force(clock.now()) else entry.agency.duty_post_id
