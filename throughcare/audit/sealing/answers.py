"""What the witnesses answer, and handing over what they do not have yet.

A witness out of reach stops nothing: it is asked again the next time, and gets what it missed.
"""

from dataclasses import dataclass

from throughcare.audit.models import Checkpoint
from throughcare.audit.sealing import standing, witnesses
from throughcare.audit.sealing.checkpoints import NoCheckpoint, Signed
from throughcare.audit.sealing.standing import Witnessed
from throughcare.audit.sealing.witnesses import Unreachable, Witness


@dataclass(frozen=True)
class Answer:
    """What a witness knows and how that stands to ours; `trouble` says why it did not answer."""

    witness: Witness
    known: Signed | None = None
    standing: Witnessed = Witnessed.NOTHING
    trouble: str = ""

    @property
    def number(self) -> int:
        """The number of the newest checkpoint that the witness knows, or 0."""
        return self.known.body.number if self.known else 0


def ask_all() -> list[Answer]:
    """Ask every witness for the newest checkpoint that it knows."""
    return [ask(witness) for witness in witnesses.configured()]


def ask(witness: Witness) -> Answer:
    """Ask one witness."""
    try:
        known = witness.latest()
    except Unreachable as error:
        return Answer(witness, trouble=str(error))
    try:
        return Answer(witness, known, standing.judge(known))
    except NoCheckpoint:  # ours: a checkpoint that names a loss was changed
        return Answer(witness, known, Witnessed.OTHER)


def hand_over(answer: Answer) -> int:
    """Give a witness that answered every checkpoint it does not have; returns how many."""
    missing = Checkpoint.objects.filter(number__gt=answer.number).order_by("number")
    handed = 0
    for row in missing.iterator():
        answer.witness.keep(row.signed)
        handed += 1
    return handed


def longest(answers: list[Answer]) -> Signed | None:
    """The longest log that a witness knows and we do not: what a loss has to name."""
    unknown = [one for one in answers if one.standing.is_conflict]
    return max(unknown, key=lambda one: one.number).known if unknown else None
