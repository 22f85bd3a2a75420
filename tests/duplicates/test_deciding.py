"""A steward decides; agencies are asked; a merge tells a number, opens nothing, goes back."""

from typing import Any

import pytest
from django.urls import reverse

from tests import factories as make
from tests.duplicates.making import born, case_of, found, steward
from tests.factories import Region
from tests.pages import opened, sent, signed_in
from throughcare import cli
from throughcare.agencies.models import Post
from throughcare.audit.models import Event
from throughcare.cases.policy import visible_to as cases_visible_to
from throughcare.duplicates import actions, policy
from throughcare.duplicates.models import Known, Pair, Question, Settled, Standing, Steward
from throughcare.entries.policy import visible_to as entries_visible_to
from throughcare.kernel.decision import Refused


@pytest.fixture
def who(region: Region) -> Post:
    return steward(region)


@pytest.fixture
def pair(region: Region, who: Post) -> Pair:
    """Ann's case and Bob's, under the agreement."""
    born(region.ann, case_of(region.ann, region, "Ilan Torvek"), 1999)
    case_of(region.bob, region, "Ilan Torveck")
    [one] = found()
    return one


def decide(who: Post, pair: Pair, outcome: str, **more: Any) -> Any:
    told = {"outcome": outcome, "reason": "Both told the same story", **more}
    return sent(signed_in(who), reverse("pair", args=[pair.pk]), **told)


def question_of(region: Region, who: Post) -> Question:
    return policy.questions_visible_to(make.actor(who)).get()


def agree(region: Region) -> None:
    for each in (region.ann, region.bob):
        url = reverse("pair-question", args=[question_of(region, each).pk])
        page = sent(signed_in(each), url, may_know="yes", reason="It helps him")
        assert page.status == 302, page.errors


def test_the_steward_sees_names_and_dates_and_nothing_else(
    region: Region, who: Post, pair: Pair
) -> None:
    assert "Two like names: the same person?" in opened(signed_in(who), "/").text
    assert "Ilan Torveck" in opened(signed_in(who), reverse("pairs")).text
    page = opened(signed_in(who), reverse("pair", args=[pair.pk]))
    assert "1999" in page.text
    assert pair.left_reference not in page.text
    assert not cases_visible_to(make.actor(who)).exists()
    for other in (region.ann, region.bob, region.dee, region.eve, region.fay):
        client = signed_in(other)
        assert client.get(reverse("pair", args=[pair.pk])).status_code == 404
        assert "Nothing waits" in opened(client, reverse("pairs")).text


def test_between_agencies_both_are_asked_before_anybody_knows(
    region: Region, who: Post, pair: Pair
) -> None:
    assert decide(who, pair, "merge").errors["outcome"]
    assert not policy.may_merge(make.actor(who), pair)
    assert policy.outcomes(make.actor(who), pair) == {"ask", "keep_apart"}
    assert decide(who, pair, "ask").status == 302
    assert not policy.may_ask(make.actor(who), Pair.objects.get())
    assert decide(who, pair, "ask").errors["outcome"]
    assert "May another agency know of this case?" in opened(signed_in(region.ann), "/").text
    asked = opened(
        signed_in(region.ann), reverse("pair-question", args=[question_of(region, region.ann).pk])
    )
    assert "New Shore" not in asked.text
    assert "Torveck" not in asked.text
    agree(region)
    assert decide(who, pair, "merge").status == 302
    pair.refresh_from_db()
    assert (pair.standing, pair.settled_by) == (Standing.SAME, who)
    ann = opened(signed_in(region.ann), reverse("case", args=[_case(pair, region.ann).pk]))
    assert "The person has another case" in ann.text
    assert "New Shore" in ann.text


def _case(pair: Pair, who: Post) -> Any:
    cases = (pair.left_case, pair.right_case)
    return next(case for case in cases if case.lead_agency_id == who.agency_id)


def _seen(region: Region) -> list[tuple[set[Any], set[Any]]]:
    return [
        (
            set(cases_visible_to(actor).values_list("pk", flat=True)),
            set(entries_visible_to(actor).values_list("pk", flat=True)),
        )
        for actor in map(make.actor, (region.ann, region.bob, region.dee, region.eve, region.fay))
    ]


