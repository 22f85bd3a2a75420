"""Events are written beside what they tell of, or not at all."""

import json
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.utils.translation import gettext_lazy

from tests.audit import triggers
from throughcare.audit import chain, lanes
from throughcare.audit.actions import (
    Draft,
    email_hash,
    look,
    record,
    record_many,
    refusal,
    sign_in,
)
from throughcare.audit.models import Detail, Event, Kind, Lane
from throughcare.audit.verbs import SignIn, UnknownVerb, Verb
from throughcare.audit.verification import verify
from throughcare.kernel import clock, ids
from throughcare.kernel.actor import Actor, system
from throughcare.kernel.decision import Refused

pytestmark = pytest.mark.django_db


def test_an_event_says_who_did_what_to_which_record(ann: Actor) -> None:
    case, shown = ids.new(), ids.new()

    event = record(ann, Verb.READ, Lane(pk=7), case_id=case, ids=[shown], reason="asked")

    event = Event.objects.get(pk=event.pk)
    assert (event.verb, event.kind) == ("audit.read", "change")
    assert (event.human_id, event.post_id, event.agency_id) == (
        ann.human_id,
        ann.post_id,
        ann.agency_id,
    )
    assert (event.object_kind, event.object_id, event.case_id) == ("audit.lane", "7", case)
    assert (event.purpose, event.request_id) == ("casework", ann.request_id)
    assert event.ids == [str(shown)]
    assert event.generated is False


def test_the_payload_is_canonical_and_holds_everything_that_matters(ann: Actor) -> None:
    event = Event.objects.get(pk=record(ann, Verb.READ, ids=["ä"], reason="x").pk)

    payload = bytes(event.payload)
    told = json.loads(payload)

    assert tuple(told) == chain.FIELDS == tuple(sorted(chain.FIELDS))
    assert told["at"] == chain.moment(event.at)
    assert told["commitment"] == bytes(event.commitment).hex()
    assert "ä".encode() in payload
    assert b", " not in payload
    assert payload == event.canonical()


def test_a_moment_is_written_in_utc_with_microseconds() -> None:
    moment = clock.midnight(clock.local(clock.BEGINNING).date().replace(year=2024, month=7))

    assert chain.moment(clock.local(moment)) == "2024-06-30T22:00:00.000000+00:00"


def test_a_case_is_found_on_the_record(ann: Actor) -> None:
    thing, case = Lane(pk=1), ids.new()
    thing.case_id = case  # type: ignore[attr-defined]

    assert record(ann, Verb.READ, thing).case_id == case


def test_events_hang_on_each_other(ann: Actor) -> None:
    first, second = record(ann, Verb.READ), record(ann, Verb.READ)

    lane = Lane.objects.get(pk=first.lane)
    assert bytes(first.previous) == chain.GENESIS
    assert bytes(second.previous) == bytes(first.hash)
    assert (lane.sequence, bytes(lane.head)) == (2, bytes(second.hash))


def test_words_lie_in_a_detail_under_a_salt_of_its_own(ann: Actor) -> None:
    first = record(ann, Verb.READ, reason="the same words", before=None, after="")
    second = record(ann, Verb.READ, reason="the same words")

    detail = Detail.objects.get(pk=first.pk)
    assert detail.text is not None
    assert detail.salt is not None
    assert json.loads(detail.text) == {"reason": "the same words"}
    assert len(detail.salt) == lanes.SALT_BYTES
    assert chain.commitment(bytes(detail.salt), detail.text) == bytes(first.commitment)
    assert bytes(first.commitment) != bytes(second.commitment)
    assert b"words" not in bytes(first.payload)


def test_without_words_there_is_no_detail(ann: Actor) -> None:
    event = record(ann, Verb.READ, note="", before=None)

    assert bytes(event.commitment) == b""
    assert not Detail.objects.exists()


def test_a_detail_takes_ids_dates_and_translated_texts(ann: Actor) -> None:
    seat, today = ids.new(), clock.local(clock.now()).date()

    event = record(ann, Verb.READ, seat=seat, on=today, label=gettext_lazy("Cancel"), kept=False)

    text = Detail.objects.get(pk=event.pk).text or ""
    assert json.loads(text) == {
        "seat": str(seat),
        "on": today.isoformat(),
        "label": "Cancel",
        "kept": False,
    }


