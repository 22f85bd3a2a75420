"""A form opened in one post is not saved in another without saying so."""

from django.urls import reverse

from tests import factories
from tests.factories import Region
from tests.pages import Page, opened, signed_in
from throughcare.agencies.acting import SESSION_KEY
from throughcare.agencies.roles import Role
from throughcare.entries.models import Entry
from throughcare.sharing.categories import Handling


def test_a_form_opened_in_another_post_shows_its_readers_again(region: Region) -> None:
    other = factories.post("Ida Brook", region.probation, Role.PROBATION_OFFICER)
    twin = factories.post(other.human, region.exit, Role.EXIT_WORKER)
    for post in (other, twin):
        factories.join(region.case, post, purpose="exit")
    client = signed_in(other)
    url = reverse("entry-write", args=[region.case.pk, "note"])
    label = {"text": "A heron.", "handling": str(Handling.TEAM), "categories": "daily_life"}
    fields = opened(client, url).typed | label
    session = client.session
    session[SESSION_KEY] = str(twin.pk)
    session.save()
    page = Page(client.post(url, fields))
    assert page.status == 200
    assert "See beside the text who will be able to read this" in page.text
    assert page.typed["text"] == "A heron."
    assert not Entry.objects.exists()
