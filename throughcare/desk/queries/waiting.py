"""What waits for the actor's answer: seats, hand-overs, referrals, wishes, second persons."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from throughcare.agreements import queries as agreements
from throughcare.cases import policy as cases
from throughcare.cases.models import OfferState, ResponsibilityOffer, SeatOffer
from throughcare.cases.queries import bylines
from throughcare.concernline import queries as concernline
from throughcare.desk.queries.tasks import MOST, Task
from throughcare.duplicates import queries as duplicates
from throughcare.emergencies import queries as emergencies
from throughcare.entries import policy as entries
from throughcare.entries.models import LabelRequest
from throughcare.kernel import clock
from throughcare.kernel.actor import Actor
from throughcare.kernel.prepared import prepared
from throughcare.powers import queries as powers
from throughcare.referrals import queries as referrals
from throughcare.web.words import short_day


def waiting(actor: Actor) -> list[Task]:
    """Every offer, question and decision that is the actor's."""
    return [
        *_seats(actor),
        *_confirmations(actor),
        *_responsibilities(actor),
        *_referrals(actor),
        *_conversations(actor),
        *_like_names(actor),
        *_agreements(actor),
        *_emergencies(actor),
        *_wishes(actor),
        *_powers(actor),
    ]


def _seats(actor: Actor) -> list[Task]:
    """Seats offered to this post, or to the agency when this post has its duty."""
    offers = _offered(actor)
    called = bylines(actor, {offer.case_id for offer in offers})
    return [
        Task(
            when=short_day(clock.local(offer.offered_at).date()),
            title=_("Join the team of case %(reference)s") % {"reference": offer.case.reference},
            url=reverse("seat-offer", args=[offer.pk]),
            text=f"{called.of(offer.offered_by, offer.case_id)}, {offer.offered_by.agency.name}",
            tag=_("Offer"),
            icon="people",
            offer_id=offer.pk,
        )
        for offer in offers
    ]


@prepared
def _offered(actor: Actor) -> QuerySet[SeatOffer]:
    mine = cases.offers_to(actor).select_related("case", "offered_by__human", "offered_by__agency")
    return mine.order_by("offered_at")[:MOST]


def _confirmations(actor: Actor) -> list[Task]:
    return [
        Task(
            when=short_day(clock.local(offer.offered_at).date()),
            title=_("Confirm a seat on case %(reference)s") % {"reference": offer.case.reference},
            url=reverse("seat-offer", args=[offer.pk]),
            text=offer.post.agency.name,
            tag=_("Second pair of eyes"),
            icon="eye",
            offer_id=offer.pk,
        )
        for offer in _unconfirmed(actor)
    ]


@prepared
def _unconfirmed(actor: Actor) -> QuerySet[SeatOffer]:
    waiting = cases.offers_to_confirm(actor).select_related("case", "post__agency")
    return waiting.order_by("offered_at")[:MOST]


def _responsibilities(actor: Actor) -> list[Task]:
    offers = _handed_over(actor)
    called = bylines(actor, {offer.case_id for offer in offers})
    return [
        Task(
            when=short_day(clock.local(offer.offered_at).date()),
            title=_("Take responsibility for %(name)s") % {"name": offer.case.person.display_name},
            url=reverse("team", args=[offer.case_id]) + "#waiting",
            text=f"{called.of(offer.offered_by, offer.case_id)}, {offer.offered_by.agency.name}",
            tag=_("Hand-over"),
            icon="swap",
            case_id=offer.case_id,
        )
        for offer in offers
    ]


@prepared
def _handed_over(actor: Actor) -> QuerySet[ResponsibilityOffer]:
    offered = cases.responsibility_offers_visible_to(actor)
    offered = offered.filter(post=actor.post_id, state=OfferState.OPEN)
    return offered.select_related("case__person", "offered_by__human", "offered_by__agency")[:MOST]


def _referrals(actor: Actor) -> list[Task]:
    """Whom the agency is told of, and the actor must decide about."""
    return [
        Task(
            when=short_day(referral.due_on),
            title=_("Decide about a referral"),
            url=reverse("referral", args=[referral.pk]),
            text=f"{referral.subject}, {referral.sent_by.agency.name}",
            tag=_("Referral"),
            icon="letter",
            case_id=referral.case_id,
        )
        for referral in referrals.waiting(actor)
    ]


