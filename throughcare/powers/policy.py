"""Who may propose, confirm, refuse and withdraw; and who sees a proposal."""

import re
from datetime import datetime

from django.db.models import Exists, F, Q, QuerySet
from django.utils.translation import gettext as _

from throughcare.agencies.acting import act_as, posts_of
from throughcare.agencies.models import Human, Post
from throughcare.agencies.policy import has_duty
from throughcare.agencies.queries import human_of
from throughcare.agencies.roles import Role
from throughcare.audit.models import Detail
from throughcare.audit.queries import history
from throughcare.audit.sealing.losses import Found
from throughcare.kernel.actor import Actor
from throughcare.kernel.decision import Decision, refuse, when
from throughcare.powers import registry
from throughcare.powers.binding import Terms
from throughcare.powers.models import Administrator, Proposal, ProposalState
from throughcare.powers.registry import Power, Standing
from throughcare.powers.verbs import Verb

LOSS, ADMINISTRATOR = "accept-loss", "administrator"
LONGEST_DAYS = 366
HASH = re.compile(r"[0-9a-f]{64}")


def visible_to(actor: Actor) -> QuerySet[Proposal]:
    """One's own, those one is named for, those one may confirm by standing, roles one may end."""
    if not actor.has_post:
        return Proposal.objects.none()
    own = Q(proposed_by__human=actor.human_id)
    seconded = _seconded_by(actor, is_officer=acts_as_officer(actor))
    return Proposal.objects.filter(own | seconded | _administrators_of(actor))


def waiting_for(actor: Actor, *, is_officer: bool) -> QuerySet[Proposal]:
    """Open proposals of others that wait for the actor."""
    if not actor.has_post:
        return Proposal.objects.none()
    seconded = _seconded_by(actor, is_officer=is_officer)
    waiting = Proposal.objects.filter(seconded, state=ProposalState.OPEN)
    return waiting.filter(expires_at__gt=actor.at).exclude(proposed_by__human=actor.human_id)


def acts_as_officer(actor: Actor) -> bool:
    """Whether the actor acts as a data-protection officer."""
    return actor.role == Role.DATA_PROTECTION_OFFICER


def _seconded_by(actor: Actor, *, is_officer: bool) -> Q:
    """Proposals that name the human, or name nobody and are for the post's standing."""
    duty = Q(
        power__in=registry.names(Standing.DUTY),
        proposed_by__agency__duty_post=actor.post_id,
    )
    administrator = Q(power__in=registry.names(Standing.ADMINISTRATOR))
    anyone = duty | administrator & Q(Exists(_administrator(actor)))
    if is_officer:
        officer = registry.names(Standing.OFFICER)
        anyone |= Q(power__in=officer, proposed_by__agency=actor.agency_id)
    return Q(second=actor.human_id) | Q(second=None) & anyone


def _administrators_of(actor: Actor) -> Q:
    """Proposals of an administrator: one's own role, any to an administrator, the duty's."""
    mine = Q(pk__in=Administrator.objects.filter(human=actor.human_id).values("proposal"))
    duty = Q(proposed_by__agency__duty_post=actor.post_id)
    return Q(power=ADMINISTRATOR) & (mine | duty | Q(Exists(_administrator(actor))))


def _administrator(actor: Actor) -> QuerySet[Administrator]:
    return Administrator.objects.filter(
        human=actor.human_id, from_at__lte=actor.at, until_at__gt=actor.at
    )


def is_administrator(actor: Actor) -> bool:
    """Whether the actor's human is an administrator now, and acts in a post."""
    return actor.has_post and _administrator(actor).exists()


def standings(actor: Actor) -> set[Standing]:
    """What the actor is, where powers ask."""
    found = set()
    if acts_as_officer(actor):
        found.add(Standing.OFFICER)
    if has_duty(actor):
        found.add(Standing.DUTY)
    if is_administrator(actor):
        found.add(Standing.ADMINISTRATOR)
    return found


