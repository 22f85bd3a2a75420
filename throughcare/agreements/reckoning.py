"""What open drafts would change, worked out by `throughcare tick`."""

from datetime import timedelta

from throughcare.agreements import actions, queries
from throughcare.kernel import clock
from throughcare.kernel.actor import system

STALE = timedelta(days=1)


def reckon() -> int:
    """Work it out for drafts that ask for it, and anew once a day; how many that were."""
    now = clock.now()
    drafts = queries.to_reckon(now - STALE)
    for draft in drafts:
        actions.reckon(system(now), draft)
    return len(drafts)
