"""Who sees a case, and who may change its team, its responsible worker and its state."""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from throughcare.agencies.models import Post
from throughcare.agencies.policy import may_answer_for
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
from throughcare.kernel.prepared import prepared
from throughcare.sharing.models import Agreement
from throughcare.sharing.rule import SEATED, params
from throughcare.sharing.terms import NOBODY, as_q

_WAITING = (OfferState.UNCONFIRMED, OfferState.OPEN)


def seats_of(actor: Actor) -> QuerySet[Seat]:
    """The seats that the actor's post holds now."""
    paths = {"seat": "", "post": "post__"}
    return Seat.objects.filter(as_q(SEATED, paths, params(actor), NOBODY))


def visible_to(actor: Actor) -> QuerySet[Case]:
    """The cases on which the actor's post holds a seat now."""
    paths = {"seat": "seats__", "post": "seats__post__"}
    return Case.objects.filter(as_q(SEATED, paths, params(actor), NOBODY))


def team_visible_to(actor: Actor) -> QuerySet[Seat]:
    """The seats in force on the cases that the actor sees."""
    held = Seat.objects.filter(from_at__lte=actor.at, until_at__gt=actor.at)
    held = held.filter(case__in=seats_of(actor).values("case"))
    return held.select_related("case__person", "post__human", "post__agency")


def offers_visible_to(actor: Actor) -> QuerySet[SeatOffer]:
    """Seat offers on the actor's cases, and while they wait, those that the actor answers.

    Who has no seat sees an offer only as long as there is something to decide about it.
    """
    if not actor.has_post:
        return SeatOffer.objects.none()
    duty = Q(case__lead_agency=actor.agency_id, case__lead_agency__duty_post=actor.post_id)
    answered = Q(post__in=_answered_by(actor), state=OfferState.OPEN)
    confirmed = duty & Q(state=OfferState.UNCONFIRMED)
    seated = Q(case__in=seats_of(actor).values("case"))
    return SeatOffer.objects.filter(answered | confirmed | seated)


def _answered_by(actor: Actor) -> QuerySet[Post, UUID]:
    """The posts whose offers the actor answers: the own, and with the duty the agency's."""
    own = Post.objects.filter(agency=actor.agency_id)
    mine = own.filter(Q(pk=actor.post_id) | Q(agency__duty_post=actor.post_id))
    return mine.values_list("pk", flat=True)


def responsibility_offers_visible_to(actor: Actor) -> QuerySet[ResponsibilityOffer]:
    """Offers of responsibility on cases the actor sees."""
    return ResponsibilityOffer.objects.filter(case__in=seats_of(actor).values("case"))


def is_responsible(actor: Actor, case: Case | UUID) -> bool:
    """Whether the actor's post answers for the case now."""
    return bool(_responsibility(actor, case.pk if isinstance(case, Case) else case))


@prepared
def _responsibility(actor: Actor, case: UUID) -> QuerySet[Responsibility]:
    return answered_by(actor).filter(case=case)


def may_open(actor: Actor, agreement: Agreement | None = None) -> Decision:
    """Whoever acts in a post may open a case, under an agreement that is in force for them."""
    if not actor.has_post:
        return refuse(_("Choose the post you act in first."))
    if agreement is not None:
        version = agreement.version_at(actor.at)
        if version is None or not version.is_open(actor.at):
            return refuse(_("This agreement is not in force."))
        if not version.has_party(actor.agency_id):
            return refuse(_("Your agency is not a party to this agreement."))
    return may_answer_for(Post.objects.select_related("agency").get(pk=actor.post))


def answered_by(actor: Actor) -> QuerySet[Responsibility]:
    """What the actor's post answers for now."""
    held = Responsibility.objects.filter(from_at__lte=actor.at, until_at__gt=actor.at)
    return held.filter(post=actor.post_id)


