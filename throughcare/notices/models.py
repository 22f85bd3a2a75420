"""A notice: something happened on a case of yours. Never a name, never content."""

import uuid
from collections.abc import Iterable

from django.db import models

from throughcare.agencies.models import Post
from throughcare.audit.models import Event


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
