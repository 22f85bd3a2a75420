"""The region is believable, its trail is true, and no origin goes with anything."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import pairwise

import pytest
from django.db.models import CharField, TextField

from throughcare import names
from throughcare.agencies.models import Agency, Human, Post
from throughcare.agencies.sectors import Sector
from throughcare.audit.models import Event
from throughcare.audit.verification import verify
from throughcare.cases.models import (
    Case,
    OfferState,
    Responsibility,
    ResponsibilityOffer,
    SeatOffer,
)
from throughcare.demo import building, policy
from throughcare.demo.actions import drafts, loads
from throughcare.demo.models import DemoMark
from throughcare.demo.region import Region
from throughcare.demo.scripts import Story, region_script
from throughcare.entries.models import Entry, EntryVersion, Kind, LabelRequest
from throughcare.kernel import clock
from throughcare.kernel.actor import system
from throughcare.kernel.decision import Refused
from throughcare.notes.models import Admission, Appointment, Contact, Draft, Phase, Todo
from throughcare.programmes import shipped, texts
from throughcare.programmes.texts.lists import Kind as ProgrammeKind
from throughcare.sharing.categories import Category, Handling, Statement

LABELS = re.compile(
    r"offender|extremis|radical|terror|jihad|inmate|convict|probationer|high.risk|ideologue"
    r"|returnee|criminal|manipulative|non-compliant|fails to|lorem",
    re.IGNORECASE,
)
PATHWAYS = {"last_part", "community", "not_sentenced", "voluntary", "consultation"}


@pytest.fixture(scope="module")
def stories() -> list[Story]:
    """Everybody of the full region."""
    return building.stories(building.SEED, building.PEOPLE)


def test_the_trail_is_true(region: Region) -> None:
    assert verify().is_intact
    moments = list(Event.objects.order_by("pk").values_list("at", flat=True))
    assert moments == sorted(moments)
    assert not Event.objects.filter(generated=True).exists()
    written = Event.objects.filter(verb="entry.written").values_list("object_id", flat=True)
    assert set(written) == {str(pk) for pk in Entry.objects.values_list("pk", flat=True)}


def test_nothing_was_written_later_than_now(region: Region) -> None:
    now = clock.now()

    assert not Entry.objects.filter(recorded_at__gt=now).exists()
    later = Entry.objects.filter(occurred_at__gt=now).exclude(kind=Kind.APPOINTMENT)
    assert not later.exists()


def test_every_sector_is_there(region: Region) -> None:
    assert set(Agency.objects.values_list("sector", flat=True)) == set(Sector)
    assert not Agency.objects.filter(duty_post=None).exists()


def test_every_case_always_has_somebody_responsible(region: Region) -> None:
    for case in Case.objects.prefetch_related("responsibilities"):
        periods = sorted(case.responsibilities.all(), key=lambda one: one.from_at)
        assert periods[0].from_at == case.opened_at
        for before, after in pairwise(periods):
            assert before.until_at == after.from_at


def test_one_post_ended_last_year_and_its_cases_went_on(region: Region) -> None:
    marit = Post.objects.get(human__name="Marit Hollendal")

    assert marit.until_at < clock.now()
    assert Responsibility.objects.filter(post=marit).exists()
    assert not Responsibility.objects.filter(post=marit, until_at__gt=marit.until_at).exists()


def test_a_wall_follows_a_human_with_two_posts(region: Region) -> None:
    ida = Human.objects.get(name="Ida Marovec")

    assert {post.agency.sector for post in ida.posts.all()} == {Sector.PSYCHOLOGY, Sector.POLICE}


def test_every_kind_handling_category_and_statement_occurs(region: Region) -> None:
    entries = Entry.objects.all()

    assert set(entries.values_list("kind", flat=True)) == set(Kind)
    assert set(entries.values_list("handling", flat=True)) == set(Handling)
    assert set(entries.values_list("statement", flat=True)) == set(Statement)
    seen = 0
    for bits in entries.values_list("categories", flat=True):
        seen |= bits
    assert [category for category in Category if not seen & category.bit] == []


def test_every_state_occurs(region: Region) -> None:
    assert set(SeatOffer.objects.values_list("state", flat=True)) == set(OfferState)
    assert ResponsibilityOffer.objects.filter(state=OfferState.OPEN).exists()
    assert set(Contact.objects.values_list("outcome", flat=True)) == {"kept", "missed"}
    assert {"planned", "kept"} <= set(Appointment.objects.values_list("state", flat=True))
    assert Todo.objects.filter(done_at=None).exists()
    assert EntryVersion.objects.exists()
    assert LabelRequest.objects.filter(answered_at=None).exists()
    assert LabelRequest.objects.exclude(answered_at=None).exists()
    assert Draft.objects.exists()
    assert Case.objects.filter(agreement=None).exists()


def test_the_main_case_is_the_one_in_the_pictures(region: Region) -> None:
    case = Case.objects.get(reference="4K7P-22")
    now = clock.now()

    assert case.person.display_name == "Daniel Kessrow"
    held = case.responsibilities.get(from_at__lte=now, until_at__gt=now)
    assert held.post.human.name == "Ann Merrow"
    team = case.seats.filter(from_at__lte=now, until_at__gt=now)
    assert set(team.values_list("post__human__name", flat=True)) == {
        "Ann Merrow",
        "Dee Hallorane",
        "Bob Lindgaard",
        "Ruth Calder-Oye",
        "Farida Brandt",
        "Eve Tamsin",
        "Kofi Steenman",
        "Petra Wolkan",
        "Mirela Santow",
        "Olu Bresk",
        "Jonas Adebayo-Rask",
    }


def test_each_of_the_thirteen_programmes_has_a_person_in_a_phase(region: Region) -> None:
    programmes = {
        key
        for key, model in shipped.texts().items()
        if texts.read_once(model).text.kind != ProgrammeKind.TRAINING
    }
    assert len(programmes) == 13
    at = "model_version__programme__key"
    assert set(Admission.objects.values_list(at, flat=True)) == programmes
    assert set(Phase.objects.values_list(at, flat=True)) == programmes
    for phase in Phase.objects.exclude(text=""):
        known = {one.key for one in phase.model_version.read.text.phases}
        assert not phase.left or phase.left in known


def test_no_text_labels_a_person(region: Region) -> None:
    wrong = [
        f"{model._meta.label} {row.pk}: {text}"
        for model in (Entry, *Entry.__subclasses__(), SeatOffer, LabelRequest, EntryVersion)
        for row in model.objects.all()
        for text in _texts(row)
        if LABELS.search(_without_programmes(text))
    ]
    assert not wrong, "\n".join(wrong)


def test_no_composed_text_labels_a_person(stories: list[Story]) -> None:
    wrong = [
        step.text
        for story in stories
        for step in story.steps
        if LABELS.search(_without_programmes(str(step)))
    ]
    assert not wrong, "\n".join(wrong)


def _without_programmes(text: str) -> str:
    """The text without the names and keys that programmes have given themselves."""
    for key, model in shipped.texts().items():
        title = texts.read_once(model).text.title
        for name in (title, names.fold(title), key):
            text = text.replace(name, "")
    return text


def test_people_have_different_words(region: Region) -> None:
    """No text stands twice in one case."""
    texts = Entry.objects.filter(kind=Kind.NOTE).values_list("case", "text")
    within = Counter(texts)
    assert max(within.values()) == 1


def test_origins_are_spread_over_pathways_groups_and_outcomes(stories: list[Story]) -> None:
    assert {story.pathway for story in stories} == PATHWAYS
    for trait in ("pathway", "group", "outcome"):
        _assert_spread([(story.naming, getattr(story, trait)) for story in stories], trait)


def test_origins_are_spread_over_workers_roles() -> None:
    script = region_script()
    workers = [row for row in script.workers.values() if row.naming]

    _assert_spread([(row.naming, str(row.role)) for row in workers], "role", least=6)
    _assert_spread([(row.naming, str(script.agencies[row.at].sector)) for row in workers], "sector")


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_origins_are_spread_with_any_seed(seed: int) -> None:
    stories = building.stories(seed, building.PEOPLE)

    for trait in ("pathway", "group", "outcome"):
        _assert_spread([(story.naming, getattr(story, trait)) for story in stories], trait)


def test_a_database_with_agencies_is_left_alone(region: Region) -> None:
    with pytest.raises(Refused):
        building.build(people=1)
    assert DemoMark.objects.count() == 1


def test_only_a_demo_is_filled(region: Region) -> None:
    root = system(clock.now())
    DemoMark.objects.all().delete()

    assert not policy.may_mark(root)
    assert not policy.may_load(root)
    with pytest.raises(Refused):
        loads.announce(root, cases=1, seed=1)


def test_only_the_command_line_makes_a_demo(region: Region) -> None:
    ann = region.actor("ann")

    assert not policy.may_mark(ann)
    assert not policy.may_load(ann)
    assert policy.may_leave(ann)
    DemoMark.objects.all().delete()
    with pytest.raises(Refused):
        drafts.leave(ann, Case.objects.first(), form="note", fields={})


def _assert_spread(pairs: list[tuple[str, str]], trait: str, least: int = 3) -> None:
    """Of those who share an origin no trait has them all, and no origin has all of a trait."""
    by_origin, by_trait = defaultdict(list), defaultdict(list)
    for origin, value in pairs:
        by_origin[origin].append(value)
        by_trait[value].append(origin)
    for origin, values in by_origin.items():
        assert len(values) < least or len(set(values)) > 1, f"{origin} goes with one {trait}"
    for value, origins in by_trait.items():
        most = Counter(origins).most_common(1)[0][1]
        assert len(origins) < least or most <= len(origins) / 2, f"{value} goes with one origin"


def _texts(row: object) -> Iterable[str]:
    for field in row._meta.concrete_fields:  # type: ignore[attr-defined]
        if isinstance(field, CharField | TextField) and not field.choices:
            yield str(getattr(row, field.attname))
