"""The person: one display name. Everything else known about them is an entry of some case."""

from django.db import models

from throughcare.kernel import ids


class Person(models.Model):
    """Somebody whom cases are about. The display name is all that every seat sees."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    display_name = models.CharField(max_length=120)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.display_name


class NameKey(models.Model):
    """A search key of a person's display name (see throughcare.names)."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="keys")
    key = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "person"], name="one_key_per_person")]
