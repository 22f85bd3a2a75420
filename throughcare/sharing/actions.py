"""Setting up agencies with their own tables, posts, and agreements; each compiles clearances."""

from datetime import datetime

from django.db import transaction

from throughcare.agencies.models import Agency, Human, Post
from throughcare.agencies.roles import Role
from throughcare.audit.actions import record
from throughcare.kernel import clock
from throughcare.kernel.actor import Actor
from throughcare.kernel.clock import FOREVER
from throughcare.sharing import policy, shipped
from throughcare.sharing.models import (
    Agreement,
    EmergencyGrant,
    Grant,
    Key,
    OwnGrant,
    Party,
    Version,
    Wall,
)
from throughcare.sharing.shipped import AgreementText
from throughcare.sharing.verbs import Verb


@transaction.atomic
def admit(
    actor: Actor,
    *,
    name: str,
    sector: str,
    regime: str,
    article_10_basis: str = "",
    parent: Agency | None = None,
) -> Agency:
    """Admit an agency, with the shipped own table of its sector."""
    policy.may_admit(actor).require()
    agency = Agency.objects.create(
        name=name, sector=sector, regime=regime, article_10_basis=article_10_basis, parent=parent
    )
    OwnGrant.objects.bulk_create(
        OwnGrant(agency=agency, role=role, team=bits, need=bits)
        for role in Role
        if (bits := shipped.own_tables().row(role))
    )
    record(actor, Verb.ADMITTED, agency)
    return agency


@transaction.atomic
def enrol(actor: Actor, *, email: str, name: str, password: str | None = None) -> Human:
    """Let somebody sign in; what they may do comes from the posts they are given."""
    policy.may_enrol(actor).require()
    human = Human.objects.create_user(email, password, name=name)
    record(actor, Verb.ENROLLED, human)
    return human


@transaction.atomic
def appoint(
    actor: Actor,
    *,
    human: Human,
    agency: Agency,
    role: str,
    title: str = "",
    from_at: datetime | None = None,
    until_at: datetime = FOREVER,
) -> Post:
    """Give a human a post; walls that bind it bind the human's other posts from then on."""
    policy.may_appoint(actor, agency).require()
    post = Post.objects.create(
        human=human,
        agency=agency,
        role=role,
        title=title,
        from_at=from_at or clock.now(),
        until_at=until_at,
    )
    Key.objects.keep_up_with(human)
    record(actor, Verb.APPOINTED, post)
    return post


@transaction.atomic
def name_duty_post(actor: Actor, agency: Agency, post: Post) -> Agency:
    """Name the post that takes over responsibility when a post of the agency ends."""
    policy.may_name_duty_post(actor, agency, post).require()
    agency.duty_post = post
    agency.save(update_fields=["duty_post"])
    record(actor, Verb.APPOINTED, post, duty=True)
    return agency


@transaction.atomic
def bring_into_force(
    actor: Actor,
    code: str,
    *,
    parties: list[Agency],
    from_at: datetime,
    until_at: datetime,
    name: str = "",
) -> Agreement:
    """Bring a shipped agreement into force between agencies whose acceptance is on paper."""
    policy.may_bring_into_force(actor).require()
    text = shipped.agreement_text(code)
    agreement = Agreement.objects.create(name=name or text.name)
    version = Version.objects.create(
        agreement=agreement,
        number=1,
        purposes=text.purposes,
        from_at=from_at,
        until_at=until_at,
        wind_down_until=clock.days_later(until_at, text.wind_down_days),
        in_force_since=clock.now(),
    )
    _write_rows(version, text, parties)
    Key.objects.recompile_under(agreement)
    record(actor, Verb.BROUGHT_INTO_FORCE, agreement, ids=[str(party.pk) for party in parties])
    return agreement


def _write_rows(version: Version, text: AgreementText, parties: list[Agency]) -> None:
    Party.objects.bulk_create(
        Party(version=version, agency=agency, accepted_at=clock.now()) for agency in parties
    )
    Grant.objects.bulk_create(
        Grant(version=version, role=role, team=row.team_bits, need=row.need_bits)
        for role, row in text.roles.items()
    )
    EmergencyGrant.objects.bulk_create(
        EmergencyGrant(version=version, sector=sector, team=bits, need=bits)
        for sector, bits in text.emergency_bits.items()
    )
    Wall.objects.bulk_create(
        Wall(version=version, sector=row.sector, categories=row.bits) for row in text.walls
    )