def may_work(actor: Actor, case: Case) -> Decision:
    """Writing needs a seat now, and a case that is not closed."""
    if not _seat(actor, case.pk):
        return refuse(_("Your seat on this case has ended."))
    return when(not case.is_closed, _("This case is closed. Reopen it to go on writing."))


@prepared
def _seat(actor: Actor, case: UUID) -> QuerySet[Seat]:
    return seats_of(actor).filter(case=case)


def may_lead(actor: Actor, case: Case) -> Decision:
    """Closing, reopening, renaming and asking others in belong to the responsible worker."""
    return when(
        is_responsible(actor, case),
        _("Only the responsible worker may do this. You can ask them."),
    )


def may_become(actor: Actor, case: Case) -> Decision:
    """The responsible worker lets an open case go on as another kind."""
    if not (lead := may_lead(actor, case)):
        return lead
    return when(not case.is_closed, _("This case is closed. Reopen it first."))


def may_offer_seat(
    actor: Actor, case: Case, post: Post, *, role: str, ground: str = ""
) -> Decision:
    """The responsible worker proposes; police, prosecution and security need a ground."""
    if not (lead := may_lead(actor, case)):
        return lead
    if role != post.role:
        return refuse(_("A seat has the role of its post: %(role)s.") % {"role": post.label})
    if post.agency.sector in CONFIRMED_SECTORS and not ground.strip():
        return refuse(_("Write the ground: police, prosecution and security seats need one."))
    if SeatOffer.objects.filter(case=case, post=post, state__in=_WAITING).exists():
        return refuse(_("They have been asked already, and have not answered yet."))
    return _takes(actor, case, post)


def _takes(actor: Actor, case: Case, post: Post) -> Decision:
    """Whether a seat on the case may open for the post: now, and again when it is accepted."""
    if case.is_closed:
        return refuse(_("This case is closed. Reopen it to ask somebody in."))
    if not post.is_in_force(actor.at):
        return refuse(_("This post has ended."))
    if _is_seated(case, post, actor):
        return refuse(_("They are on the team already. End that seat first."))
    return _agreement_takes(actor, case, post)


def _is_seated(case: Case | UUID, post: Post, actor: Actor) -> bool:
    seats = Seat.objects.filter(case=case, post=post)
    return seats.filter(from_at__lte=actor.at, until_at__gt=actor.at).exists()


def _agreement_takes(actor: Actor, case: Case, post: Post) -> Decision:
    """Under an agreement the other agency must be a party now; in a wind-down no seat opens."""
    if case.agreement is None:
        return ALLOWED
    version = case.agreement.version_at(actor.at)
    if version is not None and version.is_winding_down(actor.at):
        return refuse(_("The agreement on this case has ended: no new seat opens."))
    is_open = version is not None and version.is_open(actor.at)
    is_party = version is not None and version.has_party(post.agency_id)
    return when(
        (is_open and is_party) or post.agency_id == case.lead_agency_id,
        _("%(agency)s is not a party to the agreement in force on this case.")
        % {"agency": post.agency},
    )


def may_confirm_seat(actor: Actor, offer: SeatOffer) -> Decision:
    """A second human of the lead agency confirms: a team colleague or the duty post."""
    if offer.state != OfferState.UNCONFIRMED:
        return refuse(_("This proposal does not wait for a confirmation."))
    if actor.human_id in {offer.offered_by.human_id, offer.post.human_id}:
        return refuse(_("Somebody else than the proposer and the proposed must confirm."))
    return when(
        actor.agency_id == offer.case.lead_agency_id,
        _("Only the lead agency confirms this."),
    )


def may_settle_seat(actor: Actor, offer: SeatOffer) -> Decision:
    """The receiving agency accepts or declines: the post itself, or its duty post."""
    if offer.state != OfferState.OPEN:
        return refuse(_("This proposal is not open."))
    return when(
        actor.has_post and actor.post_id in {offer.post_id, offer.post.agency.duty_post_id},
        _("Only the person proposed, or their agency's duty post, answers this."),
    )


