"""Counsellors: what waits stands on the desk, is answered, and stays with the own agency."""

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories as make
from tests.concernline.test_public import WORDS, begin, line, talk
from tests.factories import Region
from tests.pages import opened, sent, signed_in
from throughcare.audit.models import Event
from throughcare.cases.actions import cases
from throughcare.concernline import actions, policy, queries
from throughcare.concernline.models import Conversation, Line, Said, Seeker
from throughcare.entries.models import Entry
from throughcare.kernel.decision import Refused
from throughcare.notes.models import Contact
from throughcare.sharing.categories import Handling
from throughcare.sharing.purposes import Purpose

__all__ = ["line"]


@pytest.fixture
def receipt(client: Client, line: Line) -> str:
    """Of a conversation that waits for Fay."""
    return begin(client)


@pytest.fixture
def conversation(receipt: str) -> Conversation:
    return Conversation.objects.select_related("case__person", "line").get()


def test_what_waits_is_on_the_desk_and_is_answered(
    receipt: str, conversation: Conversation, region: Region
) -> None:
    fay = signed_in(region.fay)
    assert "Answer on the concern line" in opened(fay, "/").text
    url = reverse("conversation", args=[conversation.pk])
    assert "found brothers" in opened(fay, url).text
    assert sent(fay, url, text="").errors["text"] == "Write your answer."
    assert sent(fay, url, text="Does he still go to school?").status == 302
    conversation.refresh_from_db()
    assert conversation.waits_since is None
    assert "Answer on the concern line" not in opened(fay, "/").text
    said = Entry.objects.get(text="Does he still go to school?")
    assert (said.handling, said.author) == (Handling.AGENCY, region.fay)
    assert Contact.objects.get().case_id == conversation.case_id
    page = talk(Client(), receipt)
    assert "Does he still go to school?" in page.text
    assert "Fay" not in page.text
    shelf = opened(fay, reverse("conversations")).text
    assert "Begun this year, on your cases: 1. Of these 1 are a consultation" in shelf


def test_nobody_else_sees_the_conversation(conversation: Conversation, region: Region) -> None:
    for who in (region.ann, region.bob, region.eve, region.hal):
        client = signed_in(who)
        for name in ("conversation", "conversation-who"):
            assert client.get(reverse(name, args=[conversation.pk])).status_code == 404
        assert "Nobody waits" in opened(client, reverse("conversations")).text
        assert not policy.seekers_visible_to(make.actor(who)).exists()


def test_a_seat_of_another_agency_reads_no_word_of_it(
    conversation: Conversation, region: Region
) -> None:
    colleague = make.join(conversation.case, region.ann, purpose=Purpose.REINTEGRATION).post
    actor = make.actor(colleague)
    assert policy.visible_to(actor).exists()
    assert list(queries.said(actor, conversation)) == []
    assert queries.seeker(actor, conversation) is None
    page = opened(signed_in(region.ann), reverse("conversation", args=[conversation.pk]))
    assert "found brothers" not in page.text
    assert "Only the agency that offers the line answers on it." in page.text
    with pytest.raises(Refused):
        actions.answer(actor, conversation, text="Hello")


def test_a_closed_case_is_reopened_before_one_answers(
    conversation: Conversation, region: Region
) -> None:
    fay = make.actor(region.fay)
    cases.close(fay, conversation.case, reason="Advice was given")
    assert not policy.may_answer(fay, conversation)


def test_who_seeks_advice_is_written_down_as_it_becomes_known(
    conversation: Conversation, region: Region
) -> None:
    fay = signed_in(region.fay)
    url = reverse("conversation-who", args=[conversation.pk])
    changes = {"other_called": "Jo", "other_age": "minor", "parental": "shared"}
    page = sent(fay, url, **changes, parental_limits="The father must be asked about school")
    assert page.status == 302
    seeker = Seeker.objects.get()
    assert (seeker.other_called, seeker.parental) == ("Jo", "shared")
    shown = opened(fay, reverse("conversation", args=[conversation.pk])).text
    assert "Somebody here is under 18" in shown
    assert "The father must be asked about school" in shown
    event = Event.objects.get(verb="conversation.described")
    assert '"other_called": "Jo"' in event.detail.text
    assert Said.objects.get().text == WORDS["text"]
