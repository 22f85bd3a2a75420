"""Opening, closing, reopening and renaming."""

from dataclasses import replace

from django.db import transaction

from throughcare.agencies.models import Post
from throughcare.agencies.policy import may_tell
from throughcare.audit.actions import record
from throughcare.cases import policy
from throughcare.cases.models import Case, CaseKind, Responsibility
from throughcare.cases.verbs import Verb
from throughcare.kernel import clock
from throughcare.kernel.actor import Actor
from throughcare.kernel.behalf import on_behalf_of
from throughcare.people.models import Person
from throughcare.sharing.models import Agreement
from throughcare.sharing.purposes import Purpose


@transaction.atomic
def open(
    actor: Actor,
    *,
    display_name: str,
    kind: str = CaseKind.PROGRAMME,
    agreement: Agreement | None = None,
    purpose: str = Purpose.REINTEGRATION,
    reference: str = "",
) -> Case:
    """Open a case about a new person; the actor is responsible for it and has its first seat."""
    policy.may_open(actor, agreement).require()
    post = Post.objects.select_related("agency").get(pk=actor.post)
    case = Case(kind=kind, agreement=agreement)
    case.reference = reference or case.reference
    _begin(case, post, display_name, purpose)
    record(actor, Verb.OPENED, case, case_id=case.pk)
    return case


@transaction.atomic
def receive(
    actor: Actor, receiver: Post, *, display_name: str = "", kind: str = CaseKind.INTAKE
) -> Case:
    """Open a case for an agency that is told of somebody; its post is responsible for it.

    The trail says who has told; they get no seat. Somebody without a name is called by the
    case's reference, by which nobody is found.
    """
    may_tell(actor, receiver).require()
    case = Case(kind=kind)
    with on_behalf_of(replace(actor, post_id=receiver.pk)):
        _begin(case, receiver, display_name, Purpose.REINTEGRATION)
    record(actor, Verb.OPENED, case, case_id=case.pk)
    return case


def _begin(case: Case, post: Post, display_name: str, purpose: str) -> None:
    """Let a case begin about a new person, with a post that is responsible and has a seat."""
    case.lead_agency, case.opened_at = post.agency, clock.now()
    people = Person.objects
    case.person = people.named(display_name) if display_name else people.unnamed(case.reference)
    case.save()
    Responsibility.objects.pass_on(case, post, case.opened_at, purpose=purpose)


@transaction.atomic
def close(actor: Actor, case: Case, *, reason: str) -> Case:
    """Close a case; it stays readable for its seats and can be reopened."""
    policy.may_lead(actor, case).require()
    case.close(clock.now())
    record(actor, Verb.CLOSED, case, case_id=case.pk, reason=reason)
    return case


@transaction.atomic
def reopen(actor: Actor, case: Case, *, reason: str) -> Case:
    """Take a closed case up again, with its number, seats and history."""
    policy.may_lead(actor, case).require()
    case.reopen()
    record(actor, Verb.REOPENED, case, case_id=case.pk, reason=reason)
    return case


@transaction.atomic
def become(actor: Actor, case: Case, *, kind: str, reason: str) -> Case:
    """Let a case go on as another kind, with its number, seats and history."""
    policy.may_become(actor, case).require()
    before = case.kind
    case.become(kind)
    record(actor, Verb.BECAME, case, case_id=case.pk, before=before, after=kind, reason=reason)
    return case


@transaction.atomic
def rename(actor: Actor, case: Case, *, display_name: str, reason: str = "") -> Person:
    """Change the one name that every seat sees."""
    policy.may_lead(actor, case).require()
    before = case.person.display_name
    case.person.rename(display_name)
    record(
        actor,
        Verb.RENAMED,
        case.person,
        case_id=case.pk,
        before=before,
        after=display_name,
        reason=reason,
    )
    return case.person
