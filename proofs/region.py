"""A small region at the real clock, for proofs in which time passes."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from tests import factories
from tests.factories import actor
from tests.matrix.asking import signed_in
from tests.matrix.world import Who
from throughcare.agencies.models import Agency, Post, Regime
from throughcare.agencies.roles import Role
from throughcare.agencies.sectors import Sector
from throughcare.cases.models import Case
from throughcare.entries.actions import texts
from throughcare.entries.models import Entry
from throughcare.kernel import clock
from throughcare.sharing.categories import Category, Handling
from throughcare.sharing.models import Agreement
from throughcare.sharing.purposes import Purpose

YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Region:
    """Two agencies under an agreement; ann answers for a case, dee and fay have the duty."""

    probation: Agency
    exit: Agency
    ann: Post
    dee: Post
    fay: Post
    agreement: Agreement
    case: Case

    def exit_worker(self, name: str) -> Post:
        """Another worker of the exit organisation."""
        return _post(name, self.exit, Role.EXIT_WORKER)

    def join(self, post: Post) -> None:
        """Let the post take a seat on the case."""
        factories.join(self.case, post, purpose=Purpose.EXIT)

    def write(self, headline: str, text: str = "") -> Entry:
        """A note of ann's for the whole team."""
        entry = Entry(case=self.case, kind="note", headline=headline, text=text)
        entry.categories, entry.handling = Category.CONTACT.bit, Handling.TEAM
        return texts.write(actor(self.ann), entry)


def build(number: int = 1) -> Region:
    """The region, made by the program's own actions; another number is another one beside it."""
    now = clock.now()
    probation = factories.agency(f"Probation {number}", Sector.PROBATION, regime=Regime.LED)
    exit_ = factories.agency(f"New Shore {number}", Sector.EXIT)
    ann = _post(f"Ann{number} Ode", probation, Role.PROBATION_OFFICER)
    dee = _post(f"Dee{number} Marsh", probation, Role.TEAM_MANAGER, is_duty=True)
    fay = _post(f"Fay{number} Lund", exit_, Role.TEAM_MANAGER, is_duty=True)
    period: dict[str, Any] = {
        "name": f"Agreement {number}",
        "from_at": now - YEAR,
        "until_at": now + YEAR,
    }
    agreement = factories.agree("supervision", [probation, exit_], **period)
    case = factories.open_case(ann, agreement)
    return Region(probation, exit_, ann, dee, fay, agreement, case)


def cookies_of(post: Post) -> dict[str, str]:
    """What the browser of the post's holder sends once they have signed in."""
    return signed_in(Who(post.human.name, post.human, post))


def _post(name: str, agency: Agency, role: str, *, is_duty: bool = False) -> Post:
    return factories.post(name, agency, role, is_duty=is_duty, from_at=clock.now() - YEAR)
