"""Agencies and posts, as everybody who works here may know them."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from throughcare.agencies.models import Agency, Human, Post


def agencies() -> QuerySet[Agency]:
    """All agencies, by name."""
    return Agency.objects.order_by("name")


def has_people() -> bool:
    """Whether anybody is enrolled here at all."""
    return Human.objects.exists()


def posts_of_human(human: uuid.UUID) -> list[Post]:
    """Every post that a human has held, holds or will hold."""
    return list(Post.objects.filter(human=human).select_related("agency"))


def colleagues(moment: datetime, within: Iterable[uuid.UUID] | None) -> QuerySet[Post]:
    """The posts in force at the moment, in these agencies or (None) in all, by agency and name."""
    posts = Post.objects.in_force(moment).select_related("human", "agency")
    if within is not None:
        posts = posts.filter(agency__in=list(within))
    return posts.order_by("agency__name", "human__name")
