"""Public pages: nobody signs in, a receipt is the one key, and nothing tells who writes."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories as make
from tests.concernline.making import offered
from tests.factories import Region
from tests.pages import Page, opened, sent, signed_in
from throughcare.audit.models import Event, Kind
from throughcare.cases.models import Case, CaseKind
from throughcare.concernline import actions, policy, receipts
from throughcare.concernline.brakes import BEGINNINGS, BRAKE
from throughcare.concernline.models import Conversation, Line, Said, Seeker
from throughcare.concernline.views import public
from throughcare.entries.models import Whose
from throughcare.kernel import clock
from throughcare.kernel.actor import somebody
from throughcare.kernel.decision import Refused
from throughcare.notes.models import Concern
from throughcare.notices.models import Notice
from throughcare.people.models import NameKey
from throughcare.sharing.categories import Handling

WORDS = {"about": "other", "text": "My son says he has found brothers."}


@pytest.fixture
def line(region: Region) -> Line:
    """Offered by the exit organisation, whose duty post is Fay."""
    return offered(region.exit, limits="Any of our own rules.\n")


def begin(client: Client, **more: Any) -> str:
    """The receipt of a conversation that somebody begins."""
    page = sent(client, "/line/write/shore/", **{**WORDS, **more})
    assert page.status == 200, page.text
    found = re.search(r"[A-Z2-7]{4}(-[A-Z2-7]{4}){3}", page.text)
    assert found, page.text
    return found[0]


def talk(client: Client, receipt: str, **more: Any) -> Page:
    return Page(client.post("/line/talk/", {"receipt": receipt, **more}))


def test_the_first_screen_says_when_confidentiality_ends(client: Client, line: Line) -> None:
    page = opened(client, reverse("line"))
    assert "danger" in page.text
    assert "Any of our own rules." in page.text
    assert page.soup.find("textarea") is None
    assert "Any of our own rules." in opened(client, "/line/write/shore/").text


def test_somebody_writes_comes_back_and_goes_on(client: Client, line: Line, region: Region) -> None:
    receipt = begin(client)
    conversation = Conversation.objects.get()
    case = conversation.case
    assert (case.kind, case.lead_agency) == (CaseKind.CONSULTATION, region.exit)
    assert case.person.display_name == case.reference
    assert not NameKey.objects.filter(person=case.person).exists()
    told = Concern.objects.get()
    assert (told.agency, told.author) == (region.exit, region.fay)
    assert (told.handling, told.whose) == (Handling.AGENCY, Whose.OTHER)
    page = talk(Client(), receipt)
    assert "found brothers" in page.text
    again = talk(Client(), receipt.lower().replace("-", " "), text="He is 16.", key="k" * 32)
    assert "He is 16." in again.text
    assert Said.objects.count() == Concern.objects.count() == 2


def test_what_is_sent_twice_is_said_once(client: Client, line: Line) -> None:
    form = opened(client, "/line/write/shore/").typed | WORDS
    first, second = (Page(client.post("/line/write/shore/", form)).text for _ in range(2))
    assert first == second
    assert Conversation.objects.count() == Case.objects.filter(kind="consultation").count() == 1
    receipt = begin(client)
    for _ in range(2):
        talk(client, receipt, text="Once more.", key="a" * 32)
    assert Said.objects.filter(text="Once more.").count() == 1


def test_no_cookie_is_set_and_nothing_tells_who_writes(client: Client, line: Line) -> None:
    receipt = begin(client, called="Mira")
    talk(client, receipt, text="Again.", key="b" * 32)
    for url in (reverse("line"), reverse("line-back"), "/line/write/shore/"):
        client.get(url)
    assert client.cookies == {}
    events = Event.objects.filter(verb__startswith="conversation")
    assert {(one.human_id, one.post_id, one.agency_id) for one in events} == {(None, None, None)}
    assert not any(
        receipt.replace("-", "") in repr(vars(one)) for one in Conversation.objects.all()
    )


def test_each_coming_back_is_in_the_trail(client: Client, line: Line) -> None:
    talk(client, begin(client))
    look = Event.objects.get(verb="conversation.came_back")
    assert (look.kind, look.case_id) == (Kind.LOOK, Conversation.objects.get().case_id)


def test_another_receipt_opens_nothing(client: Client, line: Line) -> None:
    begin(client)
    page = talk(client, "AAAA-AAAA-AAAA-AAAA")
    assert page.status == 404
    assert page.errors["receipt"].startswith("We know no such receipt.")
    assert page.typed["receipt"] == "AAAA-AAAA-AAAA-AAAA"
    assert talk(client, "").errors["receipt"] == "Write your receipt."


def test_what_is_typed_is_kept_when_something_is_wrong(client: Client, line: Line) -> None:
    page = sent(client, "/line/write/shore/", text="Only this.")
    assert page.errors["about"] == "Choose what it is about."
    assert page.typed["text"] == "Only this."
    stale = sent(client, "/line/write/shore/", **WORDS, token="nonsense")
    assert "open for too long" in stale.summary
    assert stale.typed["text"] == WORDS["text"]
    receipt = begin(client)
    assert talk(client, receipt, text=" ", key="c" * 32).errors["text"] == "Write something first."


def test_a_page_that_was_open_for_long_gives_no_receipt(line: Line) -> None:
    token = receipts.page_token()
    assert receipts.of_page(token) == receipts.of_page(token)
    with pytest.raises(receipts.Stale):
        receipts.of_page(token[:-1] + ("A" if token[-1] != "A" else "B"))


def test_who_writes_too_much_is_told_so_and_keeps_the_words(client: Client, line: Line) -> None:
    for _ in range(BEGINNINGS):
        begin(client)
    page = sent(client, "/line/write/shore/", **WORDS)
    assert "we take no more for an hour" in page.summary
    assert page.typed["text"] == WORDS["text"]
    assert "127.0.0.1" not in repr(vars(BRAKE))
    other = sent(Client(REMOTE_ADDR="192.0.2.7"), "/line/write/shore/", **WORDS)
    assert "Your receipt" in other.text


def test_who_writes_again_too_often_keeps_the_words(
    client: Client, line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    receipt = begin(client)
    monkeypatch.setattr(public, "WORDS", 1)
    talk(client, receipt, text="One.", key="e" * 32)
    page = talk(client, receipt, text="Two.", key="f" * 32)
    assert "we take no more for an hour" in page.errors["text"]
    assert page.typed["text"] == "Two."
    assert not Said.objects.filter(text="Two.").exists()


def test_whoever_tries_many_receipts_is_held_up(
    client: Client, line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(public, "TRIES", 2)
    statuses = [talk(client, f"AAAA-AAAA-AAAA-AA{n}").status for n in range(22, 25)]
    assert statuses == [404, 404, 429]
    assert Event.objects.filter(kind=Kind.REFUSAL).count() == 3


def test_a_closed_line_takes_nobody_new_and_goes_on_with_others(
    client: Client, line: Line, region: Region
) -> None:
    receipt = begin(client)
    actions.close_line(make.root(), line)
    assert client.get("/line/write/shore/").status_code == 404
    assert "Nobody answers here" in opened(client, reverse("line")).text
    assert "Still here." in talk(client, receipt, text="Still here.", key="d" * 32).text
    assert not policy.may_come(somebody(clock.now()), line)
    assert policy.may_go_on(receipts.hashed(receipt))
    assert not policy.may_go_on(receipts.hashed("another"))
    told = actions.Told(text="New", language="en")
    with pytest.raises(Refused):
        actions.begin(somebody(clock.now()), line, receipts.hashed("X"), told)


def test_lines_are_opened_from_the_command_line_alone(region: Region) -> None:
    with pytest.raises(Refused, match="command line"):
        actions.open_line(make.actor(region.fay), region.exit, code="x", name="X")
    assert not policy.may_keep_lines(make.actor(region.fay))


def test_a_worker_who_is_signed_in_writes_as_nobody(line: Line, region: Region) -> None:
    begin(signed_in(region.ann))
    event = Event.objects.get(verb="conversation.begun")
    assert (event.human_id, event.post_id) == (None, None)
    assert Notice.objects.filter(post=region.fay, verb="conversation.begun").exists()


def test_the_one_it_is_about_is_a_third_person(client: Client, line: Line) -> None:
    begin(client, called="Mira", relation="my son", other_age="minor", parental="shared")
    seeker = Seeker.objects.get()
    assert (seeker.called, seeker.relation, seeker.is_young) == ("Mira", "my son", True)
    assert Case.objects.get(kind="consultation").person.display_name == "Mira"
