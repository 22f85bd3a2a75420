"""Puts a canary into every text field of every row, and knows who may see it.

Fields are found by walking the models, so that a new one joins by itself. What is in `PLAIN` holds
no content; what is anywhere else gets a canary, and nobody may see it unless a rule below says so.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from django.apps import apps
from django.db import models

from proofs.canaries.world import FILED, SPOKEN
from tests import reference
from tests.factories import START
from tests.matrix.expectations import is_visible, reads_draft
from tests.matrix.world import Who, World
from throughcare.cases.models import Case, SeatOffer
from throughcare.emergencies.models import Access, LookUp
from throughcare.entries.models import Entry, EntryVersion
from throughcare.files.models import StoredFile
from throughcare.notes.models import Document, Draft
from throughcare.people.models import Person
from throughcare.sharing.categories import Handling, categories_in

# Text fields that hold no content of anybody, each with the reason.
PLAIN = {
    "audit.event.verb": "a code",
    "audit.event.object_kind": "a code",
    "audit.event.object_id": "an id",
    "audit.event.purpose": "a code",
    "audit.event.ids": "ids",
    "audit.detail.text": "chained, so it cannot be changed: the acts' reasons are canaries there",
    "web.submission.key": "drawn by chance",
    "web.submission.location": "an address",
    "agencies.agency.name": "known to everybody: the directory",
    "agencies.human.name": "the directory, but for discreet seats: see `_others`",
    "agencies.human.password": "a hash; the sign-in would be lost",
    "agencies.post.title": "known to everybody: the directory",
    "sharing.agreement.name": "known to its parties",
    "sharing.version.purposes": "codes",
    "sharing.key.purpose": "a code",
    "programmes.programme.key": "known to everybody who works here",
    "programmes.version.text": "known to everybody who works here; it never changes",
    "programmes.version.digest": "a hash",
    "notices.notice.verb": "a code",
    "notices.occasion.key": "a verb and an id",
    "operations.backup.sha256": "the hash of a file that lies elsewhere",
    "entries.entryversion.reader_seats": "ids",
    "notes.draft.form": "a code",
    "agencies.session.session_key": "drawn by chance",
    "agencies.session.session_data": "signed ids",
    "agencies.session.device": "what browser one has oneself, shown to nobody else",
    "agencies.guesses.account": "a keyed hash",
    "agencies.guesses.taken": "moments",
    "agencies.usedcode.digest": "a hash",
    "duplicates.pair.reasons": "codes",
    "concernline.line.code": "what a public address ends with",
    "concernline.line.name": "told to everybody",
    "concernline.line.limits": "told to everybody",
    "concernline.conversation.receipt": "a hash",
    "concernline.conversation.language": "a code",
}
# Fields whose value cannot be changed: it is a canary as it stands.
AS_IT_STANDS = {"files.storedfile.storage_name", "files.storedfile.sha256"}
# Search keys must go on fitting the names: the canary is one more key.
MORE_KEYS = {"people.namekey", "notes.namekey"}
# What the field of a JSON holds.
SHAPES: dict[str, Callable[[str, Any], Any]] = {
    "notes.draft.fields": lambda word, there: there | {"text": [word]},
}
Seen = Callable[[World, Who], bool]


@dataclass(frozen=True)
class Canary:
    """A word that stands in one field of one row; who may see it."""

    word: str
    place: str
    may_see: Seen


def planted(world: World, rng: Random) -> tuple[list[Canary], list[str]]:
    """The canaries, and the fields in which there was no row to plant one."""
    found, empty = list(_others(world)), []
    for field in text_fields():
        rows = list(field.model._base_manager.all())
        if not rows:
            empty.append(name_of(field))
        found += [_plant(world, field, row, rng) for row in rows]
    for person in Person.objects.all():
        person.write_keys()
    for model in (model for model in apps.get_models() if model._meta.label_lower in MORE_KEYS):
        found += [_plant_key(world, row, rng) for row in _one_each(model)]
    return found + list(_ids(world)), empty


def text_fields() -> Iterator[Any]:
    """Every field of ours that holds words."""
    for model in apps.get_models():
        if model.__module__.startswith("throughcare."):
            for field in model._meta.local_concrete_fields:
                is_text = isinstance(field, models.CharField | models.TextField | models.JSONField)
                skipped = name_of(field) in PLAIN or model._meta.label_lower in MORE_KEYS
                if is_text and not field.choices and not skipped:
                    yield field


def name_of(field: Any) -> str:
    """The field's full name."""
    return f"{field.model._meta.label_lower}.{field.name}"


