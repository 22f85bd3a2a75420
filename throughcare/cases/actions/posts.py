"""Ending a post: its seats end with it, and the agency's duty post takes over at that moment."""

from datetime import datetime

from django.db import transaction

from throughcare.agencies.models import Post
from throughcare.audit.actions import record
from throughcare.cases import policy
from throughcare.cases.models import Responsibility, Seat
from throughcare.cases.verbs import Verb
from throughcare.kernel import clock
from throughcare.kernel.actor import Actor
from throughcare.notices.models import Notice, Occasion
from throughcare.sharing.models import Key


@transaction.atomic
def end(actor: Actor, post: Post, *, at: datetime | None = None) -> Post:
    """End a post now, or at a later moment, and pass its cases to the duty post then."""
    policy.may_end_post(actor, post).require()
    now = clock.now()
    moment = min(max(at or now, now, post.from_at), post.until_at)
    post.until_at = moment
    post.save(update_fields=["until_at"])
    _pass_cases_on(actor, post, moment)
    for seat in Seat.objects.filter(post=post, until_at__gt=moment):
        seat.end(moment)
    Key.objects.keep_up_with(post.human)
    record(actor, Verb.POST_ENDED, post, at=moment.isoformat())
    return post


def _pass_cases_on(actor: Actor, post: Post, moment: datetime) -> None:
    duty = post.agency.duty_post
    assert duty is not None  # the policy has required it
    held = Responsibility.objects.filter(post=post, until_at__gt=moment)
    for responsibility in held.select_related("case"):
        case = responsibility.case
        purpose = Seat.objects.get(case=case, post=post).purpose
        Responsibility.objects.pass_on(case, duty, moment, purpose=purpose)
        taken = Responsibility.objects.get(case=case, post=duty, from_at=moment)
        _tell_once(actor, taken)


@transaction.atomic
def tell_of_passing(actor: Actor, taken: Responsibility) -> bool:
    """Tell a duty post, once, that a case came to it because a post ran out by its own end."""
    policy.may_tell_of_passing(actor).require()
    return _tell_once(actor, taken)


def _tell_once(actor: Actor, taken: Responsibility) -> bool:
    return Occasion.objects.once(taken.occasion, lambda: _tell(actor, taken))


def _tell(actor: Actor, taken: Responsibility) -> None:
    event = record(
        actor, Verb.RESPONSIBILITY_PASSED, taken.case, case_id=taken.case_id, ids=[taken.post_id]
    )
    Notice.objects.tell(event, [taken.post_id])
