"""Run in an installation of its own: makes a small region there, or works in it until stopped."""

import sys
from datetime import UTC, datetime

import django

YEARS_AGO, IN_YEARS = datetime(2020, 1, 1, tzinfo=UTC), datetime(2060, 1, 1, tzinfo=UTC)


def make() -> None:
    """Ann, Bob, Cy, Dee and Eve, now; three entries with other readers each; one uploaded file."""
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.db import transaction

    from tests import factories
    from throughcare.files import storage
    from throughcare.files.inspection import inspect
    from throughcare.sharing.categories import Category, Handling

    factories.BEFORE, factories.AGREED_UNTIL = YEARS_AGO, IN_YEARS
    region = factories.region()
    region.write(region.ann, headline="For the team", text="A quiet talk.")
    region.write(region.ann, Category.OFFENCE, headline="Of the order", text="It runs till May.")
    region.write(region.bob, headline="Ours", text="He called.", handling=Handling.AGENCY)
    with transaction.atomic():
        storage.store(inspect(SimpleUploadedFile("plan.txt", b"He came at noon.")))


def work() -> None:
    """Write one note after another, and say so after each; stopped from outside."""
    from tests import factories
    from throughcare.agencies.models import Post
    from throughcare.cases.models import Case

    case, ann = Case.objects.get(), Post.objects.get(human__name="Ann Ode")
    for number in range(100_000):
        factories.write(ann, case, headline=f"Note {number}", text="More.")
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    django.setup()
    {"make": make, "work": work}[sys.argv[1]]()
