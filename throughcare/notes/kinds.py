"""The kinds a worker writes: their icons, and the label each is proposed with."""

from dataclasses import dataclass

from throughcare.agencies.roles import Role
from throughcare.entries.models import Entry, Kind
from throughcare.notes import models
from throughcare.sharing.categories import NEED_TO_KNOW_BY_DEFAULT, Category, Handling


@dataclass(frozen=True)
class Sort:
    """What the form of a kind starts with."""

    model: type[Entry]
    icon: str
    category: Category | None = None  # None: by the writer's role
    handling: Handling = Handling.TEAM


SORTS: dict[str, Sort] = {
    Kind.CONTACT: Sort(models.Contact, "talk"),
    Kind.NOTE: Sort(Entry, "note"),
    Kind.LIFE_EVENT: Sort(models.LifeEvent, "heart", Category.DAILY_LIFE),
    Kind.DOCUMENT: Sort(models.Document, "document"),
    Kind.POINTER: Sort(models.Pointer, "lock", Category.SAFETY, Handling.NAMED),
    Kind.DECISION: Sort(models.Decision, "scales"),
    Kind.APPOINTMENT: Sort(models.Appointment, "calendar", Category.CONTACT),
    Kind.TODO: Sort(models.Todo, "tick", Category.CONTACT),
    Kind.NAME: Sort(models.Name, "person", Category.IDENTITY),
    Kind.BIRTH: Sort(models.Birth, "person", Category.IDENTITY),
    Kind.LANGUAGE: Sort(models.Language, "talk", Category.IDENTITY),
    Kind.GENDER: Sort(Entry, "person", Category.IDENTITY),
    Kind.NEED: Sort(Entry, "heart", Category.DAILY_LIFE),
    Kind.WAY: Sort(models.Way, "phone", Category.CONTACT),
    Kind.PATHWAY: Sort(models.Pathway, "compass", Category.OFFENCE),
    Kind.TAKING_PART: Sort(models.TakingPart, "person-tick", Category.COMPLIANCE),
    Kind.MOTIVATION: Sort(models.Motivation, "heart", Category.MOTIVATION),
    Kind.IDEOLOGY: Sort(models.Ideology, "flag", Category.IDEOLOGY),
    Kind.ATTENTION: Sort(models.Attention, "eye", Category.DAILY_LIFE),
    Kind.OUTREACH: Sort(models.Outreach, "talk", Category.CONTACT),
    Kind.STEP: Sort(models.Step, "tick-box", Category.COMPLIANCE),
    Kind.ADMISSION: Sort(models.Admission, "person-tick", Category.CONTACT),
    Kind.PHASE: Sort(models.Phase, "flag", Category.CONTACT),
    Kind.CONCERN: Sort(models.Concern, "phone", Category.SAFETY),
    Kind.INFORMATION: Sort(models.Information, "letter", Category.CONTACT),
}

# What people of a role mostly write about.
_BY_ROLE = {
    Role.PSYCHOLOGIST: Category.COUNSELLING,
    Role.COUNSELLOR: Category.COUNSELLING,
    Role.HEALTH_WORKER: Category.HEALTH,
    Role.CHAPLAIN: Category.RELIGION,
    Role.FAMILY_WORKER: Category.FAMILY,
    Role.VICTIM_WORKER: Category.VICTIM,
    Role.TEACHER: Category.WORK,
    Role.REINTEGRATION_ADVISER: Category.WORK,
    Role.POLICE_CONTACT: Category.SAFETY,
    Role.SECURITY_CONTACT: Category.SAFETY,
    Role.COURT_CLERK: Category.OFFENCE,
    Role.PROSECUTION_CONTACT: Category.OFFENCE,
    Role.RELEASE_PLANNER: Category.COMPLIANCE,
}


def proposal(kind: str, role: str, allowed: list[Category]) -> tuple[Category | None, Handling]:
    """The category and handling that a form proposes: by kind, then by the writer's role."""
    sort = SORTS[kind]
    wanted = sort.category if sort.category is not None else _BY_ROLE.get(Role(role))
    category = wanted if wanted in allowed else next(iter(_usual(allowed)), None)
    handling = sort.handling
    if handling == Handling.TEAM and category in NEED_TO_KNOW_BY_DEFAULT:
        handling = Handling.NEED_TO_KNOW
    return category, handling


def _usual(allowed: list[Category]) -> list[Category]:
    """Daily life first, as most notes are about it."""
    return sorted(allowed, key=lambda category: (category != Category.DAILY_LIFE, category))
