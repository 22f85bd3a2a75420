"""The only writers of the trail: `record` beside a change, `look`, `refusal` and `sign_in` alone.

Whatever goes wrong here is raised: a trail that cannot be written stops the act.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.utils.crypto import salted_hmac
from django.utils.functional import Promise

from throughcare.audit import lanes
from throughcare.audit.models import Event, Kind
from throughcare.audit.verbs import SignIn, Verb, known
from throughcare.kernel import clock
from throughcare.kernel.actor import Actor

BATCH = 5000
ASKED_IDS = 50
ASKED_CHARACTERS = 64


@dataclass(frozen=True, slots=True)
class Draft:
    """A generated event that is not written yet; it happened at `actor.at` unless `at` says so."""

    actor: Actor
    verb: str
    object_kind: str = ""
    object_id: str = ""
    case_id: UUID | None = None
    ids: Sequence[object] = ()
    kind: str = Kind.CHANGE
    at: datetime | None = None
    detail: dict[str, Any] = field(default_factory=dict)


def record(
    actor: Actor,
    verb: str,
    obj: models.Model | None = None,
    *,
    case_id: UUID | None = None,
    ids: Iterable[object] = (),
    kind: str = Kind.CHANGE,
    **detail: Any,
) -> Event:
    """Write an act to the trail, in the transaction of the change; the detail can be erased later.

    The case is `case_id`, or the object's own `case_id`. Nothing empty is kept in the detail.
    """
    known(verb)
    event = Event(
        at=clock.now(),
        verb=str(verb),
        kind=str(kind),
        object_kind=obj._meta.label_lower if obj else "",
        object_id=str(obj.pk) if obj else "",
        case_id=case_id or getattr(obj, "case_id", None),
        ids=[str(one) for one in ids],
        **_who(actor),
    )
    lanes.append(event, _words(detail))
    return event


def look(
    actor: Actor,
    verb: str,
    obj: models.Model | None = None,
    *,
    case_id: UUID | None = None,
    ids: Iterable[object] = (),
    check: Callable[[], Actor | None] | None = None,
    **detail: Any,
) -> Event:
    """Commit that something was shown, before it leaves.

    `check` asks the rule once more and may raise; it may give the actor with the seat's purpose.
    """
    with transaction.atomic(durable=True):
        acting = (check() if check is not None else None) or actor
        return record(acting, verb, obj, case_id=case_id, ids=ids, kind=Kind.LOOK, **detail)


def refusal(
    actor: Actor,
    verb: str = Verb.REFUSED,
    *,
    asked: str,
    ids: Iterable[str] = (),
    reason: str = "",
) -> Event:
    """Commit that something was asked for and refused, after the rollback.

    `asked` is the name of the address, `ids` are the ids as they were asked for, `reason` is a
    code. No record is looked up, so existing and invented ids leave the same kind of event.
    """
    requested = [_printable(one) for one in islice(ids, ASKED_IDS)]
    with transaction.atomic(durable=True):
        return record(actor, verb, ids=requested, kind=Kind.REFUSAL, asked=asked, reason=reason)


def sign_in(actor: Actor, verb: SignIn, *, email: str = "", reason: str = "") -> Event:
    """Record coming and going; a typed address is kept as a keyed hash only."""
    with transaction.atomic():
        return record(
            actor,
            verb,
            ids=[email_hash(email)] if email else [],
            kind=Kind.SIGN_IN,
            reason=reason,
        )


def email_hash(email: str) -> str:
    """The same for the same address, and of no use to somebody without the secret key."""
    typed = email.strip().casefold()
    return salted_hmac("throughcare.audit.email", typed, algorithm="sha256").hexdigest()


def record_many(drafts: Iterable[Draft], *, batch: int = BATCH) -> int:
    """Write measuring data in bulk, marked as generated, and say how many events that were."""
    rest, written = iter(drafts), 0
    while some := list(islice(rest, batch)):
        lanes.append_many([_generated(draft) for draft in some], [_words(d.detail) for d in some])
        written += len(some)
    return written


def _generated(draft: Draft) -> Event:
    known(draft.verb)
    return Event(
        at=draft.at or draft.actor.at,
        verb=str(draft.verb),
        kind=str(draft.kind),
        object_kind=draft.object_kind,
        object_id=draft.object_id,
        case_id=draft.case_id,
        ids=[str(one) for one in draft.ids],
        generated=True,
        **_who(draft.actor),
    )


def _who(actor: Actor) -> dict[str, Any]:
    return {
        "human_id": actor.human_id,
        "post_id": actor.post_id,
        "agency_id": actor.agency_id,
        "purpose": "system" if actor.is_system else actor.purpose,
        "request_id": actor.request_id,
    }


def _words(detail: dict[str, Any]) -> str:
    """The detail as text, or "" when nothing is in it."""
    kept = {name: value for name, value in detail.items() if value not in (None, "", [], {}, ())}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True, default=_plain) if kept else ""


def _plain(value: object) -> str:
    if isinstance(value, (date, UUID, Promise)):
        return str(value)
    raise TypeError(f"{type(value).__name__} does not belong in an event's detail.")


def _printable(text: str) -> str:
    """Text from outside that any database stores: no control characters, no endless ids."""
    short = text[:ASKED_CHARACTERS]
    return "".join(
        letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in short
    )
