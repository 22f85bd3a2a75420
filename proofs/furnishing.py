"""Makes of a random world one whose pages can be opened: kinds, names, who is responsible."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from tests import reference
from tests.worlds import NOW
from tests.writing import write
from throughcare.cases.models import Responsibility
from throughcare.concernline.models import Line
from throughcare.entries.models import Entry, Kind
from throughcare.files.inspection import Inspected
from throughcare.files.models import FileType
from throughcare.files.storage import store
from throughcare.kernel.clock import BEGINNING
from throughcare.notes import models as notes
from throughcare.people.models import Person
from throughcare.programmes import shipped
from throughcare.programmes.models import Programme, Version, digest_of

DUE = (NOW + timedelta(days=3)).date()
MODEL = UUID(int=1)  # of the one programme model, and of its version
Fields = Callable[[reference.Entry], dict[str, Any]]

# The fields of each kind's own table; a kind that is not here has none of its own.
FIELDS: dict[str, Fields] = {
    Kind.CONTACT: lambda entry: {"how": notes.How.PHONE},
    Kind.LIFE_EVENT: lambda entry: {"what": notes.LifeEvent.What.WORK},
    Kind.DOCUMENT: lambda entry: {"file": _file(entry), "name": f"{entry.id.hex[:12]}.txt"},
    Kind.POINTER: lambda entry: {
        "holder_id": entry.owner.id,
        "ask": f"Ask {entry.id.hex[:12]}",
        "lapses_on": DUE,
    },
    Kind.DECISION: lambda entry: {"decided_by": "The meeting", "reason": "It was time"},
    Kind.APPOINTMENT: lambda entry: {"for_post_id": entry.author.id},
    Kind.TODO: lambda entry: {"for_post_id": entry.author.id, "due_on": DUE},
    Kind.NAME: lambda entry: {"name": f"Name {entry.id.hex[:12]}", "use": notes.Name.Use.ALIAS},
    Kind.BIRTH: lambda entry: {"year": 1990},
    Kind.LANGUAGE: lambda entry: {"code": "da"},
    Kind.WAY: lambda entry: {"channel": notes.Way.Channel.PHONE, "value": entry.id.hex[:12]},
    Kind.PATHWAY: lambda entry: {"which": notes.Pathway.Which.COMMUNITY, "ends_on": DUE},
    Kind.TAKING_PART: lambda entry: {
        "terms": notes.TakingPart.Terms.VOLUNTARY,
        "ground": "Consent",
    },
    Kind.MOTIVATION: lambda entry: {"motive": notes.Motivation.Motive.MIXED},
    Kind.IDEOLOGY: lambda entry: {"strand": notes.Ideology.Strand.UNCLEAR},
    Kind.ATTENTION: lambda entry: {"point": notes.Attention.Point.PURPOSE},
    Kind.OUTREACH: lambda entry: {"how": notes.How.PHONE, "result": notes.Outreach.Result.LATER},
    Kind.STEP: lambda entry: {"action": notes.Step.Action.NEEDS, "state": notes.Step.State.DONE},
    Kind.ADMISSION: lambda entry: {"model_version_id": MODEL},
    Kind.PHASE: lambda entry: {"model_version_id": MODEL, "goes_to": "clearing", "met": []},
    Kind.CONCERN: lambda entry: {"source": notes.Source.FAMILY},
    Kind.INFORMATION: lambda entry: {
        "topic": notes.Information.Topic.RIGHTS,
        "told": notes.Information.Told.SPOKEN,
        "code": "da",
    },
}
MODELS: dict[str | None, Any] = {model._meta.model_name: model for model in Entry.__subclasses__()}


def kind_of(entry: reference.Entry) -> Kind:
    """The kind that an entry of a random world has on its pages: always the same one."""
    return list(Kind)[entry.id.int % len(Kind)]


def write_furnished(world: reference.World) -> None:
    """Write a world with entries of every kind, and somebody responsible for each case."""
    write(world)
    _write_programme()
    Line.objects.create(code="shore", agency_id=world.agencies[0].id, name="Shore line")
    for case in world.cases:
        Person.objects.filter(pk=case.id).update(display_name=name_of(case))
    Responsibility.objects.bulk_create(
        Responsibility(case_id=case.id, post_id=world.posts[0].id, from_at=BEGINNING)
        for case in world.cases
    )
    for entry in world.entries:
        _furnish(entry)


def name_of(case: reference.Case) -> str:
    """The display name of a case's person, which stands nowhere else."""
    return f"Person {case.id.hex[:12]}"


def _furnish(entry: reference.Entry) -> None:
    kind = kind_of(entry)
    Entry.objects.filter(pk=entry.id).update(kind=kind)
    if kind in FIELDS:
        model = MODELS[kind.replace("_", "")]
        child = model(entry_ptr_id=entry.id, **FIELDS[kind](entry))
        child.save_base(raw=True)
        if isinstance(child, notes.Name):
            child.write_keys()


def _write_programme() -> None:
    """A shipped programme model, the same in every world: it tells of no person."""
    text = shipped.texts()["hayat"]
    programme = Programme.objects.create(id=MODEL, key="hayat")
    Version.objects.create(
        id=MODEL, programme=programme, number=1, text=text, digest=digest_of(text), added_at=NOW
    )


def _file(entry: reference.Entry) -> Any:
    content = f"File {entry.id.hex[:12]}".encode()
    name = f"{entry.id.hex[:12]}.txt"
    return store(Inspected(content=content, text="", type=FileType.TXT, name=name))
