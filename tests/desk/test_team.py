"""Team and sharing: who joins and what that opens, who answers, who leaves."""

from typing import Any

import pytest
from django.db import IntegrityError
from django.urls import reverse

from tests import factories
from tests.factories import GROUND, Region, actor
from tests.pages import Page, opened, saved, sent, signed_in
from throughcare.agencies.models import Post
from throughcare.agencies.roles import Role
from throughcare.cases.actions import cases
from throughcare.cases.models import Case, ResponsibilityOffer, Seat, SeatOffer
from throughcare.sharing.categories import Category, Handling


@pytest.fixture
def ada(region: Region) -> Post:
    return factories.post("Ada Grove", region.exit, Role.EXIT_WORKER)


@pytest.fixture
def url(region: Region) -> str:
    return reverse("seat-propose", args=[region.case.pk])


def terms(post: Post, **changes: Any) -> dict[str, Any]:
    return {"post": str(post.pk), "purpose": "exit", **changes}


def test_before_saving_the_page_says_what_a_seat_opens(region: Region, ada: Post, url: str) -> None:
    region.write(region.ann, headline="Seen by all")
    region.write(region.ann, Category.COUNSELLING, headline="Seen by some")
    region.write(region.ann, headline="Inside", handling=Handling.AGENCY)
    page = sent(signed_in(region.ann), url, **terms(ada))
    assert "Of the entries that you see, this opens 2." in page.text
    assert "About: Contact, Counselling talk." in page.text
    assert not SeatOffer.objects.filter(post=ada).exists()


def test_a_seat_reaches_back_only_so_far(region: Region, ada: Post, url: str) -> None:
    region.write(region.ann, headline="Today")
    page = sent(signed_in(region.ann), url, **terms(ada, sees_from="2030-01-08"))
    assert "this opens none" in page.text


def test_a_seat_is_proposed_then_accepted_and_then_opens(
    region: Region, ada: Post, url: str
) -> None:
    entry = region.write(region.ann, headline="The visit")
    assert saved(signed_in(region.ann), url, **terms(ada)).status == 302
    offer = SeatOffer.objects.get(post=ada)
    client = signed_in(ada)
    page = opened(client, reverse("seat-offer", args=[offer.pk]))
    assert region.case.reference in page.text
    assert region.case.person.display_name not in page.response.content.decode()
    assert client.get(reverse("case", args=[region.case.pk])).status_code == 404
    answer = client.post(reverse("seat-settle", args=[offer.pk]), {"act": "accept"})
    assert answer.headers["Location"] == reverse("case", args=[region.case.pk])
    assert opened(client, reverse("entry", args=[entry.pk]))


def test_a_seat_that_opens_something_else_is_shown_again(
    region: Region, ada: Post, url: str
) -> None:
    client = signed_in(region.ann)
    fields = sent(client, url, **terms(ada)).typed
    region.write(region.ann, headline="Written meanwhile")
    page = Page(client.post(url, fields))
    assert "this opens 1" in page.text
    assert not SeatOffer.objects.filter(post=ada).exists()


def test_police_need_a_ground_and_a_second_human(region: Region, url: str) -> None:
    pat = factories.post("Pat Quill", region.police, Role.POLICE_CONTACT)
    client = signed_in(region.ann)
    page = sent(client, url, **terms(pat, purpose="safety"))
    assert page.errors == {"ground": "Write the ground: this seat needs one."}
    assert saved(client, url, **terms(pat, purpose="safety", ground=GROUND)).status == 302
    offer = SeatOffer.objects.get(post=pat)
    settle = reverse("seat-settle", args=[offer.pk])
    assert signed_in(pat).post(settle, {"act": "accept"}).status_code == 404
    assert client.post(settle, {"act": "confirm"}).status_code == 403
    assert signed_in(region.dee).post(settle, {"act": "confirm"}).status_code == 302
    assert signed_in(pat).post(settle, {"act": "accept"}).status_code == 302
    assert Seat.objects.filter(post=pat).exists()


def test_somebody_of_no_party_cannot_be_chosen(region: Region, url: str) -> None:
    page = sent(signed_in(region.ann), url, **terms(region.cy))
    assert "post" in page.errors
    assert "Cy Holm" not in opened(signed_in(region.ann), url).response.content.decode()


def test_somebody_with_an_open_proposal_cannot_be_proposed_again(
    region: Region, ada: Post, url: str
) -> None:
    factories.offer(region.case, ada, purpose="exit")
    page = sent(signed_in(region.ann), url, **terms(ada))
    assert "post" in page.errors
    assert SeatOffer.objects.filter(post=ada).count() == 1


