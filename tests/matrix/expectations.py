"""What each address must answer, worked out from the rule's reference and the policies."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse

from tests import reference
from tests.factories import START
from tests.matrix.world import Who, World
from throughcare.agreements import policy as agreements
from throughcare.cases import policy as cases
from throughcare.concernline import policy as concernline
from throughcare.duplicates import policy as duplicates
from throughcare.emergencies import policy as emergencies
from throughcare.entries import policy as entries
from throughcare.imports import policy as imports
from throughcare.kernel.decision import ALLOWED, Decision
from throughcare.notes import policy as notes
from throughcare.oversight import policy as oversight
from throughcare.powers import policy as powers
from throughcare.powers.registry import power
from throughcare.programmes import policy as programmes
from throughcare.referrals import policy as referrals
from throughcare.sharing import policy as sharing
from throughcare.sharing.categories import Category, Handling
from throughcare.staff.queries import agency as agency_of
from throughcare.web.addresses import Address, Shows

May = Callable[[Any, Any], Decision]

# What a page asks for beyond seeing its object. A page that is not here is open to whoever sees.
PERMISSIONS: dict[str, May] = {
    "case-close": cases.may_lead,
    "case-rename": cases.may_lead,
    "case-kind": cases.may_become,
    "seat-propose": cases.may_lead,
    "responsibility-offer": cases.may_lead,
    "seat-end": cases.may_end_seat,
    "seat-settle": cases.may_settle_seat,
    "responsibility-settle": cases.may_settle_responsibility,
    "entry-write": cases.may_work,
    "entry-correct": entries.may_correct,
    "entry-relabel": entries.may_correct,
    "entry-split": entries.may_correct,
    "entry-ask": entries.may_ask,
    "label-answer": entries.may_answer,
    "todo-tick": notes.may_tick,
    "appointment-settle": notes.may_settle,
    "draft-drop": notes.may_drop,
    "power-propose": lambda actor, obj: powers.may_begin(actor, power("erase-detail")),
    "proposal-confirm": powers.may_confirm,
    "proposal-settle": powers.may_refuse,
    "proposal-end": powers.may_end,
    "conversation-who": concernline.may_answer,
    "import-undo": imports.may_undo,
    "import-sheet": lambda actor, obj: imports.may_import(actor),
    "import-preview": lambda actor, obj: imports.may_import(actor),
    "agreement-draft": agreements.may_draft,
    "agreement-role": agreements.may_change,
    "agreement-sector": agreements.may_change,
    "agreement-send": agreements.may_change,
    "agreement-withdraw": agreements.may_withdraw,
    "agreement-answer": agreements.may_answer,
    "pair-separate": duplicates.may_separate,
    "staff-appoint": lambda actor, obj: sharing.may_appoint(actor, agency_of(actor)),
    "staff-end": cases.may_end_post,
    "staff-duty": lambda actor, post: sharing.may_name_duty_post(actor, post.agency, post),
    "case-looks": cases.may_lead,
    "oversight": lambda actor, obj: oversight.is_officer(actor),
    "oversight-file": lambda actor, obj: oversight.is_officer(actor),
    "oversight-month": lambda actor, obj: oversight.is_officer(actor),
    "emergency-look-up": lambda actor, obj: emergencies.may_look_up(actor),
    "emergency-open": emergencies.may_open,
    "emergency-end": emergencies.may_end,
    "emergency-review": emergencies.may_review,
    "referral-settle": referrals.may_settle,
    "referral-again": referrals.may_look_again,
    "programme-write": lambda actor, obj: programmes.may_write(actor),
    "programme-adapt": lambda actor, obj: programmes.may_write(actor),
    "programme-revise": lambda actor, obj: programmes.may_revise(actor, obj.programme),
    "programme-adopt": programmes.may_adopt,
    "programme-give-up": lambda actor, obj: programmes.may_give_up(actor, obj.programme),
}


@dataclass(frozen=True)
class Expected:
    """The statuses that are right, and where a redirect must lead."""

    statuses: frozenset[int]
    leads_to: str = ""


def _only(*statuses: int, to: str = "") -> Expected:
    return Expected(frozenset(statuses), to)


def expected(world: World, address: Address, who: Who, obj: Any, method: str) -> Expected:
    """The answer that the rule and the policies ask for."""
    if method not in address.methods:
        return _only(405)
    if address.shows is Shows.PUBLIC:
        return _only(200, 302, 404)
    if address.shows is Shows.HOLDER:  # with a receipt that is none of ours
        return _only(404)
    if not who.acts:
        return _without_post(address, who, method)
    if address.name == "entry-draft" or not is_visible(world, address.of, who, obj):
        return _only(404)  # a draft is kept for a form that we made, and a cell has none
    may = PERMISSIONS.get(address.name, lambda actor, obj: ALLOWED)
    return _only(200, 302) if may(who.actor, obj) else _only(403)


def _without_post(address: Address, who: Who, method: str) -> Expected:
    """Led to the sign-in or the posts; texts that were sent and not kept are given back.

    A part of a page leads nowhere.
    """
    led = (302, 401) if method == "POST" and address.keep is None else (302,)
    if address.shows is Shows.FRAGMENT:
        return _only(401)
    if not who.is_signed_in:
        return _only(*led, to=reverse(settings.LOGIN_URL))
    if address.shows is Shows.SELF:
        return _only(200, 302, 403, 404)
    return _only(*led, to=reverse("posts"))


def is_visible(world: World, kind: str, who: Who, obj: Any) -> bool:
    """Whether the object shows to somebody who acts in a post."""
    return VISIBLE[kind](world, who, obj)


def _sees(world: World, who: Who, obj: Any) -> bool:
    """The reference's answer about an entry of any kind."""
    entry = next(each for each in world.truth.entries if each.id == obj.pk)
    return not world.truth.stopped(world.post_of(who), START, entry)


