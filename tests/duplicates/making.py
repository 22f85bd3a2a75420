"""Cases with like names, and a steward of the region's agreement."""

from tests import factories as make
from tests.factories import Region
from throughcare.agencies.models import Post
from throughcare.agencies.roles import Role
from throughcare.cases.models import Case
from throughcare.duplicates import actions, finding
from throughcare.duplicates.models import Pair
from throughcare.entries.models import Kind
from throughcare.notes.actions import writing
from throughcare.notes.models import Birth, Name
from throughcare.sharing.categories import Category, Handling


def steward(region: Region) -> Post:
    """Sol, who works for the exit organisation and has no case."""
    post = make.post("Sol Wren", region.exit, Role.FAMILY_WORKER)
    actions.appoint(make.root(), region.agreement, post)
    return post


def case_of(by: Post, region: Region, name: str, *, shared: bool = True) -> Case:
    """A case about somebody, under the region's agreement or none."""
    return make.open_case(by, region.agreement if shared else None, display_name=name)


def born(by: Post, case: Case, year: int, month: int | None = None, day: int | None = None) -> None:
    """A date of birth on the record, for the team."""
    label = {"categories": Category.IDENTITY.bit, "handling": Handling.TEAM, "headline": "Birth"}
    entry = Birth(case=case, kind=Kind.BIRTH, year=year, month=month, day=day, **label)
    writing.add(make.actor(by), entry)


def called(by: Post, case: Case, name: str, handling: int = Handling.TEAM) -> None:
    """A further name on the record."""
    label = {"categories": Category.IDENTITY.bit, "handling": handling, "headline": "Alias"}
    writing.add(make.actor(by), Name(case=case, kind=Kind.NAME, name=name, use="alias", **label))


def found() -> list[Pair]:
    """What is proposed once names have been compared."""
    finding.find()
    return list(Pair.objects.order_by("found_at", "pk"))
