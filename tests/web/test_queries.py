"""How many queries each page takes, and that it is the same with few and with many."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import factories
from tests.agreements import making as agreeing
from tests.concernline.making import begun
from tests.duplicates.making import case_of, found
from tests.emergencies.making import opened
from tests.factories import START, Region
from tests.pages import signed_in
from tests.programmes.making import adopted, stored
from throughcare.agencies.roles import Role
from throughcare.audit.models import Event
from throughcare.concernline.models import Conversation
from throughcare.duplicates import actions as duplicates
from throughcare.duplicates.models import Pair, Question
from throughcare.emergencies import actions as emergencies
from throughcare.emergencies.models import Access
from throughcare.entries.models import Entry, Kind
from throughcare.imports import actions as imports
from throughcare.imports.checking import Checked
from throughcare.imports.models import Import
from throughcare.notes.actions import writing
from throughcare.notes.models import Admission, Appointment, Draft, Outreach, Phase, Step, Todo
from throughcare.programmes import actions as programmes
from throughcare.programmes import shipped
from throughcare.programmes.models import Version
from throughcare.referrals import actions as referrals
from throughcare.referrals.models import Referral
from throughcare.sharing.categories import Category, Handling
from throughcare.sharing.purposes import Purpose

# Every page: session, human, posts; the demo mark of the frame; and the session kept alive (a
# savepoint, an update). A page with content: its look besides (a savepoint, the seat asked again,
# the lane's head read and moved, the event). A page of a case: the human's latest events, for the
# alarm; and its discreet seats, for how others are called. The desk: the same, and what waits for a
# second person. The rest is the page's own. PostgreSQL writes the event in one statement of three.
PAGES = {
    "desk": 37,
    "agreements": 16,
    "agreement": 22,
    "processing": 22,
    "cover": 16,
    "staff": 15,
    "emergencies": 15,
    "emergency": 18,
    "looks": 14,
    "case-looks": 23,
    "referrals": 14,
    "referral-write": 9,
    "referral": 21,
    "referral-settle": 16,
    "imports": 14,
    "import-sheet": 8,
    "import": 17,
    "pairs": 14,
    "pair": 22,
    "pair-question": 16,
    "conversations": 15,
    "conversation": 21,
    "conversation-who": 17,
    "line": 8,
    "line-write": 8,
    "line-back": 7,
    "caseload": 17,
    "search": 12,
    "drafts": 15,
    "posts": 6,
    "case-open": 8,
    "help": 7,
    "programmes": 16,
    "programme": 18,
    "programme-compare": 16,
    "case": 30,
    "chronology": 20,
    "profile": 20,
    "pathway": 23,
    "documents": 19,
    "team": 24,
    "seat-propose": 21,
    "seat-sees": 23,
    "responsibility-offer": 22,
    "case-close": 19,
    "case-rename": 19,
    "entry-write": 23,
    "entry": 25,
    "entry-why": 21,
    "entry-correct": 23,
    "entry-relabel": 22,
    "entry-split": 22,
}
WITHOUT_LOOK = {"line", "line-write", "line-back", "import-sheet", "posts", "case-open", "help"}
WITHOUT_LOOK |= {"referral-write"}


WITHOUT_ID = {"programmes", "desk", "caseload", "search", "drafts", "posts", "help"}
WITHOUT_ID |= {"referral", "referrals", "line", "line-back", "conversations", "pairs", "imports"}
WITHOUT_ID |= {"agreements", "processing", "staff", "cover", "emergencies", "looks"}


def expected(name: str) -> int:
    """How many queries the page takes on this database."""
    is_looked_at = name not in WITHOUT_LOOK
    return PAGES[name] - 2 * (is_looked_at and connection.vendor == "postgresql")


@pytest.fixture
def entry(region: Region) -> Entry:
    case = region.case.pk
    Draft.keep(post=region.ann.pk, form="note", case=case, about=case, fields={})
    stored()
    _programme(region, adopted(region.probation, "inclusion"))
    _refer(region, "Idris Vane")
    _ask_for_advice(region)
    _import(region, 1)
    duplicates.appoint(factories.root(), region.agreement, region.ann)
    _like_names(region, "Ilan Torvek")
    opened(region.gil, region.case)
    return region.write(region.ann, headline="A talk")


def _refer(region: Region, subject: str) -> None:
    """Told to Ann's own agency by herself, with somebody of a like name before."""
    told: dict[str, Any] = {"to": region.probation, "source": "family", "text": "Silent."}
    for name in (f"{subject} before", subject):
        referrals.send(factories.actor(region.ann), subject=name, **told)