def may_begin(actor: Actor, power: Power) -> Decision:
    """A power is begun by a post of the right standing, once the program has its act."""
    if not standings(actor) & power.proposers:
        return refuse(_("This is not begun from your post."))
    return when(not power.missing, power.missing)


def may_propose(actor: Actor, power: Power, terms: Terms, second: Human | None) -> Decision:
    """Whoever may begin it proposes terms that the power takes, to somebody else."""
    if not (begin := may_begin(actor, power)):
        return begin
    if not (take := power.may_take(actor, terms)):
        return take
    if second is None:
        others = entitled(actor, power)
        return when(others.exists(), _("Nobody else may confirm this: name somebody."))
    if second.pk == actor.human_id:
        return refuse(_("The second person is somebody else than you."))
    held = Post.objects.in_force(actor.at).filter(human=second)
    return when(held.exists(), _("They hold no post at present."))


def entitled(actor: Actor, power: Power) -> QuerySet[Post]:
    """The posts of others that may confirm what the actor proposes, when nobody is named."""
    mine, posts = Q(agency=actor.agency_id), Q(pk__in=[])
    if Standing.DUTY in power.seconds:
        posts |= mine & Q(pk=F("agency__duty_post"))
    if Standing.OFFICER in power.seconds:
        posts |= mine & Q(role=Role.DATA_PROTECTION_OFFICER)
    if Standing.ADMINISTRATOR in power.seconds:
        now = Administrator.objects.filter(from_at__lte=actor.at, until_at__gt=actor.at)
        posts |= Q(human__in=now.values("human"))
    return Post.objects.in_force(actor.at).filter(posts).exclude(human=actor.human_id)


def may_confirm(actor: Actor, proposal: Proposal) -> Decision:
    """Another human confirms what is still exactly as it was proposed, by one who still may."""
    if not (second := may_refuse(actor, proposal)):
        return second
    if not _is_as_proposed(proposal):
        return refuse(_("This is not what was proposed any more. Refuse it."))
    power, post = registry.power(proposal.power), proposal.proposed_by
    proposer = act_as(post, actor.at)
    if not proposer.has_post:
        return refuse(_("Whoever proposed this does not hold that post any more."))
    return may_propose(proposer, power, proposal.terms, proposal.second)


def _is_as_proposed(proposal: Proposal) -> bool:
    """Whether the row says what it said when the trail took its fingerprint."""
    told = history(Proposal._meta.label_lower, proposal.pk)
    proposed = [each for each in told if each.verb == Verb.PROPOSED]
    return (
        proposal.is_whole
        and [list(each.ids) for each in proposed] == [[proposal.fingerprint]]
        and proposed[0].human_id == proposal.proposer
    )


def may_refuse(actor: Actor, proposal: Proposal) -> Decision:
    """Whoever might confirm may say no: another human than the proposer, in any of their posts."""
    if not proposal.is_open(actor.at):
        return refuse(_("This proposal is not open any more."))
    if actor.human_id in {proposal.proposer, proposal.proposed_by.human_id}:
        return refuse(_("Somebody else than the proposer confirms, not another post of theirs."))
    return when(
        waiting_for(actor, is_officer=acts_as_officer(actor)).filter(pk=proposal.pk).exists(),
        _("This waits for somebody else."),
    )


def may_withdraw(actor: Actor, proposal: Proposal) -> Decision:
    """The proposer takes an open proposal back."""
    if not proposal.is_open(actor.at):
        return refuse(_("This proposal is not open any more."))
    return when(
        actor.human_id == proposal.proposed_by.human_id,
        _("Only the proposer takes a proposal back."),
    )


def may_redeem(actor: Actor, proposal: Proposal) -> Decision:
    """What two persons confirmed for the command line is carried out there, once, in time."""
    if not actor.is_system:
        return refuse(_("This is carried out on the command line of this machine."))
    if proposal.state != ProposalState.CONFIRMED or proposal.expires_at <= actor.at:
        return refuse(_("This is not confirmed, was carried out already, or has expired."))
    return when(_is_as_proposed(proposal), _("This is not what was proposed any more."))


