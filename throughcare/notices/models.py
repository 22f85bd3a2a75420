"""A notice: something happened on a case of yours. Never a name, never content."""

import uuid
from collections.abc import Callable, Iterable
from datetime import datetime

from django.db import IntegrityError, models, transaction

from throughcare.agencies.models import Post
from throughcare.audit.models import Event
from throughcare.kernel import clock


class NoticeManager(models.Manager["Notice"]):
    """Tells posts about an event of the trail, in the event's transaction."""

    def tell(self, event: Event, posts: Iterable[uuid.UUID | None]) -> None:
        """Tell each of the posts, but not the one who acted."""
        told = [
            Notice(
                post_id=post, event_id=event.pk, verb=event.verb, case_id=event.case_id, at=event.at
            )
            for post in dict.fromkeys(posts)
            if post and post != event.post_id
        ]
        self.bulk_create(told, ignore_conflicts=True)  # nothing is read back: it is for others


class OccasionManager(models.Manager["Occasion"]):
    """Lets what comes by time alone be told once, however many look at the clock."""

    def once(self, key: str, tell: Callable[[], object]) -> bool:
        """Tell, unless it was told; whether this was the time."""
        with transaction.atomic():
            if not self._is_new(key):
                return False
            tell()
        return True

    def _is_new(self, key: str) -> bool:
        """Keep the key; no, when it is kept already. Nothing is read, so nobody needs to see it."""
        try:
            with transaction.atomic():
                self.create(key=key)
        except IntegrityError:
            return False
        return True


class Occasion(models.Model):
    """Something came by time alone (a post ran out), and was told. The key is what came."""

    key = models.CharField(max_length=120, primary_key=True)
    at = models.DateTimeField(default=clock.now)

    objects = OccasionManager()

    @classmethod
    def forget(cls, before: datetime) -> int:
        """Forget what was told before a moment; how much that was."""
        return cls.objects.filter(at__lt=before).delete()[0]


class Notice(models.Model):
    """One post is told of one event: its verb, its moment, the case."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="notices", db_index=False)
    event_id = models.BigIntegerField()
    verb = models.CharField(max_length=60)
    case_id = models.UUIDField(null=True)
    at = models.DateTimeField()

    objects = NoticeManager()

    class Meta:
        indexes = [models.Index(fields=["post", "-at"])]
