"""Whoever has full rights over the database and tampers is found, and the first event is named."""

from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from tests.audit import tampering as by
from tests.audit import triggers
from tests.audit.tampering import Trail
from throughcare.audit.actions import Draft, record, record_many
from throughcare.audit.diagnosis import What
from throughcare.audit.models import Event, Lane
from throughcare.audit.verbs import Verb
from throughcare.audit.verification import Finding, verify
from throughcare.kernel import clock, ids
from throughcare.kernel.actor import Actor

pytestmark = pytest.mark.django_db


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


@pytest.mark.parametrize(
    ("tamper", "place", "what"),
    [
        (by.edit, 4, What.CHANGED),
        (by.edit_last, 9, What.CHANGED),
        (by.edit_payload, 4, What.CHANGED),
        (by.edit_both, 4, What.CHANGED),
        (by.edit_and_rebuild, 4, What.CHANGED),
        (by.edit_last_and_rebuild, 9, What.CHANGED),
        (by.edit_previous, 4, What.CHANGED),
        (by.edit_first_previous, 0, What.CHANGED),
        (by.edit_hash, 4, What.CHANGED),
        (by.unreadable_payload, 4, What.CHANGED),
        (by.strip_time, 4, What.CHANGED),
        (by.drop_ids, 4, What.CHANGED),
        (by.call_it_generated, 4, What.CHANGED),
        (by.delete, 5, What.REMOVED),
        (by.delete_first, 1, What.REMOVED),
        (by.delete_and_renumber, 5, What.REMOVED),
        (by.delete_and_rebuild_next, 6, What.REMOVED),
        (by.swap, 5, What.OUT_OF_ORDER),
        (by.swap_ids, 5, What.OUT_OF_ORDER),
        (by.move_to_end, 5, What.OUT_OF_ORDER),
        (by.skip_a_number, 9, What.OUT_OF_ORDER),
        (by.cut_off, 6, What.CUT_OFF),
        (by.change_head, 9, What.CHANGED),
        (by.turn_head_back, 7, What.INSERTED),
        (by.edit_detail, 3, What.DETAIL_CHANGED),
        (by.swap_details, 3, What.DETAIL_CHANGED),
        (by.remove_detail, 3, What.DETAIL_REMOVED),
        (by.insert_detail, 4, What.DETAIL_INSERTED),
        (by.erase_without_decision, 3, What.DETAIL_UNDECIDED),
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


@pytest.mark.parametrize("tamper", [by.insert, by.insert_at_end, by.insert_before_all])
def test_an_insertion_is_named(trail: Trail, tamper: Callable[[Trail], None]) -> None:
    with triggers.lifted():
        tamper(trail)

        report = verify()

    inserted = Event.objects.latest("pk")
    assert [(one.what, one.event_id) for one in report.findings] == [(What.INSERTED, inserted.pk)]


def test_an_emptied_lane_is_found(trail: Trail) -> None:
    with triggers.lifted():
        by.empty(trail)

    assert verify().findings == [Finding(What.CUT_OFF, trail[0].lane, 0)]


def test_a_lane_robbed_of_its_only_event_is_found(ann: Actor) -> None:
    only = record(ann, Verb.READ)
    with triggers.lifted():
        by.empty([only])

    assert verify().findings == [Finding(What.CUT_OFF, only.lane, 0)]


def test_a_missing_lane_is_found(trail: Trail) -> None:
    lane = trail[0].lane
    with triggers.lifted():
        by.remove_lane(trail)
        report = verify()

    assert report.first == Finding(What.LANE_MISSING, lane, 1, trail[0].pk)
    assert Finding(What.LANE_MISSING, lane) in report.findings


def test_a_cut_with_its_head_is_betrayed_by_the_details_left(trail: Trail) -> None:
    with triggers.lifted():
        by.cut_off_with_head(trail)

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
        by.erase(event, decision.pk)

    report = verify()

    assert report.is_intact
    assert report.erased == {decision.pk: 2}


def test_a_decision_covers_only_the_events_it_names(trail: Trail, ann: Actor) -> None:
    decision = record(ann, Verb.ERASED, ids=[trail[1].pk])
    by.erase(trail[3], decision.pk)

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
        by.edit(trail)
        forged.save()
        report = verify()

    assert len(report.findings) == 2
    assert report.first is not None
    assert report.first.event_id == trail[4].pk


def test_the_command_says_what_it_read(trail: Trail, ann: Actor) -> None:
    decision = record(ann, Verb.ERASED, ids=[trail[1].pk])
    by.erase(trail[1], decision.pk)
    told = StringIO()

    call_command("audit_verify", stdout=told, verbosity=0)

    assert "Read 11 events" in told.getvalue()
    assert f"1 details were erased by decision {decision.pk}." in told.getvalue()
    assert "The trail is whole." in told.getvalue()


def test_the_command_fails_and_names_the_first_bad_event(trail: Trail) -> None:
    with triggers.lifted():
        by.edit(trail)

    with pytest.raises(CommandError) as failed:
        call_command("audit_verify", stdout=StringIO(), verbosity=0)

    event = trail[4]
    assert failed.value.returncode == 1
    assert str(failed.value) == (
        f"First bad event: {event.pk} (lane {event.lane}, number 5): changed."
    )


def test_ids_that_are_no_list_any_more_are_found(trail: Trail) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL stores nothing but JSON there.")
    with triggers.lifted(), connection.cursor() as cursor:
        cursor.execute("PRAGMA ignore_check_constraints = ON")
        cursor.execute("UPDATE audit_event SET ids = '[broken' WHERE id = %s", [trail[4].pk])
        cursor.execute("PRAGMA ignore_check_constraints = OFF")

    assert verify().first == Finding(What.CHANGED, trail[4].lane, 5, trail[4].pk)


def test_progress_is_heard_on_the_way(ann: Actor) -> None:
    record_many(Draft(ann, Verb.READ) for _ in range(2100))
    heard: list[int] = []

    assert verify(progress=heard.append).is_intact
    assert heard == [1000, 1000, 100]
