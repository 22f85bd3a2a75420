"""What must hold after any crash: acknowledged notes are there, and the trail is whole."""

from collections.abc import Collection, Iterator

from throughcare.audit.models import Event
from throughcare.audit.verification import verify
from throughcare.entries.models import Entry
from throughcare.entries.verbs import Verb


def lost(acknowledged: Collection[str]) -> set[str]:
    """The acknowledged texts that are not there."""
    there = set(Entry.objects.filter(text__in=list(acknowledged)).values_list("text", flat=True))
    return set(acknowledged) - there


def faults() -> Iterator[str]:
    """Entries without their event, events without their entry, and whatever the trail says."""
    written = Event.objects.filter(verb=Verb.WRITTEN).values_list("object_id", flat=True)
    entries = {str(pk) for pk in Entry.objects.values_list("pk", flat=True)}
    events = set(written)
    if entries != events:
        yield f"{len(entries - events)} entries without event, {len(events - entries)} the reverse"
    report = verify()
    if report.first:
        yield f"the trail is said to be broken: {report.first}"