def _import(region: Region, rows: int) -> None:
    """A sheet of so many rows."""
    told = {"text": "Silent.", "source": "family"}
    checked = [Checked(n, [], {"subject": f"Somebody {n}", **told}, []) for n in range(rows)]
    imports.bring_in(factories.actor(region.ann), "list.csv", checked)


def _like_names(region: Region, name: str) -> None:
    """Two cases of two agencies, whose people are asked; Ann is the steward."""
    for by in (region.ann, region.bob):
        case_of(by, region, name)
    pair = next(pair for pair in found() if pair.agreement_id and pair.standing == "open")
    duplicates.ask(factories.actor(region.ann), pair, reason="Alike")


def _agree(region: Region) -> None:
    """Further agreements, and a next version before the parties."""
    for code in ("exit", "family"):
        factories.agree(code, [region.probation, region.exit, region.council])
    agreeing.sent(region)


def _open_again(region: Region) -> None:
    """Twice more in an emergency, each once the one before was ended and reviewed."""
    for _ in range(2):
        before = Access.objects.get(reviewed_at=None)
        emergencies.end(factories.actor(region.gil), before)
        told = {"finding": "justified", "follows": "So be it"}
        emergencies.review(factories.actor(region.dee), before, **told)
        opened(region.gil, region.case)


def _ask_for_advice(region: Region) -> None:
    """On the line of Ann's agency, with a seat for her."""
    talk = begun(region.probation)
    factories.join(talk.case, region.ann, purpose=Purpose.REINTEGRATION)


def _programme(region: Region, version: Version) -> None:
    """Taken into a programme, and in a phase that counts contacts."""
    told: dict[str, Any] = {"model_version": version, "headline": "Inclusion"}
    region.write(region.ann, model=Admission, kind=Kind.ADMISSION, **told)
    phase = {"goes_to": version.read.text.phases[0].key, **told}
    region.write(region.ann, model=Phase, kind=Kind.PHASE, **phase)


def _conversation(region: Region) -> Any:
    return Conversation.objects.earliest("began_at", "pk").pk


STANDS_FOR: dict[str, Callable[[Region], Any]] = {
    "seat-sees": lambda region: region.seat(region.bob).pk,
    "agreement": lambda region: region.agreement.versions.get(number=1).pk,
    "conversation": _conversation,
    "conversation-who": _conversation,
    "emergency": lambda region: Access.objects.get(reviewed_at=None).pk,
    "import": lambda region: Import.objects.earliest("made_at", "pk").pk,
    "import-sheet": lambda region: None,
    "line-write": lambda region: "shore",
    "pair": lambda region: Pair.objects.filter(agreement=region.agreement).first().pk,
    "pair-question": lambda region: (
        Question.objects.filter(case__lead_agency=region.probation).first().pk
    ),
}


def url_of(name: str, region: Region, entry: Entry) -> str:
    if name in STANDS_FOR:
        found = STANDS_FOR[name](region)
        return reverse(name, args=[found] if found else [])
    match name.partition("-")[0]:
        case "entry" if name == "entry-write":
            return reverse(name, args=[region.case.pk, "note"])
        case "entry":
            return reverse(name, args=[entry.pk])
        case "programme":
            version = Version.objects.get(programme__key="hayat", number=1)
            chosen = f"?left={version.pk}&right={version.pk}"
            return (
                reverse(name, args=[version.pk]) if name == "programme" else reverse(name) + chosen
            )
        case "referral" if name != "referral-write":
            return reverse(name, args=[Referral.objects.get(subject="Idris Vane").pk])
        case one if one in WITHOUT_ID:
            return reverse(name)
    return reverse(name, args=[] if name == "case-open" else [region.case.pk])


