"""How the databases go about the rule: from the post to its seats, and from there by index."""

import json
import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from tests.factories import Region
from throughcare.cases import policy as cases
from throughcare.desk.queries.caseload import contacts
from throughcare.entries import compiled, policy
from throughcare.entries.compiled import Question
from throughcare.entries.facts import places
from throughcare.entries.models import Kind
from throughcare.kernel.actor import Actor
from throughcare.notes import policy as notes

PAGE = Question(("entry.id",), order="entry.occurred_at DESC, entry.id DESC")
SEATED = ("cases_seat", "entries_entry", "sharing_clearance")

# name, what is asked of the database
ASKED: list[tuple[str, Callable[[Region, Actor], object]]] = [
    ("all entries", lambda region, actor: list(policy.visible_to(actor)[:25])),
    ("count", lambda region, actor: policy.visible_to(actor).count()),
    (
        "newest entries",
        lambda region, actor: list(policy.visible_to(actor).order_by("-occurred_at", "-id")[:25]),
    ),
    (
        "one case",
        lambda region, actor: list(policy.visible_to(actor).filter(case=region.case)[:25]),
    ),
    ("one entry", lambda region, actor: policy.visible_to(actor).filter(pk=region.case.pk).first()),
    (
        "one kind",
        lambda region, actor: list(policy.visible_to(actor).filter(kind=Kind.TODO)[:25]),
    ),
    ("cases", lambda region, actor: list(cases.visible_to(actor)[:25])),
    ("seats", lambda region, actor: list(cases.seats_of(actor))),
    ("compiled page", lambda region, actor: compiled.rows(actor, PAGE, limit=25)),
    ("compiled count", lambda region, actor: compiled.count(actor)),
    ("to-dos", lambda region, actor: list(notes.todos_visible_to(actor)[:25])),
    ("last contact", lambda region, actor: list(contacts(actor, region.case.pk))),
    (
        "wishes that wait",
        lambda region, actor: list(policy.requests_visible_to(actor).filter(answered_at=None)[:25]),
    ),
    ("offers to answer", lambda region, actor: list(cases.offers_to(actor)[:25])),
    ("offers to confirm", lambda region, actor: list(cases.offers_to_confirm(actor)[:25])),
    (
        "one offer",
        lambda region, actor: cases.offers_visible_to(actor).filter(pk=region.case.pk).first(),
    ),
    (
        "responsibility offered",
        lambda region, actor: list(cases.responsibility_offers_visible_to(actor)[:25]),
    ),
    ("team mates", lambda region, actor: list(cases.team_visible_to(actor)[:25])),
    ("the team", lambda region, actor: places(region.case, actor.at)),
]

# These start from one entry, one case, the posts whose offers one answers, or what is few.
FROM_ELSEWHERE = {
    *("one entry", "the team", "one offer", "offers to answer", "offers to confirm"),
    *("to-dos", "last contact", "wishes that wait"),
}


@pytest.mark.parametrize(("name", "ask"), ASKED, ids=[name for name, _ in ASKED])
def test_every_access_goes_by_an_index(
    region: Region, name: str, ask: Callable[[Region, Actor], object]
) -> None:
    actor = make.actor(region.ann)
    with CaptureQueriesContext(
        connection,
    ) as caught:
        ask(region, actor)
    for query in caught.captured_queries:
        for table, way in _steps(query["sql"]):
            assert "SCAN" not in way.upper(), f"{name} reads all of {table}: {way}"


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="SQLite keeps the order as planned")
@pytest.mark.parametrize(("name", "ask"), [one for one in ASKED if one[0] not in FROM_ELSEWHERE])
def test_the_rule_starts_from_seats(
    region: Region, name: str, ask: Callable[[Region, Actor], object]
) -> None:
    actor = make.actor(region.ann)
    with CaptureQueriesContext(connection) as caught:
        ask(region, actor)
    (query,) = caught.captured_queries
    order = [table for table, _ in _steps(query["sql"])]
    seat = order.index("cases_seat")
    assert all(order.index(table) > seat for table in SEATED[1:] if table in order), order


def _steps(sql: str) -> list[tuple[str, str]]:
    """The tables that a plan reads, in order, and how it finds its rows in each."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
            return _sqlite_steps(sql, [row[3] for row in cursor.fetchall()])
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}")
        plan = cursor.fetchone()[0]
    return _postgresql_steps((json.loads(plan) if isinstance(plan, str) else plan)[0]["Plan"])


def _sqlite_steps(sql: str, plan: list[str]) -> list[tuple[str, str]]:
    aliases = {alias: table for table, alias in re.findall(r"(\w+_\w+)\"? \"?(\w+)", sql)}
    steps = []
    for line in plan:
        if found := re.match(r"(?:SEARCH|SCAN) (\w+)", line):
            table = found[1] if "_" in found[1] else aliases.get(found[1], found[1])
            steps.append((table, "" if found[1] == "seen" else line))
    return steps


def _postgresql_steps(plan: dict[str, object]) -> list[tuple[str, str]]:
    way = str(plan["Node Type"])
    is_whole = way == "Seq Scan"
    here = (
        [(str(plan["Relation Name"]), "SCAN" if is_whole else "")]
        if "Relation Name" in plan
        else []
    )
    below = [step for inner in plan.get("Plans", []) for step in _postgresql_steps(inner)]
    return here + below
