"""Telling an agency of somebody, deciding, and looking again."""

from django.db import transaction

from throughcare.agencies.models import Agency, Post
from throughcare.agencies.queries import receiver
from throughcare.audit.actions import record
from throughcare.cases.actions import cases
from throughcare.cases.models import Case, CaseKind
from throughcare.entries.actions import texts
from throughcare.entries.models import Kind
from throughcare.kernel import clock
from throughcare.kernel.actor import Actor
from throughcare.notes.actions import writing
from throughcare.notes.models import Concern, Decision
from throughcare.notices.models import Notice
from throughcare.programmes.models import Version
from throughcare.referrals import policy
from throughcare.referrals.models import Referral, State
from throughcare.referrals.verbs import Verb
from throughcare.sharing.categories import Category, Handling, Statement

# What a case goes on as once its referral is decided; the others end it.
_GOES_ON_AS = {State.ACCEPTED: CaseKind.PROGRAMME, State.ADVICE: CaseKind.CONSULTATION}


@transaction.atomic
def send(
    actor: Actor,
    *,
    to: Agency,
    subject: str,
    text: str,
    source: str,
    told_by: str = "",
    grading: str = "",
    version: Version | None = None,
) -> Referral:
    """Tell an agency of somebody: a case of its own begins, and it must answer.

    Whoever sends it gets no seat, and the same answer whether the person is known there or not.
    """
    policy.may_send(actor, to).require()
    answering = receiver(to, actor.at, own=actor.post)
    assert answering is not None  # says the policy
    case = cases.receive(actor, answering, display_name=subject)
    told = _concern(case, text, source=source, told_by=told_by, grading=grading)
    texts.receive(actor, told, answering)
    fields = {"source": source, "sent_by_id": actor.post, "to_agency": to, "version": version}
    sent = Referral.objects.send(case, subject, clock.now(), **fields)
    event = record(actor, Verb.SENT, sent, ids=[to.pk, told.pk])
    Notice.objects.tell(event, [answering.pk])
    return sent


def _concern(case: Case, text: str, **fields: str) -> Concern:
    return Concern(
        case=case,
        kind=Kind.CONCERN,
        headline=str(Concern(**fields).get_source_display()),
        text=text,
        statement=Statement.REPORTED,
        categories=Category.SAFETY.bit,
        handling=Handling.TEAM,
        **fields,
    )


@transaction.atomic
def settle(actor: Actor, referral: Referral, *, outcome: str, reason: str, answer: str) -> Referral:
    """Decide a referral, by name and with a reason; whoever sent it learns the answer alone."""
    policy.may_settle(actor, referral).require()
    referral.settle(outcome, answer, actor.post)
    writing.add(actor, _decision(actor, referral, reason))
    event = record(actor, Verb.SETTLED, referral, ids=[referral.sent_by_id], outcome=outcome)
    Notice.objects.tell(event, [referral.sent_by_id])
    _go_on(actor, referral)
    return referral


def _decision(actor: Actor, referral: Referral, reason: str) -> Decision:
    return Decision(
        case=referral.case,
        kind=Kind.DECISION,
        headline=str(State(referral.state).label),
        decided_by=Post.objects.select_related("human").get(pk=actor.post).human.name,
        reason=reason,
        categories=Category.CONTACT.bit,
        handling=Handling.TEAM,
    )


def _go_on(actor: Actor, referral: Referral) -> None:
    """Let the case go on as what was decided, or end."""
    case, words = referral.case, str(State(referral.state).label)
    kind = _GOES_ON_AS.get(State(referral.state))
    if kind is None:
        cases.close(actor, case, reason=words)
    elif case.kind != kind:
        cases.become(actor, case, kind=kind, reason=words)


@transaction.atomic
def withdraw(actor: Actor, referral: Referral, *, reason: str) -> Referral:
    """Take back a referral that should not have been made: its case is closed and has no name."""
    policy.may_settle(actor, referral).require()
    case = referral.case
    referral.withdraw(actor.post)
    cases.rename(actor, case, display_name=case.reference, reason=reason)
    cases.close(actor, case, reason=reason)
    record(actor, Verb.WITHDRAWN, referral, reason=reason)
    return referral


@transaction.atomic
def look_again(actor: Actor, referral: Referral, *, reason: str) -> Referral:
    """Take a decided referral up again; its case goes on where it stood."""
    policy.may_look_again(actor, referral).require()
    referral.look_again()
    if referral.case.is_closed:
        cases.reopen(actor, referral.case, reason=reason)
    record(actor, Verb.LOOKED_AGAIN, referral, reason=reason)
    return referral
