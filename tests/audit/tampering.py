"""Ways to tamper with a trail of ten events, for somebody with full rights over the database."""

from django.db.models import F, QuerySet

from throughcare.audit import chain
from throughcare.audit.models import Checkpoint, Detail, Event, Lane
from throughcare.kernel import clock, ids

Trail = list[Event]


def rows(event: Event) -> QuerySet[Event]:
    return Event.objects.filter(pk=event.pk)


def lane_of(trail: Trail) -> QuerySet[Lane]:
    return Lane.objects.filter(pk=trail[0].lane)


def renumber(trail: Trail, first: int, by: int) -> None:
    """Move the sequence of all events from `first` on, in an order that never collides."""
    for event in trail[first:] if by < 0 else reversed(trail[first:]):
        rows(event).update(sequence=F("sequence") + by)


def rebuild(event: Event, *, previous: bytes | None = None, **columns: object) -> None:
    """Change an event and make it right in itself again."""
    event = Event.objects.get(pk=event.pk)
    for name, value in columns.items():
        setattr(event, name, value)
    event.previous = bytes(event.previous) if previous is None else previous
    event.commitment = bytes(event.commitment)
    event.payload = event.canonical()
    event.hash = chain.link(event.previous, event.payload)
    event.save()


def forge(model: Event, sequence: int, previous: bytes) -> Event:
    event = Event.objects.get(pk=model.pk)
    event.pk, event.commitment, event.sequence, event.previous = None, b"", sequence, previous
    event.payload = event.canonical()
    event.hash = chain.link(event.previous, event.payload)
    event.save(force_insert=True)
    return event


def edit(trail: Trail) -> None:
    rows(trail[4]).update(human_id=ids.new())


def edit_last(trail: Trail) -> None:
    rows(trail[9]).update(human_id=ids.new())


def edit_payload(trail: Trail) -> None:
    rows(trail[4]).update(payload=bytes(trail[4].payload).replace(b"casework", b"research"))


def edit_both(trail: Trail) -> None:
    edit_payload(trail)
    rows(trail[4]).update(purpose="research")


def edit_and_rebuild(trail: Trail) -> None:
    rebuild(trail[4], purpose="research")


def edit_last_and_rebuild(trail: Trail) -> None:
    rebuild(trail[9], purpose="research")


def edit_previous(trail: Trail) -> None:
    rows(trail[4]).update(previous=chain.GENESIS)


def edit_first_previous(trail: Trail) -> None:
    rebuild(trail[0], previous=b"\1" * 32)


def edit_hash(trail: Trail) -> None:
    rows(trail[4]).update(hash=chain.GENESIS)


def unreadable_payload(trail: Trail) -> None:
    previous, payload = bytes(trail[4].previous), b"[]"
    rows(trail[4]).update(payload=payload, hash=chain.link(previous, payload))


def delete(trail: Trail) -> None:
    rows(trail[4]).delete()


def delete_first(trail: Trail) -> None:
    rows(trail[0]).delete()


def delete_and_renumber(trail: Trail) -> None:
    rows(trail[4]).delete()
    renumber(trail, 5, -1)


def delete_and_rebuild_next(trail: Trail) -> None:
    rows(trail[4]).delete()
    rebuild(trail[5], sequence=5, previous=bytes(trail[3].hash))
    renumber(trail, 6, -1)


def insert(trail: Trail) -> None:
    renumber(trail, 4, 1)
    forge(trail[4], 5, bytes(trail[3].hash))


def insert_at_end(trail: Trail) -> None:
    forge(trail[9], 11, bytes(trail[9].hash))


def insert_before_all(trail: Trail) -> None:
    forge(trail[0], 0, chain.GENESIS)


def swap(trail: Trail) -> None:
    rows(trail[4]).update(sequence=1000)
    rows(trail[5]).update(sequence=5)
    rows(trail[4]).update(sequence=6)


