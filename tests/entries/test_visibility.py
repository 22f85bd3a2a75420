"""Who sees what, case by case: the rule's sentences as a worker would meet them."""

from datetime import timedelta

import pytest

from tests import factories as make
from tests.factories import START, Region
from throughcare.agencies.models import Regime
from throughcare.agencies.roles import Role
from throughcare.agencies.sectors import Sector
from throughcare.entries import compiled, policy
from throughcare.entries.facts import explain, label_of, places
from throughcare.entries.readings import reading
from throughcare.kernel import clock
from throughcare.sharing.categories import Category, Handling
from throughcare.sharing.models import Clearance
from throughcare.sharing.purposes import Purpose

DAY = timedelta(days=1)
INSTANT = timedelta(microseconds=1)

# author, category, handling, who reads (the shipped agreement "supervision")
TABLE = [
    ("ann", Category.CONTACT, Handling.TEAM, "ann bob dee eve"),
    ("ann", Category.CONTACT, Handling.NEED_TO_KNOW, "ann bob dee"),
    ("ann", Category.CONTACT, Handling.AGENCY, "ann dee"),
    ("ann", Category.CONTACT, Handling.NAMED, "ann"),
    ("ann", Category.SAFETY, Handling.NEED_TO_KNOW, "ann bob dee eve"),
    ("ann", Category.OFFENCE, Handling.TEAM, "ann dee eve"),  # bob's agency has no Art. 10 basis
    ("ann", Category.COUNSELLING, Handling.TEAM, "ann bob"),  # dee's own table has no counselling
    ("ann", Category.VICTIM, Handling.TEAM, "ann"),  # eve: wall
    ("bob", Category.COUNSELLING, Handling.TEAM, "ann bob dee"),
    ("bob", Category.COUNSELLING, Handling.NEED_TO_KNOW, "bob"),
    ("bob", Category.IDEOLOGY, Handling.NEED_TO_KNOW, "ann bob"),
    ("bob", Category.IDEOLOGY, Handling.AGENCY, "bob"),
    ("eve", Category.SAFETY, Handling.TEAM, "ann bob dee eve"),
    ("eve", Category.SAFETY, Handling.AGENCY, "eve"),
    ("dee", Category.COMPLIANCE, Handling.NEED_TO_KNOW, "ann dee eve"),
]


@pytest.mark.parametrize(("by", "category", "handling", "readers"), TABLE)
def test_an_entry_shows_to_those_cleared_for_it(
    region: Region, by: str, category: Category, handling: int, readers: str
) -> None:
    entry = region.write(getattr(region, by), category, handling=handling)
    assert region.readers(entry) == set(readers.split())


def test_every_category_of_an_entry_must_be_cleared(region: Region) -> None:
    entry = region.write(region.ann, Category.CONTACT, Category.COUNSELLING)
    assert region.readers(entry) == {"ann", "bob"}


def test_a_named_entry_shows_to_those_on_its_list(region: Region) -> None:
    named = [region.seat(region.eve)]
    entry = region.write(region.ann, Category.CONTACT, handling=Handling.NAMED, named=named)
    assert region.readers(entry) == {"ann", "eve"}


def test_a_wall_stops_a_named_entry_too(region: Region) -> None:
    named = [region.seat(region.eve), region.seat(region.bob)]
    entry = region.write(region.ann, Category.VICTIM, handling=Handling.NAMED, named=named)
    assert region.readers(entry) == {"ann", "bob"}


def test_a_missing_article_10_basis_stops_a_named_entry_too(region: Region) -> None:
    named = [region.seat(region.eve), region.seat(region.bob)]
    entry = region.write(region.ann, Category.OFFENCE, handling=Handling.NAMED, named=named)
    assert region.readers(entry) == {"ann", "eve"}


def test_an_article_10_basis_lets_offences_through(region: Region) -> None:
    other = make.agency("Second Shore", Sector.EXIT, regime=Regime.GDPR, basis="Act 7, s. 2")
    agreement = make.agree("exit", [other, region.probation])
    kai = make.post("Kai Rud", other, Role.EXIT_WORKER)
    case = make.open_case(kai, agreement, purpose=Purpose.EXIT)
    assert make.sees(kai, make.write(kai, case, Category.OFFENCE))


def test_a_wall_that_binds_one_post_binds_the_human(region: Region) -> None:
    entry = region.write(region.ann, Category.COUNSELLING)
    contact = region.write(region.ann)
    assert make.sees(region.bob, entry)
    with clock.at(START + DAY):
        second = make.post(
            region.bob.human,
            region.police,
            Role.POLICE_CONTACT,
            until_at=START + 9 * DAY,
            from_at=START + 2 * DAY,
        )
        assert make.sees(region.bob, entry)
    with clock.at(START + 2 * DAY):
        assert not make.sees(region.bob, entry)
        assert make.sees(region.bob, contact)
        assert not make.sees(second, entry)
    with clock.at(START + 9 * DAY):
        assert make.sees(region.bob, entry)


def test_a_second_post_in_a_walled_sector_walls_off_the_own_entries_too(region: Region) -> None:
    own = region.write(region.bob, Category.COUNSELLING)
    make.post(region.bob.human, region.police, Role.POLICE_CONTACT)
    assert not make.sees(region.bob, own)
    assert make.sees(region.bob, region.write(region.bob))


