"""Who has looked: one's own looks, and looks at the case that one answers for."""

from datetime import timedelta

import pytest

from tests.factories import START, Region, actor, join, post, responsible
from tests.pages import signed_in
from throughcare.agencies.roles import Role
from throughcare.audit.models import Event
from throughcare.kernel import clock
from throughcare.oversight import queries
from throughcare.oversight.reading import NEWEST
from throughcare.oversight.verbs import Verb
from throughcare.sharing.categories import Category, Handling
from throughcare.sharing.purposes import Purpose


def lines(region: Region) -> list[tuple[str, str, int]]:
    """What the responsible worker reads of looks at the case, the latest first."""
    part = queries.looks(actor(responsible(region.case)), region.case)
    return [(line.who, line.sentence, line.count) for line in part.lines]


def test_the_responsible_worker_reads_who_looked(region: Region) -> None:
    entry = region.write(region.ann, Category.CONTACT)
    signed_in(region.bob).get(f"/entries/{entry.pk}/")
    signed_in(region.eve).get(f"/cases/{region.case.pk}/")
    assert lines(region)[:2] == [
        ("Eve Stone", "looked at the case", 0),  # contact does not show to the police
        ("Bob Fen", "read the entry", 1),
    ]


def test_a_look_at_what_they_may_not_read_does_not_show(region: Region) -> None:
    """Bob's own entry for his agency alone; on the case page it is counted neither."""
    hidden = region.write(region.bob, Category.CONTACT, handling=Handling.AGENCY)
    signed_in(region.bob).get(f"/entries/{hidden.pk}/")
    assert lines(region) == []
    signed_in(region.bob).get(f"/cases/{region.case.pk}/")
    assert lines(region) == [("Bob Fen", "looked at the case", 0)]


def test_a_discreet_seat_keeps_its_name(region: Region) -> None:
    una = post("Una Falk", region.exit, Role.EXIT_WORKER)
    join(region.case, una, purpose=Purpose.EXIT, is_discreet=True)
    signed_in(una).get(f"/cases/{region.case.pk}/")
    assert lines(region) == [("Exit worker", "looked at the case", 0)]


@pytest.mark.parametrize(("who", "status"), [("ann", 200), ("dee", 403), ("bob", 403), ("cy", 404)])
def test_only_whoever_answers_for_the_case_reads_it(region: Region, who: str, status: int) -> None:
    answer = signed_in(getattr(region, who)).get(f"/cases/{region.case.pk}/looks/")
    assert answer.status_code == status
    reads = Event.objects.filter(verb=Verb.CASE_LOOKED, post_id=getattr(region, who).pk)
    assert reads.exists() == (status == 200)


def test_ones_own_looks_stand_for_oneself_alone(region: Region) -> None:
    for who in (region.ann, region.bob):
        signed_in(who).get(f"/cases/{region.case.pk}/")
    (line,) = queries.own(actor(region.bob)).lines
    assert (line.sentence, line.reference) == ("looked at the case", region.case.reference)
    with clock.at(START + timedelta(days=1)):
        seat = region.seat(region.bob)
        seat.end(clock.now())
        (line,) = queries.own(actor(region.bob)).lines
        assert line.reference == ""  # a case that one no longer sees


def test_long_lists_go_on(region: Region, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "PAGE", 2)
    client = signed_in(region.ann)
    for _ in range(5):
        client.get(f"/cases/{region.case.pk}/")
    found: list[int] = []
    before, pages = NEWEST, 0
    while before:
        part = queries.own(actor(region.ann), before)
        found, before, pages = found + part.ids, part.following, pages + 1
    assert len(found) == len(set(found)) == 5
    assert pages == 3
