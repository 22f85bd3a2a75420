"""Drafts of the next version of an agreement."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from tests.factories import Region, actor
from throughcare.agencies.models import Agency, Post
from throughcare.agreements import actions
from throughcare.agreements.models import OPEN, Draft
from throughcare.kernel import clock
from throughcare.sharing.models import Version


def drafted(by: Post, base: Version, *, add: Iterable[Agency] = (), **more: Any) -> Draft:
    """Begun from the version in force, with its parties and those added."""
    parties = [one.agency for one in base.parties.select_related("agency")]
    now = clock.now()
    told: dict[str, Any] = {
        "why": "Mentors need to know where he works",
        "parties": [*parties, *add],
        "purposes": base.purposes,
        "from_at": now,
        "until_at": now + timedelta(days=365),
        "wind_down_days": 60,
    }
    return actions.draft(actor(by), base, **told | more)


def present(region: Region) -> Version:
    """The version in force of the region's agreement, with no draft open."""
    for draft in region.agreement.drafts.filter(stage__in=OPEN):
        actions.withdraw(actor(draft.drafted_by), draft)
    return region.agreement.versions.get(number=1)


def sent(region: Region) -> Draft:
    """Before the parties of the region's agreement."""
    draft = drafted(region.dee, present(region))
    return actions.send(actor(region.dee), draft)
