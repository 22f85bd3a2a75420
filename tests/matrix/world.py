"""The world of the matrix: everybody's relation to a case, and objects of every kind."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models

from tests import factories, reference
from tests.agreements import making as agreeing
from tests.concernline.making import begun
from tests.emergencies import making as emerging
from tests.factories import START, Region, actor, root
from tests.matrix import reading
from tests.programmes import making
from tests.standing import undone_at_the_end
from throughcare.agencies.models import Human, Post
from throughcare.agencies.roles import Role
from throughcare.agreements import actions as agreements
from throughcare.audit.models import Event
from throughcare.cases.actions import cases, posts, responsibility, seats
from throughcare.cases.models import Case
from throughcare.concernline.models import Conversation
from throughcare.duplicates import actions as duplicates
from throughcare.duplicates import finding
from throughcare.duplicates.models import Pair
from throughcare.emergencies import actions as emergencies
from throughcare.entries.actions import labels
from throughcare.entries.models import Entry
from throughcare.files.inspection import inspect
from throughcare.files.storage import store
from throughcare.imports import actions as imports
from throughcare.imports.checking import Checked
from throughcare.imports.models import Import
from throughcare.kernel.actor import Actor
from throughcare.notes.actions import dates, writing
from throughcare.notes.models import Appointment, Document, Draft, Todo
from throughcare.powers import registry
from throughcare.powers.actions import proposals
from throughcare.powers.models import Proposal
from throughcare.programmes import actions as programmes
from throughcare.programmes import shipped
from throughcare.programmes.models import Version
from throughcare.referrals import actions as referrals
from throughcare.referrals.models import Referral
from throughcare.sharing.categories import Category, Handling
from throughcare.sharing.purposes import Purpose

CONTACT, SAFETY, COUNSELLING = Category.CONTACT, Category.SAFETY, Category.COUNSELLING


@dataclass(frozen=True)
class Who:
    """Somebody who asks: signed in or not, in a post or in none."""

    name: str
    human: Human | None
    post: Post | None

    @property
    def is_signed_in(self) -> bool:
        return self.human is not None

    @property
    def acts(self) -> bool:
        """Whether a post of theirs is in force."""
        return self.post is not None and self.post.is_in_force(START)

    @property
    def actor(self) -> Actor:
        assert self.post
        return actor(self.post)


@dataclass(frozen=True)
class World:
    """Who asks, and what there is to ask for."""

    region: Region
    people: dict[str, Who]
    objects: dict[str, dict[str, Any]]
    truth: reference.World

    def of(self, kind: str) -> dict[str, Any]:
        """The objects of a kind; a kind that nobody has built fails."""
        return self.objects[kind]

    def post_of(self, who: Who) -> reference.Post:
        return next(each for each in self.truth.posts if who.post and each.id == who.post.pk)


def build() -> World:
    """The region of the tests, and more people and things around its case."""
    region = factories.region()
    people = _people(region)
    made = _objects(region, people)
    posts.end(actor(region.dee), people["max"])
    who = {name: Who(name, post.human, post) for name, post in people.items()}
    who |= {name: Who(name, post.human, post) for name, post in region.team.items()}
    who["cy"] = Who("cy", region.cy.human, region.cy)
    who["fay"] = Who("fay", region.fay.human, region.fay)
    who["gil"] = Who("gil", region.gil.human, region.gil)
    who["lea"] = Who("lea", factories.human("Lea Nor"), None)
    who["nobody"] = Who("nobody", None, None)
    for each in who.values():
        if each.post:
            each.post.refresh_from_db()
    return World(region, who, made, reading.read())


@contextmanager
def standing(blocker: Any, home: Path) -> Iterator[World]:
    """The world for the tests of a module, built once; each request in it is to be undone."""
    with blocker.unblock(), undone_at_the_end(home, START):
        yield build()


def _people(region: Region) -> dict[str, Post]:
    """Each with a relation of their own to the case."""
    post, join = factories.post, factories.join
    wes = post("Wes Alm", region.exit, Role.EXIT_WORKER)  # proposed, not accepted
    una = post("Una Falk", region.exit, Role.EXIT_WORKER)  # was on the team
    tom = post("Tom Rask", region.exit, Role.MENTOR)  # on the team, cleared for little
    ivy = post("Ivy Dahl", region.exit, Role.EXIT_WORKER)  # reaches back to this morning only
    kim = post("Kim Sol", region.exit, Role.EXIT_WORKER)  # is of the police as well
    post(kim.human, region.police, Role.POLICE_CONTACT)
    sam = post("Sam Brook", region.probation, Role.PROBATION_OFFICER)  # a colleague outside
    max_ = post("Max Lind", region.probation, Role.PROBATION_OFFICER)  # whose post ends
    pat = post("Pat Quill", region.police, Role.POLICE_CONTACT)  # proposed, not confirmed
    ned = post("Ned Vik", region.exit, Role.EXIT_WORKER)  # has said no
    oda = post("Oda Rill", region.probation, Role.DATA_PROTECTION_OFFICER)
    exit_ = {"purpose": Purpose.EXIT}
    factories.offer(region.case, wes, **exit_)
    factories.offer(region.case, pat, purpose=Purpose.SAFETY)
    seats.decline(actor(ned), factories.offer(region.case, ned, **exit_), reason="Too much work")
    for each in (una, tom, kim):
        join(region.case, each, **exit_)
    join(region.case, ivy, sees_from=START, **exit_)
    join(region.case, max_)
    seats.end(actor(region.ann), region.seat(una), reason="Left the work")
    return {
        "wes": wes,
        "una": una,
        "tom": tom,
        "ivy": ivy,
        "kim": kim,
        "sam": sam,
        "max": max_,
        "pat": pat,
        "ned": ned,
        "oda": oda,
    }


def _objects(region: Region, people: dict[str, Post]) -> dict[str, dict[str, Any]]:
    made: dict[str, dict[str, Any]] = {"case": _cases(region)}
    made["entry"] = _entries(region, made["case"])
    made["document"] = _labelled(region, lambda: _document(region.case))
    made["todo"] = _labelled(region, lambda: _todo(region)) | {"done": _done(region)}
    made["appointment"] = _labelled(region, lambda: _appointment(region))
    made["appointment"]["settled"] = _settled(region)
    made["label_request"] = _wishes(region, made["entry"])
    made["draft"] = _drafts(region, people["max"])
    everybody = region.team | {name: people[name] for name in ("tom", "una", "ivy")}
    made["seat"] = {name: region.seat(each) for name, each in everybody.items()}
    offers = {offer.post.human.name.split()[0]: offer for offer in region.case.seat_offers.all()}
    made["seat_offer"] = {name: offers[name] for name in ("Wes", "Pat", "Ned", "Bob")}
    made["proposal"] = _proposals(region, people["oda"])
    made["responsibility_offer"] = _hand_overs(region, made["case"]["alone"])
    made["programme_version"] = _programmes(region)
    made["referral"] = _referrals(region)
    made["conversation"] = _conversations(region)
    made["import"] = _imports(region)
    made["agreement_version"] = _agreements(region)
    made |= _pairs(region, people["sam"])
    made |= _emergencies(region)
    made["post"] = {name: people[name] for name in ("sam", "max", "tom")} | {"dee": region.dee}
    return made


def _cases(region: Region) -> dict[str, Case]:
    """Shared under an agreement, under none, and closed."""
    alone = factories.open_case(region.ann, display_name="Alone Canary")
    closed = factories.open_case(region.ann, region.agreement, display_name="Closed Canary")
    for case in (alone, closed):
        factories.join(case, region.bob, purpose=Purpose.EXIT)
    return {"shared": region.case, "alone": alone, "closed": closed}


def _entries(region: Region, known: dict[str, Case]) -> dict[str, Entry]:
    ann, bob, shared = region.ann, region.bob, region.case
    listed = {"handling": Handling.NAMED, "named": [region.seat(bob)]}
    old = START - factories.timedelta(days=400)
    found = {
        "team": _note(ann, shared, CONTACT, "team"),
        "need": _note(ann, shared, SAFETY, "need", handling=Handling.NEED_TO_KNOW),
        "agency": _note(ann, shared, CONTACT, "agency", handling=Handling.AGENCY),
        "named": _note(ann, shared, CONTACT, "named", **listed),
        "walled": _note(ann, shared, COUNSELLING, "walled"),
        "old": _note(ann, shared, CONTACT, "old", occurred_at=old),
        "theirs": _note(bob, shared, Category.FAMILY, "theirs"),
        "alone": _note(ann, known["alone"], CONTACT, "alone"),
        "closed": _note(ann, known["closed"], CONTACT, "closed"),
    }
    cases.close(actor(ann), known["closed"], reason="The work is done")
    return found


def canary(name: str) -> str:
    """A headline and text that stand nowhere else."""
    return f"Canary-{name}"


def _note(by: Post, case: Case, category: Category, name: str, **more: Any) -> Entry:
    words = {"headline": canary(name), "text": canary(f"{name}-text")}
    return factories.write(by, case, category, **words, **more)


def _labelled(region: Region, make: Any) -> dict[str, models.Model]:
    """One for the team, one for the owner agency alone."""
    found = {}
    for name, handling in (("team", Handling.TEAM), ("agency", Handling.AGENCY)):
        entry = make()
        entry.categories, entry.handling = CONTACT.bit, handling
        entry.headline = canary(f"{entry.kind}-{name}")
        found[name] = writing.add(actor(region.ann), entry)
    return found


def _document(case: Case) -> Document:
    stored = store(inspect(SimpleUploadedFile("plan.txt", b"What we plan.")))
    return Document(case=case, kind="document", file=stored, name="plan.txt")


def _todo(region: Region) -> Todo:
    return Todo(case=region.case, kind="todo", for_post=region.bob, due_on=START.date())


def _appointment(region: Region) -> Appointment:
    return Appointment(case=region.case, kind="appointment", for_post=region.bob)


def _done(region: Region) -> Todo:
    todo = _labelled(region, lambda: _todo(region))["team"]
    return dates.tick(actor(region.ann), todo)


def _settled(region: Region) -> Appointment:
    made = _labelled(region, lambda: _appointment(region))["team"]
    return dates.settle(actor(region.ann), made, state=Appointment.State.KEPT)


def _wishes(region: Region, entries: dict[str, Entry]) -> dict[str, Any]:
    ask, bob = labels.ask, actor(region.bob)
    answered = ask(bob, entries["need"], wish=canary("answered"))
    return {
        "open": ask(bob, entries["team"], wish=canary("open")),
        "named": ask(bob, entries["named"], wish=canary("hidden")),
        "answered": labels.answer(actor(region.ann), answered, answer="Not now."),
    }


def _drafts(region: Region, leaver: Post) -> dict[str, Draft]:
    """Own ones, and two left behind: one that the duty post is cleared for, and one that not."""
    open_, shut = ({"categories": [code]} for code in ("contact", "psychological"))
    typed = {
        "ann": (region.ann, "note", open_),
        "bob": (region.bob, "note", open_),
        "left": (leaver, "note", open_),
        "shut": (leaver, "life_event", shut),
    }
    about = region.case.pk
    return {
        name: Draft.keep(
            post=post.pk,
            form=form,
            case=about,
            about=about,
            fields={"text": [canary(f"draft-{name}")], "handling": ["2"], **fields},
        )
        for name, (post, form, fields) in typed.items()
    }


def _hand_overs(region: Region, alone: Case) -> dict[str, Any]:
    offer, ann = responsibility.offer, actor(region.ann)
    declined = offer(ann, alone, post=region.bob)
    return {
        "open": offer(ann, region.case, post=region.dee),
        "declined": responsibility.decline(actor(region.bob), declined),
    }


def _proposals(region: Region, officer: Post) -> dict[str, Proposal]:
    """To erase a reason: for the duty post, for a named outsider, and refused."""
    terms = {"event": Event.objects.filter(verb="case.closed").latest("pk").pk}

    def propose(**more: Any) -> Proposal:
        power = registry.power("erase-detail")
        return proposals.propose(actor(officer), power, terms=terms, reason="A slip", **more)

    return {
        "open": propose(),
        "named": propose(second=region.cy.human),
        "refused": proposals.refuse(actor(region.dee), propose()),
    }


def _programmes(region: Region) -> dict[str, Version]:
    """Everybody's, and one of the exit organisation's own, which it works by."""
    own = programmes.write(actor(region.fay), shipped.blank())
    programmes.adopt(actor(region.fay), own)
    return {"shared": making.stored(), "own": own}


RECEIPT = "AAAA-BBBB-CCCC-DDDD"


def _conversations(region: Region) -> dict[str, Conversation]:
    """Somebody has written to the exit organisation's line, and waits."""
    words = {"text": canary("advice"), "called": canary("seeker"), "relation": canary("relation")}
    return {"waits": begun(region.exit, RECEIPT, **words)}