def _is_seated(world: World, who: Who, case_id: Any) -> bool:
    return any(
        seat.case.id == case_id and seat.post.id == who.post.pk and _holds(seat)
        for seat in world.truth.seats
    )


def _holds(period: Any) -> bool:
    return period.from_at <= START < period.until_at


def _draft(world: World, who: Who, draft: Any) -> bool:
    """One's own; the duty post reads what ended posts of its agency have left."""
    post, left = who.post, draft.post
    has_duty = left.agency.duty_post_id == post.pk and left.until_at <= START
    return draft.post_id == post.pk or has_duty


def reads_draft(world: World, who: Who, draft: Any) -> bool:
    """The writer; the duty post where the reference would show the draft as an entry."""
    if draft.post_id == who.post.pk:
        return True
    codes = draft.fields["categories"]
    entry = reference.Entry(
        id=draft.pk,
        case=next(each for each in world.truth.cases if each.id == draft.case_id),
        owner=next(each for each in world.truth.agencies if each.id == draft.post.agency_id),
        author=next(each for each in world.truth.posts if each.id == draft.post_id),
        categories=frozenset(Category[code.upper()] for code in codes),
        handling=Handling(int(draft.fields["handling"][0])),
        occurred_at=draft.kept_at,
        shared_at=draft.kept_at,
        named=frozenset(),
    )
    left = _draft(world, who, draft)
    return left and not world.truth.stopped(world.post_of(who), START, entry)


def _label_request(world: World, who: Who, wish: Any) -> bool:
    """Who asked, and the agency that was asked, where they see the entry."""
    concerned = who.post.pk == wish.asked_by_id or who.post.agency_id == wish.entry.agency_id
    return concerned and _sees(world, who, wish.entry)


def _seat_offer(world: World, who: Who, offer: Any) -> bool:
    """The team; while it waits, those asked: the second human's duty post, then the receivers."""
    asked = {
        "open": {offer.post_id, offer.post.agency.duty_post_id},
        "unconfirmed": {offer.case.lead_agency.duty_post_id},
    }
    return who.post.pk in asked.get(offer.state, ()) or _is_seated(world, who, offer.case_id)


def _proposal(world: World, who: Who, proposal: Any) -> bool:
    """The proposer's human; the one named; with nobody named, the duty post and the officers."""
    humans = {proposal.proposed_by.human_id, proposal.second_id}
    agency = proposal.proposed_by.agency
    officer = who.post.role == "data_protection_officer" and who.post.agency_id == agency.pk
    entitled = officer or agency.duty_post_id == who.post.pk
    return who.post.human_id in humans or (proposal.second is None and entitled)


def _referral(world: World, who: Who, referral: Any) -> bool:
    """Who sent it; its case's team; the duty post of the agency that was told."""
    told = referral.to_agency
    has_duty = who.post.agency_id == told.pk and told.duty_post_id == who.post.pk
    sent = who.post.pk == referral.sent_by_id
    return sent or has_duty or _is_seated(world, who, referral.case_id)


def _agreement_version(world: World, who: Who, version: Any) -> bool:
    """Its parties; of a draft, the agency that drafts, and once it is sent all parties."""
    parties = {one.agency_id for one in version.parties.all()}
    draft = getattr(version, "draft", None)
    if draft is None:
        return who.post.agency_id in parties
    told = parties | {one.agency_id for one in draft.base.parties.all()}
    is_told = draft.sent_at is not None and who.post.agency_id in told
    return is_told or who.post.agency_id == draft.drafted_by.agency_id


def _pair(world: World, who: Who, pair: Any) -> bool:
    """The steward of the agreement; within an agency, its duty post."""
    if pair.agency_id:
        return pair.agency.duty_post_id == who.post.pk
    return who.name == "sam"


def _pair_question(world: World, who: Who, question: Any) -> bool:
    """Whoever is responsible for the case: in this world those who have opened them."""
    opener = {"Probation North": "ann", "New Shore": "bob"}
    return who.name == opener[question.case.lead_agency.name]


def _emergency(world: World, who: Who, access: Any) -> bool:
    """Who opened, who answers for the case (here: Ann), and those who review."""
    officer = who.post.role == "data_protection_officer"
    concerned = who.post.agency_id in {access.lead_agency_id, access.agency_id}
    reviews = (officer and concerned) or access.lead_agency.duty_post_id == who.post.pk
    return reviews or who.post.pk == access.post_id or who.name == "ann"


VISIBLE: dict[str, Callable[[World, Who, Any], bool]] = {
    "": lambda world, who, obj: True,
    "case": lambda world, who, case: _is_seated(world, who, case.pk),
    "entry": _sees,
    "document": _sees,
    "todo": _sees,
    "appointment": _sees,
    "label_request": _label_request,
    "draft": _draft,
    "seat": lambda world, who, seat: _holds(seat) and _is_seated(world, who, seat.case_id),
    "seat_offer": _seat_offer,
    "proposal": _proposal,
    "conversation": lambda world, who, talk: _is_seated(world, who, talk.case_id),
    "import": lambda world, who, made: made.post_id == who.post.pk,
    "agreement_version": _agreement_version,
    "emergency": _emergency,
    "post": lambda world, who, post: post.agency_id == who.post.agency_id,
    "look_up": lambda world, who, found: found.post_id == who.post.pk,
    "pair": _pair,
    "pair_question": _pair_question,
    "referral": _referral,
    "programme_version": lambda world, who, version: True,
    "responsibility_offer": lambda world, who, offer: _is_seated(world, who, offer.case_id),
}
