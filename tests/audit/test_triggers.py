"""The database itself refuses to change the trail."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import DatabaseError, IntegrityError, connection, transaction

from throughcare.audit.actions import record
from throughcare.audit.models import Detail, Event, Lane
from throughcare.audit.sealing.actions import seal
from throughcare.audit.verbs import Verb
from throughcare.kernel import clock
from throughcare.kernel.actor import Actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(ann: Actor) -> Event:
    """An event with a detail, and a checkpoint."""
    event = record(ann, Verb.READ, reason="because")
    seal(Ed25519PrivateKey.generate())
    return event


REFUSED = [
    "UPDATE audit_event SET verb = 'audit.read'",
    "UPDATE audit_event SET id = 1000",
    "DELETE FROM audit_event",
    "DELETE FROM audit_detail",
    "UPDATE audit_detail SET text = 'other'",
    "UPDATE audit_detail SET salt = NULL",
    "UPDATE audit_detail SET event_id = 1000",
    "UPDATE audit_detail SET text = NULL, salt = NULL",
    "UPDATE audit_detail SET text = NULL, salt = NULL, erased_at = '2024-01-01 00:00:00+00'",
    "UPDATE audit_detail SET text = NULL, salt = NULL, erased_by_decision = 1",
    "UPDATE audit_detail SET erased_at = '2024-01-01 00:00:00+00', erased_by_decision = 1",
    "UPDATE audit_lane SET sequence = sequence - 1",
    "UPDATE audit_lane SET head = head",
    "UPDATE audit_lane SET sequence = sequence + 1, id = id + 1000",
    "DELETE FROM audit_lane",
    "UPDATE audit_checkpoint SET number = 1000",
    "UPDATE audit_checkpoint SET peaks = peaks",
    "DELETE FROM audit_checkpoint",
]
ON_SQLITE = [
    "INSERT OR REPLACE INTO audit_event SELECT * FROM audit_event",
    "INSERT OR REPLACE INTO audit_event SELECT id + 1000, lane, sequence, at, verb, kind,"
    " human_id, post_id, agency_id, case_id, object_kind, object_id, purpose, request_id, ids,"
    " generated, commitment, payload, previous, hash FROM audit_event",
    "INSERT OR REPLACE INTO audit_detail SELECT * FROM audit_detail",
    "INSERT OR REPLACE INTO audit_lane (id, sequence, head) VALUES (0, 0, x'00')",
    "INSERT OR REPLACE INTO audit_checkpoint SELECT * FROM audit_checkpoint",
]
ON_POSTGRESQL = [
    "TRUNCATE audit_event",
    "TRUNCATE audit_detail",
    "TRUNCATE audit_lane",
    "TRUNCATE audit_checkpoint",
    "INSERT INTO audit_lane SELECT * FROM audit_lane ON CONFLICT (id) DO UPDATE SET sequence = 0",
]


def refused(statement: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("statement", REFUSED)
def test_raw_sql_is_refused(event: Event, statement: str) -> None:
    refused(statement)


@pytest.mark.parametrize("statement", ON_SQLITE)
def test_replacing_is_refused_on_sqlite(event: Event, statement: str) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("The other database.")
    refused(statement)


@pytest.mark.parametrize("statement", ON_POSTGRESQL)
def test_emptying_is_refused_on_postgresql(event: Event, statement: str) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("The other database.")
    refused(statement)


def test_the_models_cannot_do_it_either(event: Event) -> None:
    event.verb = Verb.VERIFIED
    detail, lane = Detail.objects.get(pk=event.pk), Lane.objects.get(pk=event.lane)
    for act in (
        event.save,
        event.delete,
        Event.objects.all().delete,
        detail.delete,
        detail.save,
        lane.delete,
        lane.save,
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()

    assert Event.objects.get(pk=event.pk).verb == Verb.READ


def test_a_detail_is_erased_once_and_whole(event: Event) -> None:
    erased = Detail.objects.filter(pk=event.pk)
    whole = {"text": None, "salt": None, "erased_at": clock.now(), "erased_by_decision": 1}

    erased.update(**whole)

    with pytest.raises(IntegrityError), transaction.atomic():
        erased.update(**{**whole, "erased_by_decision": 2})
    with pytest.raises(IntegrityError), transaction.atomic():
        erased.update(text="back again")


def test_a_detail_is_not_half_there(event: Event) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Detail.objects.create(event_id=event.pk + 1, text="words without salt")
