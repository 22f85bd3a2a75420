"""The roles a post may have, and a seat on a case: the columns of every sharing matrix."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What somebody does on a case."""

    PROBATION_OFFICER = "probation_officer", _("Probation officer")
    TEAM_MANAGER = "team_manager", _("Team manager")
    RELEASE_PLANNER = "release_planner", _("Release planner")
    EXIT_WORKER = "exit_worker", _("Exit worker")
    COUNSELLOR = "counsellor", _("Counsellor")
    MENTOR = "mentor", _("Mentor")
    FAMILY_WORKER = "family_worker", _("Family worker")
    PSYCHOLOGIST = "psychologist", _("Psychologist")
    HEALTH_WORKER = "health_worker", _("Health worker")
    SOCIAL_WORKER = "social_worker", _("Social worker")
    CHAPLAIN = "chaplain", _("Religious counsellor")
    REINTEGRATION_ADVISER = "reintegration_adviser", _("Reintegration adviser")
    TEACHER = "teacher", _("Teacher")
    COMMUNITY_WORKER = "community_worker", _("Community worker")
    VICTIM_WORKER = "victim_worker", _("Victim support worker")
    COURT_CLERK = "court_clerk", _("Clerk of the court")
    PROSECUTION_CONTACT = "prosecution_contact", _("Prosecution contact")
    POLICE_CONTACT = "police_contact", _("Police contact officer")
    SECURITY_CONTACT = "security_contact", _("Security service contact")
    DATA_PROTECTION_OFFICER = "data_protection_officer", _("Data-protection officer")
