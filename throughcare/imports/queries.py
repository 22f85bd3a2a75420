"""Imports as pages show them."""

from uuid import UUID

from django.db.models import Count, QuerySet

from throughcare.imports import policy
from throughcare.imports.models import Import, Row
from throughcare.kernel.actor import Actor

MOST = 50


def imports(actor: Actor) -> QuerySet[Import]:
    """The actor's imports, the newest first."""
    counted = policy.visible_to(actor).annotate(count=Count("rows"))
    return counted.order_by("-made_at", "pk")[:MOST]


def rows(made: Import) -> QuerySet[Row]:
    """The rows of an import, with the referral and the case of each."""
    return made.rows.select_related("referral__case__person", "referral__version__programme")


def referral_ids(made: Import) -> list[UUID]:
    """The referrals that came of an import."""
    return list(made.rows.values_list("referral_id", flat=True))
