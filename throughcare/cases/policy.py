"""Who sees a case, and who may change its team, its responsible worker and its state."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from throughcare.agencies.models import Post
from throughcare.agencies.sectors import CONFIRMED_SECTORS
from throughcare.cases.models import (
    Case,
    OfferState,
    Responsibility,
    ResponsibilityOffer,
    Seat,
    SeatOffer,
)
from throughcare.kernel.actor import Actor
from throughcare.kernel.decision import ALLOWED, Decision, refuse, when
from throughcare.sharing.rule import SEATED, params
from throughcare.sharing.terms import NOBODY, as_q


def seats_of(actor: Actor) -> QuerySet[Seat]:
    """The seats that the actor's post holds now."""
    return Seat.objects.filter(as_q(SEATED, {"seat": ""}, params(actor), NOBODY))


def visible_to(actor: Actor) -> QuerySet[Case]:
    """The cases on which the actor's post holds a seat now."""
    return Case.objects.filter(as_q(SEATED, {"seat": "seats__"}, params(actor), NOBODY))


def offers_visible_to(actor: Actor) -> QuerySet[SeatOffer]:
    """Seat offers to the actor's post, to its agency when it has the duty, or on its cases."""
    mine = Q(post=actor.post_id) | Q(
        post__agency=actor.agency_id, post__agency__duty_post=actor.post_id
    )
    seated = Exists(seats_of(actor).filter(case=OuterRef("case")))
    return SeatOffer.objects.filter(mine | Q(seated)).exclude(post=None)


def responsibility_offers_visible_to(actor: Actor) -> QuerySet[ResponsibilityOffer]:
    """Offers of responsibility on cases the actor sees."""
    return ResponsibilityOffer.objects.filter(
        Exists(seats_of(actor).filter(case=OuterRef("case")))
    )


def is_responsible(actor: Actor, case: Case) -> bool:
    """Whether the actor's post answers for the case now."""
    return Responsibility.objects.filter(
        case=case, post=actor.post_id, from_at__lte=actor.at, until_at__gt=actor.at
    ).exists()


def may_open(actor: Actor) -> Decision:
    """Whoever acts in a post may open a case; it is theirs until handed on."""
    return when(actor.has_post, _("Choose the post you act in first."))


def may_work(actor: Actor, case: Case) -> Decision:
    """Writing needs a seat now, and a case that is not closed."""
    if not seats_of(actor).filter(case=case).exists():
        return refuse(_("Your seat on this case has ended."))
    return when(not case.is_closed, _("This case is closed. Reopen it to go on writing."))


def may_lead(actor: Actor, case: Case) -> Decision:
    """Closing, reopening, renaming and asking others in belong to the responsible worker."""
    return when(
        is_responsible(actor, case),
        _("Only the responsible worker may do this. You can ask them."),
    )


def may_offer_seat(actor: Actor, case: Case, post: Post, ground: str) -> Decision:
    """The responsible worker proposes; police, prosecution and security need a ground."""
    if not (lead := may_lead(actor, case)):
        return lead
    if case.is_closed:
        return refuse(_("This case is closed. Reopen it to ask somebody in."))
    if not post.is_in_force(actor.at):
        return refuse(_("This post has ended."))
    if post.agency.sector in CONFIRMED_SECTORS and not ground.strip():
        return refuse(_("Write the ground: police, prosecution and security seats need one."))
    return _agreement_takes(actor, case, post)


def _agreement_takes(actor: Actor, case: Case, post: Post) -> Decision:
    """Under an agreement, another agency must be a party of the version in force."""
    if case.agreement is None or post.agency_id == case.lead_agency_id:
        return ALLOWED
    versions = case.agreement.versions.filter(parties__agency=post.agency_id)
    return when(
        any(version.is_open(actor.at) for version in versions),
        _("%(agency)s is not a party to the agreement in force on this case.")
        % {"agency": post.agency},
    )


def may_confirm_seat(actor: Actor, offer: SeatOffer) -> Decision:
    """A second human of the lead agency confirms: a team colleague or the duty post."""
    if offer.state != OfferState.UNCONFIRMED:
        return refuse(_("This proposal does not wait for a confirmation."))
    if offer.offered_by.human_id == actor.human_id:
        return refuse(_("Somebody else than the proposer must confirm."))
    return when(
        actor.agency_id == offer.case.lead_agency_id,
        _("Only the lead agency confirms this."),
    )


def may_settle_seat(actor: Actor, offer: SeatOffer) -> Decision:
    """The receiving agency accepts or declines: the post itself, or its duty post."""
    if offer.state != OfferState.OPEN:
        return refuse(_("This proposal is not open."))
    duty = offer.post.agency.duty_post_id
    return when(
        actor.post_id in {offer.post_id, duty} and offer.post.is_in_force(actor.at),
        _("Only the person proposed, or their agency's duty post, answers this."),
    )


def may_withdraw_seat(actor: Actor, offer: SeatOffer) -> Decision:
    """The proposer or the responsible worker takes an open proposal back."""
    if offer.state not in {OfferState.OPEN, OfferState.UNCONFIRMED}:
        return refuse(_("This proposal is not open."))
    return when(
        actor.post_id == offer.offered_by_id or is_responsible(actor, offer.case),
        _("Only the responsible worker takes a proposal back."),
    )


def may_end_seat(actor: Actor, seat: Seat) -> Decision:
    """The responsible worker ends a seat, or its holder; never the responsible worker's own."""
    held = Responsibility.objects.filter(
        case=seat.case_id, post=seat.post_id, until_at__gt=actor.at
    )
    if held.exists():
        return refuse(_("The responsible worker keeps a seat. Offer the responsibility first."))
    if not seat.is_in_force(actor.at):
        return refuse(_("This seat has ended already."))
    return when(
        actor.post_id == seat.post_id or is_responsible(actor, seat.case),
        _("Only the responsible worker, or the person on the seat, ends it."),
    )


def may_offer_responsibility(actor: Actor, case: Case, post: Post) -> Decision:
    """The responsible worker offers to somebody else who has a seat now."""
    if not (lead := may_lead(actor, case)):
        return lead
    if post.pk == actor.post_id:
        return refuse(_("You are responsible already."))
    seated = Seat.objects.filter(
        case=case, post=post, from_at__lte=actor.at, until_at__gt=actor.at
    )
    return when(seated.exists(), _("Choose somebody on the team."))


def may_settle_responsibility(actor: Actor, offer: ResponsibilityOffer) -> Decision:
    """The one it is offered to accepts or declines."""
    if offer.state != OfferState.OPEN:
        return refuse(_("This offer is not open."))
    return when(actor.post_id == offer.post_id, _("Only the person it is offered to answers."))


def may_end_post(actor: Actor, post: Post) -> Decision:
    """A post is ended from the command line or by its agency's duty post, which takes over."""
    duty = post.agency.duty_post_id
    if duty is None or duty == post.pk:
        return refuse(_("Name another duty post first: it takes over this post's cases."))
    return when(
        actor.is_system or actor.post_id == duty,
        _("Only the agency's duty post ends its posts."),
    )
