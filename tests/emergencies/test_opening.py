"""What emergency access opens: the sector's row, for some hours, and nothing else."""

from datetime import timedelta
from itertools import product

import pytest

from tests.emergencies.making import looked, opened
from tests.factories import GROUND, START, Region, actor, join, sees, write
from throughcare.agencies.models import Post
from throughcare.cases import policy as cases
from throughcare.cases.actions import responsibility, seats
from throughcare.cases.models import Seat
from throughcare.emergencies import actions, policy, queries
from throughcare.emergencies.models import Access, Settled
from throughcare.kernel import clock
from throughcare.kernel.decision import Refused
from throughcare.notices.models import Notice
from throughcare.sharing.categories import Category, Handling
from throughcare.sharing.models import OwnGrant
from throughcare.sharing.purposes import Purpose

INSTANT = timedelta(microseconds=1)
ROW = {Category.SAFETY, Category.CONTACT, Category.IDENTITY}  # of the police, as it ships


def test_it_opens_the_sectors_row_and_nothing_else(region: Region) -> None:
    entries = {
        (category, handling): write(region.ann, region.case, category, handling=handling)
        for category, handling in product((*ROW, Category.OFFENCE, Category.DAILY_LIFE), Handling)
    }
    assert not any(sees(region.gil, entry) for entry in entries.values())
    opened(region.gil, region.case)
    shown = {label for label, entry in entries.items() if sees(region.gil, entry)}
    assert shown == set(product(ROW, (Handling.TEAM, Handling.NEED_TO_KNOW)))


def test_what_was_shown_before_is_what_opens(region: Region) -> None:
    found = looked(region.gil, reference=region.case.reference)
    said = {one.agency.name: set(one.categories) for one in queries.opens(actor(region.gil), found)}
    assert said["Probation North"] == said["New Shore"] == {one.label for one in ROW}
    actions.open_case(actor(region.gil), found, hours=1)
    for agency, author in (("Probation North", region.ann), ("Police North", region.eve)):
        for category in Category:
            if writes(author, category):
                entry = write(author, region.case, category)
                assert sees(region.gil, entry) == (category.label in said[agency]), category


def writes(author: Post, category: Category) -> bool:
    """Whether an agency's own table lets somebody write in a category."""
    row = OwnGrant.objects.get(agency=author.agency_id, role=author.role)
    return bool(row.team & category.bit)


@pytest.mark.parametrize("before_the_end", [True, False])
def test_it_ends_by_itself_to_the_instant(region: Region, before_the_end: bool) -> None:
    entry = write(region.ann, region.case, Category.SAFETY)
    access = opened(region.gil, region.case, hours=24)
    assert access.until_at == START + timedelta(hours=24)
    with clock.at(access.until_at - INSTANT * before_the_end):
        assert sees(region.gil, entry) == before_the_end
        held = cases.visible_to(actor(region.gil)).filter(pk=region.case.pk)
        assert held.exists() == before_the_end


def test_beside_a_seat_it_opens_more_and_then_less_again(region: Region) -> None:
    """The police contact officer of another seat: what the role sees stays."""
    duty = region.gil
    join(region.case, duty, confirmed_by=region.dee, purpose=Purpose.SAFETY, ground=GROUND)
    asked = (*sorted(ROW), Category.OFFENCE, Category.DAILY_LIFE)
    before = {one: sees(duty, write(region.ann, region.case, one)) for one in asked}
    access = opened(duty, region.case, hours=2)
    seat = Seat.objects.get(case=region.case, post=duty)
    assert not seat.key.is_alone
    during = {one: sees(duty, write(region.ann, region.case, one)) for one in before}
    assert during == {one: seen or one in ROW for one, seen in before.items()}
    with clock.at(access.until_at):
        after = {one: sees(duty, write(region.ann, region.case, one)) for one in before}
        assert after == before
        assert Seat.objects.get(pk=seat.pk).is_in_force(clock.now())


