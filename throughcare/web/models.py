"""What makes a double click one record."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import models, transaction


class SubmissionManager(models.Manager["Submission"]):
    """Runs an act once per post and key."""

    def once(self, post_id: UUID, key: str, act: Callable[[], str]) -> str:
        """Where the act led; a second time with the same key, where it led the first time."""
        with transaction.atomic():
            row, is_new = self.get_or_create(post_id=post_id, key=key)
            if is_new:
                row.location = act()
                row.save(update_fields=["location"])
        return row.location


class Submission(models.Model):
    """A form as it was sent, by a keyed hash of its key and words, and the address it led to."""

    post_id = models.UUIDField()
    key = models.CharField(max_length=40)
    location = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    objects = SubmissionManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post_id", "key"], name="one_per_key")]

    @classmethod
    def forget(cls, before: datetime) -> int:
        """Forget forms sent before a moment: nobody clicks there again. How many there were."""
        return cls.objects.filter(at__lt=before).delete()[0]
