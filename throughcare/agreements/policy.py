"""Who reads agreements, who drafts their next version, and who signs for a party."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from throughcare.agencies.policy import has_duty
from throughcare.agencies.roles import Role
from throughcare.agreements.models import OPEN, Draft, Effect, Stage
from throughcare.kernel.actor import Actor
from throughcare.kernel.decision import Decision, refuse, when
from throughcare.sharing.models import Version


def visible_to(actor: Actor) -> QuerySet[Version]:
    """Versions that the actor's agency is, or was, or would be a party of.

    A draft shows to its own agency alone until it is sent; then also to whom it would leave out.
    """
    if not actor.has_post:
        return Version.objects.none()
    mine = actor.agency_id
    party = Q(draft=None, in_force_since__isnull=False, parties__agency=mine)
    told = Q(parties__agency=mine) | Q(draft__base__parties__agency=mine)
    sent = Q(draft__sent_at__isnull=False) & told
    return Version.objects.filter(party | sent | Q(draft__drafted_by__agency=mine)).distinct()


def may_draft(actor: Actor, version: Version) -> Decision:
    """A party's data-protection officer or duty post, from the version that is in force."""
    if not (drafts := _drafts(actor)):
        return drafts
    if not version.has_party(actor.agency_id):
        return refuse(_("Your agency is no party of this version."))
    if not version.is_open(actor.at) or version != version.agreement.version_at(actor.at):
        return refuse(_("Only the version in force has a next one."))
    open_one = Draft.objects.filter(agreement=version.agreement_id, stage__in=OPEN)
    return when(
        not open_one.exists(), _("A next version is being written, or waits for the parties.")
    )


def may_change(actor: Actor, version: Version) -> Decision:
    """Whoever drafts for the agency that began the draft, until it is sent."""
    draft = draft_of(version)
    if draft is None or draft.stage != Stage.WRITING:
        return refuse(_("What the parties have before them is not changed."))
    return _own(actor, draft)


def may_withdraw(actor: Actor, version: Version) -> Decision:
    """Whoever drafts for the agency that began the draft, until it is in force."""
    draft = draft_of(version)
    if draft is None or draft.stage not in OPEN:
        return refuse(_("This is no draft, or not an open one any more."))
    return _own(actor, draft)


def may_answer(actor: Actor, version: Version) -> Decision:
    """The duty post signs for its agency: once for a yes, again after a no."""
    draft = draft_of(version)
    if draft is None or draft.stage != Stage.SENT:
        return refuse(_("This does not wait for an answer."))
    if not has_duty(actor):
        return refuse(_("Only your agency’s duty post signs."))
    if not version.has_party(actor.agency_id):
        return refuse(_("Your agency is no party of this version."))
    said = draft.answers.filter(agency=actor.agency_id, agrees=True)
    return when(not said.exists(), _("Your agency has accepted this."))


def draft_of(version: Version) -> Draft | None:
    """How the version came about; None for one that was set up on the command line."""
    return getattr(version, "draft", None)


def decides(actor: Actor) -> bool:
    """Whether the actor drafts or signs for an agency."""
    return bool(_drafts(actor))


def effects_visible_to(actor: Actor, draft: Draft) -> QuerySet[Effect]:
    """Numbers tell that entries exist: of its own entries, to those who decide for an agency.

    A draft asks freely what it would open; nobody learns from it of what others own.
    """
    own = draft.effects.filter(owner=actor.agency_id)
    return own if decides(actor) else own.none()


def may_reckon(actor: Actor) -> Decision:
    """What a draft opens and closes is worked out by the program: it counts, and shows nothing."""
    return when(actor.is_system, _("This is worked out by the program."))


def _own(actor: Actor, draft: Draft) -> Decision:
    if draft.drafted_by.agency_id != actor.agency_id:
        return refuse(_("Only the agency that began a draft changes or withdraws it."))
    return _drafts(actor)


def _drafts(actor: Actor) -> Decision:
    return when(
        actor.has_post and (actor.role == Role.DATA_PROTECTION_OFFICER or has_duty(actor)),
        _("Your agency’s data-protection officer or duty post writes agreements."),
    )
