"""Contacts, names, to-dos, appointments and drafts: what they write, and who may."""

from datetime import timedelta

import pytest

from tests.factories import START, Region, actor
from throughcare.audit.models import Event
from throughcare.cases.actions import cases as case_actions
from throughcare.entries.models import Entry, Kind
from throughcare.kernel import clock
from throughcare.kernel.decision import Refused
from throughcare.notes import policy, queries
from throughcare.notes.actions import dates, drafts, writing
from throughcare.notes.actions.writing import LabelChoice
from throughcare.notes.models import Appointment, Draft, Name, NameKey, Outcome, Todo
from throughcare.sharing.categories import Category, Handling

DAY = timedelta(days=1)
LABEL = LabelChoice(Category.DAILY_LIFE.bit, Handling.TEAM)


def todo(region: Region, **fields: object) -> Todo:
    made = Todo(
        case=region.case,
        kind=Kind.TODO,
        categories=Category.CONTACT.bit,
        handling=Handling.TEAM,
        headline="Call the school",
        for_post=region.bob,
        due_on=(START + DAY).date(),
        **fields,
    )
    return writing.add(actor(region.ann), made)  # type: ignore[return-value]


def appointment(region: Region) -> Appointment:
    made = Appointment(
        case=region.case,
        kind=Kind.APPOINTMENT,
        categories=Category.CONTACT.bit,
        handling=Handling.TEAM,
        headline="Visit",
        occurred_at=START + DAY,
        for_post=region.bob,
    )
    return writing.add(actor(region.ann), made)  # type: ignore[return-value]


def draft(region: Region) -> Draft:
    return Draft.keep(
        post=region.bob.pk,
        form="note",
        case=region.case.pk,
        about=region.case.pk,
        fields={"text": ["Half a sentence"]},
    )


def test_a_contact_is_two_entries_that_belong_together(region: Region) -> None:
    said = writing.contact(
        actor(region.ann),
        region.case,
        occurred_at=START,
        how="phone",
        text="He is well.",
        label=LABEL,
        statement="reported",
        grading="B2",
        whose="family",
        basis="Act 12",
    )
    contact = Entry.objects.get(kind=Kind.CONTACT)
    assert said.follows_id == contact.pk
    assert (said.statement, said.grading, said.whose, said.basis) == (
        "reported",
        "B2",
        "family",
        "Act 12",
    )
    assert said.headline == contact.headline == "Phone"
    assert (contact.text, contact.categories) == ("", Category.CONTACT.bit)


def test_a_missed_contact_says_so_and_needs_no_words(region: Region) -> None:
    missed = writing.contact(
        actor(region.ann),
        region.case,
        occurred_at=START,
        how="home_visit",
        outcome=Outcome.MISSED,
        text="  ",
        label=LABEL,
    )
    assert missed.kind == Kind.CONTACT
    assert missed.headline == "Home visit: did not take place"
    assert Entry.objects.count() == 1


def test_a_name_is_found_by_its_sound(region: Region) -> None:
    name = Name(
        case=region.case,
        kind=Kind.NAME,
        categories=Category.IDENTITY.bit,
        handling=Handling.TEAM,
        headline="Юлия",
        name="Юлия",
        use="spelling",
    )
    writing.add(actor(region.ann), name)
    assert NameKey.objects.filter(entry=name).exists()


@pytest.mark.parametrize(("who", "may"), [("ann", True), ("bob", True), ("dee", False)])
def test_a_todo_is_ticked_by_whom_it_concerns(region: Region, who: str, may: bool) -> None:
    task = todo(region)
    assert bool(policy.may_tick(actor(getattr(region, who)), task)) is may


def test_a_todo_is_ticked_once(region: Region) -> None:
    task = dates.tick(actor(region.bob), todo(region))
    assert task.done_at == clock.now()
    assert Event.objects.filter(verb="todo.done").count() == 1
    with pytest.raises(Refused, match="already"):
        dates.tick(actor(region.bob), task)


@pytest.mark.parametrize(("who", "may"), [("ann", True), ("bob", True), ("dee", False)])
def test_an_appointment_is_settled_by_whom_it_concerns(region: Region, who: str, may: bool) -> None:
    visit = appointment(region)
    assert bool(policy.may_settle(actor(getattr(region, who)), visit)) is may


def test_an_appointment_is_settled_once(region: Region) -> None:
    visit = dates.settle(actor(region.bob), appointment(region), state="kept")
    assert visit.state == Appointment.State.KEPT
    assert Event.objects.filter(verb="appointment.settled").count() == 1
    with pytest.raises(Refused, match="already"):
        dates.settle(actor(region.bob), visit, state="missed")


def test_nothing_is_ticked_or_settled_on_a_closed_case(region: Region) -> None:
    task, visit = todo(region), appointment(region)
    case_actions.close(actor(region.ann), region.case, reason="Done")
    task.refresh_from_db()
    visit.refresh_from_db()
    assert not policy.may_tick(actor(region.bob), task)
    assert not policy.may_settle(actor(region.bob), visit)


def test_nobody_else_reads_or_throws_away_a_draft(region: Region) -> None:
    kept = draft(region)
    assert list(policy.visible_to(actor(region.bob))) == [kept]
    assert not policy.visible_to(actor(region.ann)).exists()
    assert not policy.may_drop(actor(region.ann), kept)
    with pytest.raises(Refused):
        drafts.drop(actor(region.ann), kept)
    drafts.drop(actor(region.bob), kept)
    assert not Draft.objects.exists()


def test_the_duty_post_reads_what_an_ended_post_has_left(region: Region) -> None:
    kept = draft(region)
    assert not policy.visible_to(actor(region.fay)).exists()
    region.bob.until_at = clock.now()
    region.bob.save()
    assert list(policy.visible_to(actor(region.fay))) == [kept]
    assert queries.drafts(actor(region.fay))[0].url == ""


def test_a_draft_leads_back_to_its_form_while_the_case_shows(region: Region) -> None:
    draft(region)
    row = queries.drafts(actor(region.bob))[0]
    assert row.url.endswith("/write/note/")
    assert (row.name, row.text) == ("Idris Vale", "Half a sentence")
