"""Looks at imports: whether they show is asked again as the look is committed."""

from collections.abc import Iterable
from uuid import UUID

from throughcare.imports import policy
from throughcare.imports.models import Import
from throughcare.web.pages import Look, look_at


def at(verb: str, imports: Iterable[UUID], made: Import | None = None) -> Look:
    """A look at one import, or at several by their ids."""
    return look_at(verb, policy.visible_to, imports, made)