def may_carry_out(actor: Actor, proposal: Proposal, power: str) -> Decision:
    """An act follows its own proposal, confirmed a moment ago by the one who acts."""
    confirmed = proposal.power == power and proposal.state == ProposalState.DONE
    return when(
        confirmed and proposal.settled_by_id == actor.post_id and _is_as_proposed(proposal),
        _("This takes two persons: a proposal, and its confirmation."),
    )


def may_end(actor: Actor, proposal: Proposal) -> Decision:
    """An administrator ends: by themselves, another one, or the duty post that may propose one."""
    role = Administrator.objects.filter(proposal=proposal, until_at__gt=actor.at).first()
    if role is None:
        return refuse(_("No role of an administrator runs from this proposal."))
    is_duty = proposal.proposed_by.agency.duty_post_id == actor.post_id
    return when(
        actor.has_post
        and (role.human_id == actor.human_id or is_duty or _administrator(actor).exists()),
        _("An administrator ends this role, or the duty post of the agency that proposed it."),
    )


def takes_administrator(actor: Actor, terms: Terms) -> Decision:
    """Somebody enrolled, for a time that ends."""
    if human_named(terms) is None:
        return refuse(_("Nobody is enrolled with the address of the new administrator."))
    return when(
        0 < terms["days"] <= LONGEST_DAYS,
        _("Choose between 1 and %(most)s days.") % {"most": LONGEST_DAYS},
    )


def human_named(terms: Terms) -> Human | None:
    """The enrolled human whose address stands in the terms."""
    return human_of(terms["email"])


def takes_erasing(actor: Actor, terms: Terms) -> Decision:
    """The words of an event of the proposer's own agency, while they are kept."""
    kept = Detail.objects.filter(pk=terms["event"], text__isnull=False)
    return when(
        kept.filter(event__agency_id=actor.agency_id).exists(),
        _("Your agency has no event with this number whose words are kept."),
    )


def takes_loss(actor: Actor, terms: Terms) -> Decision:
    """The hash of a checkpoint, and of a key when one is lost."""
    if not HASH.fullmatch(terms["hash"]):
        return refuse(_("Write the 64 hexadecimal digits of the hash."))
    lost_key = terms.get("key", "")
    return when(
        not lost_key or HASH.fullmatch(lost_key) is not None,
        _("Write the 64 hexadecimal digits of the key, or nothing."),
    )


def terms_of(found: Found) -> Terms:
    """The loss that was found, as a proposal is bound to it."""
    lanes = [list(lane) for lane in found.lanes]
    return {"hash": found.until_hash, "key": found.key, "lanes": lanes}


def may_accept(actor: Actor, proposal: Proposal, found: Found) -> Decision:
    """What is sealed is the loss that two confirmed; on a page they name hash and key alone."""
    if proposal.power != LOSS:
        return refuse(_("This proposal is about something else."))
    wanted = terms_of(found)
    if wanted | {"key": ""} | proposal.terms != wanted:
        return refuse(_("This proposal names another loss than the one that is found here now."))
    return may_redeem(actor, proposal)


def first_post(human: Human, moment: datetime) -> Post | None:
    """The first of a human's posts that may propose to accept a loss."""
    power = registry.power(LOSS)
    held = posts_of(human, moment)
    return next((post for post in held if may_begin(act_as(post, moment), power)), None)


def second_post(first: Post, human: Human, moment: datetime) -> Post | None:
    """The post in which another human confirms it: one entitled to, or any if nobody is."""
    others = entitled(act_as(first, moment), registry.power(LOSS))
    posts = others if others.exists() else Post.objects.in_force(moment)
    mine = posts.filter(human=human).exclude(human=first.human_id)
    return mine.select_related("human", "agency").order_by("from_at", "pk").first()
