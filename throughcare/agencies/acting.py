"""From a signed-in human to an actor: which post, which sectors, at which moment."""

import uuid
from datetime import datetime

from django.http import HttpRequest

from throughcare.agencies.models import Human, Post
from throughcare.agencies.sectors import Sector
from throughcare.kernel import clock
from throughcare.kernel.actor import Actor

SESSION_KEY = "post"


def posts_of(human: Human, moment: datetime) -> list[Post]:
    """The posts that the human holds at the moment, by agency."""
    held = Post.objects.in_force(moment).filter(human=human).select_related("agency", "human")
    return list(held.order_by("agency__name", "from_at"))


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
    """Set `request.actor` and `request.post`: the chosen post, or the only one."""
    moment = clock.now()
    request.actor = Actor(at=moment, request_id=uuid.uuid4())
    request.post = None
    human = request.user
    if not human.is_authenticated:
        return
    posts = posts_of(human, moment)
    chosen = [post for post in posts if str(post.pk) == request.session.get(SESSION_KEY)]
    if not chosen and len(posts) == 1 and SESSION_KEY not in request.session:
        chosen = posts
    request.posts = posts
    if chosen:
        request.post = chosen[0]
        request.actor = actor_for(human, chosen[0], posts=posts, moment=moment)
    else:
        request.actor = Actor(at=moment, request_id=uuid.uuid4(), human_id=human.pk)
