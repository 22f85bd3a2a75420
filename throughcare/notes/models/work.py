"""What workers write of the work: contacts, events, documents, decisions, dates, to-dos."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from throughcare.agencies.models import Agency, Post
from throughcare.entries.models import Entry
from throughcare.files.models import StoredFile


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
