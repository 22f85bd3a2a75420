"""The first kinds of entry, each with the fields of its own. A kind without a table is an Entry."""

from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from throughcare import names
from throughcare.agencies.models import Agency, Post
from throughcare.entries.models import Entry
from throughcare.files.models import StoredFile
from throughcare.kernel import clock, ids


class How(models.TextChoices):
    """How a contact was made."""

    IN_PERSON = "in_person", _("In person")
    HOME_VISIT = "home_visit", _("Home visit")
    PHONE = "phone", _("Phone")
    VIDEO = "video", _("Video")
    MESSAGE = "message", _("Message or letter")
    WITH_OTHERS = "with_others", _("With others")


class Outcome(models.TextChoices):
    """Whether a contact took place."""

    KEPT = "kept", _("Kept")
    MISSED = "missed", _("Did not take place")


class Contact(Entry):
    """That a contact took place, or did not. What was said is an entry of its own (a note)."""

    how = models.CharField(max_length=12, choices=How)
    outcome = models.CharField(max_length=6, choices=Outcome, default=Outcome.KEPT)
    place = models.CharField(max_length=120, blank=True)
    present = models.CharField(max_length=300, blank=True)
    interpreter = models.CharField(max_length=120, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)


class LifeEvent(Entry):
    """Something that changes a life: a child, a job, a move, a loss."""

    class What(models.TextChoices):
        """What sort of event."""

        FAMILY = "family", _("Family")
        WORK = "work", _("Work or schooling")
        HOME = "home", _("Home")
        HEALTH = "health", _("Health")
        LOSS = "loss", _("Loss")
        LAW = "law", _("Court or authority")
        OTHER = "other", _("Something else")

    what = models.CharField(max_length=8, choices=What)
    is_setback = models.BooleanField(default=False)


class Document(Entry):
    """A document. Its file belongs to this entry alone."""

    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="+")
    name = models.CharField(max_length=160)


class Pointer(Entry):
    """The only trace of classified material: who holds something, and whom to ask."""

    holder = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    ask = models.CharField(max_length=160)
    opaque_reference = models.CharField(max_length=60, blank=True)
    lapses_on = models.DateField()


class Decision(Entry):
    """Something decided, by name, with a reason."""

    decided_by = models.CharField(max_length=160)
    reason = models.TextField()
    dissent = models.TextField(blank=True)


class Appointment(Entry):
    """Something that will take place at a moment."""

    class State(models.TextChoices):
        """Where an appointment stands."""

        PLANNED = "planned", _("Planned")
        KEPT = "kept", _("Kept")
        MISSED = "missed", _("Did not take place")
        CANCELLED = "cancelled", _("Cancelled")

    place = models.CharField(max_length=120, blank=True)
    for_post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    state = models.CharField(max_length=9, choices=State, default=State.PLANNED)


class Todo(Entry):
    """Something that one post must do by a day."""

    for_post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    due_on = models.DateField()
    done_at = models.DateTimeField(null=True, blank=True)


class Name(Entry):
    """A further name, or the same name in another spelling or script."""

    class Use(models.TextChoices):
        """What the name is."""

        OFFICIAL = "official", _("Official name")
        CHOSEN = "chosen", _("The name the person uses")
        EARLIER = "earlier", _("Earlier name")
        ALIAS = "alias", _("Alias")
        SPELLING = "spelling", _("Other spelling or script")

    # Without a way back: `entry.name` would clash with the kinds' field `name`.
    entry_ptr = models.OneToOneField(Entry, models.CASCADE, parent_link=True, related_name="+")
    name = models.CharField(max_length=160)
    use = models.CharField(max_length=10, choices=Use)

    def write_keys(self) -> None:
        """Write the search keys anew."""
        self.keys.all().delete()
        NameKey.objects.bulk_create(
            (NameKey(entry=self, key=key) for key in sorted(names.keys(self.name))),
            ignore_conflicts=True,  # and so nothing is read back
        )


class NameKey(models.Model):
    """A search key of a name entry; it shows what the entry shows, to the same people."""

    entry = models.ForeignKey(Name, models.CASCADE, related_name="keys")
    key = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "entry"], name="one_key_per_name")]


class Birth(Entry):
    """A date of birth, also partial: a year, a year and month, or a whole date."""

    year = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField(null=True, blank=True)
    day = models.PositiveSmallIntegerField(null=True, blank=True)


class Language(Entry):
    """A language the person speaks, and whether an interpreter is needed."""

    code = models.CharField(max_length=20)
    needs_interpreter = models.BooleanField(default=False)


class Way(Entry):
    """A way to make contact, and when it is safe to use it."""

    class Channel(models.TextChoices):
        """What sort of way."""

        PHONE = "phone", _("Phone")
        MESSAGE = "message", _("Message")
        EMAIL = "email", _("E-mail")
        POST = "post", _("Letter")
        VISIT = "visit", _("Visit")
        THROUGH = "through", _("Through somebody")

    channel = models.CharField(max_length=8, choices=Channel)
    value = models.CharField(max_length=160)
    is_safe = models.BooleanField(default=True)
    when_safe = models.CharField(max_length=200, blank=True)


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