def test_an_agency_reads_its_own_entries_whatever_walls_its_sector(region: Region) -> None:
    service = make.agency("The Service", Sector.SECURITY, regime=Regime.LED)
    sam = make.post("Sam Ask", service, Role.SECURITY_CONTACT)
    agreement = make.agree("exit", [region.probation, service])
    case = make.open_case(region.ann, agreement)
    make.join(case, region.dee)
    make.join(case, sam, confirmed_by=region.dee, purpose=Purpose.SAFETY)
    pointer = make.write(sam, case, Category.SAFETY, handling=Handling.AGENCY)
    assert make.sees(sam, pointer)
    assert not make.sees(sam, make.write(region.ann, case, Category.SAFETY))


def test_a_purpose_outside_the_agreement_opens_nothing_of_others(region: Region) -> None:
    case = make.open_case(region.ann, region.agreement)
    make.join(case, region.bob, purpose=Purpose.COUNSELLING)
    entry = make.write(region.ann, case)
    named = make.write(
        region.ann, case, handling=Handling.NAMED, named=case.seats.filter(post=region.bob)
    )
    assert not make.sees(region.bob, entry)
    assert not make.sees(region.bob, named)
    assert make.sees(region.bob, make.write(region.bob, case))


def test_a_seat_reaches_back_to_the_moment_it_says(region: Region) -> None:
    ida = make.post("Ida Brook", region.exit, Role.EXIT_WORKER)
    make.join(region.case, ida, sees_from=START - DAY)
    assert make.sees(ida, region.write(region.ann, occurred_at=START - DAY))
    assert not make.sees(ida, region.write(region.ann, occurred_at=START - DAY - INSTANT))


def test_a_wind_down_keeps_what_was_readable_and_shares_nothing_new(region: Region) -> None:
    before = region.write(region.ann)
    with clock.at(make.AGREED_UNTIL - INSTANT):
        last = region.write(region.ann)
    with clock.at(make.AGREED_UNTIL):
        after = region.write(region.ann)
        assert region.readers(before) == {"ann", "bob", "dee", "eve"}
        assert region.readers(last) == {"ann", "bob", "dee", "eve"}
        assert region.readers(after) == {"ann", "dee"}
    with clock.at(make.AGREED_UNTIL + 60 * DAY - INSTANT):
        assert make.sees(region.bob, last)
    with clock.at(make.AGREED_UNTIL + 60 * DAY):
        assert region.readers(last) == {"ann", "dee"}


def test_nobody_sees_anything_without_a_post_in_force(region: Region) -> None:
    entry = region.write(region.ann)
    lonely = make.open_case(region.ann)
    lonely.seats.all().delete()
    make_entry = entry.part("Left", "", 2, Handling.TEAM, author=region.ann.pk, moment=START)
    make_entry.case = lonely
    make_entry.save()
    for actor in (make.root(), make.act_as(region.ann, make.BEFORE - DAY)):
        assert not actor.has_post
        assert not policy.visible_to(actor).exists()
        assert compiled.count(actor) == 0


def test_a_missing_clearance_closes(region: Region) -> None:
    entry = region.write(region.ann)
    Clearance.objects.all().delete()
    assert region.readers(entry) == set()
    place = places(region.case, START, post=region.ann.pk)[0]
    assert [answer.holds for answer in explain(place, label_of(entry))] == [True, True, False]


def test_the_steps_are_said_in_words(region: Region) -> None:
    entry = region.write(region.ann, Category.VICTIM)
    team = {place.post.pk: place for place in places(region.case, START)}
    seen = explain(team[region.ann.pk], label_of(entry))
    assert [answer.sentence for answer in seen] == [
        "Holds a seat on this case.",
        "The seat reaches back far enough.",
        "Is of the agency that owns the entry, or of a party to the agreement in force.",
        "No wall stands between.",
        "Is cleared for every category of the entry at its handling.",
    ]
    assert (seen[0].fact, seen[-1].fact) == ("Probation officer", "TEAM")
    stopped = explain(team[region.eve.pk], label_of(entry))[-1]
    assert (stopped.holds, stopped.step.name, stopped.fact) == (False, "wall", "Victim")


def test_what_somebody_is_not_cleared_for_is_named(region: Region) -> None:
    entry = region.write(region.ann, Category.FAMILY, Category.CONTACT)
    team = places(region.case, START)
    eve = next(place for place in team if place.post.pk == region.eve.pk)
    assert explain(eve, label_of(entry))[-1].fact == "TEAM: Family"
    reasons = {name: reason for name, _, reason in reading(team, label_of(entry), None).not_for}
    assert reasons[region.eve.human.name] == "Police contact officer. Not cleared for: Family."


def test_who_reads_takes_three_queries_whatever_the_team(
    region: Region, django_assert_num_queries: object
) -> None:
    for number in range(5):
        make.join(region.case, make.post(f"N{number} Q", region.exit, Role.EXIT_WORKER))
    with django_assert_num_queries(3):  # type: ignore[operator]
        assert len(places(region.case, START)) == 9