def test_a_record_does_not_belong_in_a_detail(ann: Actor) -> None:
    with pytest.raises(TypeError, match="Lane"):
        record(ann, Verb.READ, object=Lane(pk=1))


def test_an_unknown_verb_is_not_recorded(ann: Actor) -> None:
    with pytest.raises(UnknownVerb):
        record(ann, "audit.invented")
    with pytest.raises(UnknownVerb):
        record_many([Draft(ann, "audit.invented")])


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_recorded(ann: Actor) -> None:
    with pytest.raises(lanes.NotInTransaction):
        record(ann, Verb.READ)
    with pytest.raises(lanes.NotInTransaction):
        record_many([Draft(ann, Verb.READ)])

    assert not Event.objects.exists()


@transaction.atomic
def change_and_fail(actor: Actor) -> None:
    record(actor, Verb.READ, reason="words")
    raise Refused("no")


@pytest.mark.django_db(transaction=True)
def test_a_rollback_leaves_no_event_and_no_gap(ann: Actor) -> None:
    with pytest.raises(Refused):
        change_and_fail(ann)

    assert not Event.objects.exists()
    assert not Detail.objects.exists()
    assert not Lane.objects.filter(sequence__gt=0).exists()


def test_a_savepoint_rolled_back_leaves_the_chain_whole(ann: Actor) -> None:
    record(ann, Verb.READ)
    with pytest.raises(Refused):
        change_and_fail(ann)
    record(ann, Verb.READ)

    report = verify()
    assert (report.events, report.findings) == (2, [])


@pytest.mark.django_db(transaction=True)
def test_a_trail_that_cannot_be_written_stops_the_act(ann: Actor) -> None:
    with triggers.lifted():
        Lane.objects.all().delete()
        with pytest.raises(lanes.BrokenLane), transaction.atomic():
            record(ann, Verb.READ)
        with pytest.raises(lanes.BrokenLane):
            look(ann, Verb.READ)
        with pytest.raises(lanes.BrokenLane):
            refusal(ann, asked="case")


@pytest.mark.django_db(transaction=True)
def test_a_look_is_committed_by_itself(ann: Actor) -> None:
    shown = [ids.new(), ids.new()]

    event = look(ann, Verb.READ, ids=shown, words="searched for")

    assert not connection.in_atomic_block
    assert Event.objects.get(pk=event.pk).kind == Kind.LOOK
    assert event.ids == [str(one) for one in shown]


@pytest.mark.django_db(transaction=True)
def test_a_look_asks_once_more_and_a_refusal_stops_it(ann: Actor) -> None:
    def check() -> None:
        raise Refused("The seat has ended.")

    with pytest.raises(Refused):
        look(ann, Verb.READ, check=check)

    assert not Event.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_looks_and_refusals_do_not_lean_on_another_transaction(ann: Actor) -> None:
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        look(ann, Verb.READ)
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        refusal(ann, asked="case")


def test_a_refusal_keeps_what_was_asked_for_as_text(ann: Actor) -> None:
    invented = "x" * 100 + "\0"

    event = refusal(ann, asked="case", ids=[str(UUID(int=1)), "\0\n", invented], reason="unseen")

    assert (event.verb, event.kind) == ("audit.refused", "refusal")
    assert event.ids == [str(UUID(int=1)), "\N{REPLACEMENT CHARACTER}" * 2, "x" * 64]
    assert event.case_id is None
    text = Detail.objects.get(pk=event.pk).text or ""
    assert json.loads(text) == {"asked": "case", "reason": "unseen"}


def test_a_refusal_takes_no_endless_list(ann: Actor) -> None:
    assert len(refusal(ann, asked="cases", ids=["1"] * 1000).ids) == 50


def test_a_typed_address_is_kept_as_a_keyed_hash_only() -> None:
    nobody = Actor(at=clock.now(), request_id=ids.new())

    event = sign_in(nobody, SignIn.FAILED, email=" Ann@Example.org ", reason="wrong")

    assert event.kind == "sign-in"
    assert event.human_id is None
    assert event.ids == [email_hash("ann@example.org")]
    assert b"example" not in bytes(event.payload).lower()
    assert email_hash("ann@example.org") != email_hash("bob@example.org")


