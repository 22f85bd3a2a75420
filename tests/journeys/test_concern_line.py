"""Somebody writes without a name, over three visits and two devices; a counsellor answers."""

import re

import pytest

from tests.concernline.making import offered
from tests.factories import Region
from tests.journeys.browser import every_way
from tests.journeys.conftest import Come
from throughcare.concernline.models import Conversation, Seeker


@pytest.fixture
def line(world: Region) -> None:
    limits = "We must tell the council when somebody under 18 is not safe at home."
    offered(world.exit, limits=limits)


@every_way
def test_an_anonymous_conversation_over_three_visits(world: Region, line: None, come: Come) -> None:
    first = come().visit("/line/?in=en")
    assert first.reads("When we cannot keep it to ourselves")
    assert first.reads("not safe at home")
    first.follow("I have read this: write")
    first.press("Send")
    assert "Choose what it is about." in first.errors
    first.fill(about="other", text="My brother has new friends and burns his books.")
    first.fill(relation="my brother", other_age="minor")
    first.press("Send")
    receipt = re.search(r"[A-Z2-7]{4}(-[A-Z2-7]{4}){3}", first.page.inner_text("main"))[0]
    first.press("I have written it down: to the conversation")
    assert first.reads("Nobody has answered your last words yet.")

    fay = come(world.fay).visit("/")
    fay.follow("Answer on the concern line")
    assert fay.reads("burns his books")
    fay.press("Answer")
    assert "Write your answer." in fay.errors
    fay.fill(text="Thank you for writing. How old is he?")
    fay.press("Answer")
    fay.follow("Write down")
    fay.fill(other_called="Jo", parental="none")
    fay.press("Keep")
    assert Seeker.objects.get().other_called == "Jo"

    second = come().visit("/line/back/?in=en")
    second.fill(receipt="AAAA BBBB CCCC DDDD")
    second.press("Open", expect=404)
    assert "We know no such receipt. Look at every character." in second.errors
    second.fill(receipt=receipt.lower())
    second.press("Open")
    assert second.reads("How old is he?")
    assert not second.reads("Fay")
    second.fill(text="Fifteen.")
    second.press("Send")
    assert second.reads("Your words have reached us.")
    conversation = Conversation.objects.get()
    fay.visit(f"/conversations/{conversation.pk}/")
    assert fay.reads("Fifteen.")
    fay.fill(text="Come and talk with us on Monday.")
    fay.press("Answer")

    third = come().visit("/line/back/?in=en")
    third.fill(receipt=receipt)
    third.press("Open")
    assert third.reads("Come and talk with us on Monday.")
    come(world.ann).visit(f"/conversations/{conversation.pk}/", expect=404)


def test_the_first_screen_in_a_language_from_right_to_left(
    world: Region, line: None, come: Come
) -> None:
    reader = come().visit("/line/")
    reader.follow("العربية")
    assert reader.page.locator("html").get_attribute("dir") == "rtl"
