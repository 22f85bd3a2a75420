"""The sectors agencies belong to, and how each is drawn."""

from enum import Enum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Family(Enum):
    """Sectors that share a shape and a colour (look.md)."""

    JUSTICE = "justice"
    POLICE = "police"
    CIVIC = "civic"
    CARE = "care"
    EXIT = "exit"
    FAITH = "faith"


class Sector(TextChoices):
    """What an agency does. One agency has one sector."""

    PRISON = "prison", _("Prison")
    PROBATION = "probation", _("Probation")
    COURT = "court", _("Court")
    PROSECUTION = "prosecution", _("Prosecution")
    POLICE = "police", _("Police")
    SECURITY = "security", _("Security service")
    MUNICIPALITY = "municipality", _("Municipality")
    HEALTH = "health", _("Health")
    PSYCHOLOGY = "psychology", _("Psychology")
    SOCIAL_WORK = "social_work", _("Social work")
    SCHOOL = "school", _("School")
    FAITH = "faith", _("Faith")
    EXIT = "exit", _("Exit organisation")
    FAMILY_SUPPORT = "family_support", _("Family support")
    COMMUNITY = "community", _("Community")
    VICTIM_SUPPORT = "victim_support", _("Victim support")

    @property
    def bit(self) -> int:
        """This sector's bit in a set of sectors."""
        return 1 << list(Sector).index(self)

    @property
    def letters(self) -> str:
        """The two letters on the sector's badge."""
        return str(_LETTERS[self])

    @property
    def family(self) -> str:
        """The family that gives the badge its shape."""
        return _FAMILY[self].value


# Sectors whose seats need a second confirmation and a ground.
CONFIRMED_SECTORS = frozenset({Sector.POLICE, Sector.PROSECUTION, Sector.SECURITY})

_LETTERS = {
    Sector.PRISON: pgettext_lazy("badge", "PR"),
    Sector.PROBATION: pgettext_lazy("badge", "PB"),
    Sector.COURT: pgettext_lazy("badge", "CT"),
    Sector.PROSECUTION: pgettext_lazy("badge", "PS"),
    Sector.POLICE: pgettext_lazy("badge", "PO"),
    Sector.SECURITY: pgettext_lazy("badge", "SE"),
    Sector.MUNICIPALITY: pgettext_lazy("badge", "MU"),
    Sector.HEALTH: pgettext_lazy("badge", "HE"),
    Sector.PSYCHOLOGY: pgettext_lazy("badge", "PY"),
    Sector.SOCIAL_WORK: pgettext_lazy("badge", "SW"),
    Sector.SCHOOL: pgettext_lazy("badge", "SC"),
    Sector.FAITH: pgettext_lazy("badge", "FA"),
    Sector.EXIT: pgettext_lazy("badge", "EX"),
    Sector.FAMILY_SUPPORT: pgettext_lazy("badge", "FS"),
    Sector.COMMUNITY: pgettext_lazy("badge", "CO"),
    Sector.VICTIM_SUPPORT: pgettext_lazy("badge", "VS"),
}
_FAMILY = {
    Sector.PRISON: Family.JUSTICE,
    Sector.PROBATION: Family.JUSTICE,
    Sector.COURT: Family.JUSTICE,
    Sector.PROSECUTION: Family.JUSTICE,
    Sector.POLICE: Family.POLICE,
    Sector.SECURITY: Family.POLICE,
    Sector.MUNICIPALITY: Family.CIVIC,
    Sector.SOCIAL_WORK: Family.CIVIC,
    Sector.SCHOOL: Family.CIVIC,
    Sector.HEALTH: Family.CARE,
    Sector.PSYCHOLOGY: Family.CARE,
    Sector.EXIT: Family.EXIT,
    Sector.COMMUNITY: Family.EXIT,
    Sector.FAMILY_SUPPORT: Family.FAITH,
    Sector.FAITH: Family.FAITH,
    Sector.VICTIM_SUPPORT: Family.FAITH,
}
