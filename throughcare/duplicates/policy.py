"""Who is steward of what, and who decides, is asked, and knows."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from throughcare.cases import policy as cases
from throughcare.duplicates.models import Known, Pair, Question, Standing, Steward, in_force
from throughcare.kernel.actor import Actor
from throughcare.kernel.decision import Decision, refuse, when
from throughcare.sharing.models import Agreement


def visible_to(actor: Actor) -> QuerySet[Pair]:
    """Under an agreement, to its steward; within an agency, to its duty post."""
    if not actor.has_post:
        return Pair.objects.none()
    stewarded = Steward.objects.filter(in_force(actor.at), post=actor.post_id)
    duty = Q(agency=actor.agency_id, agency__duty_post=actor.post_id)
    return Pair.objects.filter(duty | Q(agreement__in=stewarded.values("agreement")))


def questions_visible_to(actor: Actor) -> QuerySet[Question]:
    """What whoever is responsible for a case is asked."""
    return Question.objects.filter(case__in=cases.answered_by(actor).values("case"))


def known_visible_to(actor: Actor) -> QuerySet[Known]:
    """What the teams of one's cases know now."""
    seated = cases.seats_of(actor).values("case")
    return Known.objects.filter(in_force(actor.at), case__in=seated)


def may_appoint(actor: Actor, agreement: Agreement) -> Decision:
    """From the command line, as the parties have agreed; while the agreement is in force."""
    if not actor.is_system:
        return refuse(_("Stewards are appointed from the command line."))
    version = agreement.version_at(actor.at)
    is_open = version is not None and version.is_open(actor.at)
    return when(is_open, _("This agreement is not in force."))


def may_propose(actor: Actor) -> Decision:
    """The program proposes; it never decides."""
    return when(actor.is_system, _("Like names are found by the program."))


def may_decide(actor: Actor, pair: Pair) -> Decision:
    """The steward, while nothing is decided."""
    if not _is_steward(actor, pair):
        return refuse(_("Only the steward decides this."))
    return when(pair.is_open, _("This is decided."))


def may_merge(actor: Actor, pair: Pair) -> Decision:
    """Within one agency at once; between two when both have said that the other may know."""
    if not (may := may_decide(actor, pair)):
        return may
    answers = [one.may_know for one in pair.questions.all()]
    agreed = pair.agency_id is not None or (len(answers) == 2 and all(answers))
    return when(agreed, _("Both agencies must first say that the other may know."))


def may_ask(actor: Actor, pair: Pair) -> Decision:
    """Between two agencies, once."""
    if not (may := may_decide(actor, pair)):
        return may
    is_new = pair.agency_id is None and pair.standing == Standing.OPEN
    return when(is_new, _("Both agencies are asked already, or it is one agency alone."))


def outcomes(actor: Actor, pair: Pair) -> set[str]:
    """What the steward can decide now."""
    asked = {"merge": may_merge, "ask": may_ask, "keep_apart": may_decide}
    return {act for act, may in asked.items() if may(actor, pair)}


def may_separate(actor: Actor, pair: Pair) -> Decision:
    """The steward takes back what was merged."""
    if not _is_steward(actor, pair):
        return refuse(_("Only the steward decides this."))
    return when(pair.standing == Standing.SAME, _("Nothing is merged here."))


def may_answer(actor: Actor, question: Question) -> Decision:
    """Whoever is responsible for the case, once."""
    if not cases.is_responsible(actor, question.case_id):
        return refuse(_("Only the responsible worker answers this."))
    return when(question.answered_at is None, _("This was answered."))


def _is_steward(actor: Actor, pair: Pair) -> bool:
    return visible_to(actor).filter(pk=pair.pk).exists()
