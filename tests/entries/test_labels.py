"""Labels: wider, narrower, split, asked for; who wins and who loses is told and kept."""

from datetime import timedelta
from typing import Any

import pytest

from tests import factories as make
from tests.factories import START, Region
from throughcare.agencies.roles import Role
from throughcare.audit.models import Event
from throughcare.cases.actions import posts
from throughcare.entries import policy
from throughcare.entries.actions import labels
from throughcare.entries.marked import Marked
from throughcare.entries.models import Entry, EntryVersion, Kind, Stale
from throughcare.kernel import clock
from throughcare.kernel.decision import Refused
from throughcare.notices.models import Notice
from throughcare.sharing.categories import Category, Handling, bits_of

DAY = timedelta(days=1)


def relabel(region: Region, entry: Entry, *categories: Category, **more: Any) -> Entry:
    """Another label by the entry's author."""
    entry = Entry.objects.get(pk=entry.pk)
    given = {
        "version": entry.version,
        "categories": bits_of(categories or entry.category_list),
        "handling": entry.handling,
        "reason": "Asked for",
    } | more
    return labels.relabel(make.actor(entry.author), entry, **given)


def told(event: Event) -> set[str]:
    """Who was told of the event."""
    notices = Notice.objects.filter(event_id=event.pk).select_related("post__human")
    return {notice.post.human.name.split()[0].casefold() for notice in notices}


def last() -> Event:
    return Event.objects.latest("pk")


def test_widening_shows_it_to_more_and_is_a_disclosure(region: Region) -> None:
    entry = region.write(region.ann, handling=Handling.AGENCY)
    with clock.at(START + DAY):
        relabel(region, entry, handling=Handling.TEAM)
    assert region.readers(entry) == {"ann", "bob", "dee", "eve"}
    event = last()
    assert event.verb == "entry.widened"
    assert event.ids == sorted(str(who.pk) for who in (region.bob, region.eve))
    assert told(event) == set()
    stored = Entry.objects.get(pk=entry.pk)
    assert (stored.shared_at, stored.version) == (START + DAY, 2)
    assert EntryVersion.objects.get().reason == "Asked for"


def test_narrowing_tells_those_who_lose_it(region: Region) -> None:
    entry = region.write(region.ann)
    with clock.at(START + DAY):
        relabel(region, entry, handling=Handling.NEED_TO_KNOW)
    assert region.readers(entry) == {"ann", "bob", "dee"}
    assert (last().verb, told(last())) == ("entry.narrowed", {"eve"})
    assert Entry.objects.get(pk=entry.pk).shared_at == START


def test_a_label_that_nobody_notices_is_neither(region: Region) -> None:
    entry = region.write(region.ann)
    relabel(region, entry)
    assert (last().verb, told(last())) == ("entry.relabelled", set())


def test_other_categories_may_win_some_and_lose_others(region: Region) -> None:
    entry = region.write(region.ann, Category.COUNSELLING)
    relabel(region, entry, Category.OFFENCE)
    assert region.readers(entry) == {"ann", "dee", "eve"}
    assert (last().verb, told(last())) == ("entry.widened", {"bob"})


def test_naming_readers_takes_it_from_the_others(region: Region) -> None:
    entry = region.write(region.ann)
    relabel(region, entry, handling=Handling.NAMED, named=[region.seat(region.dee).pk])
    assert region.readers(entry) == {"ann", "dee"}
    assert (last().verb, told(last())) == ("entry.narrowed", {"bob", "eve"})


def test_one_more_name_widens(region: Region) -> None:
    entry = region.write(region.ann, handling=Handling.NAMED)
    with clock.at(START + DAY):
        relabel(region, entry, named=[region.seat(region.eve).pk])
    assert region.readers(entry) == {"ann", "eve"}
    assert last().verb == "entry.widened"
    assert Entry.objects.get(pk=entry.pk).shared_at == START + DAY
    relabel(region, entry, named=[])
    assert region.readers(entry) == {"ann"}
    assert told(last()) == {"eve"}


def test_leaving_a_walled_category_widens_a_named_entry(region: Region) -> None:
    eve = [region.seat(region.eve)]
    entry = region.write(
        region.ann, Category.VICTIM, Category.SAFETY, handling=Handling.NAMED, named=eve
    )
    assert region.readers(entry) == {"ann"}
    relabel(region, entry, Category.SAFETY, named=[seat.pk for seat in eve])
    assert region.readers(entry) == {"ann", "eve"}
    assert last().verb == "entry.widened"


def test_leaving_a_list_forgets_it(region: Region) -> None:
    entry = region.write(region.ann, handling=Handling.NAMED, named=[region.seat(region.eve)])
    relabel(region, entry, handling=Handling.AGENCY)
    assert not entry.readers.exists()
    assert region.readers(entry) == {"ann", "dee"}


def test_a_list_holds_seats_of_the_case_alone(region: Region) -> None:
    other = make.open_case(region.bob)
    strange = other.seats.get()
    entry = region.write(region.ann, handling=Handling.NAMED, named=[strange])
    assert [reader.seat for reader in entry.readers.all()] == [region.seat(region.ann)]


def test_nobody_is_won_in_a_wind_down(region: Region) -> None:
    entry = region.write(region.ann, handling=Handling.NAMED)
    team = region.write(region.ann)
    with clock.at(make.AGREED_UNTIL):
        relabel(region, entry, named=[region.seat(region.eve).pk])
        assert region.readers(entry) == {"ann"}
        relabel(region, team, handling=Handling.NEED_TO_KNOW)
        assert region.readers(team) == {"ann", "bob", "dee"}
        assert told(last()) == {"eve"}
        relabel(region, team, handling=Handling.TEAM)
        assert region.readers(team) == {"ann", "dee"}
        assert told(last()) == {"bob"}


