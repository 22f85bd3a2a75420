"""Preparing a large region; its cases are loaded beneath the actions, with generated events."""

from datetime import datetime

from django.db import transaction

from throughcare.agencies.models import Agency
from throughcare.audit.actions import record
from throughcare.demo import policy
from throughcare.demo.verbs import Verb
from throughcare.kernel.actor import Actor
from throughcare.sharing import actions as sharing
from throughcare.sharing.models import Agreement, Key


@transaction.atomic
def announce(actor: Actor, *, cases: int, seed: int) -> None:
    """Put on the record that generated cases follow, and up to how many."""
    policy.may_load(actor).require()
    record(actor, Verb.LOADED, cases=cases, seed=seed)


@transaction.atomic
def found(
    actor: Actor, area: str, *, sectors: dict[str, str], until_at: datetime
) -> tuple[Agreement, dict[str, Agency]]:
    """Admit the agencies of an area (sector: regime), with an agreement between them."""
    policy.may_load(actor).require()
    agencies = _admitted(actor, area, sectors)
    agreement = sharing.bring_into_force(
        actor,
        "supervision",
        parties=list(agencies.values()),
        from_at=actor.at,
        until_at=until_at,
        name=area,
    )
    record(actor, Verb.LOADED, agreement)
    return agreement, agencies


@transaction.atomic
def key(actor: Actor, agreement: Agreement, agency: Agency, *, role: str, purpose: str) -> Key:
    """The key of an area's seats, compiled when it is new."""
    policy.may_load(actor).require()
    found = Key.objects.obtain(agreement=agreement, agency=agency, role=role, purpose=purpose)
    record(actor, Verb.LOADED, found)
    return found


def _admitted(actor: Actor, area: str, sectors: dict[str, str]) -> dict[str, Agency]:
    return {
        sector: sharing.admit(
            actor,
            name=f"{area}, {sector.replace('_', ' ')}",
            sector=sector,
            regime=regime,
            article_10_basis="Invented, for measuring",
        )
        for sector, regime in sectors.items()
    }
