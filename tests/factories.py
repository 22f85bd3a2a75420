"""People and agencies for tests, made by the program's own actions.

ann is a probation officer, dee her supervisor (team manager) and the agency's duty post; bob works
for an exit organisation, eve is the police contact; cy, a social worker, has no seat anywhere.
fay, gil and hal hold the other agencies' duty posts.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.kept import Kept
from throughcare.agencies.acting import act_as
from throughcare.agencies.models import Agency, Human, Post, Regime
from throughcare.agencies.roles import Role
from throughcare.agencies.sectors import CONFIRMED_SECTORS, Sector
from throughcare.cases.actions import cases, seats
from throughcare.cases.models import Case, Responsibility, Seat, SeatOffer
from throughcare.entries import policy
from throughcare.entries.actions import texts
from throughcare.entries.models import Entry, Kind
from throughcare.kernel import clock
from throughcare.kernel.actor import Actor, system
from throughcare.sharing import actions as sharing
from throughcare.sharing.categories import Category, Handling, bits_of
from throughcare.sharing.models import Agreement
from throughcare.sharing.purposes import Purpose

START = datetime(2030, 1, 7, 9, tzinfo=UTC)
BEFORE = START - timedelta(days=1000)
AGREED_UNTIL = START + timedelta(days=700)
GROUND = "Police Act, section 5: danger to others"


def root() -> Actor:
    """The actor of the command line."""
    return system(clock.now())


def agency(name: str, sector: str, *, regime: str = Regime.GDPR, basis: str = "") -> Agency:
    """An agency with the shipped own table."""
    return sharing.admit(root(), name=name, sector=sector, regime=regime, article_10_basis=basis)


def human(name: str) -> Human:
    """Somebody who can sign in once they have a password."""
    first = name.split(maxsplit=1)[0].casefold()
    return sharing.enrol(root(), email=f"{first}@example.org", name=name)


def post(
    who: Human | str, where: Agency, role: str, *, is_duty: bool = False, **period: Any
) -> Post:
    """A post, held since long ago; a new human by their name."""
    held_by = human(who) if isinstance(who, str) else who
    period.setdefault("from_at", BEFORE)
    made = sharing.appoint(root(), human=held_by, agency=where, role=role, **period)
    if is_duty:
        sharing.name_duty_post(root(), where, made)
    return made


def actor(who: Post) -> Actor:
    """The post's holder at this moment, in a request of their own."""
    return act_as(Post.objects.select_related("agency", "human").get(pk=who.pk))


def agree(code: str, parties: Iterable[Agency], **period: Any) -> Agreement:
    """A shipped agreement between the parties."""
    period = {"from_at": BEFORE, "until_at": AGREED_UNTIL} | period
    return sharing.bring_into_force(root(), code, parties=list(parties), **period)


def open_case(by: Post, agreement: Agreement | None = None, **more: Any) -> Case:
    """A case that its opener answers for."""
    more.setdefault("display_name", "Idris Vale")
    more.setdefault("purpose", Purpose.SUPERVISION)
    return cases.open(actor(by), agreement=agreement, **more)


def responsible(case: Case) -> Post:
    """Who answers for the case now."""
    now = clock.now()
    row = Responsibility.objects.get(case=case, from_at__lte=now, until_at__gt=now)
    return row.post


def offer(case: Case, to: Post, **more: Any) -> SeatOffer:
    """A seat offered by the responsible worker."""
    more = {"role": to.role, "purpose": Purpose.SUPERVISION, "ground": GROUND} | more
    return seats.offer(actor(responsible(case)), case, post=to, **more)


def join(case: Case, who: Post, *, confirmed_by: Post | None = None, **more: Any) -> Seat:
    """A seat offered, confirmed where it must be, and accepted."""
    offered = offer(case, who, **more)
    if who.agency.sector in CONFIRMED_SECTORS:
        assert confirmed_by is not None, "needs a second human"
        offered = seats.confirm(actor(confirmed_by), offered)
    return seats.accept(actor(who), offered)


