"""Writing and correcting: in the own categories, on an open case, with the past kept."""

from datetime import timedelta

import pytest

from tests import factories as make
from tests.factories import START, Region
from throughcare.agencies.roles import Role
from throughcare.audit.models import Event
from throughcare.cases.actions import cases, seats
from throughcare.entries import policy
from throughcare.entries.actions import labels, texts
from throughcare.entries.marked import Marked
from throughcare.entries.models import Entry, EntryVersion, Kind, Stale
from throughcare.entries.queries import versions
from throughcare.kernel import clock
from throughcare.kernel.decision import Refused
from throughcare.notes.models import Contact
from throughcare.sharing.categories import Category, Handling
from throughcare.sharing.models import Clearance

DAY = timedelta(days=1)


def test_an_entry_belongs_to_the_agency_of_its_author(region: Region) -> None:
    entry = region.write(region.bob, headline="First TALK")
    assert (entry.agency, entry.author, entry.regime) == (region.exit, region.bob, "gdpr")
    assert entry.occurred_at == entry.recorded_at == entry.shared_at == START
    assert entry.folded == "first talk"
    assert str(entry) == f"note {entry.pk}"
    assert Event.objects.latest("pk").verb == "entry.written"


def test_an_entry_may_tell_of_an_earlier_day(region: Region) -> None:
    entry = region.write(region.ann, occurred_at=START - 30 * DAY)
    assert (entry.occurred_at, entry.shared_at) == (START - 30 * DAY, START)


WRITABLE = [
    ("ann", Category.COUNSELLING, Handling.TEAM, True),
    ("ann", Category.VICTIM, Handling.NAMED, True),
    ("ann", Category.HEALTH, Handling.TEAM, False),
    ("ann", Category.HEALTH, Handling.NAMED, False),
    ("bob", Category.OFFENCE, Handling.TEAM, False),
    ("bob", Category.OFFENCE, Handling.NAMED, False),
    ("bob", Category.COUNSELLING, Handling.AGENCY, True),
    ("dee", Category.COUNSELLING, Handling.AGENCY, False),
    ("eve", Category.RELIGION, Handling.NEED_TO_KNOW, False),
    ("eve", Category.SAFETY, Handling.NEED_TO_KNOW, True),
]


@pytest.mark.parametrize(("who", "category", "handling", "may"), WRITABLE)
def test_nobody_writes_in_a_category_that_the_own_mask_lacks(
    region: Region, who: str, category: Category, handling: int, may: bool
) -> None:
    by = getattr(region, who)
    if may:
        assert make.sees(by, region.write(by, category, handling=handling))
        return
    with pytest.raises(Refused, match=f"does not write in: {category.label}"):
        region.write(by, category, handling=handling)
    assert not Entry.objects.exists()


def test_a_walled_human_does_not_write_behind_the_wall(region: Region) -> None:
    make.post(region.bob.human, region.police, Role.POLICE_CONTACT)
    with pytest.raises(Refused, match="does not write in: Counselling talk"):
        region.write(region.bob, Category.COUNSELLING, Category.CONTACT)


def test_nobody_writes_before_clearances_are_compiled(region: Region) -> None:
    Clearance.objects.all().delete()
    with pytest.raises(Refused, match="does not write in: Contact"):
        region.write(region.ann)


def test_nobody_writes_beyond_the_reach_of_the_own_seat(region: Region) -> None:
    ida = make.post("Ida Brook", region.exit, Role.EXIT_WORKER)
    make.join(region.case, ida, sees_from=START - DAY)
    region.write(ida, occurred_at=START - DAY)
    with pytest.raises(Refused, match="does not reach back"):
        region.write(ida, occurred_at=START - 2 * DAY)


def test_writing_needs_a_seat_now_and_an_open_case(region: Region) -> None:
    entry = region.write(region.bob)
    with pytest.raises(Refused, match="seat on this case has ended"):
        region.write(region.cy)
    with pytest.raises(LookupError):
        texts.write(make.root(), make.unsaved(region.case))
    seats.end(make.actor(region.bob), region.seat(region.bob), reason="x")
    with pytest.raises(Refused, match="seat on this case has ended"):
        texts.correct(make.actor(region.bob), entry, version=1, reason="x", fields={"text": "y"})
    cases.close(make.actor(region.ann), region.case, reason="Done")
    for act in (region.write, lambda who: policy.may_ask(make.actor(who), entry).require()):
        with pytest.raises(Refused, match="is closed"):
            act(region.ann)


def test_a_marked_text_is_stopped_and_nothing_is_kept(region: Region) -> None:
    events = Event.objects.count()
    with pytest.raises(Marked):
        region.write(region.ann, text="TOP SECRET\n\nHe was seen.")
    assert not Entry.objects.exists()
    assert Event.objects.count() == events
    entry = region.write(region.ann)
    with pytest.raises(Marked):
        texts.correct(
            make.actor(region.ann), entry, version=1, reason="x", fields={"headline": "TOP SECRET"}
        )
    assert Entry.objects.get().version == 1