def _plant(world: World, field: Any, row: Any, rng: Random) -> Canary:
    name = name_of(field)
    if name in AS_IT_STANDS:
        return Canary(getattr(row, field.name), name, _may_see(name, row))
    word = drawn(rng)
    value: Any = f"{word}@example.org" if isinstance(field, models.EmailField) else word
    if isinstance(field, models.JSONField):
        value = SHAPES.get(name, _more)(word, getattr(row, field.name))
    field.model._base_manager.filter(pk=row.pk).update(**{field.name: value})
    return Canary(word, f"{name} of {row.pk}", _may_see(name, row))


def _more(word: str, there: Any) -> Any:
    return there | {"text": word} if isinstance(there, dict) else word


def drawn(rng: Random) -> str:
    """A word that stands nowhere else: twelve letters, as long as a reference may be."""
    return "q" + "".join(rng.choices("bcdfghjklmnpqrstvwxz", k=11))


def _one_each(model: Any) -> list[Any]:
    """The first key of each name."""
    owner = "person_id" if hasattr(model, "person_id") else "entry_id"
    return list({getattr(row, owner): row for row in model.objects.all()}.values())


def _plant_key(world: World, row: Any, rng: Random) -> Canary:
    word, label, seen = drawn(rng), row._meta.label_lower, _seen(row)
    row.pk, row.key = None, word
    row.save(force_insert=True)
    return Canary(word, f"{label}.key", seen)


def _seen(row: Any) -> Seen:
    """Who may see what stands in a row: by what it is, or by the entry or case it belongs to."""
    label = row._meta.label_lower
    if own := RULES.get(label):
        return lambda world, who: who.acts and own(world, who, row)
    if isinstance(row, Entry):
        return lambda world, who: who.acts and is_visible(world, "entry", who, row)
    if entry := getattr(row, "entry", None):
        return lambda world, who: who.acts and is_visible(world, "entry", who, entry)
    if seat := getattr(row, "seat", None):
        row = seat
    if case := getattr(row, "case", None):
        return lambda world, who: who.acts and is_visible(world, "case", who, case)
    return lambda world, who: False


def _may_see(name: str, row: Any) -> Seen:
    """Who may see a field: by a rule of its own, or as the row it stands in."""
    if own := FIELDS.get(name):
        return lambda world, who: who.acts and own(world, who, row)
    return _seen(row)


def _version(world: World, who: Who, version: Any) -> bool:
    """Both the entry's label and the version's own must admit."""
    entry = next(each for each in world.truth.entries if each.id == version.entry_id)
    seats = {str(seat.id): seat for seat in world.truth.seats}
    earlier = reference.Entry(
        **vars(entry)
        | {
            "categories": frozenset(categories_in(version.categories)),
            "handling": Handling(version.handling),
            "occurred_at": version.occurred_at,
            "shared_at": version.shared_at,
            "named": frozenset(seats[seat] for seat in version.reader_seats),
        }
    )
    post = world.post_of(who)
    return not (
        world.truth.stopped(post, START, entry) or world.truth.stopped(post, START, earlier)
    )


def _why(world: World, who: Who, version: Any) -> bool:
    """Why a version was replaced was written under the next label."""
    later = EntryVersion.objects.filter(entry=version.entry_id, number=version.number + 1).first()
    return _version(world, who, version) and (later is None or _version(world, who, later))


def _ground(world: World, who: Who, row: Any) -> bool:
    """Free words about the person: for the lead agency and the seat's own."""
    seat = getattr(row, "seat", row)
    near = {seat.case.lead_agency_id, seat.post.agency_id}
    return who.actor.agency_id in near and _kind_of_seat(world, who, seat)


def _kind_of_seat(world: World, who: Who, row: Any) -> bool:
    kind, one = ("seat_offer", row) if isinstance(row, SeatOffer) else ("case", row.case)
    return is_visible(world, kind, who, one)


