"""What is known of the person: names, birth, languages, ways to make contact."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from throughcare import names
from throughcare.entries.models import Entry


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
