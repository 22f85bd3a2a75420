"""A way through for queries: from rows of one table to rows of another, with no column between."""

from typing import Any

from django.db import models


class Join(models.ForeignObject):  # type: ignore[type-arg]
    """Joins where a column of this table equals a column of the other.

    For filters only: it has no column, no constraint and no use on an instance. Django takes it
    for a relation to one row and so never joins twice; the rule sees to it that it is one row.
    """

    requires_unique_target = False

    def __init__(self, to: str, *, here: str, there: str) -> None:
        super().__init__(
            to,
            on_delete=models.DO_NOTHING,
            from_fields=[here],
            to_fields=[there],
            related_name="+",
            editable=False,
        )

    def contribute_to_class(
        self, cls: type[models.Model], name: str, private_only: bool = True, **kwargs: Any
    ) -> None:
        """Keep out of the model's columns, forms and migrations."""
        super().contribute_to_class(cls, name, private_only=private_only, **kwargs)
