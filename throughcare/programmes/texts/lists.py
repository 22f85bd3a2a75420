"""The closed lists of a programme's text."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(TextChoices):
    """What a programme works with."""

    CASE = "case", _("Work with a person")
    FAMILY = "family", _("Work with families and others around a person")
    CONFERENCE = "conference", _("Conference of a person and their network")
    TRAINING = "training", _("Training of practitioners")


class Participation(TextChoices):
    """Whether people take part by their own decision."""

    VOLUNTARY = "voluntary", _("Voluntary")
    MANDATORY = "mandatory", _("Mandatory")
    BOTH = "both", _("Voluntary for some, mandatory for others, or both in turn")


class Answer(TextChoices):
    """An answer that is not always yes or no."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    DEPENDS = "depends", _("It depends")


class LegalStatus(TextChoices):
    """Where somebody stands with the law."""

    BEFORE_JUDGMENT = "before_judgment", _("Charged, not yet judged")
    IN_PRISON = "in_prison", _("Serving a sentence in prison")
    LAST_PART = "last_part", _("Serving the last part of a sentence outside prison")
    COMMUNITY = "community", _("Sentenced directly to a community sanction or measure")
    NOT_SENTENCED = (
        "not_sentenced",
        _("Not sentenced, such as after return from abroad"),
    )
    NO_PROCESS = "no_process", _("Under no judicial process")


class Movement(TextChoices):
    """Forms of violent extremism a programme is meant for; never somebody's religion."""

    ANY = "any", _("All forms")
    JIHADIST = "jihadist", _("Jihadist")
    RIGHT_WING = "right_wing", _("Right-wing")
    LEFT_WING = "left_wing", _("Left-wing and anarchist")
    SEPARATIST = "separatist", _("Ethno-nationalist and separatist")
    OTHER = "other", pgettext_lazy("movement", "Other")


class Way(TextChoices):
    """General approaches, as the paper on work outside prison tells them apart."""

    PROFESSIONALS = "professionals", _("Support from specific professionals")
    MULTI_AGENCY = "multi_agency", _("Systematic work of several agencies")
    MENTORING = "mentoring", _("Mentoring")
    COUNSELLING = "counselling", _("Counselling")
    PSYCHOLOGICAL = "psychological", _("Psychological support")
    RELIGIOUS = "religious", _("Religious and spiritual support")
    SOCIAL = "social", _("Social support, family and friends")
    COMMUNITY = "community", _("Engaging the community")
    COUNTER_NARRATIVES = "counter_narratives", _("Counter-narratives")
    ALTERNATIVE_NARRATIVES = "alternative_narratives", _("Alternative narratives")
    DAILY_LIFE = "daily_life", _("Help with home, work, schooling and health")
    TRAINING = "training", _("Training of practitioners")


class Per(TextChoices):
    """The time in which contacts are counted."""

    DAY = "day", _("a day")
    WEEK = "week", _("a week")
    MONTH = "month", _("a month")
    PHASE = "phase", _("in the whole phase")


class Ending(TextChoices):
    """How somebody's time in a programme ends."""

    COMPLETED = "completed", _("Completed")
    NO_NEED = "no_need", _("No need, or none any more")
    PASSED_ON = "passed_on", _("Passed on to others")
    LEFT = "left", _("The person stopped")
    ENDED = "ended", _("The programme stopped")
    BREACH = "breach", _("Ended by a decision after a breach")
    TERM = "term", _("The legal term ended")


class Expected(TextChoices):
    """How far a value belongs to a whole model."""

    ALWAYS = "always", _("without it no text is taken")
    WANTED = "wanted", _("listed as lacking")
    EXTRA = "extra", _("may be left out")
