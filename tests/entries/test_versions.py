"""Earlier versions: what was split off does not show in them, nor a reason meant for fewer."""

from typing import Any

import pytest
from django.urls import reverse

from tests import factories as make
from tests.factories import Region, actor
from tests.pages import opened, signed_in
from throughcare.agencies.models import Post
from throughcare.entries.actions import labels, texts
from throughcare.entries.models import Entry
from throughcare.entries.queries import versions
from throughcare.sharing.categories import Category, Handling


def seen(who: Post, entry: Entry) -> list[int]:
    """The numbers of the earlier versions that somebody sees."""
    return [version.number for version in versions(actor(who), Entry.objects.get(pk=entry.pk))]


def split(region: Region, entry: Entry, category: Category, **more: Any) -> Entry:
    given = {
        "version": Entry.objects.get(pk=entry.pk).version,
        "kept": "We met.",
        "headline": "A part",
        "text": "She was hurt.",
        "categories": category.bit,
        "handling": Handling.TEAM,
        "reason": "Of the sister",
    } | more
    return labels.split(actor(region.ann), Entry.objects.get(pk=entry.pk), **given)


@pytest.fixture
def entry(region: Region) -> Entry:
    return region.write(region.ann, headline="A visit", text="We met. She was hurt.")


def test_what_was_split_off_behind_a_wall_shows_in_no_earlier_version(
    region: Region, entry: Entry
) -> None:
    texts.correct(
        actor(region.ann), entry, version=1, reason="A slip", fields={"text": "She was hurt."}
    )
    split(region, entry, Category.VICTIM)
    page = opened(signed_in(region.eve), reverse("entry", args=[entry.pk]))
    assert "We met." in page.text
    assert "She was hurt." not in page.response.content.decode()
    assert "Of the sister" not in page.response.content.decode()
    assert (seen(region.ann, entry), seen(region.eve, entry)) == ([2, 1], [])


@pytest.mark.parametrize(
    ("handling", "readers"),
    [
        (Handling.TEAM, "ann bob dee eve"),
        (Handling.NEED_TO_KNOW, "ann bob dee"),
        (Handling.AGENCY, "ann dee"),
        (Handling.NAMED, "ann bob"),
    ],
)
def test_a_version_shows_to_those_who_read_both_parts(
    region: Region, entry: Entry, handling: Handling, readers: str
) -> None:
    named = [region.seat(region.bob).pk]
    split(region, entry, Category.CONTACT, handling=handling, named=named)
    assert {name for name, who in region.team.items() if seen(who, entry)} == set(readers.split())


def test_of_a_named_entry_only_listed_ones_cleared_for_the_part_see_the_version(
    region: Region,
) -> None:
    listed = [region.seat(region.bob), region.seat(region.eve)]
    entry = region.write(region.ann, handling=Handling.NAMED, named=listed)
    split(region, entry, Category.COUNSELLING)
    assert {name for name, who in region.team.items() if seen(who, entry)} == {"ann", "bob"}


def test_a_reason_shows_where_the_label_shows_that_it_led_to(region: Region, entry: Entry) -> None:
    for version, handling, why in ((1, 3, "Not for the police"), (2, 1, "Cleared with them")):
        labels.relabel(
            actor(region.ann),
            Entry.objects.get(pk=entry.pk),
            version=version,
            categories=entry.categories,
            handling=handling,
            reason=why,
        )
    assert make.sees(region.eve, entry)
    pages = {
        who: opened(signed_in(who), reverse("entry", args=[entry.pk])).text
        for who in (region.dee, region.eve)
    }
    assert "Not for the police" in pages[region.dee]
    assert "Version 1" in pages[region.eve]
    assert "Not for the police" not in pages[region.eve]
