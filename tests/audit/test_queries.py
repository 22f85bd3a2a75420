"""The history of a record and of a case."""

import pytest

from throughcare.audit.actions import look, record
from throughcare.audit.models import Detail, Kind, Lane
from throughcare.audit.queries import history, of_case
from throughcare.audit.verbs import Verb
from throughcare.kernel import clock, ids
from throughcare.kernel.actor import Actor

pytestmark = pytest.mark.django_db


def test_a_history_tells_who_did_what_in_order(ann: Actor, bob: Actor) -> None:
    record(ann, Verb.READ, Lane(pk=3), reason="first")
    record(bob, Verb.VERIFIED, Lane(pk=3))
    record(bob, Verb.VERIFIED, Lane(pk=4))

    told = history("audit.lane", 3)

    assert [(one.human_id, one.sentence) for one in told] == [
        (ann.human_id, "read the audit trail"),
        (bob.human_id, "verified the audit trail"),
    ]
    assert told[0].detail == {}


def test_a_history_is_of_one_kind_of_record_unless_it_is_left_open(ann: Actor) -> None:
    record(ann, Verb.READ, Lane(pk=3))

    assert history("audit.event", 3) == []
    assert len(history("", 3)) == 1


def test_looks_are_told_only_when_asked_for(ann: Actor) -> None:
    look(ann, Verb.READ, Lane(pk=3))

    assert history("audit.lane", 3) == []
    assert len(history("audit.lane", 3, kinds=[Kind.LOOK])) == 1


def test_words_are_told_only_when_asked_for(ann: Actor) -> None:
    event = record(ann, Verb.READ, Lane(pk=3), reason="because")
    record(ann, Verb.READ, Lane(pk=3))

    first, second = history("audit.lane", 3, with_detail=True)
    assert (first.detail, second.detail) == ({"reason": "because"}, {})
    assert not first.is_erased

    Detail.objects.filter(pk=event.pk).update(
        text=None, salt=None, erased_at=clock.now(), erased_by_decision=1
    )
    first, second = history("audit.lane", 3, with_detail=True)
    assert (first.detail, first.is_erased, second.is_erased) == ({}, True, False)


def test_a_case_is_told_latest_first_page_by_page(ann: Actor) -> None:
    case, sister, stranger = ids.new(), ids.new(), ids.new()
    made = [record(ann, Verb.READ, case_id=one).pk for one in (case, stranger, sister, case)]

    page = of_case([case, sister], limit=2)
    rest = of_case([case, sister], limit=2, before=page[-1].id)

    assert [one.id for one in page] == [made[3], made[2]]
    assert [one.id for one in rest] == [made[0]]
