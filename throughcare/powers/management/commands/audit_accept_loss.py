"""`audit_accept_loss`: two humans accept what a restore has lost, or a key, without any page.

First it shows what is lost. Then each of the two shows who they are. What they signed is looked for
once more, and is proposed, confirmed and sealed in one transaction, or not at all.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.translation import gettext as _

from throughcare.agencies import terminal
from throughcare.agencies.acting import act_as
from throughcare.agencies.models import Human, Post
from throughcare.agencies.terminal import NotShown
from throughcare.audit.sealing import answers, keys, leaves, losses, standing
from throughcare.audit.sealing.actions import BadPeaks
from throughcare.audit.sealing.checkpoints import NoCheckpoint
from throughcare.audit.sealing.losses import Changed, Found
from throughcare.kernel import clock
from throughcare.kernel.actor import system
from throughcare.kernel.decision import Refused
from throughcare.powers import forms, policy, queries
from throughcare.powers.actions import losses as acts
from throughcare.powers.losses import in_words
from throughcare.powers.models import Proposal, Settled

TROUBLE = (NoCheckpoint, keys.NoKey, leaves.Broken, BadPeaks, Changed, NotShown, Refused, Settled)


class Command(BaseCommand):
    """Writes nothing of the loss before both have signed."""

    help = "Let two humans accept that a part of the audit trail, or its key, is lost."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--proposal", type=UUID, help="one that two confirmed on the pages")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self._accept(options["proposal"])
        except TROUBLE as error:
            raise CommandError("\n".join([str(error), _("Nothing was accepted.")])) from None

    def _accept(self, number: UUID | None) -> None:
        key, asked = _key(), answers.ask_all()
        found = losses.find(keys.public(key), answers.longest(asked))
        for line in in_words(found, asked, keys.public(key)):
            self.stdout.write(line)
        if not found.is_anything:
            raise NotShown(_("There is nothing to accept."))
        proposed = self._confirmed(number) if number else self._signed(found)
        _require_same(found, key)
        with transaction.atomic():
            proposal = proposed()
            sealed = acts.accept(system(clock.now()), proposal, key, found)
        told = {"number": sealed.body.number, "proposal": proposal.pk}
        words = _("Accepted with checkpoint %(number)s, by proposal %(proposal)s.")
        self.stdout.write(self.style.SUCCESS(words % told))
        self.stdout.write(_("Hand it to the witnesses: throughcare audit seal"))

    def _confirmed(self, number: UUID) -> Callable[[], Proposal]:
        """What two confirmed on the pages."""
        proposal = queries.proposal(number)
        if proposal is None:
            raise NotShown(_("There is no such proposal."))
        return lambda: proposal

    def _signed(self, found: Found) -> Callable[[], Proposal]:
        """What two sign here; written later, in one step with what follows from it."""
        say = self.stdout.write
        reason = terminal.passed(_reason, say).cleaned_data["reason"]
        say(_("Who proposes this:"))
        human = terminal.sign_in(say)
        first = _post(policy.first_post(human, clock.now()), human)
        say(_("%(who)s proposes this. Who confirms exactly this:") % {"who": _named(first)})
        human = terminal.sign_in(say)
        second = _post(policy.second_post(first, human, clock.now()), human)
        say(_("%(who)s confirms it.") % {"who": _named(second)})
        return lambda: acts.sign(act_as(first), second, found, reason=reason)


def _key() -> Ed25519PrivateKey:
    """The key that must sign; another one, where that one is lost."""
    if settings.SEAL_KEY is None:
        raise CommandError(_("Set THROUGHCARE_SEAL_KEY to the path of the sealing key."))
    last = standing.latest()
    try:
        return keys.load(settings.SEAL_KEY, last.signed.body.key_after if last else "")
    except keys.NoKey:
        return keys.load(settings.SEAL_KEY)


def _require_same(found: Found, key: Ed25519PrivateKey) -> None:
    """The witnesses and the trail still say what was shown."""
    known = answers.longest(answers.ask_all())
    if losses.find(keys.public(key), known, before=found.before) != found:
        raise Changed(_("This is not what was shown: a witness, or the trail, has changed."))


def _reason() -> forms.Reason:
    return forms.Reason({"reason": terminal.ask(_("Why, in one line"))})


def _post(post: Post | None, human: Human) -> Post:
    if post is None:
        words = _("%(name)s is not one of those who may do this.")
        raise NotShown(words % {"name": human.name})
    return post


def _named(post: Post) -> str:
    return f"{post.human.name}, {post.label}, {post.agency.name}"
