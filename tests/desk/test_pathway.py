"""The way of a case: what holds now, the actions that follow, and what each reader sees of it."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from tests import factories as make
from tests.factories import START, Region
from tests.pages import opened, saved, sent, signed_in
from throughcare.audit.models import Event
from throughcare.desk.queries.pathway import ACTIONS, Way, _months_before, way
from throughcare.entries.actions import texts
from throughcare.entries.models import Entry, Kind
from throughcare.kernel import clock
from throughcare.notes.models import Attention, Outreach, Pathway, Step, TakingPart
from throughcare.sharing.categories import Category, Handling

DAY = timedelta(days=1)
LAST_PART = Pathway.Which.LAST_PART
# What is typed besides the text, and the headline it makes.
KINDS = [
    ("taking_part", {"terms": "mandatory", "ground": "Court order of 3 January"}, "Mandatory"),
    ("motivation", {"motive": "not_assessed"}, "Not assessed"),
    ("ideology", {"strand": "none", "why_needed": "Plan"}, "None"),
    ("outreach", {"how": "phone", "result": "reached"}, "Reached"),
    ("step", {"state": "done"}, "Needs of gender and age are considered"),
    (
        "concern",
        {"source": "family", "told_by": "His aunt", "text": "He is silent."},
        "Family or friends",
    ),
    ("attention", {"headline": "A child is due in May"}, "A child is due in May"),
]


def url(region: Region, kind: str) -> str:
    return reverse("entry-write", args=[region.case.pk, kind])


def put(region: Region, model: type[Entry], kind: Kind, days: int = 0, **fields: object) -> Entry:
    """An entry of a kind with fields of its own, by Ann."""
    category = fields.pop("category", Category.CONTACT)
    entry = model(
        case=region.case,
        kind=kind,
        categories=category.bit,
        handling=Handling.TEAM,
        headline=fields.pop("headline", str(kind.label)),
        occurred_at=START - days * DAY,
        **fields,
    )
    return texts.write(make.actor(region.ann), entry)


def seen(region: Region, who: str = "ann") -> Way:
    return way(make.actor(getattr(region, who)), region.case)


def test_a_pathway_is_set_on_the_page_and_brings_its_actions(region: Region) -> None:
    client = signed_in(region.ann)
    page = saved(client, url(region, "pathway"), which=LAST_PART, ends_on="2031-01-07")
    assert page.status == 302, page.errors
    shown = opened(client, reverse("pathway", args=[region.case.pk]))
    assert "Serving the last part of a sentence outside prison" in shown.text
    assert "Sentence or measure ends on 7 January 2031." in shown.text
    assert "Probation and community services are involved in time Open by 7 July 2030" in shown.text
    assert [item.action for item in seen(region).checklist] == list(ACTIONS[LAST_PART])


def test_the_newest_that_has_begun_holds_and_the_others_are_kept(region: Region) -> None:
    put(region, Pathway, Kind.PATHWAY, 90, which=LAST_PART)
    put(region, Pathway, Kind.PATHWAY, 10, which=Pathway.Which.COMMUNITY)
    found = seen(region)
    assert found.now[Kind.PATHWAY].pathway.which == Pathway.Which.COMMUNITY
    assert [one.pathway.which for one in found.earlier[Kind.PATHWAY]] == [LAST_PART]
    assert [item.action for item in found.checklist] == list(ACTIONS[Pathway.Which.COMMUNITY])


def test_an_action_is_ticked_off_deferred_and_taken_up_again(region: Region) -> None:
    put(region, Pathway, Kind.PATHWAY, 90, which=LAST_PART, ends_on=date(2030, 6, 1))
    early = next(i for i in seen(region).checklist if i.action == Step.Action.EARLY)
    assert (early.due_on, early.is_late) == (date(2029, 12, 1), True)
    put(
        region, Step, Kind.STEP, 1, action=Step.Action.EARLY, state=Step.State.DEFERRED,
        again_on=date(2030, 2, 1), text="The officer is named in January.",
    )  # fmt: skip
    early = next(i for i in seen(region).checklist if i.action == Step.Action.EARLY)
    assert (early.due_on, early.is_late) == (date(2030, 2, 1), False)
    with clock.at(START + 60 * DAY):
        late = next(i for i in seen(region).checklist if i.action == Step.Action.EARLY)
        assert late.is_late
    put(region, Step, Kind.STEP, 0, action=Step.Action.EARLY, state=Step.State.DONE)
    early = next(i for i in seen(region).checklist if i.action == Step.Action.EARLY)
    assert (early.step.state, early.due_on) == (Step.State.DONE, None)


def test_each_reader_sees_the_way_that_their_entries_tell(region: Region) -> None:
    put(region, Pathway, Kind.PATHWAY, 9, which=LAST_PART, category=Category.DAILY_LIFE)
    put(region, Attention, Kind.ATTENTION, point="purpose", category=Category.DAILY_LIFE)
    assert seen(region).checklist
    eve = seen(region, "eve")
    assert (eve.now, eve.checklist, eve.ids) == ({}, [], [])
    assert [point.said for point in eve.points] == [None] * 5
    page = opened(signed_in(region.eve), reverse("pathway", args=[region.case.pk]))
    assert "Nobody has said under which legal process the person is." in page.text


def test_attention_and_outreach_show_the_newest_of_each(region: Region) -> None:
    put(region, Attention, Kind.ATTENTION, 5, point="purpose")
    newest = put(region, Attention, Kind.ATTENTION, 1, point="purpose")
    put(region, Outreach, Kind.OUTREACH, how="phone", result="later", again_on=date(2030, 2, 1))
    found = seen(region)
    assert [point.said for point in found.points if point.said] == [newest.entry_ptr]
    page = opened(signed_in(region.ann), reverse("pathway", args=[region.case.pk]))
    assert "again on 1 February 2030" in page.text


def test_the_points_stand_on_the_case_page_for_who_may_see_them(region: Region) -> None:
    old = put(region, Attention, Kind.ATTENTION, 5, point="purpose", headline="Nothing yet here")
    new = put(region, Attention, Kind.ATTENTION, 1, point="purpose", headline="Wood that stays")
    url = reverse("case", args=[region.case.pk])
    page = opened(signed_in(region.ann), url).text
    assert "Wood that stays" in page
    look = Event.objects.filter(verb="case.looked").latest("pk")
    assert str(new.pk) in look.ids
    Entry.objects.filter(pk__in=[old.pk, new.pk]).update(
        categories=Category.DAILY_LIFE.bit, bits=Category.DAILY_LIFE.bit
    )
    assert "Wood that stays" not in opened(signed_in(region.eve), url).text


@pytest.mark.parametrize(
    ("kind", "typed", "field", "says"),
    [
        ("pathway", {"which": ""}, "which", "Choose the pathway."),
        ("pathway", {"which": "no_process", "ends_on": "2031-01-01"}, "ends_on", "nothing ends"),
        ("pathway", {"which": "last_part", "ends_on": "2029-01-01"}, "ends_on", "lies before"),
        ("taking_part", {"terms": "voluntary", "ground": ""}, "ground", "what it rests on"),
        ("motivation", {"motive": ""}, "motive", "“Not assessed” is an answer"),
        ("outreach", {"result": ""}, "result", "Choose what came of it."),
        ("step", {"state": "deferred", "text": "x"}, "again_on", "looked at again"),
        ("step", {"state": "not_needed"}, "text", "Write why."),
        ("attention", {"headline": ""}, "headline", "in a few words"),
    ],
)
def test_what_is_missing_is_said_beside_the_field(
    region: Region, kind: str, typed: dict[str, str], field: str, says: str
) -> None:
    page = sent(signed_in(region.ann), url(region, kind), **typed)
    assert says in page.errors[field]
    assert not Entry.objects.exists()


@pytest.mark.parametrize(("kind", "typed", "headline"), KINDS)
def test_each_kind_is_written_shown_and_corrected(
    region: Region, kind: str, typed: dict[str, str], headline: str
) -> None:
    client = signed_in(region.ann)
    put(region, Pathway, Kind.PATHWAY, which=LAST_PART)
    page = saved(client, url(region, kind), **typed)
    assert page.status == 302, page.errors
    entry = Entry.objects.exclude(kind=Kind.PATHWAY).get()
    assert (entry.kind, entry.headline) == (kind, headline)
    assert headline in opened(client, reverse("pathway", args=[region.case.pk])).text
    correct = reverse("entry-correct", args=[entry.pk])
    page = sent(client, correct, text="Said again.", correction="A slip")
    assert page.status == 302, page.errors
    assert opened(client, reverse("entry", args=[entry.pk])).status == 200


def test_a_link_fills_in_what_it_is_about(region: Region) -> None:
    client = signed_in(region.ann)
    assert opened(client, f"{url(region, 'step')}?action=danger").typed["action"] == "danger"
    assert opened(client, f"{url(region, 'step')}?action=made-up").status == 200
    assert opened(client, f"{url(region, 'attention')}?point=society").typed["point"] == "society"


def test_a_voluntary_ground_shows_with_its_end(region: Region) -> None:
    put(
        region, TakingPart, Kind.TAKING_PART, terms="voluntary", ground="Consent of 2 January",
        ends_on=date(2030, 9, 1),
    )  # fmt: skip
    page = opened(signed_in(region.ann), reverse("pathway", args=[region.case.pk]))
    assert "Consent of 2 January, until 1 September 2030" in page.text


@pytest.mark.parametrize(
    ("day", "before"),
    [
        (date(2030, 8, 31), date(2030, 2, 28)),
        (date(2032, 8, 31), date(2032, 2, 29)),
        (date(2030, 1, 7), date(2029, 7, 7)),
        (date(2030, 6, 30), date(2029, 12, 30)),
    ],
)
def test_six_months_before_is_a_day_of_the_calendar(day: date, before: date) -> None:
    assert _months_before(day, 6) == before
