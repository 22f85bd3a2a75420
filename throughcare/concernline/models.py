"""Concern lines, the conversations on them, what was said, and who seeks advice.

What is said is on the record of the conversation's case as an entry, under the rule; what the
seeker reads again is kept beside it as it was sent, and goes with the entry.
"""

from datetime import datetime
from uuid import UUID, uuid5

from django.db import models
from django.utils.translation import gettext_lazy as _

from throughcare.agencies.models import Agency
from throughcare.cases.models import Case
from throughcare.entries.models import Entry
from throughcare.kernel import clock, ids
from throughcare.sharing.categories import Category, Handling

# What is said on a line stays with its agency, until somebody gives an entry another label.
CATEGORIES, HANDLING = Category.SAFETY.bit, Handling.AGENCY


class Line(models.Model):
    """An agency's public page. `limits` adds when it must speak of what it is told, by lines."""

    code = models.SlugField(max_length=40, primary_key=True)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    limits = models.TextField(blank=True)
    is_open = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.name

    @property
    def own_limits(self) -> list[str]:
        """What this agency's law adds to when confidentiality ends."""
        return [line.strip() for line in self.limits.splitlines() if line.strip()]


class Conversation(models.Model):
    """Somebody's conversation with the counsellors of a line; found by its receipt's hash."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    line = models.ForeignKey(Line, models.PROTECT, related_name="+")
    case = models.OneToOneField(Case, models.PROTECT, related_name="conversation")
    receipt = models.CharField(max_length=64, unique=True)
    language = models.CharField(max_length=8)
    began_at = models.DateTimeField()
    waits_since = models.DateTimeField(null=True)  # the seeker's first words without an answer

    def __str__(self) -> str:
        return f"conversation {self.id}"

    def wait(self) -> None:
        """There are words that nobody has answered."""
        if self.waits_since is None:
            self._wait_since(clock.now())

    def answered(self) -> None:
        """Everything has been answered."""
        self._wait_since(None)

    def _wait_since(self, moment: datetime | None) -> None:
        self.waits_since = moment
        self.save(update_fields=["waits_since"])


class Said(models.Model):
    """What was said, as it was sent. It shows where its entry does, and to whoever wrote."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="words")
    entry = models.OneToOneField(Entry, models.CASCADE, related_name="+")
    by_seeker = models.BooleanField()
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["conversation", "at"])]

    def __str__(self) -> str:
        return f"said {self.id}"


class About(models.TextChoices):
    """Whom the conversation is about."""

    OTHER = "other", _("I am worried about somebody")
    SELF = "self", _("It is about myself")


class Age(models.TextChoices):
    """As far as age is told; no birthday is asked for."""

    UNKNOWN = "", _("I would rather not say, or do not know")
    ADULT = "adult", _("18 or older")
    MINOR = "minor", _("Under 18")


class Parental(models.TextChoices):
    """Whether who writes is a parent in law."""

    UNKNOWN = "", _("I would rather not say")
    ALONE = "alone", _("Yes, I decide alone")
    SHARED = "shared", _("Yes, with somebody else")
    NONE = "none", _("No")


class Seeker(models.Model):
    """Two people in one case: who seeks advice, and whom it is about, as the seeker told it.

    It shows where the first words do. The one whom it is about is a third person, without an
    account or a search key of their own.
    """

    conversation = models.OneToOneField(Conversation, models.CASCADE, primary_key=True)
    entry = models.OneToOneField(Entry, models.CASCADE, related_name="+")
    about = models.CharField(max_length=5, choices=About)
    called = models.CharField(max_length=80, blank=True)
    age = models.CharField(max_length=5, choices=Age, blank=True)
    other_called = models.CharField(max_length=80, blank=True)
    relation = models.CharField(max_length=80, blank=True)
    other_age = models.CharField(max_length=5, choices=Age, blank=True)
    parental = models.CharField(max_length=6, choices=Parental, blank=True)
    parental_limits = models.CharField(max_length=300, blank=True)  # by a counsellor

    def __str__(self) -> str:
        return f"who seeks advice in {self.conversation_id}"

    @property
    def is_young(self) -> bool:
        """Whether somebody in it is known to be under age."""
        return Age.MINOR in {self.age, self.other_age}


def words_id(conversation: UUID, key: str) -> UUID:
    """The id of words that were sent with a form's key: sent twice, they are the same words."""
    return uuid5(conversation, key)
