"""Emergency access for tests: Gil holds the duty post of the police, and has no seat."""

from datetime import timedelta
from typing import Any

from tests.factories import Region, actor, unsaved
from throughcare.agencies.models import Post
from throughcare.cases.models import Case
from throughcare.emergencies import actions
from throughcare.emergencies.models import Access, LookUp
from throughcare.entries.actions import texts
from throughcare.entries.models import Entry, Kind
from throughcare.kernel import clock
from throughcare.notes.models import Birth
from throughcare.sharing.categories import Category
from throughcare.sharing.purposes import Purpose

REASON = "A threat against his brother was called in at 02:10; nobody of probation answers."


def looked(by: Post, **asked: Any) -> LookUp:
    """A look-up, for safety."""
    return actions.look_up(actor(by), purpose=Purpose.SAFETY, reason=REASON, **asked)


def settled(region: Region) -> None:
    """What is due is reviewed, and what was looked up was looked up yesterday."""
    for access in Access.objects.filter(reviewed_at=None):
        actions.review(actor(region.dee), access, finding="justified", follows="So be it")
    LookUp.objects.update(at=clock.now() - timedelta(days=1))


def opened(by: Post, case: Case, *, hours: int = 4) -> Access:
    """A case that was found by its reference, and opened."""
    return actions.open_case(actor(by), looked(by, reference=case.reference), hours=hours)


def born(region: Region, year: int, month: int, day: int, **fields: Any) -> Entry:
    """Ann writes the date of birth down."""
    date = {"year": year, "month": month, "day": day}
    entry = unsaved(region.case, Category.IDENTITY, model=Birth, kind=Kind.BIRTH, **date, **fields)
    return texts.write(actor(region.ann), entry)
