"""Agencies, humans and the posts that humans hold."""

from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from throughcare.agencies.roles import Role
from throughcare.agencies.sectors import Sector
from throughcare.kernel import ids
from throughcare.kernel.clock import FOREVER


class Regime(models.TextChoices):
    """The data-protection law an agency works under."""

    LED = "led", _("Law Enforcement Directive")
    GDPR = "gdpr", _("General Data Protection Regulation")


class Agency(models.Model):
    """A unit that works on cases, with one sector. Its parent gives it nothing."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    name = models.CharField(max_length=120, unique=True)
    sector = models.CharField(max_length=20, choices=Sector)
    regime = models.CharField(max_length=4, choices=Regime)
    article_10_basis = models.CharField(max_length=300, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True)
    duty_post = models.ForeignKey("Post", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name_plural = "agencies"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def sector_kind(self) -> Sector:
        """The sector, with its letters and shape."""
        return Sector(self.sector)

    @property
    def may_hold_offences(self) -> bool:
        """Offence and sentence under the GDPR need a recorded Article 10 basis."""
        return self.regime == Regime.LED or bool(self.article_10_basis)


class HumanManager(BaseUserManager["Human"]):
    """Makes humans; nobody is staff or superuser here."""

    def create_user(self, email: str, password: str | None = None, **fields: str) -> "Human":
        """A human who signs in with an e-mail address and a password."""
        human = self.model(email=self.normalize_email(email).casefold(), **fields)
        human.set_password(password)
        human.save(using=self._db)
        return human


class Human(AbstractBaseUser):
    """A human who signs in. What they may do comes from their posts alone."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = HumanManager()

    def __str__(self) -> str:
        return self.name


class PostQuerySet(models.QuerySet["Post"]):
    """Posts by moment."""

    def in_force(self, moment: datetime) -> "PostQuerySet":
        """Posts held at the moment."""
        return self.filter(from_at__lte=moment, until_at__gt=moment)


class Post(models.Model):
    """One human's job in one agency, over [from, until)."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="posts")
    human = models.ForeignKey(Human, models.PROTECT, related_name="posts")
    role = models.CharField(max_length=30, choices=Role)
    title = models.CharField(max_length=80, blank=True)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(default=FOREVER)

    objects = PostQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until_at__gte=F("from_at")), name="post_ends_after_it_begins"
            )
        ]
        indexes = [models.Index(fields=["human", "from_at"])]

    def __str__(self) -> str:
        return f"{self.human.name}, {self.label}"

    @property
    def label(self) -> str:
        """The job in words: its title, or the role's name."""
        return self.title or str(Role(self.role).label)

    def is_in_force(self, moment: datetime) -> bool:
        """Whether the post is held at the moment."""
        return self.from_at <= moment < self.until_at