def test_a_correction_keeps_what_was_there(region: Region) -> None:
    entry = region.write(region.ann, text="Met on Monday", headline="Monday")
    with clock.at(START + DAY):
        corrected = texts.correct(
            make.actor(region.ann),
            entry,
            version=1,
            reason="Wrong day",
            fields={"text": "Met on Tuesday", "headline": "Tuesday"},
        )
    stored = Entry.objects.get(pk=entry.pk)
    assert (stored.text, stored.version, stored.folded) == ("Met on Tuesday", 2, "tuesday")
    assert stored.shared_at == START
    kept = EntryVersion.objects.get(entry=entry)
    assert (kept.number, kept.text, kept.headline) == (1, "Met on Monday", "Monday")
    assert (kept.reason, kept.replaced_by, kept.replaced_at) == (
        "Wrong day", region.ann, START + DAY,
    )  # fmt: skip
    assert corrected == stored


def test_a_correction_keeps_the_fields_of_the_kind(region: Region) -> None:
    contact = Contact(
        case=region.case,
        kind=Kind.CONTACT,
        categories=Category.CONTACT.bit,
        handling=Handling.TEAM,
        headline="Phone",
        how="phone",
    )
    texts.write(make.actor(region.ann), contact)
    entry = Entry.objects.get(pk=contact.pk)
    assert entry.detail == contact
    corrected = texts.correct(
        make.actor(region.ann),
        entry,
        version=1,
        reason="x",
        fields={"how": "video", "outcome": "missed"},
    )
    assert (corrected.how, corrected.outcome) == ("video", "missed")
    assert EntryVersion.objects.get().fields["how"] == "phone"
    assert Contact.objects.get().version == 2


def test_a_stale_correction_is_refused_and_changes_nothing(region: Region) -> None:
    entry = region.write(region.ann, text="One")
    texts.correct(make.actor(region.ann), entry, version=1, reason="x", fields={"text": "Two"})
    with pytest.raises(Stale):
        texts.correct(
            make.actor(region.dee), entry, version=1, reason="y", fields={"text": "Three"}
        )
    assert Entry.objects.get().text == "Two"
    assert EntryVersion.objects.count() == 1


@pytest.mark.parametrize("name", ["categories", "handling", "agency_id", "case", "shared_at"])
def test_a_correction_does_not_change_who_reads(region: Region, name: str) -> None:
    entry = region.write(region.ann)
    with pytest.raises(ValueError, match="Not a matter of correction"):
        texts.correct(make.actor(region.ann), entry, version=1, reason="x", fields={name: 1})


def test_who_corrects(region: Region) -> None:
    colleague = make.post("Tor Berg", region.probation, Role.PROBATION_OFFICER)
    make.join(region.case, colleague)
    by_bob, by_colleague = region.write(region.bob), region.write(colleague)
    may = {
        who: [bool(policy.may_correct(make.actor(who), e)) for e in (by_bob, by_colleague)]
        for who in (region.ann, region.bob, region.dee, region.eve, colleague)
    }
    assert may == {
        region.ann: [False, True],  # responsible worker
        region.bob: [True, False],
        region.dee: [False, True],  # duty post
        region.eve: [False, False],
        colleague: [False, True],  # author
    }
    third = make.post("Eli Bak", region.probation, Role.PROBATION_OFFICER)
    make.join(region.case, third)
    with pytest.raises(Refused, match="Only its author"):
        policy.may_correct(make.actor(third), by_colleague).require()
    with pytest.raises(Refused, match="belongs to New Shore"):
        policy.may_correct(make.actor(region.ann), by_bob).require()


def test_a_later_date_that_brings_an_entry_within_reach_is_shared_then(region: Region) -> None:
    ida = make.post("Ida Brook", region.exit, Role.EXIT_WORKER)
    make.join(region.case, ida, sees_from=START - 5 * DAY)
    entry = region.write(region.ann, occurred_at=START - 9 * DAY)
    with clock.at(START + DAY):
        ann = make.actor(region.ann)
        texts.correct(ann, entry, version=1, reason="x", fields={"occurred_at": START - 6 * DAY})
        assert Entry.objects.get().shared_at == START
        texts.correct(
            ann, Entry.objects.get(), version=2, reason="x", fields={"occurred_at": START - 5 * DAY}
        )
        assert Entry.objects.get().shared_at == START + DAY
        assert make.sees(ida, entry)


def test_a_version_shows_only_where_its_own_label_admits_too(region: Region) -> None:
    entry = region.write(region.ann, Category.COUNSELLING, text="What he told me")
    labels.relabel(
        make.actor(region.ann), entry, version=1, categories=Category.CONTACT.bit,
        handling=Handling.TEAM, reason="Only that we met",
    )  # fmt: skip
    shown = {
        name: len(versions(make.actor(who), entry)) if make.sees(who, entry) else None
        for name, who in region.team.items()
    }
    assert shown == {"ann": 1, "bob": 1, "dee": 0, "eve": 0}


def test_a_version_of_a_named_entry_keeps_its_list(region: Region) -> None:
    entry = region.write(
        region.ann, handling=Handling.NAMED, named=[region.seat(region.eve)], text="One"
    )
    texts.correct(make.actor(region.ann), entry, version=1, reason="x", fields={"text": "Two"})
    kept = EntryVersion.objects.get()
    assert set(kept.reader_seats) == {
        str(region.seat(region.ann).pk), str(region.seat(region.eve).pk),
    }  # fmt: skip
    assert len(versions(make.actor(region.eve), entry)) == 1
    assert versions(make.actor(region.cy), entry) == []
