"""Storing, revising and adopting: who may, what stays, what the trail says."""

from datetime import timedelta

import pytest
from django.db import Error, IntegrityError, connection, transaction

from tests.factories import START, Region, actor, root
from tests.programmes.making import FERRY_HOUSE, stored
from throughcare.audit.models import Event
from throughcare.kernel import clock
from throughcare.kernel.decision import Refused
from throughcare.programmes import actions, policy, queries, shipped, texts
from throughcare.programmes.models import Adoption, Programme, Version, digest_of

LATER = FERRY_HOUSE.replace("months: 12", "months: 6")


def told(verb: str) -> list[Event]:
    return list(Event.objects.filter(verb=verb))


def test_the_command_line_stores_a_version_once_and_the_next_when_the_text_changes(
    region: Region,
) -> None:
    first = actions.add(root(), FERRY_HOUSE)
    again = actions.add(root(), FERRY_HOUSE)
    second = actions.add(root(), LATER)
    assert (first.is_new, again.is_new, second.is_new) == (True, False, True)
    assert again.version == first.version
    assert [one.number for one in first.version.programme.versions.all()] == [2, 1]
    assert len(told("programme.added")) == 2
    assert told("programme.added")[0].ids == [
        str(first.version.programme_id),
        digest_of(FERRY_HOUSE),
    ]


def test_a_text_with_faults_is_not_stored(region: Region) -> None:
    with pytest.raises(texts.Faulty, match="Did you mean"):
        actions.add(root(), FERRY_HOUSE.replace("kind: case", "kind: cas"))
    assert not Programme.objects.exists()


@pytest.mark.parametrize("name", ["ann", "bob", "cy", "eve"])
def test_only_a_duty_post_writes_and_adopts(region: Region, name: str) -> None:
    """may_add, may_write, may_revise, may_adopt, may_give_up."""
    who, version = actor(getattr(region, name)), stored()
    own = actions.write(actor(region.fay), FERRY_HOUSE).programme
    for refused in (
        policy.may_add(who),
        policy.may_write(who),
        policy.may_revise(who, own),
        policy.may_adopt(who, version),
        policy.may_give_up(who, own),
    ):
        assert not refused
        assert refused.reason
    for act in (
        lambda: actions.add(who, LATER),
        lambda: actions.write(who, LATER),
        lambda: actions.revise(who, own, LATER),
        lambda: actions.adopt(who, version),
        lambda: actions.give_up(who, version.programme),
    ):
        with pytest.raises(Refused):
            act()


def test_an_agency_revises_its_own_model_and_no_other(region: Region) -> None:
    own = actions.write(actor(region.fay), FERRY_HOUSE).programme
    assert policy.may_revise(actor(region.fay), own)
    assert "another agency's" in policy.may_revise(actor(region.dee), own).reason
    assert "everybody's" in policy.may_revise(actor(region.dee), stored().programme).reason
    added = actions.revise(actor(region.fay), own, LATER)
    assert (added.version.number, added.is_new) == (2, True)
    assert not actions.revise(actor(region.fay), own, LATER).is_new


def test_a_version_keeps_the_key_and_a_key_belongs_to_one_programme(region: Region) -> None:
    version = stored()
    with pytest.raises(actions.KeyTaken, match="hayat"):
        actions.write(actor(region.dee), version.text)
    own = actions.write(actor(region.fay), FERRY_HOUSE).programme
    with pytest.raises(actions.KeyTaken, match="ferry-house"):
        actions.add(root(), FERRY_HOUSE)
    with pytest.raises(actions.KeyChanged, match="ferry-house"):
        actions.revise(actor(region.fay), own, version.text)
    assert Programme.objects.count() == 2


def test_a_copy_remembers_what_it_was_drawn_from(region: Region) -> None:
    version = stored()
    made = actions.write(actor(region.dee), FERRY_HOUSE, drawn_from=version)
    assert made.drawn_from == version
    assert made.programme.agency == region.probation


def test_adopting_a_later_version_ends_the_earlier_and_keeps_it_on_record(region: Region) -> None:
    first, dee = actions.add(root(), FERRY_HOUSE).version, region.dee
    actions.adopt(actor(dee), first)
    second = actions.add(root(), LATER).version
    with clock.at(START + timedelta(days=1)):
        actions.adopt(actor(dee), second)
        [present] = policy.adoptions_of(actor(dee))
        assert present.version == second
        assert "already" in policy.may_adopt(actor(dee), second).reason
    earlier = Adoption.objects.get(version=first)
    assert (earlier.until_at, earlier.ended_by) == (START + timedelta(days=1), dee)
    with clock.at(START + timedelta(days=2)):
        actions.give_up(actor(dee), first.programme)
        assert not policy.adoptions_of(actor(dee)).exists()
        assert "does not work by" in policy.may_give_up(actor(dee), first.programme).reason
    assert len(told("programme.adopted")) == 2
    assert len(told("programme.given_up")) == 1


def test_two_adoptions_of_one_programme_do_not_stand_beside_each_other(region: Region) -> None:
    adoption = actions.adopt(actor(region.dee), stored())
    adoption.pk = None
    with pytest.raises(IntegrityError):
        adoption.save(force_insert=True)


def test_the_text_of_a_version_never_changes_in_the_database(region: Region) -> None:
    version = stored()
    with pytest.raises(Error, match="never changed"), transaction.atomic():
        Version.objects.filter(pk=version.pk).update(text="x")
    with pytest.raises(Error, match="never changed"), transaction.atomic():
        connection.cursor().execute("UPDATE programmes_version SET number = 9")
    assert Version.objects.get(pk=version.pk).text == shipped.texts()["hayat"]


def test_models_are_open_to_everybody_with_a_post(region: Region) -> None:
    version = stored()
    assert version.programme in policy.visible_to(actor(region.cy))
    assert version in policy.versions_visible_to(actor(region.cy))
    assert not policy.visible_to(root()).exists()
    assert not policy.still_acts(root())


def test_the_shelf_sorts_what_one_works_by_from_the_rest(region: Region) -> None:
    hayat = stored()
    stored("radinet")
    own = actions.write(actor(region.dee), FERRY_HOUSE)
    actions.adopt(actor(region.dee), hayat)
    shelf = queries.shelf(actor(region.ann))
    assert [row.programme.key for row in shelf.adopted] == ["hayat"]
    assert [row.programme for row in shelf.own] == [own.programme]
    assert [row.place for row in shelf.own] == ["Probation North"]
    assert [row.place for row in shelf.others] == ["Finland"]
    assert len(shelf.ids) == 3
    later = actions.add(root(), hayat.text + "# more\n").version
    [row] = queries.shelf(actor(region.ann)).adopted
    assert (row.version, row.latest, row.is_behind) == (hayat, later, True)