def swap_ids(trail: Trail) -> None:
    rows(trail[4]).update(id=1_000_000)
    rows(trail[6]).update(id=trail[4].pk)
    Event.objects.filter(pk=1_000_000).update(id=trail[6].pk)


def move_to_end(trail: Trail) -> None:
    rows(trail[4]).update(sequence=1000)
    renumber(trail, 5, -1)
    rows(trail[4]).update(sequence=10)


def cut_off(trail: Trail) -> None:
    for event in trail[7:]:
        rows(event).delete()


def cut_off_with_head(trail: Trail) -> None:
    """The details that are left behind give it away."""
    cut_off(trail)
    lane_of(trail).update(sequence=7, head=trail[6].hash)


def change_head(trail: Trail) -> None:
    lane_of(trail).update(head=chain.GENESIS)


def turn_head_back(trail: Trail) -> None:
    lane_of(trail).update(sequence=7, head=trail[6].hash)


def skip_a_number(trail: Trail) -> None:
    """Right in itself, at the head, hung on the event before: but a number is missing."""
    rebuild(trail[9], sequence=11)
    lane_of(trail).update(sequence=11, head=Event.objects.get(pk=trail[9].pk).hash)


def empty(trail: Trail) -> None:
    Event.objects.all().delete()
    Detail.objects.all().delete()


def remove_lane(trail: Trail) -> None:
    lane_of(trail).delete()


def edit_detail(trail: Trail) -> None:
    Detail.objects.filter(pk=trail[3].pk).update(text='{"reason": "other"}')


def remove_detail(trail: Trail) -> None:
    Detail.objects.filter(pk=trail[3].pk).delete()


def insert_detail(trail: Trail) -> None:
    Detail.objects.create(event_id=trail[4].pk, salt=b"salt", text="{}")


def swap_details(trail: Trail) -> None:
    Detail.objects.filter(pk=trail[3].pk).update(event=1_000_000)
    Detail.objects.filter(pk=trail[5].pk).update(event=trail[3].pk)
    Detail.objects.filter(pk=1_000_000).update(event=trail[5].pk)


def erase_without_decision(trail: Trail) -> None:
    erase(trail[3], decision=trail[9].pk)


def strip_time(trail: Trail) -> None:
    rows(trail[4]).update(at=trail[4].at.replace(microsecond=1))


def drop_ids(trail: Trail) -> None:
    rows(trail[4]).update(ids=[])


def call_it_generated(trail: Trail) -> None:
    rows(trail[4]).update(generated=True)


def erase(event: Event, decision: int) -> None:
    Detail.objects.filter(pk=event.pk).update(
        text=None, salt=None, erased_at=clock.now(), erased_by_decision=decision
    )


def rebuild_from(trail: Trail, first: int = 4) -> None:
    """Change an event and make everything after it right again, the lane's head included."""
    previous = bytes(trail[first].previous)
    for event in trail[first:]:
        purpose = "research" if event is trail[first] else event.purpose
        rebuild(event, previous=previous, purpose=purpose)
        previous = bytes(Event.objects.get(pk=event.pk).hash)
    lane_of(trail).update(head=previous)


def rebuild_all(trail: Trail) -> None:
    """The whole chain, from its first event on."""
    rebuild_from(trail, 0)


def forget(trail: Trail, kept: int, *, checkpoint: int) -> None:
    """As a backup that was restored: later events and checkpoints are not there."""
    Event.objects.filter(pk__gt=trail[kept - 1].pk).delete()
    Detail.objects.filter(pk__gt=trail[kept - 1].pk).delete()
    Checkpoint.objects.filter(pk__gt=checkpoint).delete()
    for lane in Lane.objects.all():
        last = Event.objects.filter(lane=lane.pk).order_by("sequence").last()
        place = (last.sequence, bytes(last.hash)) if last else (0, chain.GENESIS)
        Lane.objects.filter(pk=lane.pk).update(sequence=place[0], head=place[1])
