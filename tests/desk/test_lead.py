"""What the responsible worker does with a case; and races that end in a clear word."""

from django.urls import reverse

from tests import factories
from tests.factories import Region
from tests.pages import Page, opened, sent, signed_in
from tests.web.test_gate import after_reading
from throughcare.cases.actions import responsibility
from throughcare.cases.models import Case, OfferState, ResponsibilityOffer, SeatOffer


def test_a_new_case_belongs_to_whoever_opens_it(region: Region) -> None:
    client = signed_in(region.cy)
    answer = sent(client, reverse("case-open"), display_name="Nova Reyes", purpose="exit")
    case = Case.objects.get(person__display_name="Nova Reyes")
    assert answer.response.headers["Location"] == reverse("case", args=[case.pk])
    page = opened(client, reverse("case", args=[case.pk]))
    assert "The case is open. You are responsible for it." in page.response.content.decode()
    assert case.lead_agency == region.council
    assert signed_in(region.ann).get(reverse("case", args=[case.pk])).status_code == 404


def test_a_case_goes_on_as_another_kind_and_keeps_its_number(region: Region) -> None:
    url = reverse("case-kind", args=[region.case.pk])
    client = signed_in(region.ann)
    assert sent(client, url, kind="restorative", reason="Both agreed").status == 302
    case = Case.objects.get(pk=region.case.pk)
    assert (case.kind, case.reference) == ("restorative", region.case.reference)
    assert "restorative" not in opened(client, url).soup.select("main form input[type=radio]")


def test_only_the_responsible_worker_leads(region: Region) -> None:
    for name in ("case-close", "case-kind", "case-rename", "seat-propose"):
        page = Page(signed_in(region.bob).get(reverse(name, args=[region.case.pk])))
        assert page.status == 403
        assert "Only the responsible worker may do this." in page.text


def test_an_answer_to_what_was_answered_meanwhile_is_a_clear_word(region: Region) -> None:
    ada = factories.post("Ada Grove", region.exit, region.bob.role)
    offer = factories.offer(region.case, ada, purpose="exit")
    client = signed_in(ada)

    def withdrawn() -> None:
        SeatOffer.objects.filter(pk=offer.pk).update(state=OfferState.WITHDRAWN)

    with after_reading("cases_seatoffer", withdrawn):
        answer = client.post(reverse("seat-settle", args=[offer.pk]), {"act": "decline"})
    page = client.get(answer.headers["Location"]).content.decode()
    assert "This was answered in the meantime." in page


def test_a_hand_over_answered_meanwhile_is_a_clear_word(region: Region) -> None:
    offer = responsibility.offer(factories.actor(region.ann), region.case, post=region.dee)

    def withdrawn() -> None:
        ResponsibilityOffer.objects.filter(pk=offer.pk).update(state=OfferState.WITHDRAWN)

    client = signed_in(region.dee)
    url = reverse("responsibility-settle", args=[offer.pk])
    with after_reading("cases_responsibilityoffer", withdrawn):
        answer = client.post(url, {"act": "accept"}, follow=True)
    assert "This was answered in the meantime." in answer.content.decode()