def test_no_list_of_an_earlier_seat_opens_in_an_emergency(region: Region) -> None:
    join(region.case, region.gil, confirmed_by=region.dee, purpose=Purpose.SAFETY)
    seat = region.seat(region.gil)
    entry = write(region.ann, region.case, Category.SAFETY, handling=Handling.NAMED, named=[seat])
    assert sees(region.gil, entry)
    with clock.at(START + timedelta(days=1)):
        seats.end(actor(region.ann), seat, reason="No longer needed.")
    with clock.at(START + timedelta(days=2)):
        opened(region.gil, region.case)
        assert region.seat(region.gil).pk == seat.pk
        assert not sees(region.gil, entry)


def test_no_wall_is_passed(region: Region) -> None:
    """The security service is walled from all under the shipped agreement."""
    version = region.agreement.versions.get()
    version.walls.create(sector="police", categories=Category.SAFETY.bit)
    entry = write(region.ann, region.case, Category.SAFETY)
    contact = write(region.ann, region.case, Category.CONTACT)
    opened(region.gil, region.case)
    assert (sees(region.gil, entry), sees(region.gil, contact)) == (False, True)


def test_those_concerned_are_told_at_once(region: Region) -> None:
    access = opened(region.gil, region.case)
    told = Notice.objects.filter(verb="emergency.opened").values_list(
        "post__human__name", flat=True
    )
    assert set(told) == {"Ann Ode", "Dee Marsh"}  # who answers for it, and who would review it
    (shown,) = queries.running(region.case.pk, clock.now())
    assert (shown.post_id, shown.key.emergency_until) == (region.gil.pk, access.until_at)


def test_a_look_up_opens_once_and_within_the_hour(region: Region) -> None:
    found = looked(region.gil, reference=region.case.reference)
    with clock.at(START + timedelta(hours=1)), pytest.raises(Refused, match="more than an hour"):
        actions.open_case(actor(region.gil), found, hours=1)
    with pytest.raises(Refused, match="Only the duty post that looked"):
        actions.open_case(actor(region.dee), found, hours=1)
    actions.open_case(actor(region.gil), found, hours=1)
    with pytest.raises((Refused, Settled)):
        actions.open_case(actor(region.gil), found, hours=1)
    assert Access.objects.count() == 1
    miss = looked(region.fay, reference="2B2B2B-22")
    assert not policy.may_open(actor(region.fay), miss)


@pytest.mark.parametrize("who", ["gil", "dee", "ann"])
def test_it_is_ended_before_its_time(region: Region, who: str) -> None:
    entry = write(region.ann, region.case, Category.SAFETY)
    access = opened(region.gil, region.case)
    ender = getattr(region, who)
    with clock.at(START + timedelta(minutes=10)):
        assert policy.may_end(actor(ender), access)
        actions.end(actor(ender), access)
        assert not sees(region.gil, entry)
        assert not policy.may_end(actor(ender), access)


@pytest.mark.parametrize("who", ["bob", "eve", "cy"])
def test_others_neither_see_nor_end_it(region: Region, who: str) -> None:
    access = opened(region.gil, region.case)
    other = actor(getattr(region, who))
    assert not policy.visible_to(other).exists()
    assert not policy.may_end(other, access)


def test_who_comes_to_answer_for_the_case_keeps_a_whole_seat(region: Region) -> None:
    opened(region.fay, region.case, hours=1)
    assert region.seat(region.fay).key.is_alone
    offer = responsibility.offer(actor(region.ann), region.case, post=region.fay)
    responsibility.accept(actor(region.fay), offer)
    seat = region.seat(region.fay)
    assert not seat.key.is_alone
    assert seat.until_at == region.fay.until_at
    own = write(region.fay, region.case, Category.CONTACT, handling=Handling.AGENCY)
    with clock.at(START + timedelta(days=2)):
        assert sees(region.fay, own)
