"""Adding versions of programme models, adopting them, and giving them up."""

from dataclasses import dataclass

from django.db import transaction

from throughcare.audit.actions import record
from throughcare.kernel import clock
from throughcare.kernel.actor import Actor
from throughcare.programmes import policy, texts
from throughcare.programmes.models import Adoption, Programme, Version, digest_of
from throughcare.programmes.verbs import Verb


class KeyTaken(ValueError):
    """Another programme has this key."""


class KeyChanged(ValueError):
    """A version keeps the key of its programme."""


@dataclass(frozen=True)
class Added:
    """A version, and whether the text was new."""

    version: Version
    is_new: bool


@transaction.atomic
def add(actor: Actor, source: str) -> Added:
    """Store a text for all agencies: the first version of its key, or the next one."""
    policy.may_add(actor).require()
    key = texts.read(source.encode()).text.key
    programme, _ = Programme.objects.get_or_create(key=key)
    if programme.agency_id is not None:
        raise KeyTaken(key)
    return _stored(actor, programme, source)


@transaction.atomic
def write(actor: Actor, source: str, *, drawn_from: Version | None = None) -> Version:
    """Store a text as the agency's own model, under a key that nobody has."""
    policy.may_write(actor).require()
    key = texts.read(source.encode()).text.key
    if Programme.objects.filter(key=key).exists():
        raise KeyTaken(key)
    programme = Programme.objects.create(key=key, agency_id=actor.agency)
    return _stored(actor, programme, source, drawn_from).version


@transaction.atomic
def revise(actor: Actor, programme: Programme, source: str) -> Added:
    """Store the next version of the agency's own model."""
    policy.may_revise(actor, programme).require()
    if texts.read(source.encode()).text.key != programme.key:
        raise KeyChanged(programme.key)
    return _stored(actor, programme, source)


@transaction.atomic
def adopt(actor: Actor, version: Version) -> Adoption:
    """Let the agency work by a version from now on, instead of an earlier one."""
    policy.may_adopt(actor, version).require()
    version.programme.hold()
    _end(actor, version.programme)
    adoption = Adoption.objects.create(
        agency_id=actor.agency,
        programme=version.programme,
        version=version,
        from_at=clock.now(),
        adopted_by_id=actor.post,
    )
    record(actor, Verb.ADOPTED, version, ids=[actor.agency, version.programme_id])
    return adoption


@transaction.atomic
def give_up(actor: Actor, programme: Programme) -> None:
    """Let the agency work by no version of it any more; what began under one keeps it."""
    policy.may_give_up(actor, programme).require()
    programme.hold()
    _end(actor, programme)
    record(actor, Verb.GAVE_UP, programme, ids=[actor.agency])


def _end(actor: Actor, programme: Programme) -> None:
    """End what the agency works by now."""
    present = policy.adoptions_of(actor).filter(programme=programme)
    present.update(until_at=clock.now(), ended_by=actor.post)


def _stored(
    actor: Actor, programme: Programme, source: str, drawn_from: Version | None = None
) -> Added:
    """The next version; the one there is, when it says the same."""
    programme.hold()
    last = programme.versions.order_by("-number").first()
    digest = digest_of(source)
    if last is not None and last.digest == digest:
        return Added(last, is_new=False)
    version = Version.objects.create(
        programme=programme,
        number=last.number + 1 if last else 1,
        text=source,
        digest=digest,
        drawn_from=drawn_from,
        added_by_id=actor.post_id,
        added_at=clock.now(),
    )
    record(actor, Verb.ADDED, version, ids=[programme.pk, digest])
    return Added(version, is_new=True)
