"""An import: who brought which sheet, and the referrals that came of it, row by row."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from throughcare.agencies.models import Post
from throughcare.kernel import clock, ids
from throughcare.referrals.models import Referral


class Settled(Exception):
    """An import that was taken back already. The text is for the worker."""


class Import(models.Model):
    """One sheet, imported whole. It shows to whoever brought it."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    name = models.CharField(max_length=160)  # of the file
    made_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"import {self.id}"

    def undo(self) -> None:
        """Mark it as taken back, once."""
        stands = Import.objects.filter(pk=self.pk, undone_at=None)
        self.undone_at = clock.now()
        if not stands.update(undone_at=self.undone_at):
            raise Settled(_("This import was taken back already."))


class Row(models.Model):
    """One row of the sheet, and the referral that it became."""

    of_import = models.ForeignKey(Import, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    referral = models.OneToOneField(Referral, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return f"row {self.number}"
