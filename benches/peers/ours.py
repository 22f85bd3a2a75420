"""Our layer, as the pages use it."""

from benches.peers.asking import CAP, PAGE, Answer
from throughcare.entries import compiled
from throughcare.entries.compiled import Question
from throughcare.kernel.actor import Actor

FIRST = Question(
    ("entry.id", "entry.occurred_at", "entry.kind", "entry.headline"),
    order="entry.occurred_at DESC, entry.id DESC",
)


class Ours:
    """The rule, compiled to SQL once."""

    def ask(self, actor: Actor) -> Answer:
        """The actor's answer."""
        rows = compiled.rows(actor, FIRST, limit=PAGE)
        return Answer(tuple(row[0] for row in rows), compiled.count(actor, cap=CAP))
