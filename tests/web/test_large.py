"""Pages take as many queries with thousands of cases as with forty.

2,000 cases in the usual run; THROUGHCARE_LARGE_CASES=20000 asks for more.
"""

import os

import pytest
from django.db import connection
from django.db.models import Count
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.pages import signed_in
from throughcare.agencies.acting import act_as
from throughcare.agencies.models import Post
from throughcare.cases.models import Case
from throughcare.demo.bulk import loading
from throughcare.entries import policy
from throughcare.entries.models import Entry, Kind

pytestmark = [pytest.mark.large, pytest.mark.django_db]
FEW, MANY = 40, int(os.environ.get("THROUGHCARE_LARGE_CASES", "2000"))
SEED = 7
LISTS = ("desk", "caseload", "search", "drafts")
CASES = ("case", "chronology", "profile", "pathway", "documents", "team")


def busiest() -> Post:
    """Whoever has most to do."""
    return Post.objects.annotate(count=Count("seats")).order_by("-count", "pk").first()


def counts(post: Post, entry: Entry) -> dict[str, int]:
    """How many queries each page takes."""
    client, found = signed_in(post), {}
    urls = {
        **{name: reverse(name) for name in LISTS},
        "silence": reverse("caseload") + "?order=silence",
        **{name: reverse(name, args=[entry.case_id]) for name in CASES},
        "write": reverse("entry-write", args=[entry.case_id, "note"]),
        **{name: reverse(name, args=[entry.pk]) for name in ("entry", "entry-why")},
    }
    for name, url in urls.items():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200, url
        found[name] = len(queries)
    return found


def test_thousands_of_cases_take_as_many_queries_as_forty() -> None:
    loading.load(FEW, seed=SEED)
    post = busiest()
    entry = policy.visible_to(act_as(post)).filter(kind=Kind.NOTE).order_by("pk").first()
    assert entry is not None
    seats, few = post.seats.count(), counts(post, entry)
    loading.load(MANY, seed=SEED)
    assert Case.objects.count() == MANY
    assert post.seats.count() > 10 * seats or MANY < 1000
    assert counts(post, entry) == few
