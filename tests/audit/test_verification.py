"""Whoever has full rights over the database and tampers is found, and the first event is named."""

from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models import F

from tests.audit import triggers
from throughcare.audit import chain
from throughcare.audit.actions import record
from throughcare.audit.diagnosis import What
from throughcare.audit.models import Detail, Event, Lane
from throughcare.audit.verbs import Verb
from throughcare.audit.verification import Finding, verify
from throughcare.kernel import clock, ids
from throughcare.kernel.actor import Actor

pytestmark = pytest.mark.django_db

Trail = list[Event]


@pytest.fixture
def trail(ann: Actor) -> Trail:
    """Ten events of one lane; every second one has a detail."""
    with transaction.atomic():
        return [
            record(
                ann,
                Verb.READ,
                Lane(pk=number),
                case_id=ids.new(),
                ids=[ids.new()],
                reason="words" * (number % 2),
            )
            for number in range(10)
        ]


def rows(event: Event):  # type: ignore[no-untyped-def]
    return Event.objects.filter(pk=event.pk)


def lane_of(trail: Trail):  # type: ignore[no-untyped-def]
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


@pytest.mark.parametrize(
    ("tamper", "place", "what"),
    [
        (edit, 4, What.CHANGED),
        (edit_payload, 4, What.CHANGED),
        (edit_both, 4, What.CHANGED),
        (edit_and_rebuild, 4, What.CHANGED),
        (edit_last_and_rebuild, 9, What.CHANGED),
        (edit_previous, 4, What.CHANGED),
        (edit_first_previous, 0, What.CHANGED),
        (edit_hash, 4, What.CHANGED),
        (unreadable_payload, 4, What.CHANGED),
        (strip_time, 4, What.CHANGED),
        (drop_ids, 4, What.CHANGED),
        (call_it_generated, 4, What.CHANGED),
        (delete, 5, What.REMOVED),
        (delete_first, 1, What.REMOVED),
        (delete_and_renumber, 5, What.REMOVED),
        (delete_and_rebuild_next, 6, What.REMOVED),
        (swap, 5, What.OUT_OF_ORDER),
        (swap_ids, 5, What.OUT_OF_ORDER),
        (move_to_end, 5, What.OUT_OF_ORDER),
        (cut_off, 6, What.CUT_OFF),
        (change_head, 9, What.CHANGED),
        (turn_head_back, 7, What.INSERTED),
        (edit_detail, 3, What.DETAIL_CHANGED),
        (swap_details, 3, What.DETAIL_CHANGED),
        (remove_detail, 3, What.DETAIL_REMOVED),
        (insert_detail, 4, What.DETAIL_INSERTED),
        (erase_without_decision, 3, What.DETAIL_UNDECIDED),
    ],
)
def test_tampering_is_found_and_named(
    trail: Trail, tamper: Callable[[Trail], None], place: int, what: What
) -> None:
    with triggers.lifted():
        tamper(trail)

        first = verify().first

    assert first is not None
    assert (first.what, first.event_id) == (what, trail[place].pk)


@pytest.mark.parametrize("tamper", [insert, insert_at_end, insert_before_all])
def test_an_insertion_is_named(trail: Trail, tamper: Callable[[Trail], None]) -> None:
    with triggers.lifted():
        tamper(trail)

        report = verify()

    inserted = Event.objects.latest("pk")
    assert [(one.what, one.event_id) for one in report.findings] == [(What.INSERTED, inserted.pk)]


def test_an_emptied_lane_is_found(trail: Trail) -> None:
    with triggers.lifted():
        empty(trail)

    assert verify().findings == [Finding(What.CUT_OFF, trail[0].lane, 0)]


def test_a_missing_lane_is_found(trail: Trail) -> None:
    lane = trail[0].lane
    with triggers.lifted():
        remove_lane(trail)
        report = verify()

    assert report.first == Finding(What.LANE_MISSING, lane, 1, trail[0].pk)
    assert Finding(What.LANE_MISSING, lane) in report.findings


def test_a_cut_with_its_head_is_betrayed_by_the_details_left(trail: Trail) -> None:
    with triggers.lifted():
        cut_off_with_head(trail)

    assert verify().first == Finding(What.REMOVED, event_id=trail[7].pk)


def test_a_whole_trail_raises_no_alarm(trail: Trail) -> None:
    heard: list[int] = []

    report = verify(progress=heard.append)

    assert report.is_intact
    assert report.first is None
    assert (report.events, report.generated, report.details) == (10, 0, 5)
    assert report.lanes == Lane.objects.count()
    assert sum(heard) == 10
    assert report.rate > 0


def test_an_empty_trail_is_whole() -> None:
    report = verify()

    assert report.is_intact
    assert report.events == 0


def test_an_erased_detail_is_told_with_its_decision(trail: Trail, ann: Actor) -> None:
    erased = [trail[1], trail[3]]
    decision = record(ann, Verb.ERASED, ids=[event.pk for event in erased], reason="asked for")
    for event in erased:
        erase(event, decision.pk)

    report = verify()

    assert report.is_intact
    assert report.erased == {decision.pk: 2}


def test_a_decision_covers_only_the_events_it_names(trail: Trail, ann: Actor) -> None:
    decision = record(ann, Verb.ERASED, ids=[trail[1].pk])
    erase(trail[3], decision.pk)

    first = verify().first

    assert first is not None
    assert (first.what, first.event_id) == (What.DETAIL_UNDECIDED, trail[3].pk)


def test_moments_without_a_fraction_are_read_back_whole(ann: Actor) -> None:
    with clock.at(clock.BEGINNING):
        record(ann, Verb.READ)

    assert verify().is_intact


def test_values_that_need_escaping_are_read_back_whole(ann: Actor) -> None:
    record(ann, Verb.READ, ids=['"\\\n', "Ø ق 💬"], reason='"\\\n Ø ق 💬')

    assert verify().is_intact


def test_the_earliest_of_several_findings_is_the_first(trail: Trail, ann: Actor) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("One lane, one finding.")
    other = (trail[0].lane + 1) % 64
    forged = Event(lane=other, sequence=1, at=clock.now(), verb="x", request_id=ids.new())
    with triggers.lifted():
        edit(trail)
        forged.save()
        report = verify()

    assert len(report.findings) == 2
    assert report.first is not None
    assert report.first.event_id == trail[4].pk


def test_the_command_says_what_it_read(trail: Trail, ann: Actor) -> None:
    decision = record(ann, Verb.ERASED, ids=[trail[1].pk])
    erase(trail[1], decision.pk)
    told = StringIO()

    call_command("audit_verify", stdout=told, verbosity=0)

    assert "Read 11 events" in told.getvalue()
    assert f"1 details were erased by decision {decision.pk}." in told.getvalue()
    assert "The trail is whole." in told.getvalue()


def test_the_command_fails_and_names_the_first_bad_event(trail: Trail) -> None:
    with triggers.lifted():
        edit(trail)

    with pytest.raises(CommandError) as failed:
        call_command("audit_verify", stdout=StringIO(), verbosity=0)

    event = trail[4]
    assert failed.value.returncode == 1
    assert str(failed.value) == (
        f"First bad event: {event.pk} (lane {event.lane}, number 5): changed."
    )
