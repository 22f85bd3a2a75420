"""Agencies, humans and the posts that humans hold."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import IntegrityError, models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from throughcare.agencies.roles import Role
from throughcare.agencies.sectors import Sector
from throughcare.kernel import clock, ids
from throughcare.kernel.clock import FOREVER

if TYPE_CHECKING:
    from throughcare.agencies.sessions import SessionStore

HOUR = timedelta(hours=1)
CODE_LIFE = timedelta(minutes=10)


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


class Session(AbstractBaseSession):
    """Somebody signed in on a device. The key is a hash; no address of a network is kept."""

    human = models.ForeignKey(Human, models.CASCADE, null=True, related_name="sessions")
    device = models.CharField(max_length=60, blank=True)
    used_at = models.DateTimeField()

    @classmethod
    def get_session_store_class(cls) -> "type[SessionStore]":
        """What reads and writes sessions."""
        from throughcare.agencies.sessions import SessionStore

        return SessionStore


class GuessesManager(models.Manager["Guesses"]):
    """Counts guesses in the database, so that all processes count together."""

    @transaction.atomic
    def take(self, account: str, pool: str, most: int) -> bool:
        """Take one of a pool's guesses for the hour that follows; no, when none is left."""
        now = clock.now()
        self.filter(last_at__lt=now - HOUR).exclude(account=account).delete()
        row, _ = self.update_or_create(account=account, defaults={"last_at": now})
        since = (now - HOUR).timestamp()
        recent = [moment for moment in row.taken.get(pool, []) if moment > since]
        if len(recent) >= most:
            return False
        row.taken[pool] = [*recent, now.timestamp()]
        row.save(update_fields=["taken"])
        return True

    @transaction.atomic
    def give_back(self, account: str, pool: str) -> None:
        """Give the last one taken back; older ones stay counted."""
        row = self.select_for_update().filter(account=account).first()
        if row and row.taken.get(pool):
            row.taken[pool].pop()
            row.save(update_fields=["taken"])


class Guesses(models.Model):
    """When an account was guessed at in the last hour, by pool. `account` is a keyed hash."""

    account = models.CharField(max_length=64, primary_key=True)
    taken = models.JSONField(default=dict)
    last_at = models.DateTimeField(db_index=True)

    objects = GuessesManager()

    def __str__(self) -> str:
        return f"guesses at {self.account[:8]}"


class UsedCodeManager(models.Manager["UsedCode"]):
    """Lets a code of an authenticator be used once."""

    def claim(self, human: Human, digest: str) -> bool:
        """Use the code; no, when it was used before, also by another process at this moment."""
        now = clock.now()
        self.filter(used_at__lt=now - CODE_LIFE).delete()
        try:
            with transaction.atomic():
                self.create(human=human, digest=digest, used_at=now)
        except IntegrityError:
            return False
        return True


class UsedCode(models.Model):
    """A code of an authenticator that was used a short while ago, as a keyed hash."""

    human = models.ForeignKey(Human, models.CASCADE, related_name="+", db_index=False)
    digest = models.CharField(max_length=64)
    used_at = models.DateTimeField(db_index=True)

    objects = UsedCodeManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["human", "digest"], name="code_used_once"),
        ]

    def __str__(self) -> str:
        return f"a used code of {self.human_id}"
