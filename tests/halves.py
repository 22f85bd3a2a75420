"""What does not reach the database is run on one of them, half on each (decision 55)."""

import os
from collections.abc import Sequence
from typing import Any


def every_other(what: Sequence[Any]) -> Sequence[Any]:
    """What is run on this database, where the other one has the rest."""
    first = bool(os.environ.get("DATABASE_URL"))
    return what if os.environ.get("THROUGHCARE_WAYS") == "all" else what[first::2]