def test_an_end_lies_ahead(region: Region, ada: Post, url: str) -> None:
    page = sent(signed_in(region.ann), url, **terms(ada, until="2030-01-07"))
    assert page.errors == {"until": "Choose a day that lies ahead, or leave this empty."}


@pytest.mark.parametrize("act", ["", "steal", "\x00", "accept "])
def test_an_offer_is_answered_in_known_ways_only(region: Region, ada: Post, act: str) -> None:
    offer = factories.offer(region.case, ada, purpose="exit")
    client = signed_in(ada)
    answer = client.post(reverse("seat-settle", args=[offer.pk]), {"act": act}, follow=True)
    said = answer.content.decode()
    assert "Choose what you want to do." in said or act.strip() == "accept"


def test_a_marking_in_a_reason_is_stopped(region: Region, ada: Post) -> None:
    offer = factories.offer(region.case, ada, purpose="exit")
    client, sent_ = signed_in(ada), {"act": "decline", "reason": "NATO SECRET heron"}
    answer = client.post(reverse("seat-settle", args=[offer.pk]), sent_, follow=True)
    assert "classification marking" in answer.content.decode()
    assert SeatOffer.objects.get(pk=offer.pk).state == "open"


def test_an_offer_is_withdrawn_by_whoever_made_it(region: Region, ada: Post) -> None:
    offer = factories.offer(region.case, ada, purpose="exit")
    settle = reverse("seat-settle", args=[offer.pk])
    assert signed_in(ada).post(settle, {"act": "withdraw"}).status_code == 403
    assert signed_in(region.ann).post(settle, {"act": "withdraw"}).status_code == 302
    assert SeatOffer.objects.get(pk=offer.pk).state == "withdrawn"


def test_two_answers_at_once_are_one(region: Region, ada: Post) -> None:
    offer = factories.offer(region.case, ada, purpose="exit")
    settle = reverse("seat-settle", args=[offer.pk])
    client = signed_in(ada)
    assert client.post(settle, {"act": "accept"}).status_code == 302
    assert client.post(settle, {"act": "accept"}).status_code == 403
    assert Seat.objects.filter(post=ada).count() == 1


def test_the_duty_post_accepts_for_a_colleague_and_sees_nothing(region: Region, ada: Post) -> None:
    offer = factories.offer(region.case, ada, purpose="exit")
    fay = signed_in(region.fay)
    answer = fay.post(reverse("seat-settle", args=[offer.pk]), {"act": "accept"})
    assert answer.headers["Location"] == reverse("desk")
    assert fay.get(reverse("case", args=[region.case.pk])).status_code == 404
    assert signed_in(ada).get(reverse("case", args=[region.case.pk])).status_code == 200


def test_the_responsible_worker_ends_a_seat(region: Region) -> None:
    url = reverse("seat-end", args=[region.seat(region.bob).pk])
    answer = sent(signed_in(region.ann), url, reason="The work is done")
    assert answer.response.headers["Location"] == reverse("team", args=[region.case.pk])
    assert signed_in(region.bob).get(reverse("case", args=[region.case.pk])).status_code == 404


def test_one_leaves_by_oneself(region: Region) -> None:
    url = reverse("seat-end", args=[region.seat(region.bob).pk])
    answer = sent(signed_in(region.bob), url, reason="I change my work")
    assert answer.response.headers["Location"] == reverse("desk")


def test_the_responsible_workers_seat_does_not_end(region: Region) -> None:
    page = Page(signed_in(region.ann).get(reverse("seat-end", args=[region.seat(region.ann).pk])))
    assert page.status == 403
    assert "Offer the responsibility first." in page.text


def hand_over(region: Region, to: Post) -> Page:
    url = reverse("responsibility-offer", args=[region.case.pk])
    return sent(signed_in(region.ann), url, post=str(to.pk), note="He likes tea.")


def test_responsibility_is_offered_and_accepted_with_the_lead(region: Region) -> None:
    assert hand_over(region, region.bob).status == 302
    offer = ResponsibilityOffer.objects.get()
    bob = signed_in(region.bob)
    assert "He likes tea." in opened(bob, reverse("team", args=[region.case.pk])).text
    settle = reverse("responsibility-settle", args=[offer.pk])
    assert signed_in(region.dee).post(settle, {"act": "accept"}).status_code == 403
    assert bob.post(settle, {"act": "accept"}).status_code == 302
    assert factories.responsible(region.case) == region.bob
    assert Case.objects.get(pk=region.case.pk).lead_agency == region.exit


