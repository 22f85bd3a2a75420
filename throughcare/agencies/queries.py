"""Agencies and posts, as everybody who works here may know them."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from allauth.socialaccount.models import SocialAccount
from django.db.models import QuerySet
from django.db.models.functions import Now

from throughcare.agencies.models import Agency, Human, Post, Session


def agencies() -> QuerySet[Agency]:
    """All agencies, by name."""
    return Agency.objects.order_by("name")


def receiver(agency: Agency, moment: datetime, *, own: uuid.UUID | None = None) -> Post | None:
    """Who answers for what an agency is told of: one's own post there, or its duty post."""
    posts = Post.objects.in_force(moment).filter(agency=agency).select_related("agency")
    here = posts.filter(pk=own).first() if own else None
    return here or posts.filter(pk__in=[agency.duty_post_id]).first()


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


def human_of(email: str) -> Human | None:
    """The enrolled human with this address, if they may sign in."""
    return Human.objects.filter(email=email.strip().casefold(), is_active=True).first()


def is_linked(human: uuid.UUID) -> bool:
    """Whether a subject of the identity provider is linked to the human."""
    return bool(SocialAccount.objects.filter(user_id=human).exists())


def sessions(human: uuid.UUID) -> QuerySet[Session]:
    """Where a human is signed in now, the last used first."""
    return Session.objects.filter(human=human, expire_date__gt=Now()).order_by("-used_at")
