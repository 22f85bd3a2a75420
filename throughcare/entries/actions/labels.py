"""Who may read an entry: widening, narrowing, splitting a part off, asking the owner."""

import uuid
from collections.abc import Iterable

from django.db import transaction

from throughcare import names
from throughcare.audit.actions import record
from throughcare.entries import policy
from throughcare.entries.facts import Label, Place, label_of, places, readers
from throughcare.entries.models import Entry, Kind, LabelRequest, Reader
from throughcare.entries.verbs import Verb
from throughcare.kernel import clock
from throughcare.kernel.actor import Actor
from throughcare.notices.models import Notice
from throughcare.sharing.categories import Handling, widens


@transaction.atomic
def relabel(
    actor: Actor,
    entry: Entry,
    *,
    version: int,
    categories: int,
    handling: int,
    named: Iterable[uuid.UUID] = (),
    reason: str,
) -> Entry:
    """Give an entry another label; widening is a disclosure, narrowing tells who loses it."""
    policy.may_correct(actor, entry).require()
    team = places(entry.case, actor.at)
    before = label_of(entry)
    moment = clock.now()
    after = Label(entry.agency_id, categories, handling, entry.occurred_at, moment, frozenset(named))
    policy.may_write(actor, entry.case, after).require()
    lost, won = _moved(team, before, after)
    is_wider = bool(won) or widens((before.categories, before.handling), (categories, handling))
    entry.keep_version(version, by=actor.post_id, reason=reason)
    entry.label(categories, handling, version=version + 1, shared_at=moment if is_wider else None)
    Reader.objects.keep(entry, named, author=actor.post_id)
    verb = Verb.WIDENED if is_wider else Verb.NARROWED
    event = record(actor, verb, entry, ids=[place.post.pk for place in won], reason=reason)
    Notice.objects.tell(event, [place.post.pk for place in lost])
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
    reason: str,
) -> Entry:
    """Take a part out of an entry and give it a label of its own; both stay linked."""
    policy.may_correct(actor, entry).require()
    moment = clock.now()
    label = Label(entry.agency_id, categories, handling, entry.occurred_at, moment)
    policy.may_write(actor, entry.case, label).require()
    entry.keep_version(version, by=actor.post_id, reason=reason)
    entry.rewrite(kept, version=version + 1)
    part = entry.part(headline, text, categories, handling, author=actor.post_id, moment=moment)
    part.folded = names.fold(headline)[:400]
    part.save()
    Reader.objects.keep(part, [], author=actor.post_id)
    record(actor, Verb.SPLIT, entry, ids=[part.pk], reason=reason)
    record(actor, Verb.WRITTEN, part, kind_of_entry=part.kind)
    return part


@transaction.atomic
def ask(actor: Actor, entry: Entry, *, wish: str) -> LabelRequest:
    """Ask the owner of an entry for another label."""
    policy.may_ask(actor, entry).require()
    request = LabelRequest.objects.create(
        entry=entry, asked_by_id=actor.post_id, asked_at=clock.now(), wish=wish
    )
    event = record(actor, Verb.LABEL_ASKED, entry, ids=[request.pk], wish=wish)
    Notice.objects.tell(event, [entry.author_id])
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


def _moved(
    team: list[Place], before: Label, after: Label
) -> tuple[list[Place], list[Place]]:
    """Those of the team who lose the entry by a change of label, and those who win it."""
    had = {place.seat.pk: place for place in readers(team, before)}
    have = {place.seat.pk: place for place in readers(team, after)}
    lost = [place for seat, place in had.items() if seat not in have]
    won = [place for seat, place in have.items() if seat not in had]
    return lost, won
