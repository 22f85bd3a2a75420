"""Reading entries: the chronology, the readers of an entry, its earlier versions."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet, prefetch_related_objects

from throughcare.entries import policy
from throughcare.entries.facts import Answer, Label, Place, explain, places, sees, version_label
from throughcare.entries.models import Entry, EntryVersion, LabelRequest
from throughcare.entries.readings import Shown, shown
from throughcare.kernel.actor import Actor
from throughcare.kernel.prepared import prepared

PAGE = 25


@dataclass(frozen=True)
class Filters:
    """What a reader of the chronology asked for."""

    kinds: Sequence[str] = ()
    statements: Sequence[str] = ()
    agency: uuid.UUID | None = None
    category: int | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True)
class Key:
    """An entry's place in a chronology."""

    occurred_at: datetime
    entry_id: uuid.UUID


@prepared
def opened(actor: Actor, entry_id: uuid.UUID) -> QuerySet[Entry]:
    """The entry, if the rule shows it to the actor, with what its pages show around it."""
    shown = policy.visible_to(actor).filter(pk=entry_id)
    return shown.select_related("case__person", "case__agreement", "agency", "author__human")


def chronology(actor: Actor, case_id: uuid.UUID, filters: Filters) -> QuerySet[Entry]:
    """The entries of a case that the actor sees, newest first."""
    found = _filtered(policy.visible_to(actor).filter(case=case_id), filters)
    return found.select_related("agency", "author__human").order_by("-occurred_at", "-id")


@prepared
def latest(
    actor: Actor, case_id: uuid.UUID, filters: Filters, before: Key | None = None
) -> QuerySet[Entry]:
    """The first entries of a chronology, or those behind a key: one more than stand on a page."""
    found = chronology(actor, case_id, filters)
    if before is not None:
        then, pk = before.occurred_at, before.entry_id
        found = found.filter(Q(occurred_at__lt=then) | Q(occurred_at=then, pk__lt=pk))
    return found[: PAGE + 1]


@prepared
def keyed(
    actor: Actor, case_id: uuid.UUID, filters: Filters, entry_id: uuid.UUID
) -> QuerySet[Entry]:
    """The entry of a chronology behind which a page goes on."""
    return chronology(actor, case_id, filters).filter(pk=entry_id)


def _filtered(shown: QuerySet[Entry], filters: Filters) -> QuerySet[Entry]:
    if filters.kinds:
        shown = shown.filter(kind__in=filters.kinds)
    if filters.statements:
        shown = shown.filter(statement__in=filters.statements)
    if filters.agency is not None:
        shown = shown.filter(agency=filters.agency)
    if filters.category is not None:
        shown = shown.exclude(categories__apart=filters.category)
    if filters.since is not None:
        shown = shown.filter(occurred_at__gte=filters.since)
    if filters.until is not None:
        shown = shown.filter(occurred_at__lt=filters.until)
    return shown


def versions(actor: Actor, entry: Entry, team: Sequence[Place] | None = None) -> list[EntryVersion]:
    """Earlier versions; each shows only where its own label admits the actor too.

    Why a version was replaced was written under the next label, and shows where that admits.
    """
    team = places(entry.case, actor.at, post=actor.post_id) if team is None else team
    own = [place for place in team if place.post.pk == actor.post_id]
    found, last, admitted = [], entry.version, True
    for version in _versions(entry.pk):
        led_to = admitted and version.number + 1 == last  # else the database keeps the one between
        version.reason = version.reason if led_to else ""
        last = version.number
        admitted = any(sees(place, version_label(entry, version)) for place in own)
        found += [version] if admitted else []
    return found


@prepared
def _versions(entry_id: uuid.UUID) -> QuerySet[EntryVersion]:
    return EntryVersion.objects.filter(entry=entry_id).select_related("replaced_by__human")


@dataclass(frozen=True)
class Earlier:
    """An earlier version, and the entry as it was then."""

    version: EntryVersion
    entry: Entry


def earlier(present: Entry, kept: Sequence[EntryVersion]) -> list[Earlier]:
    """The versions with what they said, those of other rows read at once."""
    were = [version.as_entry(present) for version in kept]
    rows = [field.name for field in type(present)._meta.local_fields if field.many_to_one]
    prefetch_related_objects(were, *rows)
    return [Earlier(version, was) for version, was in zip(kept, were, strict=True)]


@dataclass(frozen=True)
class Around:
    """What an entry's page shows beside the entry itself."""

    earlier: list[Earlier]
    linked: list[Entry]
    wishes: list[LabelRequest]

    @property
    def ids(self) -> list[object]:
        """The ids of all that is shown, for the trail."""
        versions = (each.version for each in self.earlier)
        return [row.pk for row in (*versions, *self.linked, *self.wishes)]


def around(actor: Actor, entry: Entry, team: Sequence[Place], *, is_owner: bool) -> Around:
    """Earlier versions, what belongs together, and wishes for another label."""
    return Around(
        earlier(entry, versions(actor, entry, team)),
        linked(actor, entry),
        wishes(actor, entry, is_owner=is_owner),
    )


def linked(actor: Actor, entry: Entry) -> list[Entry]:
    """Entries that belong together with this one; a link shows where both ends are visible."""
    return _linked(actor, entry.case_id, entry.pk, entry.follows_id)


@prepared
def _linked(
    actor: Actor, case_id: uuid.UUID, entry_id: uuid.UUID, follows: uuid.UUID | None
) -> QuerySet[Entry]:
    together = Q(follows=entry_id)
    if follows is not None:
        together |= Q(pk=follows) | Q(follows=follows)
    shown = policy.visible_to(actor).filter(together, case=case_id).exclude(pk=entry_id)
    return shown.select_related("agency", "author__human")[:20]


def wishes(actor: Actor, entry: Entry, *, is_owner: bool) -> list[LabelRequest]:
    """Wishes for another label: the owner sees all, others their own."""
    return _wishes(entry.pk, None if is_owner else actor.post)


@prepared
def _wishes(entry_id: uuid.UUID, asked_by: uuid.UUID | None) -> QuerySet[LabelRequest]:
    asked = LabelRequest.objects.filter(entry=entry_id)
    if asked_by is not None:
        asked = asked.filter(asked_by=asked_by)
    return asked.select_related("asked_by__human", "asked_by__agency").order_by("asked_at")


@dataclass(frozen=True)
class Explained:
    """The steps of the rule for one member of the team."""

    who: Shown
    sees: bool
    answers: list[Answer]


def explained(team: list[Place], label: Label, viewer: uuid.UUID | None) -> list[Explained]:
    """For each of the team the steps of the rule, up to the first that does not hold."""
    found = []
    for place in team:
        answers = explain(place, label)
        found.append(Explained(shown(place, viewer), answers[-1].holds, answers))
    return found
