"""From a signed-in human to an actor: which post, which sectors, at which moment."""

import uuid
from datetime import datetime

from django.db.models import QuerySet
from django.http import HttpRequest

from throughcare.agencies.models import Human, Post
from throughcare.agencies.sectors import Sector
from throughcare.audit.actions import sign_in
from throughcare.audit.verbs import SignIn
from throughcare.kernel import clock
from throughcare.kernel.actor import Actor
from throughcare.kernel.prepared import prepared

SESSION_KEY = "post"


def posts_of(human: Human, moment: datetime) -> list[Post]:
    """The posts that the human holds at the moment, by agency."""
    return _held(human.pk, moment)


@prepared
def _held(human: uuid.UUID, moment: datetime) -> QuerySet[Post]:
    held = Post.objects.in_force(moment).filter(human=human).select_related("agency", "human")
    return held.order_by("agency__name", "from_at")


def actor_for(human: Human, post: Post, *, posts: list[Post], moment: datetime) -> Actor:
    """The actor of a human in one post; walls that bind one of the posts bind the human.

    A post that is not among those held at the moment is no post to act in.
    """
    if post not in posts:
        return Actor(at=moment, request_id=uuid.uuid4(), human_id=human.pk)
    sectors = 0
    for each in posts:
        sectors |= Sector(each.agency.sector).bit
    return Actor(
        at=moment,
        request_id=uuid.uuid4(),
        human_id=human.pk,
        post_id=post.pk,
        agency_id=post.agency_id,
        role=post.role,
        sectors=sectors,
    )


def act_as(post: Post, moment: datetime | None = None) -> Actor:
    """The actor that a post's holder is, for commands and tests."""
    moment = moment or clock.now()
    return actor_for(post.human, post, posts=posts_of(post.human, moment), moment=moment)


def act(request: HttpRequest) -> None:
    """Set `request.actor`, `request.post` and `request.posts`: the chosen post, or the only one.

    A post that has ended takes its session's power with it, at that moment.
    """
    moment = clock.now()
    request.actor = Actor(at=moment, request_id=uuid.uuid4())
    request.post, request.posts = None, []
    human = request.user
    if not human.is_authenticated:
        return
    request.actor = Actor(at=moment, request_id=request.actor.request_id, human_id=human.pk)
    request.posts = posts_of(human, moment)
    request.post = _chosen(request)
    if request.post:
        request.actor = actor_for(human, request.post, posts=request.posts, moment=moment)


def _chosen(request: HttpRequest) -> Post | None:
    """The post of the session; the only one when none was chosen; None when it has ended."""
    key = request.session.get(SESSION_KEY)
    if key is None:
        if len(request.posts) != 1:
            return None
        request.session[SESSION_KEY] = key = str(request.posts[0].pk)
    held = [post for post in request.posts if str(post.pk) == key]
    if not held:
        del request.session[SESSION_KEY]
        sign_in(request.actor, SignIn.ENDED, reason="post ended")
        return None
    return held[0]