def counts(region: Region, entry: Entry) -> dict[str, int]:
    """How many queries each page takes."""
    client, found = signed_in(region.ann), {}
    for name in PAGES:
        url = url_of(name, region, entry)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code in {200, 302}, url
        found[name] = len(queries)
    return found


def test_each_page_takes_so_many_queries(region: Region, entry: Entry) -> None:
    assert counts(region, entry) == {name: expected(name) for name in PAGES}


@pytest.fixture
def crowded(region: Region, entry: Entry) -> None:
    """Sixty entries, a dozen seats more, forty cases, and something of everything."""
    _import(region, 30)
    for letter in "abcdefgh":
        _like_names(region, f"{letter * 3}an {letter * 4}or")
    for number in range(60):
        region.write(region.ann, headline=f"Talk {number}")
    for number in range(12):
        who = factories.post(f"Person{number} Extra", region.exit, Role.EXIT_WORKER)
        factories.join(region.case, who, purpose=Purpose.EXIT)
    for number in range(40):
        case = factories.open_case(region.ann, region.agreement, display_name=f"Case {number}")
        factories.write(region.ann, case, headline="A talk elsewhere")
        Draft.keep(post=region.ann.pk, form="note", case=case.pk, about=case.pk, fields={})
    for days in range(-5, 6):
        _date(region, days)
        _put_off(region, days)
        _refer(region, f"Idris Vane the {days}th")
        _ask_for_advice(region)
    for key in shipped.texts().keys() - {"inclusion"}:
        programmes.adopt(factories.actor(region.dee), stored(key))
        _programme(region, stored(key))
    _agree(region)
    _open_again(region)
    for number in range(5):
        programmes.add(factories.root(), shipped.texts()["hayat"] + f"# {number}\n")


def _date(region: Region, days: int) -> None:
    label = {"categories": Category.CONTACT.bit, "handling": Handling.TEAM, "headline": "A date"}
    moment = START + timedelta(days=days)
    common = {"case": region.case, "for_post": region.ann, **label}
    actor = factories.actor(region.ann)
    writing.add(actor, Todo(kind="todo", due_on=moment.date(), **common))
    writing.add(actor, Appointment(kind="appointment", occurred_at=moment, **common))


def _put_off(region: Region, days: int) -> None:
    again: dict[str, Any] = {"again_on": (START + timedelta(days=days)).date()}
    tried = {"how": "phone", "result": "later", **again}
    region.write(region.ann, model=Outreach, kind=Kind.OUTREACH, **tried)
    action = list(Step.Action)[days % len(Step.Action)]
    stands = {"action": action, "state": Step.State.DEFERRED, **again}
    region.write(region.ann, model=Step, kind=Kind.STEP, **stands)


def test_many_take_as_many_queries_as_few(region: Region, entry: Entry, crowded: None) -> None:
    assert counts(region, entry) == {name: expected(name) for name in PAGES}


def test_a_page_of_search_takes_as_many_queries_whatever_it_finds(
    region: Region, entry: Entry, crowded: None
) -> None:
    client = signed_in(region.ann)

    def count(words: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            client.post(reverse("search"), {"words": words})
        return len(queries)

    assert count("Case") == count("Idris") == count("Vale Idris")


def test_paging_by_key_takes_two_queries_more_at_most(
    region: Region, entry: Entry, crowded: None
) -> None:
    client = signed_in(region.ann)
    last = Entry.objects.order_by("-occurred_at", "-id")[24]
    with CaptureQueriesContext(connection) as queries:
        client.get(reverse("chronology", args=[region.case.pk]), {"after": str(last.pk)})
    assert len(queries) == expected("chronology") + 1


def test_a_look_is_one_event_however_long_the_list(
    region: Region, entry: Entry, crowded: None
) -> None:
    client = signed_in(region.ann)
    before = Event.objects.count()
    client.get(reverse("caseload"))
    assert Event.objects.count() == before + 1
    assert len(Event.objects.latest("pk").ids) == 25
