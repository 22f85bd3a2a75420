"""The world of the matrix with more in it: every kind of entry, earlier versions, ended agreements.

Everything here is there so that a rule which forgets one of its terms shows something.
"""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from proofs.furnishing import DUE
from tests import factories
from tests.factories import START, Region, actor
from tests.matrix import reading, world
from tests.matrix.world import Who, World
from tests.programmes.making import stored
from throughcare.agencies.models import Post
from throughcare.agencies.roles import Role
from throughcare.cases.actions import seats
from throughcare.cases.models import Case, Seat
from throughcare.duplicates import actions as duplicates
from throughcare.duplicates import finding
from throughcare.duplicates.models import Pair, Standing
from throughcare.entries.actions import labels, texts
from throughcare.entries.models import Entry, Kind
from throughcare.files.inspection import inspect
from throughcare.files.storage import store
from throughcare.kernel import clock
from throughcare.notes import models as notes
from throughcare.notes.actions import writing
from throughcare.sharing.categories import Category, Handling, Statement
from throughcare.sharing.purposes import Purpose

DAY = timedelta(days=1)
CONTACT = Category.CONTACT
SPOKEN = "qreasonspokenq"  # stands in details of the trail alone
FILED = "qfiled{}q"  # stands in files alone


def build() -> World:
    """Everybody and everything of the matrix, and more."""
    made = world.build()
    region, people = made.region, dict(made.people)
    for name, post in _people(region).items():
        people[name] = Who(name, post.human, post)
    _merged(region)
    entries = _kinds(region) | _versions(region) | _apart(region) | _wound_down(region)
    documents = {f"file {n}": _document(region, n, handling) for n, handling in enumerate(WIDE)}
    # A date of birth that came later stands in the frame: for those who see it.
    Entry.objects.filter(case=region.case, handling=Handling.TEAM).update(recorded_at=START - DAY)
    objects = made.objects | {
        "entry": made.objects["entry"] | entries | documents,
        "document": made.objects["document"] | documents,
        "case": made.objects["case"] | {"apart": _other_case(region, people["cy"].post)},
    }
    for who in people.values():
        if who.post:
            who.post.refresh_from_db()
    return replace(made, people=people, objects=objects, truth=reading.read())


def _merged(region: Region) -> None:
    """Two cases of one agency about one person, as its duty post has said."""
    for name in ("Merged Ostrellan", "Merged Ostrelan"):
        factories.open_case(region.ann, display_name=name)
    finding.find()
    pair = Pair.objects.get(agency=region.probation, standing=Standing.OPEN)
    duplicates.merge(actor(region.dee), pair, reason=SPOKEN)


WIDE = (Handling.TEAM, Handling.AGENCY)


def _people(region: Region) -> dict[str, Post]:
    """One who joined twice, one whose seat has not begun, one with a discreet seat."""
    exit_: dict[str, Any] = {"purpose": Purpose.EXIT}
    vic = factories.post("Vic Aas", region.exit, Role.EXIT_WORKER)
    factories.join(region.case, vic, ground="A first ground", **exit_)
    seats.end(actor(region.ann), region.seat(vic), reason=SPOKEN)
    Seat.objects.filter(case=region.case, post=vic).update(from_at=START - DAY)
    factories.join(region.case, vic, tasks="Driving", **exit_)
    gus = factories.post("Gus Rom", region.exit, Role.EXIT_WORKER)
    factories.join(region.case, gus, **exit_)
    Seat.objects.filter(case=region.case, post=gus).update(from_at=START + DAY)
    dis = factories.post("Dis Kreet", region.exit, Role.EXIT_WORKER)
    factories.join(region.case, dis, is_discreet=True, **exit_)
    return {"vic": vic, "gus": gus, "dis": dis}


def _kinds(region: Region) -> dict[str, Entry]:
    """One of every kind for the team, and one for the owner agency alone."""
    found: dict[str, Entry] = {}
    for kind, handling in ((kind, handling) for kind in Kind for handling in WIDE):
        if entry := _of_kind(region, kind):
            entry.case, entry.kind, entry.headline = region.case, kind, f"{kind} {handling}"
            entry.categories, entry.handling = CONTACT.bit, handling
            entry.statement = Statement.OWN if kind == Kind.NOTE else Statement.FACT
            found[f"{kind} {handling}"] = writing.add(actor(region.ann), entry)
    return found