def test_the_new_label_must_lie_within_the_own_mask(region: Region) -> None:
    entry = region.write(region.ann)
    with pytest.raises(Refused, match="does not write in: Health"):
        relabel(region, entry, Category.HEALTH)
    assert Entry.objects.get().version == 1


def test_others_do_not_relabel_or_split(region: Region) -> None:
    entry = region.write(region.bob)
    given = {"version": 1, "categories": 2, "handling": Handling.TEAM, "reason": "x"}
    texts = {"kept": "", "headline": "x", "text": "y"}
    for who in (region.ann, region.dee, region.eve):
        with pytest.raises(Refused, match="belongs to New Shore"):
            labels.relabel(make.actor(who), entry, **given)
        with pytest.raises(Refused, match="belongs to New Shore"):
            labels.split(make.actor(who), entry, **given, **texts)


def test_a_stale_label_is_refused(region: Region) -> None:
    entry = region.write(region.ann)
    relabel(region, entry, handling=Handling.AGENCY)
    with pytest.raises(Stale):
        relabel(region, entry, version=1, handling=Handling.TEAM)
    assert region.readers(entry) == {"ann", "dee"}


def split(region: Region, entry: Entry, **more: Any) -> Entry:
    given = {
        "version": 1,
        "kept": "We met.",
        "headline": "His Sister",
        "text": "She was hurt.",
        "categories": Category.VICTIM.bit,
        "handling": Handling.NEED_TO_KNOW,
        "reason": "Not for all",
    } | more
    return labels.split(make.actor(region.ann), entry, **given)


def test_a_part_that_is_split_off_has_a_label_of_its_own(region: Region) -> None:
    earlier = START - DAY
    entry = region.write(region.ann, text="We met. She was hurt.", occurred_at=earlier)
    part = split(region, entry)
    assert region.readers(entry) == {"ann", "bob", "dee", "eve"}
    assert region.readers(part) == {"ann"}
    assert (part.follows, part.occurred_at, part.shared_at) == (entry, earlier, START)
    assert (part.folded, part.kind, part.agency) == ("his sister", Kind.NOTE, region.probation)
    stored = Entry.objects.get(pk=entry.pk)
    assert (stored.text, stored.version) == ("We met.", 2)
    assert EntryVersion.objects.get().text == "We met. She was hurt."
    verbs = Event.objects.order_by("-pk").values_list("verb", flat=True)[:2]
    assert list(verbs) == ["entry.written", "entry.split"]


def test_a_part_may_be_for_named_readers(region: Region) -> None:
    entry = region.write(region.ann)
    named = [region.seat(region.bob).pk]
    part = split(region, entry, handling=Handling.NAMED, named=named)
    assert region.readers(part) == {"ann", "bob"}


def test_a_split_stops_at_a_marking_a_stale_version_and_the_own_mask(region: Region) -> None:
    entry = region.write(region.ann)
    with pytest.raises(Marked):
        split(region, entry, text="TOP SECRET")
    with pytest.raises(Stale):
        split(region, entry, version=7)
    with pytest.raises(Refused, match="does not write in: Health"):
        split(region, entry, categories=Category.HEALTH.bit)
    assert Entry.objects.count() == 1


def test_a_reader_asks_the_owner_who_answers_once(region: Region) -> None:
    entry = region.write(region.ann)
    wish = labels.ask(make.actor(region.bob), entry, wish="Please keep it from the police")
    assert (last().verb, told(last())) == ("label.asked", {"ann"})
    with pytest.raises(Refused, match="belongs to Probation North"):
        labels.answer(make.actor(region.bob), wish, answer="Yes")
    labels.answer(make.actor(region.ann), wish, answer="Done")
    assert (last().verb, told(last())) == ("label.answered", {"bob"})
    assert (wish.answer, wish.answered_by_id, wish.answered_at) == ("Done", region.ann.pk, START)
    with pytest.raises(Refused, match="in the meantime"):
        labels.answer(make.actor(region.ann), wish, answer="Again")


def test_who_owns_an_entry_changes_it_instead_of_asking(region: Region) -> None:
    entry = region.write(region.ann)
    with pytest.raises(Refused, match="yourself"):
        labels.ask(make.actor(region.dee), entry, wish="x")
    with pytest.raises(Refused, match="seat on this case has ended"):
        labels.ask(make.actor(region.cy), entry, wish="x")


def test_a_wish_goes_to_the_duty_post_when_the_author_has_left(region: Region) -> None:
    entry = region.write(region.bob)
    posts.end(make.root(), region.bob)
    labels.ask(make.actor(region.ann), entry, wish="x")
    assert told(last()) == {"fay"}


def test_wishes_show_where_the_entry_shows(region: Region) -> None:
    entry = region.write(region.ann, Category.COUNSELLING)
    wish = labels.ask(make.actor(region.bob), entry, wish="x")
    for who in (region.ann, region.bob, region.dee, region.eve, region.cy):
        shown = policy.requests_visible_to(make.actor(who))
        assert list(shown) == ([wish] if make.sees(who, entry) else [])


def test_a_responsible_worker_changes_what_a_colleague_wrote(region: Region) -> None:
    colleague = make.post("Tor Berg", region.probation, Role.PROBATION_OFFICER)
    make.join(region.case, colleague)
    entry = region.write(colleague)
    labels.relabel(
        make.actor(region.ann), entry, version=1, categories=entry.categories,
        handling=Handling.NAMED, reason="Under review",
    )  # fmt: skip
    assert not make.sees(colleague, entry)
    assert make.sees(region.ann, entry)
