"""The person: one display name. Everything else known about them is an entry of some case."""

from django.db import models

from throughcare import names
from throughcare.kernel import ids


class PersonManager(models.Manager["Person"]):
    """Makes people together with the keys they are found by."""

    def named(self, display_name: str) -> "Person":
        """A new person with a display name."""
        person = self.create(display_name=display_name)
        person.write_keys()
        return person

    def unnamed(self, called: str) -> "Person":
        """A new person without a name; what they are called is no name to be found by."""
        return self.create(display_name=called)


class Person(models.Model):
    """Somebody whom cases are about. The display name is all that every seat sees."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    display_name = models.CharField(max_length=120)
    version = models.PositiveIntegerField(default=1)

    objects = PersonManager()

    def __str__(self) -> str:
        return self.display_name

    def rename(self, display_name: str) -> None:
        """Change the display name and its search keys."""
        self.display_name = display_name
        self.version += 1
        self.save()
        self.write_keys()

    def write_keys(self) -> None:
        """Write the search keys anew."""
        self.keys.all().delete()
        NameKey.objects.bulk_create(
            (NameKey(person=self, key=key) for key in sorted(names.keys(self.display_name))),
            ignore_conflicts=True,  # and so nothing is read back
        )


class NameKey(models.Model):
    """A search key of a person's display name (see throughcare.names)."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="keys")
    key = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "person"], name="one_key_per_person")]