def unsaved(case: Case, *categories: Category, model: type[Entry] = Entry, **fields: Any) -> Entry:
    """An entry that nobody has put on the record yet; a note, unless said otherwise."""
    fields = {"handling": Handling.TEAM, "kind": Kind.NOTE, "headline": "Note"} | fields
    return model(case=case, categories=bits_of(categories or (Category.CONTACT,)), **fields)


def write(
    by: Post, case: Case, *categories: Category, named: Iterable[Seat] = (), **fields: Any
) -> Entry:
    """A note on the record."""
    entry = unsaved(case, *categories, **fields)
    return texts.write(actor(by), entry, named=[seat.pk for seat in named])


def sees(who: Post, entry: Entry) -> bool:
    """Whether the rule shows the entry to the post's holder now."""
    return policy.visible_to(actor(who)).filter(pk=entry.pk).exists()


@dataclass(frozen=True)
class Region:
    """Four agencies, three of them parties of an agreement; one case with four seats."""

    probation: Agency
    exit: Agency
    police: Agency
    council: Agency
    ann: Post
    bob: Post
    cy: Post
    dee: Post
    eve: Post
    fay: Post
    gil: Post
    hal: Post
    agreement: Agreement
    case: Case

    def seat(self, who: Post) -> Seat:
        """The post's seat on the case."""
        return Seat.objects.get(case=self.case, post=who)

    def write(self, by: Post, *categories: Category, **fields: Any) -> Entry:
        """A note on the case."""
        return write(by, self.case, *categories, **fields)

    @property
    def team(self) -> dict[str, Post]:
        """Those with a seat, by name."""
        return {"ann": self.ann, "bob": self.bob, "dee": self.dee, "eve": self.eve}

    def readers(self, entry: Entry) -> set[str]:
        """Who of ann, bob, cy, dee and eve sees the entry now."""
        people = self.team | {"cy": self.cy}
        return {name for name, who in people.items() if sees(who, entry)}

    def fresh(self) -> "Region":
        """The same region with its case read anew."""
        return replace(self, case=Case.objects.get(pk=self.case.pk))


def region() -> Region:
    """The region of the tests, at the clock's moment; made once where the clock stands at START."""
    return _at_start() if clock.now() == START else _region()


def _region() -> Region:
    probation = agency("Probation North", Sector.PROBATION, regime=Regime.LED)
    exit_ = agency("New Shore", Sector.EXIT)
    police = agency("Police North", Sector.POLICE, regime=Regime.LED)
    council = agency("Council of Tern", Sector.SOCIAL_WORK)
    ann = post("Ann Ode", probation, Role.PROBATION_OFFICER)
    dee = post("Dee Marsh", probation, Role.TEAM_MANAGER, is_duty=True)
    bob = post("Bob Fen", exit_, Role.EXIT_WORKER)
    eve = post("Eve Stone", police, Role.POLICE_CONTACT)
    agreement = agree("supervision", [probation, exit_, police])
    case = open_case(ann, agreement)
    made = Region(
        probation=probation,
        exit=exit_,
        police=police,
        council=council,
        ann=ann,
        bob=bob,
        cy=post("Cy Holm", council, Role.SOCIAL_WORKER),
        dee=dee,
        eve=eve,
        fay=post("Fay Lund", exit_, Role.TEAM_MANAGER, is_duty=True),
        gil=post("Gil Moor", police, Role.TEAM_MANAGER, is_duty=True),
        hal=post("Hal Reed", council, Role.TEAM_MANAGER, is_duty=True),
        agreement=agreement,
        case=case,
    )
    join(case, dee)
    join(case, bob, purpose=Purpose.EXIT)
    join(case, eve, confirmed_by=dee, purpose=Purpose.SAFETY)
    return made.fresh()


_at_start = Kept(_region)