def _of_kind(region: Region, kind: Kind) -> Entry | None:
    made: dict[str, Entry] = {
        Kind.CONTACT: notes.Contact(how=notes.How.PHONE),
        Kind.NOTE: Entry(),
        Kind.LIFE_EVENT: notes.LifeEvent(what=notes.LifeEvent.What.WORK),
        Kind.POINTER: notes.Pointer(holder=region.police, ask="Gil", lapses_on=DUE),
        Kind.DECISION: notes.Decision(decided_by="The meeting", reason="It was time"),
        Kind.APPOINTMENT: notes.Appointment(for_post=region.bob, occurred_at=START + DAY),
        Kind.TODO: notes.Todo(for_post=region.bob, due_on=START.date()),
        Kind.NAME: notes.Name(name="Idris the other", use=notes.Name.Use.ALIAS),
        Kind.BIRTH: notes.Birth(year=1990),
        Kind.LANGUAGE: notes.Language(code="da"),
        Kind.GENDER: Entry(),
        Kind.NEED: Entry(),
        Kind.WAY: notes.Way(channel=notes.Way.Channel.PHONE, value="0000"),
        Kind.PATHWAY: notes.Pathway(which=notes.Pathway.Which.COMMUNITY),
        Kind.TAKING_PART: notes.TakingPart(terms=notes.TakingPart.Terms.MANDATORY, ground="Order"),
        Kind.MOTIVATION: notes.Motivation(motive=notes.Motivation.Motive.MIXED),
        Kind.IDEOLOGY: notes.Ideology(strand=notes.Ideology.Strand.UNCLEAR),
        Kind.ATTENTION: notes.Attention(point=notes.Attention.Point.PURPOSE),
        Kind.OUTREACH: notes.Outreach(how=notes.How.PHONE, result=notes.Outreach.Result.LATER),
        Kind.STEP: notes.Step(action=notes.Step.Action.NEEDS, state=notes.Step.State.DONE),
        Kind.ADMISSION: notes.Admission(model_version=stored()),
        Kind.PHASE: notes.Phase(model_version=stored(), goes_to="clearing"),
        Kind.CONCERN: notes.Concern(source=notes.Source.FAMILY),
        Kind.INFORMATION: notes.Information(topic="rights", told="spoken", code="da"),
    }
    return made.get(kind)  # documents come with their files


def _versions(region: Region) -> dict[str, Entry]:
    """An entry with an earlier version of a narrower label, a correction, and a part split off."""
    ann = actor(region.ann)
    entry = region.write(region.ann, headline="Once narrow", handling=Handling.AGENCY)
    label: dict[str, Any] = {"categories": CONTACT.bit, "named": (), "reason": SPOKEN}
    labels.relabel(ann, entry, version=1, handling=Handling.TEAM, why_needed="", **label)
    texts.correct(ann, entry, version=2, reason="A slip", fields={"text": "As it was"})
    parted = region.write(region.ann, headline="In parts", text="Both")
    part: dict[str, Any] = {"kept": "One", "headline": "Other", "text": "Two", **label}
    other = labels.split(ann, parted, version=1, handling=Handling.AGENCY, **part)
    labels.ask(actor(region.bob), entry, wish="Wider, please")
    return {"versions": entry, "parted": parted, "part": other}


def _apart(region: Region) -> dict[str, Entry]:
    """A draft and an entry of the exit organisation alone."""
    notes.Draft.keep(
        post=region.dee.pk, form="note", case=region.case.pk, about=region.case.pk, fields={}
    )
    entry = region.write(region.bob, headline="Theirs alone", handling=Handling.AGENCY)
    return {"exit alone": entry}


def _other_case(region: Region, cy: Any) -> Case:
    """Another agency's case about the same person, of which the first case knows nothing."""
    case = factories.open_case(cy, display_name="Nobody Yet")
    Case.objects.filter(pk=case.pk).update(person=region.case.person)
    factories.write(cy, case, headline="Far away")
    return case


def _wound_down(region: Region) -> dict[str, Entry]:
    """Cases whose agreement ended ten days ago, and long ago; entries before and after."""
    found = {}
    parties = [region.probation, region.exit]
    for name, ended in (("winding down", 10), ("wound down", 200)):
        with clock.at(START - 300 * DAY):
            agreement = factories.agree("exit", parties, name=name, until_at=START - ended * DAY)
            case = factories.open_case(region.ann, agreement, purpose=Purpose.EXIT)
            factories.join(case, region.bob, purpose=Purpose.EXIT)
            found[name] = factories.write(region.ann, case, headline=name)
        found[f"{name}, later"] = factories.write(region.ann, case, headline=f"{name} later")
    return found


def _document(region: Region, number: int, handling: Handling) -> notes.Document:
    content = FILED.format(number).encode()
    stored = store(inspect(SimpleUploadedFile("plan.txt", content)))
    document = notes.Document(case=region.case, kind="document", file=stored, name="plan.txt")
    document.categories, document.handling, document.headline = CONTACT.bit, handling, "A plan"
    writing.add(actor(region.ann), document)
    return document
