"""Looks at agreements: whether they show is asked again as the look is committed."""

from collections.abc import Iterable
from uuid import UUID

from throughcare.agreements import policy
from throughcare.sharing.models import Version
from throughcare.web.pages import Look, look_at


def at(verb: str, versions: Iterable[UUID], version: Version | None = None) -> Look:
    """A look at one version, or at several by their ids."""
    return look_at(verb, policy.visible_to, versions, version)
