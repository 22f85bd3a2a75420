"""What is typed and not saved yet."""

from uuid import UUID

from django.db import models

from throughcare.agencies.models import Post
from throughcare.kernel import clock, ids


class Draft(models.Model):
    """What a post has typed and not saved yet. Nobody else reads it while the post lasts.

    `about` is the case for a new entry and the entry for a correction. Neither id is a foreign
    key: a draft outlives a seat.
    """

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    post = models.ForeignKey(Post, models.PROTECT, related_name="drafts")
    form = models.CharField(max_length=20)
    case_id = models.UUIDField()
    about = models.UUIDField()
    fields = models.JSONField(default=dict)
    kept_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["post", "form", "about"], name="one_draft_per_form")
        ]

    @property
    def is_correction(self) -> bool:
        """Whether it corrects an entry; otherwise it is to become one."""
        return self.form == "correct"

    @classmethod
    def keep(
        cls, *, post: UUID, form: str, case: UUID, about: UUID, fields: dict[str, list[str]]
    ) -> "Draft":
        """Keep the fields of a form as they are now; part of a page, so its look is the event."""
        kept = {"fields": fields, "case_id": case, "kept_at": clock.now()}
        found = cls.objects.update_or_create(post_id=post, form=form, about=about, defaults=kept)
        return found[0]

    @classmethod
    def left(cls, *, post: UUID | None, form: str, about: UUID) -> "Draft | None":
        """The draft of a form, if its writer has left one."""
        return cls.objects.filter(post=post, form=form, about=about).first()

    @classmethod
    def forget(cls, *, post: UUID | None, form: str, about: UUID) -> None:
        """The text is saved: its draft goes."""
        cls.objects.filter(post=post, form=form, about=about).delete()