def _conversations(actor: Actor) -> list[Task]:
    """Who has written to the concern line and waits."""
    return [
        Task(
            when=short_day(clock.local(one.waits_since).date()),
            title=_("Answer on the concern line"),
            url=reverse("conversation", args=[one.pk]),
            text=f"{one.case.person.display_name}, {one.line.name}",
            tag=_("Concern line"),
            icon="talk",
            case_id=one.case_id,
        )
        for one in concernline.waiting(actor)
        if one.waits_since
    ]


def _like_names(actor: Actor) -> list[Task]:
    """Like names that wait for the actor as steward, and what the actor is asked about a case."""
    pairs = [
        Task(
            when=short_day(clock.local(pair.found_at).date()),
            title=_("Two like names: the same person?"),
            url=reverse("pair", args=[pair.pk]),
            text=" · ".join(dict.fromkeys([pair.left_agency.name, pair.right_agency.name])),
            tag=_("Like names"),
            icon="people",
        )
        for pair in duplicates.waiting(actor)
    ]
    return pairs + [
        Task(
            when=short_day(clock.local(question.asked_at).date()),
            title=_("May another agency know of this case?"),
            url=reverse("pair-question", args=[question.pk]),
            text=question.case.person.display_name,
            tag=_("Like names"),
            icon="people",
            case_id=question.case_id,
        )
        for question in duplicates.asked(actor)
    ]


def _agreements(actor: Actor) -> list[Task]:
    """Versions of agreements that wait for the signature of the actor's agency, or end soon."""
    ends = [
        Task(
            when=short_day(clock.local(version.until_at).date()),
            title=_("An agreement ends: write its next version"),
            url=reverse("agreement", args=[version.pk]),
            text=version.agreement.name,
            tag=_("Agreement"),
            icon="clock",
        )
        for version in agreements.ending(actor)
    ]
    return ends + [
        Task(
            when=short_day(clock.local(draft.sent_at).date()),
            title=_("Answer for your agency: a new version of an agreement"),
            url=reverse("agreement", args=[draft.version_id]),
            text=draft.agreement.name,
            tag=_("Agreement"),
            icon="letter",
        )
        for draft in agreements.waiting(actor)
        if draft.sent_at
    ]


def _emergencies(actor: Actor) -> list[Task]:
    """Emergency access that waits for the actor's review."""
    return [
        Task(
            when=short_day(access.review_by),
            title=_("Review emergency access to case %(reference)s")
            % {"reference": access.reference},
            url=reverse("emergency-review", args=[access.pk]),
            text=access.post.agency.name,
            tag=_("Emergency"),
            icon="eye",
        )
        for access in emergencies.waiting(actor)
    ]


def _wishes(actor: Actor) -> list[Task]:
    asked = _wished(actor)
    called = bylines(actor, {wish.entry.case_id for wish in asked})
    return [
        Task(
            when=short_day(clock.local(wish.asked_at).date()),
            title=_("Answer: another label for “%(headline)s”") % {"headline": wish.entry.headline},
            url=reverse("entry", args=[wish.entry_id]),
            text=f"{called.of(wish.asked_by, wish.entry.case_id)}, {wish.asked_by.agency.name}",
            tag=_("Request"),
            icon="question",
            case_id=wish.entry.case_id,
            entry_id=wish.entry_id,
        )
        for wish in asked
    ]


@prepared
def _wished(actor: Actor) -> QuerySet[LabelRequest]:
    wishes = entries.requests_visible_to(actor).filter(
        answered_at=None, entry__author=actor.post_id
    )
    return wishes.select_related("entry", "asked_by__human", "asked_by__agency")[:MOST]


def _powers(actor: Actor) -> list[Task]:
    """Acts that take two persons, and wait for this one."""
    return [
        Task(
            when=short_day(clock.local(row.proposal.proposed_at).date()),
            title=str(row.power.title),
            url=reverse("proposal", args=[row.proposal.pk]),
            text=f"{row.proposal.proposed_by.human.name}, {row.proposal.proposed_by.agency.name}",
            tag=_("Second person"),
            icon="person-tick",
        )
        for row in powers.waiting(actor)
    ]