def _imports(region: Region) -> dict[str, Import]:
    """A sheet that Cy has brought in, and one that was taken back."""
    found = {}
    for name in ("stands", "undone"):
        told = {"subject": canary(f"import-{name}"), "text": canary("sheet"), "source": "family"}
        row = Checked(2, [], told, [])
        found[name] = imports.bring_in(actor(region.cy), f"{name}.csv", [row])
    imports.undo(actor(region.cy), found["undone"], reason=canary("wrong-sheet"))
    return found


def _agreements(region: Region) -> dict[str, Version]:
    """One in force, one that was withdrawn, one that waits for its parties, one being written."""
    family = factories.agree("family", [region.probation, region.exit])
    present = region.agreement.versions.get()
    withdrawn = agreeing.drafted(region.dee, present, why=canary("withdrawn"))
    agreements.withdraw(actor(region.dee), withdrawn)
    sent = agreeing.drafted(region.dee, present, why=canary("sent"), add=[region.council])
    agreements.send(actor(region.dee), sent)
    agreements.answer(actor(region.gil), sent, agrees=False, words=canary("too-wide"))
    writing = agreeing.drafted(region.fay, family.versions.get(), why=canary("writing"))
    drafts = {"withdrawn": withdrawn, "sent": sent, "writing": writing}
    return {"present": present} | {name: one.version for name, one in drafts.items()}