def _person(world: World, who: Who, person: Any) -> bool:
    return any(is_visible(world, "case", who, case) for case in person.cases.all())


def _case(world: World, who: Who, case: Any) -> bool:
    """A case's number shows to its team, to those who are asked to join it, and in an emergency."""
    found = [("case", case), *(("seat_offer", one) for one in case.seat_offers.all())]
    for kind, model in (("emergency", Access), ("look_up", LookUp)):
        found += [(kind, one) for one in model.objects.filter(case=case)]
    return any(is_visible(world, kind, who, one) for kind, one in found)


def _draft(world: World, who: Who, draft: Draft) -> bool:
    """The words of a draft: to its writer, and to a duty post as far as the rule goes."""
    return draft.post_id == who.actor.post_id or (
        "categories" in draft.fields and reads_draft(world, who, draft)
    )


def _file(world: World, who: Who, stored: StoredFile) -> bool:
    return any(is_visible(world, "entry", who, one) for one in Document.objects.filter(file=stored))


RULES: dict[str, Callable[[World, Who, Any], bool]] = {
    "entries.entryversion": _version,
    "entries.labelrequest": lambda world, who, wish: is_visible(world, "label_request", who, wish),
    "notes.draft": _draft,
    "cases.seatoffer": lambda world, who, offer: is_visible(world, "seat_offer", who, offer),
    "cases.case": _case,
    "people.person": _person,
    "people.namekey": lambda world, who, key: _person(world, who, key.person),
    "files.storedfile": _file,
    "concernline.conversation": lambda world, who, talk: is_visible(
        world, "conversation", who, talk
    ),
    "imports.import": lambda world, who, made: is_visible(world, "import", who, made),
    "agreements.draft": lambda world, who, draft: is_visible(
        world, "agreement_version", who, draft.version
    ),
    "agreements.answer": lambda world, who, said: is_visible(
        world, "agreement_version", who, said.draft.version
    ),
    "emergencies.lookup": lambda world, who, found: is_visible(world, "look_up", who, found),
    "emergencies.access": lambda world, who, access: is_visible(world, "emergency", who, access),
    "duplicates.pair": lambda world, who, pair: is_visible(world, "pair", who, pair),
    "duplicates.question": lambda world, who, question: (
        is_visible(world, "pair_question", who, question)
        or is_visible(world, "pair", who, question.pair)
    ),
    "referrals.referral": lambda world, who, sent: is_visible(world, "referral", who, sent),
    "referrals.referralkey": lambda world, who, key: is_visible(
        world, "referral", who, key.referral
    ),
}

# Fields with fewer readers than their row.
FIELDS: dict[str, Callable[[World, Who, Any], bool]] = {
    "entries.entryversion.reason": _why,
    "cases.seat.ground": _ground,
    "cases.seatperiod.ground": _ground,
    "cases.seatoffer.ground": _ground,
    "cases.seatoffer.reason": _ground,
    "cases.responsibilityoffer.note": lambda world, who, offer: (
        who.actor.post_id in {offer.post_id, offer.offered_by_id}
    ),
}


def _others(world: World) -> Iterator[Canary]:
    """Words that stand in no field: in details of the trail, in files, and one hidden name."""
    yield Canary(SPOKEN, "audit.detail.text", lambda world, who: False)
    for name, document in world.of("document").items():
        if name.startswith("file"):
            word = FILED.format(name.removeprefix("file "))
            yield Canary(word, f"file of {document.pk}", _seen(document))
    # Whoever proposed a discreet seat knows whom.
    yield Canary("Dis Kreet", "a discreet seat", lambda world, who: who.name in {"dis", "ann"})


def _ids(world: World) -> Iterator[Canary]:
    """The ids of entries, cases and drafts: who knows one knows that there is something."""
    for row in (*Entry.objects.all(), *Case.objects.all(), *Draft.objects.all()):
        seen = _listed(row) if isinstance(row, Draft) else _seen(row)
        yield Canary(str(row.pk), f"the id of {row._meta.model_name} {row.pk}", seen)


def _listed(draft: Draft) -> Seen:
    """A duty post sees that there is a draft, also where it may not read it."""
    return lambda world, who: who.acts and is_visible(world, "draft", who, draft)
