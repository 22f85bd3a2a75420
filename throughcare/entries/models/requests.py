"""Wishes for another label."""

from django.db import models
from django.db.models import Q

from throughcare.agencies.models import Post
from throughcare.entries.models.entry import Entry
from throughcare.kernel import ids


class LabelRequest(models.Model):
    """Somebody asks the owner of an entry for another label; the owner decides."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    entry = models.ForeignKey(Entry, models.CASCADE, related_name="label_requests")
    asked_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    wish = models.CharField(max_length=500)
    answer = models.CharField(max_length=500, blank=True)
    answered_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [  # what waits is little, and asked for on every desk
            models.Index(
                name="label_requests_that_wait",
                fields=["answered_at"],
                condition=Q(answered_at=None),
            )
        ]
