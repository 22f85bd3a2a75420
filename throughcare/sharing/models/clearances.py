"""Keys and the clearances compiled for them: what the rule looks masks up in."""

import uuid
from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db import models, transaction
from django.db.models import Q

from throughcare.agencies.models import Agency, Human, Post
from throughcare.agencies.roles import Role
from throughcare.agencies.sectors import Sector
from throughcare.kernel.clock import FOREVER
from throughcare.sharing.categories import Category
from throughcare.sharing.masks import Emergency, Halves, Reader, Terms, WallTerm, periods
from throughcare.sharing.models.agreements import Agreement, OwnGrant


class KeyQuerySet(models.QuerySet["Key"]):
    """Keys, made with their clearances."""

    def obtain(
        self, *, agreement: Agreement | None, agency: Agency, role: str, purpose: str
    ) -> "Key":
        """The key for these four, with its clearances compiled."""
        with transaction.atomic():
            return self._obtained(agreement, agency, role, purpose)

    def _obtained(
        self, agreement: Agreement | None, agency: Agency, role: str, purpose: str
    ) -> "Key":
        key, is_new = self.get_or_create(
            agreement=agreement, agency=agency, role=role, purpose=purpose, emergency_until=None
        )
        if is_new:
            key.compile()
        return key

    def open(self, base: "Key", *, until_at: datetime, is_alone: bool) -> "Key":
        """A key for one seat in an emergency: beside what the base clears, or alone."""
        with transaction.atomic():
            key = base.in_emergency(until_at=until_at, is_alone=is_alone)
            key.save(force_insert=True)
            key.compile()
        return key

    def recompile_under(self, agreement: Agreement) -> None:
        """Compile the keys of an agreement anew, also those that somebody makes at this moment."""
        agreement.hold()
        self.filter(agreement=agreement).recompile()

    def recompile(self) -> None:
        """Compile the clearances of these keys anew, in the caller's transaction."""
        for key in self.select_related("agency", "agreement"):
            key.clearances.all().delete()
            Clearance.objects.bulk_create(compiled(key))

    def keep_up_with(self, human: Human) -> None:
        """Compile anew where the human's posts make a set of sectors that is not compiled."""
        for agency in Agency.objects.filter(posts__human=human).distinct():
            there: dict[int, set[int]] = {}
            rows = Clearance.objects.filter(key__agency=agency, owner=agency)
            for key, sectors in rows.values_list("key", "sectors").distinct():
                there.setdefault(key, set()).add(sectors)
            needed = sector_sets(agency)
            self.filter(pk__in=[key for key in there if needed - there[key]]).recompile()


class Key(models.Model):
    """What a seat's clearances are looked up by. Many seats share one key.

    In an emergency a seat has a key of its own, which clears more until a moment; `is_alone` when
    the seat has nothing else.
    """

    agreement = models.ForeignKey(Agreement, models.PROTECT, null=True, related_name="keys")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="keys")
    role = models.CharField(max_length=30, choices=Role)
    purpose = models.CharField(max_length=20)
    emergency_until = models.DateTimeField(null=True)
    is_alone = models.BooleanField(default=False)

    objects = KeyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "agency", "role", "purpose"],
                condition=Q(emergency_until=None),
                name="one_key",
            ),
            models.UniqueConstraint(
                fields=["agency", "role", "purpose"],
                condition=Q(agreement=None, emergency_until=None),
                name="one_key_without_agreement",
            ),
        ]

    def compile(self) -> None:
        """Compile the clearances, while nobody changes the agreement."""
        if self.agreement:
            self.agreement.hold()
        Key.objects.filter(pk=self.pk).recompile()

    def in_emergency(self, *, until_at: datetime, is_alone: bool) -> "Key":
        """What this key would be in an emergency; not stored."""
        return Key(
            agreement=self.agreement,
            agency=self.agency,
            role=self.role,
            purpose=self.purpose,
            emergency_until=until_at,
            is_alone=is_alone,
        )

    def end_emergency(self, moment: datetime) -> None:
        """From the moment on the key clears what it would without an emergency."""
        self.emergency_until = moment
        self.save(update_fields=["emergency_until"])
        self.compile()

    @property
    def emergency(self) -> Emergency | None:
        """What it opens beside, and until when."""
        return Emergency(self.emergency_until, self.is_alone) if self.emergency_until else None


