"""From its own way in to the first phase: a journey for each programme, by what its model says."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from tests import factories
from tests.factories import START, Region
from tests.halves import every_other
from tests.journeys.browser import both_ways
from tests.journeys.conftest import Come
from tests.programmes.making import adopted
from throughcare.agencies.models import Post
from throughcare.agencies.roles import Role
from throughcare.agencies.sectors import Sector
from throughcare.entries.models import Kind
from throughcare.notes.actions import writing
from throughcare.notes.models import Admission, Birth, Pathway, Phase, TakingPart
from throughcare.programmes import shipped, texts
from throughcare.programmes.texts import ways
from throughcare.programmes.texts.lists import Kind as ProgrammeKind
from throughcare.programmes.texts.lists import Participation
from throughcare.programmes.texts.parts import ALL
from throughcare.programmes.texts.shape import ProgrammeText
from throughcare.referrals.models import Referral
from throughcare.sharing.categories import Category, Handling

YEAR = START.year


@dataclass(frozen=True)
class WayIn:
    """How one person comes to a programme. What a model says is read from the model."""

    key: str
    source: str  # who is worried, or asks
    which: str  # the legal pathway
    ground: str
    words: str

    def __str__(self) -> str:
        return self.key


WAYS_IN = (
    WayIn("aarhus", "family", "no_process", "His yes of today", "His mother has rung us."),
    WayIn("back-on-track", "agency", "last_part", "Her yes, in writing", "Released in spring."),
    WayIn(
        "deradicalisation-in-prison",
        "agency",
        "last_part",
        "Order of the court",
        "The talks go on outside.",
    ),
    WayIn(
        "desistance-and-disengagement",
        "agency",
        "community",
        "Licence, condition 7",
        "A condition of the licence.",
    ),
    WayIn("entr-autres", "family", "no_process", "The family's yes", "The parents have written."),
    WayIn("exit-sweden", "person", "no_process", "His own wish", "He wants to leave."),
    WayIn("family-support-centre", "family", "no_process", "The aunt's yes", "An aunt is afraid."),
    WayIn("hayat", "family", "no_process", "The mother's yes", "She has rung the line."),
    WayIn("inclusion", "agency", "community", "Order of the court", "Ordered with supervision."),
    WayIn("radinet", "person", "not_sentenced", "Her own wish", "She asks for somebody to talk."),
    WayIn("rive", "agency", "community", "Obligation by the judge", "The judge has obliged him."),
    WayIn("social-net-conferencing", "agency", "community", "Order of the court", "A conference."),
    WayIn(
        "violence-prevention-network",
        "person",
        "not_sentenced",
        "His own wish",
        "Back from abroad, and he wants to talk.",
    ),
)


def test_the_thirteen_are_those_that_ship() -> None:
    read = {key: texts.read(text.encode()).text for key, text in shipped.texts().items()}
    assert {key for key, text in read.items() if text.kind != ProgrammeKind.TRAINING} == {
        way.key for way in WAYS_IN
    }


@pytest.mark.parametrize("come_in", every_other(WAYS_IN), ids=str)
@both_ways
def test_from_the_way_in_to_the_first_phase(world: Region, come: Come, come_in: WayIn) -> None:
    version = adopted(world.exit, come_in.key)
    text = version.read.text
    referral = _referred(world, come, come_in, text, str(version.pk))
    case = referral.case_id
    fay = come(world.fay).visit(f"/referrals/{referral.pk}/settle/")
    fay.fill(outcome="accepted", reason="It fits the model.", answer="We begin with a talk.")
    fay.press("Decide")

    fay.visit(f"/cases/{case}/write/pathway/").fill(which=come_in.which)
    fay.press("Save")
    assert Pathway.objects.get().which == come_in.which
    terms = _terms(come_in, text)
    fay.visit(f"/cases/{case}/write/taking_part/").fill(terms=terms, ground=come_in.ground)
    fay.press("Save")
    assert TakingPart.objects.get().terms == terms

    limits = (text.eligibility.age_from, text.eligibility.age_to)
    for year in _years_that_are_refused(*limits):
        _born(world.fay, referral, year)
        _admit(fay, case, str(version.pk))
        assert f"By the date of birth here the person is {YEAR - year - 1}" in fay.errors
        assert fay.value("text") == "The team has met."
    _born(world.fay, referral, _year_that_is_taken(*limits))
    _admit(fay, case, str(version.pk))
    assert Admission.objects.get().model_version == version

    first = text.phases[0]
    fay.visit(f"/cases/{case}/pathway/")
    fay.follow(f"Go on to: {first.name} – {text.title}")
    fay.fill(text="Decided by the team, with the person.")
    fay.press("Save")
    assert Phase.objects.get().goes_to == first.key
    assert fay.visit(f"/cases/{case}/pathway/").reads(first.name)
    # Whoever the model walls off, and everybody else outside the team, finds no case.
    come(world.eve).visit(f"/cases/{case}/", expect=404)


def _referred(
    world: Region, come: Come, come_in: WayIn, text: ProgrammeText, version: str
) -> Referral:
    """Told to the exit organisation by somebody whom the model lets refer; others are refused."""
    told: dict[str, Any] = {"to": str(world.exit.pk), "version": version, "text": come_in.words}
    sender = _sender(world, text)
    page = come(sender).visit("/referrals/write/")
    page.fill(subject="Idris Vane", **told)
    shut = [
        source
        for source in ("person", "public", "family")
        if not ways.is_open_to(text, source, sender.agency.sector)
    ]
    for source in shut[:1]:
        page.fill(source=source)
        page.press("Send")
        assert f"By its model, {text.title} takes nobody on this way." in page.errors
        assert not Referral.objects.exists()
    page.fill(source=come_in.source)
    page.press("Send")
    return Referral.objects.get()


def _sender(world: Region, text: ProgrammeText) -> Post:
    """Somebody of an agency that the model names; of probation where it names all or none."""
    named = set(text.referral.agencies)
    if not named or {ALL, Sector.PROBATION} & named:
        return world.ann
    sector = next(one for one in Sector.values if one in named)
    if sector == Sector.POLICE:
        return world.eve
    there = factories.agency(f"The {sector}", sector)
    return factories.post("Wim Sarr", there, Role.SOCIAL_WORKER, is_duty=True)


def _terms(come_in: WayIn, text: ProgrammeText) -> str:
    """By choice or by order, as the model says; where both are possible, as the way in is."""
    assert text.participation is not None
    kind = text.participation.kind
    if kind == Participation.BOTH:
        return "mandatory" if come_in.source == "agency" else "voluntary"
    return str(kind)


def _years_that_are_refused(age_from: int | None, age_to: int | None) -> list[int]:
    too_young = [YEAR - age_from + 2] if age_from else []
    return too_young + ([YEAR - age_to - 3] if age_to else [])


def _year_that_is_taken(age_from: int | None, age_to: int | None) -> int:
    return YEAR - (age_from or 18) - 2


def _born(by: Post, referral: Referral, year: int) -> None:
    """A date of birth on the record; the newest holds."""
    label = {"categories": Category.IDENTITY.bit, "handling": Handling.TEAM, "headline": str(year)}
    day = {"year": year, "month": 12, "day": 31}
    entry = Birth(case=referral.case, kind=Kind.BIRTH, **day, **label)
    writing.add(factories.actor(by), entry)


def _admit(fay: Any, case: Any, version: str) -> None:
    fay.visit(f"/cases/{case}/write/admission/")
    fay.fill(programme=version, text="The team has met.")
    fay.press("Save")


@both_ways
def test_a_return_from_abroad(world: Region, come: Come) -> None:
    """Told by the police as an agency, not sentenced; the actions of that pathway follow."""
    eve = come(world.eve).visit("/referrals/write/")
    eve.fill(to=str(world.probation.pk), subject="Samira Vane", source="agency")
    eve.fill(text="She has come back from the war with a child of three. No charge is made.")
    eve.press("Send")
    case = Referral.objects.get().case_id
    assert not eve.reads("Open the case")
    dee = come(world.dee).visit("/")
    dee.follow("Decide about a referral")
    dee.follow("Decide")
    dee.fill(outcome="accepted", reason="The child needs a place.", answer="We begin on Monday.")
    dee.press("Decide")
    dee.visit(f"/cases/{case}/write/pathway/").fill(which="not_sentenced")
    dee.press("Save")
    dee.visit(f"/cases/{case}/pathway/")
    assert dee.reads("Not sentenced, after a judicial process")
    come(world.eve).visit(f"/cases/{case}/", expect=404)
    eve.visit("/referrals/")
    assert eve.reads("Taken on")


@both_ways
def test_release_in_five_months_with_probation_not_yet_involved(world: Region, come: Come) -> None:
    """The prison's worker sees that it is late already; the six months before the end began."""
    prison = factories.agency("Halm House", Sector.PRISON, regime="led")
    pia = factories.post("Pia Lorne", prison, Role.RELEASE_PLANNER, is_duty=True)
    case = factories.open_case(pia, display_name="Tomas Errolin")
    page = come(pia).visit(f"/cases/{case.pk}/write/pathway/")
    ends = (START + timedelta(days=150)).date()
    page.fill(which="last_part", ends_on=ends.isoformat())
    page.press("Save")
    page.visit(f"/cases/{case.pk}/pathway/")
    assert page.reads("Probation and community services are involved in time")
    assert page.reads("Late")
    page.visit("/referrals/write/")
    page.fill(to=str(world.probation.pk), subject="Tomas Errolin", source="agency")
    page.fill(text="He is released in five months. Nobody of probation has met him.")
    page.press("Send")
    assert come(world.dee).visit("/").reads("Decide about a referral")
