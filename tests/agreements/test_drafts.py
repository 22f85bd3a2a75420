"""An agreement's next version: drafted, previewed, accepted by all, and in force at once."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from tests import factories as make
from tests import logins
from tests.agreements.making import drafted, sent
from tests.factories import AGREED_UNTIL, Region, actor
from tests.pages import opened, signed_in
from tests.pages import sent as posted
from throughcare.agencies.models import Post
from throughcare.agencies.roles import Role
from throughcare.agreements import actions, policy, queries, reckoning
from throughcare.agreements.models import Draft, Effect, Settled, Stage
from throughcare.audit.models import Event
from throughcare.kernel import clock
from throughcare.kernel.decision import Refused
from throughcare.notices.models import Notice
from throughcare.sharing.categories import Category, Handling
from throughcare.sharing.models import Version

DAY, INSTANT = timedelta(days=1), timedelta(microseconds=1)


@pytest.fixture
def present(region: Region) -> Version:
    return region.agreement.versions.get()


@pytest.fixture
def mia(region: Region) -> Post:
    """A mentor on the case, who sees no entry about work."""
    mia = make.post("Mia Strand", region.exit, Role.MENTOR)
    make.join(region.case, mia, purpose="exit")
    return mia


def accept(region: Region, draft: Draft) -> None:
    for who in (region.dee, region.fay, region.gil):
        actions.answer(make.actor(who), draft, agrees=True)


def opens_ideology(region: Region, present: Version) -> Draft:
    """A draft that clears mentors for ideology."""
    draft = drafted(region.dee, present)
    row = draft.version.grants.get(role=Role.MENTOR)
    told = {"team": row.team | Category.IDEOLOGY.bit, "need": row.need | Category.IDEOLOGY.bit}
    return actions.change_role(make.actor(region.dee), draft, role=Role.MENTOR, **told)


def reckoned(draft: Draft) -> list[Effect]:
    with logins.as_owner():
        assert reckoning.reckon() == 1
        draft.refresh_from_db()
        return list(draft.effects.all())


def test_a_version_shows_to_its_parties_alone(region: Region, present: Version) -> None:
    page = opened(signed_in(region.eve), reverse("agreement", args=[present.pk]))
    assert "Police North" in page.text
    assert "New Shore" in page.text
    assert "Sees TEAM and NEED TO KNOW" in page.text
    outside = signed_in(region.cy)
    assert outside.get(reverse("agreement", args=[present.pk])).status_code == 404
    assert "No agreements" in opened(outside, reverse("agreements")).text


def test_from_the_first_word_to_force(region: Region, present: Version, mia: Post) -> None:
    entry = region.write(region.ann, Category.IDEOLOGY)
    dee = signed_in(region.dee)
    begun = posted(
        dee,
        reverse("agreement-draft", args=[present.pk]),
        why="Mentors work on it",
        from_on=clock.local(clock.now()).date().isoformat(),
        until_on=(clock.local(clock.now()).date() + timedelta(days=300)).isoformat(),
    )
    assert begun.status == 302, begun.errors
    draft = Draft.objects.get()
    role = reverse("agreement-role", args=[draft.version_id]) + "?role=mentor"
    assert posted(dee, role, need=["ideology"]).status == 302
    page = opened(dee, reverse("agreement", args=[draft.version_id]))
    assert "changed" in page.text
    assert "This is being worked out" in page.text

    [effect] = reckoned(draft)
    assert (effect.opened, effect.posts) == (1, 1)
    assert not make.sees(mia, entry)
    assert signed_in(region.fay).get(f"/agreements/{draft.version_id}/").status_code == 404
    dee.post(reverse("agreement-send", args=[draft.version_id]))

    assert "a new version of an agreement" in opened(signed_in(region.fay), "/").text
    answer = reverse("agreement-answer", args=[draft.version_id])
    refused = posted(signed_in(region.fay), answer, agrees="no")
    assert refused.errors == {"words": "Write what should change."}
    for who in (region.dee, region.fay, region.gil):
        assert not make.sees(mia, entry)
        assert posted(signed_in(who), answer, agrees="yes").status == 302
    draft.refresh_from_db()
    assert draft.stage == Stage.IN_FORCE
    assert make.sees(mia, entry)
    assert Event.objects.filter(verb="agreement.accepted").count() == 1


def test_the_preview_is_what_happens(region: Region, present: Version, mia: Post) -> None:
    """Category by category: what is counted is what the rule then shows and hides."""
    written = [region.write(region.ann, category) for category in Category if category < 10]
    written += [
        region.write(region.ann, Category.WORK, handling=Handling.NEED_TO_KNOW, why_needed="Plan")
    ]
    people = {"mia": mia, "bob": region.bob, "eve": region.eve}
    before = {name: {e.pk for e in written if make.sees(who, e)} for name, who in people.items()}
    draft = drafted(region.dee, present)
    acting = make.actor(region.dee)
    bits = Category.SAFETY.bit | Category.IDEOLOGY.bit
    actions.change_role(acting, draft, role=Role.MENTOR, team=bits, need=0)
    actions.change_role(
        acting, draft, role=Role.EXIT_WORKER, team=Category.WORK.bit, need=Category.WORK.bit
    )
    actions.change_wall(acting, draft, sector="police", categories=(1 << 15) - 1)
    foretold = reckoned(draft)
    actions.send(acting, draft)
    accept(region, draft)
    after = {name: {e.pk for e in written if make.sees(who, e)} for name, who in people.items()}
    opened_ = sum(len(after[name] - before[name]) for name in people)
    closed = sum(len(before[name] - after[name]) for name in people)
    assert opened_
    assert closed
    assert sum(one.opened for one in foretold) == opened_
    assert sum(one.closed for one in foretold) == closed


def test_the_numbers_are_for_those_who_decide(region: Region, present: Version, mia: Post) -> None:
    region.write(region.ann, Category.IDEOLOGY)
    draft = opens_ideology(region, present)
    reckoned(draft)
    actions.send(make.actor(region.dee), draft)
    url = reverse("agreement", args=[draft.version_id])
    assert "Posts concerned" in opened(signed_in(region.dee), url).text
    assert "Nothing of your agency’s" in opened(signed_in(region.fay), url).text
    page = opened(signed_in(mia), url)
    assert "Waits for the parties" in page.text
    assert "What it would open" not in page.text
    assert not policy.effects_visible_to(make.actor(mia), draft).exists()


def test_working_it_out_leaves_everything_as_it_was(region: Region, present: Version) -> None:
    draft = opens_ideology(region, present)
    reckoned(draft)
    assert draft.version.from_at == Version.objects.get(pk=draft.version_id).from_at
    assert Version.objects.get(pk=draft.version_id).in_force_since is None
    assert region.agreement.version_at(clock.now()) == present


def test_a_no_keeps_everything_and_may_become_a_yes(region: Region, present: Version) -> None:
    draft = sent(region)
    actions.answer(make.actor(region.fay), draft, agrees=False, words="Not so wide")
    page = opened(signed_in(region.gil), reverse("agreement", args=[draft.version_id]))
    assert "Not so wide" in page.text
    accept(region, draft)
    assert region.agreement.version_at(clock.now()) == draft.version


def test_whoever_may_not_is_told_why(region: Region, present: Version) -> None:
    draft = drafted(region.dee, present)
    for act in (
        lambda: drafted(region.ann, present),
        lambda: drafted(region.fay, present),  # one is being written
        lambda: actions.change_role(make.actor(region.fay), draft, role="mentor", team=1, need=0),
        lambda: actions.answer(make.actor(region.fay), draft, agrees=True),
        lambda: actions.reckon(make.actor(region.dee), draft),
    ):
        with pytest.raises(Refused):
            act()
    actions.send(make.actor(region.dee), draft)
    for act in (
        lambda: actions.change_wall(make.actor(region.dee), draft, sector="faith", categories=1),
        lambda: actions.send(make.actor(region.dee), draft),
        lambda: actions.answer(make.actor(region.ann), draft, agrees=True),
        lambda: actions.answer(make.actor(region.hal), draft, agrees=True),
        lambda: actions.withdraw(make.actor(region.fay), draft),
    ):
        with pytest.raises(Refused):
            act()
    assert not policy.may_change(make.actor(region.dee), present)
    assert policy.may_withdraw(make.actor(region.dee), draft.version)
    assert policy.may_answer(make.actor(region.fay), draft.version)
    assert policy.may_draft(make.actor(region.dee), present).reason
    assert not policy.may_reckon(make.actor(region.dee))


def test_a_row_that_is_there_is_not_replaced_unseen(region: Region, present: Version) -> None:
    draft = drafted(region.dee, present)
    dee, pk = signed_in(region.dee), draft.version_id
    page = posted(dee, reverse("agreement-role", args=[pk]), role="mentor", need=["health"])
    assert page.errors == {"role": "This role has its row. Leave, and choose it in the table."}
    sector = reverse("agreement-sector", args=[pk])
    page = posted(dee, sector, sector="police", row="wall", categories=[])
    assert page.errors == {"sector": "This sector has its row. Leave, and choose it in the table."}
    changed = posted(dee, f"{sector}?row=wall&sector=police", categories=["health"])
    assert changed.status == 302, changed.errors
    assert draft.version.walls.get(sector="police").categories == Category.HEALTH.bit


def test_an_agency_without_anybody_who_signs_cannot_be_a_party(
    region: Region, present: Version
) -> None:
    make.agency("Tern Choir", "community")
    page = opened(signed_in(region.dee), reverse("agreement-draft", args=[present.pk]))
    assert "Council of Tern" in page.text
    assert "Tern Choir" not in page.text


def test_the_wind_down_ends_at_midnight_here_whatever_the_clocks_do(
    region: Region, present: Version
) -> None:
    until = clock.midnight(date(2030, 9, 23))
    draft = drafted(region.dee, present, until_at=until, wind_down_days=60)
    assert draft.version.wind_down_until == clock.midnight(date(2030, 11, 22))


def test_an_officer_drafts_and_withdraws(region: Region, present: Version) -> None:
    oda = make.post("Oda Rill", region.exit, Role.DATA_PROTECTION_OFFICER)
    draft = drafted(oda, present)
    actions.change_emergency(make.actor(oda), draft, sector="police", categories=1)
    actions.withdraw(make.actor(oda), draft)
    assert draft.stage == Stage.WITHDRAWN
    assert policy.may_draft(make.actor(oda), present)


def test_what_has_run_out_does_not_come_into_force(region: Region, present: Version) -> None:
    soon = clock.now() + timedelta(seconds=1)
    draft = drafted(region.dee, present, until_at=soon)
    actions.send(make.actor(region.dee), draft)
    Version.objects.filter(pk=draft.version_id).update(until_at=draft.version.from_at)
    draft.version.refresh_from_db()
    with pytest.raises(Settled):
        accept(region, draft)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"parties": []}, "parties"),
        ({"until_on": "2020-01-01"}, "until_on"),
        ({"wind_down_days": "-1"}, "wind_down_days"),
        ({"purposes": ["nothing"]}, "purposes"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(
    region: Region, present: Version, changes: dict[str, Any], field: str
) -> None:
    url = reverse("agreement-draft", args=[present.pk])
    told = {"why": "Because", "from_on": "2030-01-07", "until_on": "2031-01-07"}
    page = posted(signed_in(region.dee), url, **told | changes)
    assert page.status == 200
    assert field in page.errors
    assert page.typed["why"] == "Because"


@pytest.mark.parametrize(
    ("before", "is_told"),
    [(90 * DAY + INSTANT, False), (90 * DAY, True), (INSTANT, True), (0 * DAY, False)],
)
def test_an_end_that_comes_stands_on_the_desk(
    region: Region, present: Version, before: timedelta, is_told: bool
) -> None:
    with clock.at(AGREED_UNTIL - before):
        for who in (region.dee, region.fay, region.gil):
            assert bool(queries.ending(actor(who))) == is_told
        for who in (region.ann, region.hal, region.eve):
            assert not queries.ending(actor(who))


def test_an_end_that_is_seen_to_is_not_told(region: Region, present: Version) -> None:
    with clock.at(AGREED_UNTIL - timedelta(days=30)):
        assert [one.pk for one in queries.ending(actor(region.dee))] == [present.pk]
        drafted(region.dee, present)
        assert not queries.ending(actor(region.dee))


def test_a_party_that_is_left_out_is_told_when_it_is_sent(region: Region, present: Version) -> None:
    draft = drafted(region.dee, present, parties=[region.probation, region.police])
    actions.send(actor(region.dee), draft)
    told = Notice.objects.filter(verb="agreement.sent").values_list("post", flat=True)
    assert set(told) == {region.gil.pk, region.fay.pk}
