"""On whose behalf the database is asked. Told with every statement, so that nothing is left over.

Row-level security on PostgreSQL reads it (throughcare.secondwall); SQLite has no use for it. What
is told holds to the end of the statement's transaction, and the next statement tells it anew.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

from throughcare.kernel import clock
from throughcare.kernel.actor import Actor

# "none" is the login itself: whatever role was taken before in this transaction is given back.
_TOLD = (
    "SELECT set_config('role','none',true),set_config('throughcare.post','{post}',true),"
    "set_config('throughcare.sectors','{sectors}',true),"
    "set_config('throughcare.receipt','{receipt}',true)"
)
NOBODY = _TOLD.format(post="", sectors="", receipt="")

_told: ContextVar[str] = ContextVar("told", default=NOBODY)


@contextmanager
def on_behalf_of(actor: Actor) -> Iterator[None]:
    """Ask the database as this actor; as nobody when the actor has no post."""
    post = str(UUID(str(actor.post_id))) if actor.post_id else ""
    sectors = int(actor.sectors) if post else ""
    with told(_TOLD.format(post=post, sectors=sectors, receipt="")):
        yield


@contextmanager
def holding(receipt: str) -> Iterator[None]:
    """Ask the database as nobody who holds a receipt: its hash, in hexadecimal digits."""
    with told(_TOLD.format(post="", sectors="", receipt=bytes.fromhex(receipt).hex())):
        yield


@contextmanager
def told(words: str) -> Iterator[None]:
    """Begin every statement with these words."""
    token = _told.set(words)
    try:
        yield
    finally:
        _told.reset(token)


def is_nobody() -> bool:
    """Whether nobody acts here, as before signing in and in most commands."""
    return _told.get() is NOBODY


def preamble() -> str:
    """What a statement begins with: who asks, and at which moment."""
    return f"{_told.get()},set_config('throughcare.now','{clock.now().isoformat()}',true);"
