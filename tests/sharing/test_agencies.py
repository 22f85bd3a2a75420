"""Setting up agencies, posts, duty posts and agreements; clearances keep up with them."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests import factories as make
from tests.factories import START, Region
from throughcare.agencies.roles import Role
from throughcare.agencies.sectors import Sector
from throughcare.audit.models import Event
from throughcare.kernel import clock
from throughcare.kernel.decision import Refused
from throughcare.sharing import actions, policy
from throughcare.sharing.categories import ALL, Category, bits_of
from throughcare.sharing.models import (
    Agreement,
    Clearance,
    Grant,
    Key,
    OwnGrant,
    Version,
    sectors_at,
)
from throughcare.sharing.models.clearances import sector_sets

DAY = timedelta(days=1)
POLICE, EXIT = Sector.POLICE.bit, Sector.EXIT.bit


def test_an_agency_begins_with_the_shipped_own_table(region: Region) -> None:
    made = make.agency("Harbour House", Sector.FAITH)
    rows = {row.role: row for row in OwnGrant.objects.filter(agency=made)}
    assert rows[Role.CHAPLAIN].team & Category.RELIGION.bit
    assert not rows[Role.CHAPLAIN].need & Category.HEALTH.bit
    assert Role.DATA_PROTECTION_OFFICER not in rows
    assert all(row.team == row.need for row in rows.values())
    assert Event.objects.latest("pk").verb == "agency.admitted"


def test_an_agency_may_stand_under_another_which_gives_it_nothing(region: Region) -> None:
    branch = actions.admit(
        make.root(), name="Branch", sector=Sector.PROBATION, regime="led", parent=region.probation
    )
    kai = make.post("Kai Rud", branch, Role.PROBATION_OFFICER)
    assert branch.parent == region.probation
    assert not make.sees(kai, region.write(region.ann))


@pytest.mark.parametrize("who", ["ann", "dee", "cy"])
def test_agencies_and_agreements_are_set_up_on_the_command_line(region: Region, who: str) -> None:
    actor = make.actor(getattr(region, who))
    with pytest.raises(Refused, match="command line"):
        actions.admit(actor, name="x", sector=Sector.COURT, regime="led")
    with pytest.raises(Refused, match="command line"):
        actions.bring_into_force(actor, "exit", parties=[], from_at=START, until_at=START)


def test_the_duty_post_gives_its_agencys_posts(region: Region) -> None:
    human = make.human("Rut Vik")
    given = {"human": human, "agency": region.probation, "role": Role.PROBATION_OFFICER}
    for who in (region.ann, region.fay):
        with pytest.raises(Refused, match="duty post gives its posts"):
            actions.appoint(make.actor(who), **given)
    post = actions.appoint(make.actor(region.dee), **given)
    assert (post.from_at, post.label) == (START, "Probation officer")
    assert str(post) == "Rut Vik, Probation officer"
    assert Event.objects.latest("pk").verb == "post.appointed"


def test_a_duty_post_is_the_agencys_own_held_now_and_without_end(region: Region) -> None:
    def refused(post: object) -> None:
        with pytest.raises(Refused, match="held now and has no end"):
            actions.name_duty_post(make.root(), region.probation, post)  # type: ignore[arg-type]

    refused(region.fay)
    role = Role.PROBATION_OFFICER
    refused(make.post("Aa B", region.probation, role, until_at=START + DAY))
    refused(make.post("Bb C", region.probation, role, from_at=START + DAY))
    with pytest.raises(Refused, match="duty post gives"):
        actions.name_duty_post(make.actor(region.ann), region.probation, region.ann)
    actions.name_duty_post(make.actor(region.dee), region.probation, region.ann)
    assert region.probation.duty_post == region.ann
    begun = make.post("Cc D", region.probation, role, from_at=START)
    actions.name_duty_post(make.root(), region.probation, begun)


def test_agreements_show_to_their_parties(region: Region) -> None:
    assert list(policy.visible_to(make.actor(region.bob))) == [region.agreement]
    Agreement.objects.create(name="Not made yet")
    assert not policy.visible_to(make.actor(region.cy)).exists()
    assert not policy.visible_to(make.root()).exists()


def test_a_shipped_agreement_is_in_force_between_its_parties(region: Region) -> None:
    version = region.agreement.versions.get()
    assert str(region.agreement) == "Supervision and reintegration"
    assert str(version) == "Supervision and reintegration, version 1"
    assert {row.agency for row in version.parties.all()} == {
        region.probation, region.exit, region.police,
    }  # fmt: skip
    assert version.wind_down_until == make.AGREED_UNTIL + 60 * DAY
    assert version.walls.get(sector=Sector.SECURITY).categories == ALL
    emergency = version.emergency_grants.get(sector=Sector.POLICE)
    assert emergency.team == bits_of([Category.SAFETY, Category.CONTACT, Category.IDENTITY])


def test_the_version_of_a_moment_is_the_accepted_one_that_began_last(region: Region) -> None:
    first = region.agreement.versions.get()
    second = Version.objects.create(
        agreement=region.agreement, number=2, from_at=START + DAY, until_at=START + 2 * DAY,
        wind_down_until=START + 3 * DAY,
    )  # fmt: skip
    assert region.agreement.version_at(START + DAY) == first
    second.in_force_since = START
    second.save()
    assert region.agreement.version_at(make.BEFORE - DAY) is None
    assert region.agreement.version_at(START + DAY - timedelta(microseconds=1)) == first
    assert region.agreement.version_at(START + DAY) == second
    assert second.is_open(START + DAY)
    assert not second.is_open(START + 2 * DAY)
    assert second.is_winding_down(START + 2 * DAY)
    assert not second.is_winding_down(START + 3 * DAY)
    assert region.agreement.version_at(START + 9 * DAY) == second
    assert not second.has_party(region.exit.pk)
    assert first.has_party(region.exit.pk)


def test_a_version_that_takes_another_s_place_is_what_counts(region: Region) -> None:
    entry = region.write(region.ann)
    first = region.agreement.versions.get()
    second = Version.objects.create(
        agreement=region.agreement, number=2, purposes=first.purposes, from_at=START + DAY,
        until_at=make.AGREED_UNTIL, wind_down_until=make.AGREED_UNTIL, in_force_since=START,
    )  # fmt: skip
    second.parties.create(agency=region.probation)
    second.parties.create(agency=region.exit)
    Grant.objects.create(version=second, role=Role.EXIT_WORKER, team=ALL, need=0)
    Key.objects.filter(agreement=region.agreement).recompile()
    assert region.readers(entry) == {"ann", "bob", "dee", "eve"}
    with clock.at(START + DAY):
        assert region.readers(entry) == {"ann", "bob", "dee"}


def test_clearances_hold_one_row_at_every_moment(region: Region) -> None:
    second = Version.objects.create(
        agreement=region.agreement, number=2, purposes=["exit"], from_at=START + DAY,
        until_at=START + 5 * DAY, wind_down_until=START + 9 * DAY, in_force_since=START,
    )  # fmt: skip
    second.parties.create(agency=region.probation)
    second.parties.create(agency=region.exit)
    Key.objects.all().recompile()
    for key in Key.objects.all():
        rows = list(key.clearances.order_by("owner", "sectors", "from_at"))
        for row in rows:
            assert row.from_at < row.until_at
        for earlier, later in zip(rows, rows[1:], strict=False):  # noqa: RUF007
            if (earlier.owner_id, earlier.sectors) == (later.owner_id, later.sectors):
                assert earlier.until_at <= later.from_at


def test_a_key_is_made_once_and_shared(region: Region) -> None:
    given = {"agreement": None, "agency": region.exit, "role": Role.MENTOR, "purpose": "exit"}
    first = Key.objects.obtain(**given)
    assert Key.objects.obtain(**given) == first
    assert [row.owner for row in first.clearances.all()] == [region.exit]


def test_a_new_post_compiles_the_new_set_of_sectors_in_all_its_agencies(region: Region) -> None:
    key = region.seat(region.bob).key
    assert set(key.clearances.values_list("sectors", flat=True)) == {EXIT}
    make.post(region.bob.human, region.police, Role.POLICE_CONTACT)
    assert set(key.clearances.values_list("sectors", flat=True)) == {EXIT, EXIT | POLICE}
    police = Clearance.objects.filter(key=region.seat(region.eve).key)
    assert set(police.values_list("sectors", flat=True)) == {POLICE, EXIT | POLICE}


def test_keys_made_between_two_posts_keep_up_as_well(region: Region) -> None:
    """One key already knows the set, another, made meanwhile, does not: it is compiled anew."""
    from_at, until_at = START + DAY, START + 9 * DAY
    period = {"from_at": from_at, "until_at": until_at}
    second = make.post(region.bob.human, region.police, Role.POLICE_CONTACT, **period)
    second.until_at = from_at  # withdrawn before it began
    second.save()
    late = Key.objects.obtain(
        agreement=region.agreement, agency=region.exit, role=Role.MENTOR, purpose="exit"
    )
    assert set(late.clearances.values_list("sectors", flat=True)) == {EXIT}
    make.post(region.bob.human, region.police, Role.POLICE_CONTACT, **period)
    assert set(late.clearances.values_list("sectors", flat=True)) == {EXIT, EXIT | POLICE}


def test_sets_of_sectors_are_those_of_some_moment(region: Region) -> None:
    human = region.cy.human
    make.post(human, region.police, Role.POLICE_CONTACT, from_at=START, until_at=START + DAY)
    make.post(human, region.exit, Role.MENTOR, from_at=START + DAY)
    social = Sector.SOCIAL_WORK.bit
    assert sector_sets(region.council) == {social, social | POLICE, social | EXIT}
    posts = list(human.posts.select_related("agency"))
    assert sectors_at(posts, START) == social | POLICE
    assert sectors_at(posts, START + DAY) == social | EXIT
    assert sectors_at(posts, make.BEFORE - DAY) == 0


def test_whoever_is_cleared_at_need_to_know_is_cleared_at_team(region: Region) -> None:
    version = region.agreement.versions.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Grant.objects.create(version=version, role="x", team=1, need=3)
    with pytest.raises(IntegrityError), transaction.atomic():
        OwnGrant.objects.create(agency=region.exit, role="x", team=0, need=1)