def test_a_merge_opens_nothing_and_is_taken_back_exactly(
    region: Region, who: Post, pair: Pair
) -> None:
    before = _seen(region)
    actions.ask(make.actor(who), pair, reason="They look alike")
    agree(region)
    actions.merge(make.actor(who), pair, reason="Both agree")
    assert _seen(region) == before
    client = signed_in(who)
    url = reverse("pair-separate", args=[pair.pk])
    client.post(url, {"reason": ""})
    assert Pair.objects.get().standing == Standing.SAME
    client.post(url, {"reason": "Another man"})
    assert Pair.objects.get().standing == Standing.ASKED
    assert not policy.known_visible_to(make.actor(region.ann)).exists()
    assert Known.objects.count() == 2
    page = opened(signed_in(region.ann), reverse("case", args=[_case(pair, region.ann).pk]))
    assert "The person has another case" not in page.text
    verbs = list(Event.objects.filter(verb__startswith="duplicate.").values_list("verb", flat=True))
    acts = ["found", "asked", "answered", "answered", "merged", "separated"]
    assert [v for v in verbs if v != "duplicate.looked"] == [f"duplicate.{act}" for act in acts]
    assert not policy.may_separate(make.actor(who), Pair.objects.get())


def test_a_no_of_one_agency_stops_it(region: Region, who: Post, pair: Pair) -> None:
    actions.ask(make.actor(who), pair, reason="They look alike")
    url = reverse("pair-question", args=[question_of(region, region.ann).pk])
    ann = signed_in(region.ann)
    assert sent(ann, url, reason="").errors == {
        "may_know": "Choose yes or no.",
        "reason": "Write why.",
    }
    sent(ann, url, may_know="no", reason="It would put him in danger")
    bob = question_of(region, region.bob)
    actions.answer(make.actor(region.bob), bob, may_know=True, reason="Fine")
    page = opened(signed_in(who), reverse("pair", args=[pair.pk]))
    assert "It would put him in danger" in page.text
    with pytest.raises(Refused, match="Both agencies"):
        actions.merge(make.actor(who), pair, reason="All the same")
    with pytest.raises(Refused, match="This was answered"):
        actions.answer(make.actor(region.bob), bob, may_know=False, reason="No")
    assert not policy.may_answer(make.actor(region.ann), bob)
    assert not Known.objects.exists()


def test_kept_apart_is_never_proposed_again_and_forgets_the_names(
    region: Region, who: Post, pair: Pair
) -> None:
    assert decide(who, pair, "keep_apart", reason="").errors["reason"] == "Write why."
    assert decide(who, pair, "keep_apart").status == 302
    case_of(region.bob, region, "Somebody Else")
    [same] = found()
    assert (same.standing, same.told) == (Standing.APART, {})
    assert not policy.may_decide(make.actor(who), same)
    with pytest.raises(Settled):
        pair.stand(Standing.SAME, who, expected={Standing.OPEN})


def test_within_an_agency_its_duty_post_decides_at_once(region: Region) -> None:
    for name in ("Ilan Torvek", "Ilan Torveck"):
        case_of(region.ann, region, name, shared=False)
    [pair] = found()
    assert decide(region.dee, pair, "merge").status == 302
    assert Known.objects.count() == 2
    assert policy.may_separate(make.actor(region.dee), pair) is not None


def test_a_steward_is_appointed_from_the_command_line(region: Region, capsys: Any) -> None:
    words = ["steward", "appoint", "--agreement", region.agreement.name]
    words += ["--agency", "New Shore", "--email"]
    cli.main([*words, "fay@example.org"])
    assert "Fay Lund is steward" in capsys.readouterr().out
    cli.main([*words, "bob@example.org"])
    held = Steward.objects.order_by("from_at", "pk")
    assert [one.post for one in held] == [region.fay, region.bob]
    assert held[0].until_at <= held[1].from_at
    with pytest.raises(SystemExit, match="holds no post"):
        cli.main([*words, "nobody@example.org"])
    with pytest.raises(Refused, match="command line"):
        actions.appoint(make.actor(region.fay), region.agreement, region.fay)
    assert not policy.may_appoint(make.actor(region.fay), region.agreement)
    assert not policy.may_propose(make.actor(region.fay))