class Clearance(models.Model):
    """What one key clears of one owner agency's entries, over [from, until).

    Compiled, never edited. `sectors` are the bits of all sectors of the reading human's posts;
    `walled` the categories that a wall keeps from such a human. A row exists only for the key's
    own agency and, under an agreement, between two of its parties for one of its purposes.
    Entries first shared (or last widened) at or after `shared_before` are not cleared. `lists` is 1
    where being on a NAMED entry's list opens it, and 0 where an emergency alone clears anything.
    """

    key = models.ForeignKey(Key, models.CASCADE, related_name="clearances")
    owner = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    sectors = models.BigIntegerField()
    from_at = models.DateTimeField()
    until_at = models.DateTimeField()
    shared_before = models.DateTimeField(default=FOREVER)
    mask = models.BigIntegerField()
    walled = models.BigIntegerField(default=0)
    lists = models.SmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key", "owner", "sectors", "from_at"], name="one_clearance"
            )
        ]


def compiled(key: Key) -> Iterator[Clearance]:
    """The clearances that agreement, own table and walls give a key."""
    versions = _terms(key.agreement) if key.agreement else []
    parties = {key.agency_id}.union(*(terms.parties for terms in versions))
    own = _own_row(key)
    for sectors in sector_sets(key.agency):
        reader = Reader(
            agency=key.agency_id,
            role=key.role,
            purpose=key.purpose,
            sectors=sectors,
            own_sector=Sector(key.agency.sector).bit,
            barred=0 if key.agency.may_hold_offences else Category.OFFENCE.bit,
            emergency=key.emergency,
        )
        for owner in parties:
            for period in periods(reader, owner, own, versions):
                yield Clearance(
                    key=key,
                    owner_id=owner,
                    sectors=sectors,
                    from_at=period.from_at,
                    until_at=period.until_at,
                    shared_before=period.shared_before,
                    mask=period.mask,
                    walled=period.walled,
                    lists=int(period.lists),
                )


def cleared(key: Key, sectors: int, moment: datetime) -> dict[uuid.UUID, Clearance]:
    """What a key, stored or not, clears of each owner's entries for a human of these sectors."""
    return {
        row.owner_id: row
        for row in compiled(key)
        if row.sectors == sectors and row.from_at <= moment < row.until_at
    }


def sector_sets(agency: Agency) -> set[int]:
    """Every set of sectors (bits) that a human with a post in the agency has at some moment."""
    sets = {Sector(agency.sector).bit}
    humans = Post.objects.filter(agency=agency).values("human")
    several = Post.objects.filter(human__in=humans).select_related("agency")
    by_human: dict[uuid.UUID, list[Post]] = {}
    for post in several:
        by_human.setdefault(post.human_id, []).append(post)
    for posts in by_human.values():
        sets |= _sets_over_time(posts)
    return sets


def _sets_over_time(posts: Iterable[Post]) -> set[int]:
    posts = list(posts)
    moments = {post.from_at for post in posts} | {post.until_at for post in posts}
    return {sectors_at(posts, moment) for moment in moments} - {0}


def sectors_at(posts: Iterable[Post], moment: object) -> int:
    """The bits of the sectors of the posts in force at the moment."""
    bits = 0
    for post in posts:
        if post.from_at <= moment < post.until_at:  # type: ignore[operator]
            bits |= Sector(post.agency.sector).bit
    return bits


def _own_row(key: Key) -> Halves:
    row = OwnGrant.objects.filter(agency=key.agency, role=key.role).first()
    return Halves(row.team, row.need) if row else Halves()


def _terms(agreement: Agreement) -> list[Terms]:
    versions = agreement.versions.filter(in_force_since__isnull=False).order_by("number")
    return [
        Terms(
            from_at=version.from_at,
            until_at=version.until_at,
            wind_down_until=version.wind_down_until,
            parties=frozenset(party.agency_id for party in version.parties.all()),
            purposes=frozenset(version.purposes),
            grants={row.role: Halves(row.team, row.need) for row in version.grants.all()},
            walls=[
                WallTerm(Sector(row.sector).bit, row.categories, row.owner_id)
                for row in version.walls.all()
            ],
            emergencies={
                Sector(row.sector).bit: Halves(row.team, row.need)
                for row in version.emergency_grants.all()
            },
        )
        for version in versions.prefetch_related("parties", "grants", "walls", "emergency_grants")
    ]