@pytest.mark.parametrize("act", ["", "steal", "withdraw", "confirm"])
def test_a_hand_over_is_answered_in_known_ways_only(region: Region, act: str) -> None:
    hand_over(region, region.bob)
    offer = ResponsibilityOffer.objects.get()
    client = signed_in(region.bob)
    url = reverse("responsibility-settle", args=[offer.pk])
    answer = client.post(url, {"act": act}, follow=True)
    assert "Choose what you want to do." in answer.content.decode()
    offer.refresh_from_db()
    assert offer.state == "open"


def test_a_hand_over_is_declined_with_a_reason(region: Region) -> None:
    hand_over(region, region.bob)
    offer = ResponsibilityOffer.objects.get()
    url = reverse("responsibility-settle", args=[offer.pk])
    signed_in(region.bob).post(url, {"act": "decline", "reason": "Too much work"})
    offer.refresh_from_db()
    assert (offer.state, offer.reason) == ("declined", "Too much work")
    assert factories.responsible(region.case) == region.ann


def test_a_post_with_an_end_and_no_duty_post_behind_it_does_not_answer(region: Region) -> None:
    other = factories.agency("Harbour Trust", "exit")
    end = factories.START + factories.timedelta(days=9)
    ida = factories.post("Ida Noor", other, Role.EXIT_WORKER, until_at=end)
    alone = factories.open_case(region.ann)
    factories.join(alone, ida)
    url = reverse("responsibility-offer", args=[alone.pk])
    page = sent(signed_in(region.ann), url, post=str(ida.pk))
    assert "names no duty post" in page.errors["post"]


def test_a_case_closes_and_opens_again(region: Region) -> None:
    url = reverse("case-close", args=[region.case.pk])
    client = signed_in(region.ann)
    assert sent(client, url, reason="The work is done").status == 302
    assert "This case is closed." in opened(client, reverse("case", args=[region.case.pk])).text
    assert sent(client, url, reason="He has called").status == 302
    assert not Case.objects.get(pk=region.case.pk).is_closed


def test_a_closing_that_came_too_late_does_not_reopen(region: Region) -> None:
    url = reverse("case-close", args=[region.case.pk])
    client = signed_in(region.ann)
    fields = opened(client, url).typed | {"reason": "The work is done"}
    cases.close(actor(region.ann), region.case, reason="Earlier")
    page = Page(client.post(url, fields))
    assert page.status == 200
    assert "closed or reopened in the meantime" in page.summary
    assert page.typed["reason"] == "The work is done"
    assert Case.objects.get(pk=region.case.pk).is_closed


def test_an_agreement_that_is_over_opens_no_case(region: Region) -> None:
    over = factories.agree("exit", [region.probation, region.exit], until_at=factories.START)
    fields = {"display_name": "Nova Reyes", "agreement": str(over.pk), "purpose": "exit"}
    page = sent(signed_in(region.ann), reverse("case-open"), **fields)
    assert page.errors == {"agreement": "This agreement is not in force."}
    assert page.typed["display_name"] == "Nova Reyes"


def test_a_foreign_agreement_cannot_be_chosen(region: Region) -> None:
    foreign = factories.agree("exit", [region.council])
    fields = {"display_name": "Nova Reyes", "agreement": str(foreign.pk), "purpose": "exit"}
    page = sent(signed_in(region.ann), reverse("case-open"), **fields)
    assert "agreement" in page.errors


def test_the_matrix_has_a_cell_for_everybody_and_every_category(region: Region) -> None:
    page = opened(signed_in(region.ann), reverse("team", args=[region.case.pk]))
    words = page.text
    for name in ("Ann Ode", "Bob Fen", "Dee Marsh", "Eve Stone"):
        assert name in words
    assert "Eve Stone does not see health" in page.response.content.decode()
    assert "Ann Ode sees contact at TEAM and NEED TO KNOW" in page.response.content.decode()


def test_one_open_proposal_a_post_is_kept_by_the_database_too(region: Region, ada: Post) -> None:
    factories.offer(region.case, ada, purpose="exit")
    with pytest.raises(IntegrityError):
        SeatOffer.objects.get(post=ada).__class__.objects.create(
            case=region.case,
            post=ada,
            role=ada.role,
            purpose="exit",
            offered_by=region.ann,
            offered_at=factories.START,
        )


def test_a_renamed_person_is_found_by_the_new_name_alone(region: Region) -> None:
    url = reverse("case-rename", args=[region.case.pk])
    client = signed_in(region.ann)
    assert sent(client, url, display_name="Nova Reyes", reason="Chosen").status == 302
    for words, count in (("Nova", 1), ("Idris", 0)):
        page = Page(client.post(reverse("search"), {"words": words}))
        assert len(page.soup.select("th[scope=row]")) == count
