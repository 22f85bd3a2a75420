"""A proposal, bound to exactly what was proposed; and who is an administrator, from and to."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from throughcare.agencies.models import Human, Post
from throughcare.kernel import clock, ids
from throughcare.powers import binding
from throughcare.powers.binding import Terms


class ProposalState(models.TextChoices):
    """Where a proposal stands; an open one that has expired stays open and can do nothing."""

    OPEN = "open", _("waits for the second person")
    CONFIRMED = "confirmed", _("confirmed, to be carried out on the command line")
    DONE = "done", _("confirmed and carried out")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Settled(Exception):
    """Somebody else was quicker: the proposal is not in the state that the act begins from."""


class ProposalManager(models.Manager["Proposal"]):
    """Draws proposals up."""

    def draw_up(self, *, power: str, terms: Terms, reason: str, **columns: Any) -> "Proposal":
        """A proposal whose payload repeats its columns and holds the terms and the reason."""
        made = Proposal(power=power, **columns)
        made.payload = made.bound(terms, reason)
        made.fingerprint = binding.fingerprint(made.payload)
        made.save(force_insert=True)
        return made


class Proposal(models.Model):
    """An act of a power, proposed by one human. `payload` is what the second one confirms."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    power = models.CharField(max_length=60)
    proposed_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    second = models.ForeignKey(Human, models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    payload = models.BinaryField()
    fingerprint = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=ProposalState, default=ProposalState.OPEN)
    settled_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=300, blank=True)

    objects = ProposalManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="proposal_settled_by_somebody",
                condition=Q(state="open", settled_by__isnull=True, settled_at__isnull=True)
                | Q(settled_by__isnull=False, settled_at__isnull=False) & ~Q(state="open"),
            ),
            models.CheckConstraint(
                name="proposal_expires", condition=Q(expires_at__gt=F("proposed_at"))
            ),
        ]
        indexes = [models.Index(fields=["state", "expires_at"])]

    def __str__(self) -> str:
        return f"{self.power}, {self.get_state_display()}"

    @property
    def terms(self) -> Terms:
        """What exactly is proposed, read from the bytes that are confirmed."""
        return dict(self._said["terms"])

    @property
    def reason(self) -> str:
        """Why, in the proposer's words."""
        return str(self._said["reason"])

    @property
    def proposer(self) -> UUID:
        """The human who proposed, as the payload names them."""
        return UUID(self._said["human"])

    @property
    def _said(self) -> dict[str, Any]:
        return dict(json.loads(bytes(self.payload)))

    def bound(self, terms: Terms, reason: str) -> bytes:
        """The payload for these terms: everything that the second person confirms."""
        return binding.canonical(
            {
                "id": str(self.pk),
                "power": self.power,
                "terms": terms,
                "reason": reason,
                "human": str(self.proposed_by.human_id),
                "post": str(self.proposed_by_id),
                "second": str(self.second_id or ""),
                "proposed_at": self.proposed_at.isoformat(),
                "expires_at": self.expires_at.isoformat(),
            }
        )

    @property
    def is_whole(self) -> bool:
        """Whether columns, payload and fingerprint still say the same."""
        payload = bytes(self.payload)
        repeated = self.bound(self.terms, self.reason) == payload
        return repeated and self.fingerprint == binding.fingerprint(payload)

    def is_open(self, moment: datetime) -> bool:
        """Whether it still waits, and has not expired."""
        return self.state == ProposalState.OPEN and self.expires_at > moment

    def settle(
        self,
        state: ProposalState,
        post: UUID,
        *,
        after: ProposalState = ProposalState.OPEN,
        answer: str = "",
    ) -> None:
        """Move on, in one statement: of two who come at once, the second raises `Settled`."""
        now = clock.now()
        waiting = Proposal.objects.filter(pk=self.pk, state=after, expires_at__gt=now)
        if waiting.update(state=state, settled_by=post, settled_at=now, answer=answer) != 1:
            raise Settled
        self.refresh_from_db()


class Administrator(models.Model):
    """Who lets people sign in, over [from, until). It opens no case, and counts in a post only."""

    human = models.ForeignKey(Human, models.PROTECT, related_name="administrator")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField()
    proposal = models.OneToOneField(Proposal, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="administrator_ends_after_it_begins",
                condition=Q(until_at__gte=F("from_at")),
            )
        ]
        indexes = [models.Index(fields=["human", "until_at"])]

    def __str__(self) -> str:
        return f"{self.human}, administrator"

    def end(self) -> None:
        """End it now; of two who come at once, the second raises `Settled`."""
        now = clock.now()
        running = Administrator.objects.filter(pk=self.pk, until_at__gt=now)
        if running.update(until_at=now) != 1:
            raise Settled
        self.until_at = now
