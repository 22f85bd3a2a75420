"""Appointing stewards; proposing, deciding, asking, answering, merging and taking back."""

from collections.abc import Iterator

from django.db import transaction

from throughcare.agencies.models import Post
from throughcare.audit.actions import record
from throughcare.cases.models import Case
from throughcare.duplicates import policy, queries
from throughcare.duplicates.comparing import Alike, compared
from throughcare.duplicates.models import Known, Pair, Question, Reach, Settled, Standing, Steward
from throughcare.duplicates.verbs import Verb
from throughcare.kernel import clock
from throughcare.kernel.actor import Actor
from throughcare.notices.models import Notice
from throughcare.sharing.models import Agreement


@transaction.atomic
def appoint(actor: Actor, agreement: Agreement, post: Post) -> Steward:
    """Let a post be the steward of an agreement, in place of whoever was."""
    policy.may_appoint(actor, agreement).require()
    now = clock.now()
    Steward.objects.filter(agreement=agreement, until_at__gt=now).update(until_at=now)
    made = Steward.objects.create(agreement=agreement, post=post, from_at=now)
    record(actor, Verb.APPOINTED, made, ids=[agreement.pk, post.pk])
    return made


@transaction.atomic
def compare(actor: Actor) -> int | None:
    """Compare some of what has changed since the last time; how many pairs are new.

    None where nothing has changed. The trail says what did; how far it was read is kept.
    """
    policy.may_propose(actor).require()
    if (found := queries.changed()) is None:
        return None
    last, cases = found
    new = sum(_propose(actor, alike) for case in cases for alike in _alike(case))
    Reach.objects.update_or_create(pk=1, defaults={"event": last})
    return new


def _alike(case: Case) -> Iterator[Alike]:
    [one] = queries.called([case])
    for other in queries.called(list(queries.alike(one))):
        if alike := compared(one, other):
            yield alike


def _propose(actor: Actor, alike: Alike) -> bool:
    """Put a pair before its steward, once; whether it is new. One that was decided stays so."""
    fresh = {"told": alike.told, "reasons": alike.reasons}
    there = Pair.objects.filter(left_case=alike.left, right_case=alike.right)
    if there.exists():
        there.filter(standing=Standing.OPEN).update(**fresh)
        return False
    pair = Pair(left_case=alike.left, right_case=alike.right, found_at=clock.now(), **fresh)
    pair.left_agency_id, pair.left_reference = alike.left.lead_agency_id, alike.left.reference
    pair.right_agency_id, pair.right_reference = alike.right.lead_agency_id, alike.right.reference
    pair.agency_id, pair.agreement_id = alike.circle
    pair.save(force_insert=True)
    event = record(actor, Verb.FOUND, pair, ids=[alike.left.pk, alike.right.pk])
    Notice.objects.tell(event, queries.stewards_of(pair, actor.at))
    return True


@transaction.atomic
def keep_apart(actor: Actor, pair: Pair, *, reason: str) -> Pair:
    """They are not the same person; the pair is never proposed again."""
    policy.may_decide(actor, pair).require()
    _stand(actor, pair, Standing.APART)
    record(actor, Verb.KEPT_APART, pair, reason=reason)
    return pair


@transaction.atomic
def ask(actor: Actor, pair: Pair, *, reason: str) -> Pair:
    """Ask both agencies whether the other may know."""
    policy.may_ask(actor, pair).require()
    _stand(actor, pair, Standing.ASKED)
    now = clock.now()
    for case in (pair.left_case_id, pair.right_case_id):
        Question.objects.create(pair=pair, case_id=case, asked_at=now)
    record(actor, Verb.ASKED, pair, ids=[pair.left_case_id, pair.right_case_id], reason=reason)
    return pair


@transaction.atomic
def answer(actor: Actor, question: Question, *, may_know: bool, reason: str) -> Question:
    """Say whether the other agency may know of one's case."""
    policy.may_answer(actor, question).require()
    told = {"may_know": may_know, "reason": reason, "answered_by_id": actor.post}
    open_one = Question.objects.filter(pk=question.pk, answered_at=None)
    if not open_one.update(answered_at=clock.now(), **told):
        raise Settled(policy.may_answer(actor, question).reason)
    record(actor, Verb.ANSWERED, question, may_know=str(may_know), reason=reason)
    question.refresh_from_db()
    return question


@transaction.atomic
def merge(actor: Actor, pair: Pair, *, reason: str) -> Pair:
    """Say that both cases are about one person: each team knows of the other case, no more."""
    policy.may_merge(actor, pair).require()
    _stand(actor, pair, Standing.SAME)
    now = clock.now()
    other = (pair.right_agency_id, pair.right_reference)
    for case in (pair.left_case_id, pair.right_case_id):
        agency, reference = other
        Known.objects.create(
            pair=pair, case_id=case, agency_id=agency, reference=reference, from_at=now
        )
        other = (pair.left_agency_id, pair.left_reference)
    record(actor, Verb.MERGED, pair, ids=[pair.left_case_id, pair.right_case_id], reason=reason)
    return pair


@transaction.atomic
def separate(actor: Actor, pair: Pair, *, reason: str) -> Pair:
    """Take it back: both teams stand where they stood before, and the pair where it did."""
    policy.may_separate(actor, pair).require()
    before = Standing.OPEN if pair.agency_id else Standing.ASKED
    pair.stand(before, None, expected={Standing.SAME})
    pair.known.filter(until_at__gt=clock.now()).update(until_at=clock.now())
    record(actor, Verb.SEPARATED, pair, reason=reason)
    return pair


def _stand(actor: Actor, pair: Pair, standing: str) -> None:
    by = Post.objects.get(pk=actor.post)
    pair.stand(standing, by, expected={Standing.OPEN, Standing.ASKED})
