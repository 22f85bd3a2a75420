"""Drafting an agreement's next version, sending it, answering, and bringing it into force."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from throughcare.agencies.models import Agency
from throughcare.agreements import policy, queries
from throughcare.agreements.effects import effects_of
from throughcare.agreements.models import OPEN, Answer, Draft, Effect, Settled, Stage
from throughcare.agreements.verbs import Verb
from throughcare.audit.actions import record
from throughcare.kernel import clock
from throughcare.kernel.actor import Actor
from throughcare.notices.models import Notice
from throughcare.sharing.models import EmergencyGrant, Grant, Key, Party, Version, Wall


@transaction.atomic
def draft(
    actor: Actor,
    base: Version,
    *,
    why: str,
    parties: Sequence[Agency],
    purposes: Sequence[str],
    from_at: datetime,
    until_at: datetime,
    wind_down_days: int,
) -> Draft:
    """Begin the next version with the matrix, emergency rows and walls of the one in force."""
    base.agreement.hold()
    policy.may_draft(actor, base).require()
    version = Version(purposes=list(purposes), from_at=from_at, until_at=until_at)
    version.wind_down_until = clock.days_later(until_at, wind_down_days)
    _add(version, base, parties)
    made = Draft.objects.create(
        agreement=base.agreement,
        version=version,
        base=base,
        why=why,
        drafted_by_id=actor.post,
        drafted_at=clock.now(),
    )
    record(actor, Verb.DRAFTED, version, ids=[agency.pk for agency in parties], why=why)
    return made


def _add(version: Version, base: Version, parties: Sequence[Agency]) -> None:
    """With the parties, and the rows of the version before."""
    version.agreement, version.number = base.agreement, queries.next_number(base)
    version.save(force_insert=True)
    Party.objects.bulk_create(Party(version=version, agency=agency) for agency in parties)
    rows: list[Any] = [*base.grants.all(), *base.emergency_grants.all(), *base.walls.all()]
    for row in rows:
        row.pk, row.version = None, version
        row.save(force_insert=True)


@transaction.atomic
def change_role(actor: Actor, draft: Draft, *, role: str, team: int, need: int) -> Draft:
    """Say what a role is cleared for; at NEED TO KNOW means at TEAM, too."""
    draft.hold()
    policy.may_change(actor, draft.version).require()
    bits = {"team": team | need, "need": need}
    Grant.objects.update_or_create(version=draft.version, role=role, defaults=bits)
    return _changed(actor, draft, row=role)


@transaction.atomic
def change_emergency(actor: Actor, draft: Draft, *, sector: str, categories: int) -> Draft:
    """Say what emergency access may show to a sector; nothing takes the row away."""
    draft.hold()
    policy.may_change(actor, draft.version).require()
    bits = {"team": categories, "need": categories}
    EmergencyGrant.objects.update_or_create(version=draft.version, sector=sector, defaults=bits)
    return _changed(actor, draft, row=f"emergency {sector}")


@transaction.atomic
def change_wall(actor: Actor, draft: Draft, *, sector: str, categories: int) -> Draft:
    """Say what a sector never sees, of any agency; walls of one owner stay as they are."""
    draft.hold()
    policy.may_change(actor, draft.version).require()
    Wall.objects.filter(version=draft.version, sector=sector, owner=None).delete()
    if categories:
        Wall.objects.create(version=draft.version, sector=sector, categories=categories)
    return _changed(actor, draft, row=f"wall {sector}")


def _changed(actor: Actor, draft: Draft, *, row: str) -> Draft:
    """What was worked out holds no more; the next reckoning puts other numbers in its place."""
    draft.reckoned_at = None
    draft.save(update_fields=["reckoned_at"])
    record(actor, Verb.CHANGED, draft.version, row=row)
    return draft


@transaction.atomic
def send(actor: Actor, draft: Draft) -> Draft:
    """Put the draft before its parties. From now on it does not change."""
    draft.hold()
    policy.may_change(actor, draft.version).require()
    draft.stage, draft.sent_at = Stage.SENT, clock.now()
    draft.save(update_fields=["stage", "sent_at"])
    event = record(actor, Verb.SENT, draft.version)
    left_out = queries.signatories(draft.base)  # a party that it leaves out learns of it, too
    Notice.objects.tell(event, [*queries.signatories(draft.version), *left_out])
    return draft


@transaction.atomic
def answer(actor: Actor, draft: Draft, *, agrees: bool, words: str = "") -> Draft:
    """Accept for one's agency, or say what should change. The last yes brings it into force."""
    draft.hold()
    policy.may_answer(actor, draft.version).require()
    said = {"post_id": actor.post, "agrees": agrees, "words": words, "at": clock.now()}
    Answer.objects.update_or_create(draft=draft, agency_id=actor.agency, defaults=said)
    if agrees:
        signed = {"accepted_by_id": actor.post, "accepted_at": said["at"]}
        draft.version.parties.filter(agency=actor.agency).update(**signed)
    event = record(actor, Verb.ANSWERED, draft.version, agrees=str(agrees), words=words)
    Notice.objects.tell(event, [draft.drafted_by_id])
    if not draft.version.parties.filter(accepted_at=None).exists():
        _bring_into_force(actor, draft)
    return draft


def _bring_into_force(actor: Actor, draft: Draft) -> None:
    now, version = clock.now(), draft.version
    if version.until_at <= now:
        raise Settled(_("The last day of this version has passed. Withdraw it and begin anew."))
    version.from_at, version.in_force_since = max(version.from_at, now), now
    version.save(update_fields=["from_at", "in_force_since"])
    draft.stage, draft.settled_at = Stage.IN_FORCE, now
    draft.save(update_fields=["stage", "settled_at"])
    Key.objects.recompile_under(draft.agreement)
    event = record(actor, Verb.ACCEPTED, version)
    told = [*queries.signatories(version), *queries.signatories(draft.base)]
    Notice.objects.tell(event, [*told, draft.drafted_by_id])


@transaction.atomic
def withdraw(actor: Actor, draft: Draft) -> Draft:
    """Take a draft back; what holds goes on holding."""
    draft.hold()
    policy.may_withdraw(actor, draft.version).require()
    draft.stage, draft.settled_at = Stage.WITHDRAWN, clock.now()
    draft.save(update_fields=["stage", "settled_at"])
    event = record(actor, Verb.WITHDRAWN, draft.version)
    told = [*queries.signatories(draft.version), *queries.signatories(draft.base)]
    Notice.objects.tell(event, told if draft.sent_at else [])
    return draft


@transaction.atomic
def reckon(actor: Actor, draft: Draft) -> Draft:
    """Work out what the draft would open and close, over the real cases."""
    policy.may_reckon(actor).require()
    draft.hold()
    if draft.stage not in OPEN:
        return draft
    before = queries.sight(draft.agreement)
    with _as_if_in_force(draft.version):
        after = queries.sight(draft.agreement)
    found = effects_of(draft, before, after)
    draft.effects.all().delete()
    Effect.objects.bulk_create(found)
    draft.reckoned_at = clock.now()
    draft.save(update_fields=["reckoned_at"])
    record(actor, Verb.RECKONED, draft.version)
    return draft


@contextmanager
def _as_if_in_force(version: Version) -> Iterator[None]:
    """As if every party had accepted the version at this moment; all is undone at the end."""
    now = clock.now()
    with transaction.atomic():
        Version.objects.filter(pk=version.pk).update(in_force_since=now, from_at=now)
        Key.objects.recompile_under(version.agreement)
        yield
        transaction.set_rollback(True)
