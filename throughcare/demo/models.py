"""The mark of a demo database."""

from django.db import models
from django.db.models import Q

from throughcare.kernel import clock


class DemoMark(models.Model):
    """Says that everybody in this database is invented; written once, at its creation.

    Only where it stands may a visitor choose who to be.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    made_at = models.DateTimeField(default=clock.now)
    seed = models.BigIntegerField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="one_demo_mark")]

    def __str__(self) -> str:
        return f"demo made with seed {self.seed}"