def _pairs(region: Region, steward: Post) -> dict[str, dict[str, Any]]:
    """Two like names under the agreement; both agencies are asked."""
    duplicates.appoint(root(), region.agreement, steward)
    for by, name in ((region.ann, "Twin Corvellan"), (region.bob, "Twin Korvellan")):
        factories.open_case(by, region.agreement, display_name=name)
    finding.find()
    pair = Pair.objects.get(agreement=region.agreement)
    duplicates.ask(actor(steward), pair, reason=canary("asked"))
    questions = {one.case.lead_agency.name.split()[0]: one for one in pair.questions.all()}
    return {"pair": {"asked": pair}, "pair_question": questions}


def _emergencies(region: Region) -> dict[str, dict[str, Any]]:
    """One that was reviewed, and one that is due; and what Fay has found and not opened."""
    done = emerging.opened(region.gil, region.case)
    emergencies.end(actor(region.gil), done)
    emergencies.review(actor(region.dee), done, finding="justified", follows=canary("follows"))
    due = emerging.opened(region.gil, region.case)
    return {
        "emergency": {"reviewed": done, "due": due},
        "look_up": {
            "hit": emerging.looked(region.fay, reference=region.case.reference),
            "miss": emerging.looked(region.fay, name="Una Berg", born=date(1999, 3, 14)),
            "used": due.look_up,
        },
    }


def _referrals(region: Region) -> dict[str, Referral]:
    """One that waits with the exit organisation, and one that probation has declined."""
    told: dict[str, Any] = {"text": canary("told"), "source": "agency"}
    waits = referrals.send(
        actor(region.ann), to=region.exit, subject=canary("referral-waits"), **told
    )
    declined = referrals.send(
        actor(region.cy), to=region.probation, subject=canary("referral-declined"), **told
    )
    decided = {"outcome": "declined", "reason": canary("why"), "answer": "Not here."}
    return {"waits": waits, "declined": referrals.settle(actor(region.dee), declined, **decided)}


def invented() -> uuid.UUID:
    """An id that nothing has."""
    return uuid.uuid4()
