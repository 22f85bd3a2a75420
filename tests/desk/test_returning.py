"""Before a seat opens again, the page counts what its holder was once listed for."""

from django.urls import reverse

from tests.factories import Region, actor
from tests.pages import sent, signed_in
from throughcare.cases.actions import seats
from throughcare.sharing.categories import Handling


def test_who_comes_back_to_old_lists_is_counted_as_their_reader(region: Region) -> None:
    bob = region.seat(region.bob)
    entry = region.write(region.ann, handling=Handling.NAMED, named=[bob])
    region.write(region.ann, handling=Handling.NAMED)
    seats.end(actor(region.ann), bob, reason="Away")
    url = reverse("seat-propose", args=[region.case.pk])
    terms = {"post": str(region.bob.pk), "purpose": "exit"}
    page = sent(signed_in(region.ann), url, **terms)
    assert "Of the entries that you see, this opens 1." in page.text
    assert region.readers(entry) == {"ann"}
