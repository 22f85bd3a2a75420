"""Each statement says for whom it is asked; nothing is left over for the next one."""

import threading
import uuid

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from tests import factories as make
from tests.factories import Region
from tests.pages import signed_in
from tests.secondwall.test_tables import on_postgresql
from throughcare.cases.models import Case
from throughcare.entries.models import Entry
from throughcare.kernel import behalf
from throughcare.kernel.actor import Actor
from throughcare.kernel.behalf import on_behalf_of
from throughcare.sharing.rule import RULE
from throughcare.sharing.terms import All, Compare, Param, Term

pytestmark = [pytest.mark.django_db, on_postgresql]

ASKED = "SELECT current_setting('throughcare.post', true), current_user"
NOBODY = Actor(at=make.START, request_id=uuid.uuid4())


def told() -> tuple[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(ASKED)
        return tuple(cursor.fetchone())


def test_a_statement_is_asked_for_whoever_acts(region: Region) -> None:
    ann, bob = make.actor(region.ann), make.actor(region.bob)
    with on_behalf_of(ann):
        assert told() == (str(ann.post_id), "throughcare")
        with on_behalf_of(bob):
            assert told()[0] == str(bob.post_id)
        assert told()[0] == str(ann.post_id)
        with on_behalf_of(NOBODY):
            assert told() == ("", "throughcare")


def test_what_is_rolled_back_takes_nobody_along(region: Region) -> None:
    ann, bob = make.actor(region.ann), make.actor(region.bob)
    with on_behalf_of(ann), transaction.atomic():
        with pytest.raises(DatabaseError), transaction.atomic(), on_behalf_of(bob):
            connection.cursor().execute("SELECT 1 / 0")
        assert told()[0] == str(ann.post_id)


@pytest.mark.django_db(transaction=True)
def test_nothing_is_left_over_on_a_kept_connection(held_clock: None) -> None:
    """Outside of transactions, as pages read: asked again with nothing told, nobody is there."""
    region = make.region()
    entry = region.write(region.ann)
    with on_behalf_of(make.actor(region.ann)):
        assert Entry.objects.filter(pk=entry.pk).exists()
        assert connection.get_autocommit()
    with connection.cursor() as cursor:
        plain = super(type(cursor.cursor), cursor.cursor).execute  # as if nobody had told anything
        plain(ASKED)
        assert cursor.cursor.fetchone()[0] in {None, ""}
        plain("SELECT count(*) FROM entries_entry")
        assert cursor.cursor.fetchone()[0] == 0


@pytest.mark.django_db(transaction=True)
def test_another_thread_begins_as_nobody(held_clock: None) -> None:
    region = make.region()
    found: list[object] = []

    def look() -> None:
        found.extend([told(), Case.objects.count()])
        connection.close()

    with on_behalf_of(make.actor(region.ann)):
        thread = threading.Thread(target=look)
        thread.start()
        thread.join()
        assert Case.objects.count() == 1
    assert found == [("", "throughcare"), 0] or found == [(None, "throughcare"), 0]


def test_a_request_asks_for_its_actor_and_for_no_longer(region: Region) -> None:
    client = signed_in(region.ann)
    asked: list[str] = []

    def listen(execute: object, sql: str, params: object, many: bool, context: object) -> object:
        asked.append(behalf.preamble())
        return execute(sql, params, many, context)  # type: ignore[operator]

    with connection.execute_wrapper(listen):
        assert client.get("/").status_code == 200
    by_ann = [str(region.ann.pk) in preamble for preamble in asked]
    first, last = by_ann.index(True), len(by_ann) - by_ann[::-1].index(True)
    assert all(by_ann[first:last])
    assert not any(by_ann[:first])
    assert not any(by_ann[last:])


def test_everything_the_rule_asks_for_is_told(region: Region) -> None:
    with on_behalf_of(make.actor(region.ann)):
        words = behalf.preamble()
    assert all(f"'throughcare.{param.name}','" in words for param in _params(*RULE_TERMS))
    assert "''" not in words.replace("'throughcare.receipt',''", "")


RULE_TERMS: tuple[Term, ...] = tuple(step.term for step in RULE)


def _params(*terms: Term) -> set[Param]:
    found: set[Param] = set()
    for term in terms:
        match term:
            case Compare(right=Param() as param):
                found.add(param)
            case All(inner):
                found |= _params(*inner)
    return found