def test_the_key_is_in_the_hash_of_an_address(settings: object) -> None:
    before = email_hash("ann@example.org")
    settings.SECRET_KEY = "another key" * 5  # type: ignore[attr-defined]

    assert email_hash("ann@example.org") != before


def test_signing_out_needs_no_address(ann: Actor) -> None:
    assert sign_in(ann, SignIn.SIGNED_OUT).ids == []


def test_the_system_acts_for_no_purpose_of_a_worker() -> None:
    event = record(system(clock.now()), Verb.VERIFIED)

    assert (event.human_id, event.purpose) == (None, "system")


def test_measuring_data_is_chained_and_marked_as_generated(ann: Actor, bob: Actor) -> None:
    record(ann, Verb.READ)
    case, then = ids.new(), clock.BEGINNING
    drafts = [
        Draft(ann, Verb.READ, "notes.note", str(number), case, ids=[number], at=then)
        for number in range(5)
    ]
    drafts[2:3] = [Draft(bob, Verb.READ, detail={"reason": "ö"})]

    assert record_many(iter(drafts), batch=2) == 5

    generated = list(Event.objects.filter(generated=True).order_by("pk"))
    assert [event.object_id for event in generated] == ["0", "1", "", "3", "4"]
    assert [event.sequence for event in generated] == [2, 3, 4, 5, 6]
    assert (generated[0].at, generated[0].case_id, generated[0].ids) == (then, case, ["0"])
    assert (generated[2].at, generated[2].human_id) == (bob.at, bob.human_id)
    assert Detail.objects.get().pk == generated[2].pk
    report = verify()
    assert (report.events, report.generated, report.findings) == (6, 5, [])


def test_a_lane_that_does_not_move_on_stops_the_act(ann: Actor) -> None:
    still = "CREATE TRIGGER still BEFORE UPDATE ON audit_lane "
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "CREATE FUNCTION stay() RETURNS trigger LANGUAGE plpgsql AS"
                " $$ BEGIN RETURN NULL; END $$"
            )
            cursor.execute(still + "FOR EACH ROW EXECUTE FUNCTION stay()")
        else:
            cursor.execute(still + "BEGIN SELECT RAISE(IGNORE); END")

        with pytest.raises(lanes.BrokenLane):
            record(ann, Verb.READ)

        cursor.execute("DROP TRIGGER still" + " ON audit_lane" * (connection.vendor != "sqlite"))


def test_records_of_the_trail_call_themselves_by_number(ann: Actor) -> None:
    event = record(ann, Verb.READ, reason="secret words")
    detail, lane = Detail.objects.get(pk=event.pk), Lane.objects.get(pk=event.lane)

    assert str(event) == f"event {event.pk} (audit.read)"
    assert str(detail) == f"detail of event {event.pk}"
    assert str(lane) == f"lane {event.lane} at 1"


def test_there_is_one_lane_on_sqlite_and_64_on_postgresql() -> None:
    lanes_there = list(Lane.objects.order_by("pk").values_list("pk", flat=True))

    assert lanes_there == ([0] if connection.vendor == "sqlite" else list(range(64)))


def test_an_event_without_its_place_is_the_same_bytes_around_it(ann: Actor) -> None:
    told = ['a quotation mark ", a comma', ',"lane":9,', '\\",\\"sequence":9,', "ä\n"]
    event = record(ann, Verb.READ, Lane(pk=7), ids=told)

    before, between, after = chain.around_place(Event(**_own(event)).canonical())

    place = str(event.lane).encode(), str(event.sequence).encode()
    assert before + place[0] + between + place[1] + after == event.payload
    assert verify().findings == []


def _own(event: Event) -> dict[str, object]:
    """What an event has before it has a place."""
    placed = {"id", "lane", "sequence", "payload", "previous", "hash"}
    names = (field.attname for field in Event._meta.concrete_fields)
    return {name: getattr(event, name) for name in names if name not in placed}


@pytest.mark.django_db(transaction=True)
def test_a_transaction_keeps_its_lane(ann: Actor) -> None:
    taken = []
    for _ in range(3):
        with transaction.atomic():
            first = record(ann, Verb.READ)
            with transaction.atomic():
                second = record(ann, Verb.READ)
        assert first.lane == second.lane
        taken.append(first.lane)

    assert (len(set(taken)) == 1) is (connection.vendor == "sqlite")