def may_accept_seat(actor: Actor, offer: SeatOffer) -> Decision:
    """Whoever answers accepts, while what made the seat possible still holds."""
    if not (settle := may_settle_seat(actor, offer)):
        return settle
    if offer.offered_by.human_id == actor.human_id:
        return refuse(_("Somebody else than the proposer must accept."))
    if offer.confirmed_by is not None and offer.confirmed_by.human_id == actor.human_id:
        return refuse(_("Somebody else than who confirmed must accept."))
    if offer.until_at <= actor.at:
        return refuse(_("The time for which the seat was proposed is over."))
    return _takes(actor, offer.case, offer.post)


def may_withdraw_seat(actor: Actor, offer: SeatOffer) -> Decision:
    """The proposer or the responsible worker takes an open proposal back."""
    if offer.state not in _WAITING:
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
    if seat.until_at <= actor.at:
        return refuse(_("This seat has ended already."))
    return when(
        actor.post_id == seat.post_id or is_responsible(actor, seat.case_id),
        _("Only the responsible worker, or the person on the seat, ends it."),
    )


def may_offer_responsibility(actor: Actor, case: Case, post: Post) -> Decision:
    """The responsible worker offers to somebody else who has a seat now."""
    if not (lead := may_lead(actor, case)):
        return lead
    if post.human_id == actor.human_id:
        return refuse(_("You are responsible already."))
    if not _is_seated(case, post, actor):
        return refuse(_("Choose somebody on the team."))
    return may_answer_for(post)


def may_settle_responsibility(actor: Actor, offer: ResponsibilityOffer) -> Decision:
    """The one it is offered to accepts or declines."""
    if offer.state != OfferState.OPEN:
        return refuse(_("This offer is not open."))
    return when(actor.post_id == offer.post_id, _("Only the person it is offered to answers."))


def may_accept_responsibility(actor: Actor, offer: ResponsibilityOffer) -> Decision:
    """It is taken by somebody on the team, from the one who still has it."""
    if not (settle := may_settle_responsibility(actor, offer)):
        return settle
    if not _is_seated(offer.case_id, offer.post, actor):
        return refuse(_("Your seat on this case has ended."))
    offering = Responsibility.objects.filter(case=offer.case_id, post=offer.offered_by_id)
    if not offering.filter(from_at__lte=actor.at, until_at__gt=actor.at).exists():
        return refuse(_("Whoever offered this is no longer responsible."))
    return may_answer_for(offer.post)


def may_end_post(actor: Actor, post: Post) -> Decision:
    """A post is ended from the command line or by its agency's duty post, which takes over."""
    if post.until_at <= actor.at:
        return refuse(_("This post has ended already."))
    duty = post.agency.duty_post_id
    if duty is None or duty == post.pk:
        return refuse(_("Name another duty post first: it takes over this post's cases."))
    return when(
        actor.is_system or actor.post_id == duty,
        _("Only the agency's duty post ends its posts."),
    )


def may_tell_of_passing(actor: Actor) -> Decision:
    """That responsibility has passed by time alone is told by the program, to the duty post."""
    return when(actor.is_system, _("The program tells this by itself."))


def offers_to(actor: Actor) -> QuerySet[SeatOffer]:
    """Open offers that the actor answers: to the own post, or with the agency's duty."""
    return SeatOffer.objects.filter(post__in=_answered_by(actor), state=OfferState.OPEN)


def offers_to_confirm(actor: Actor) -> QuerySet[SeatOffer]:
    """Offers of the actor's cases and agency that wait for a second human."""
    seated = Q(case__in=seats_of(actor).values("case"))
    duty = Q(case__lead_agency__duty_post=actor.post_id)
    waiting = SeatOffer.objects.filter(seated | duty, state=OfferState.UNCONFIRMED)
    waiting = waiting.filter(case__lead_agency=actor.agency_id)
    return waiting.exclude(offered_by__human=actor.human_id)
