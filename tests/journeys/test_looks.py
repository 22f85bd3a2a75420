"""Pages under strain: a long name, nothing there yet, right-to-left, the largest letters."""

import pytest

from tests import factories
from tests.factories import Region
from tests.journeys.browser import Way, desk_and_phone
from tests.journeys.conftest import Come

LONG = "Maximiliana-Theodora Konstantinopoulou-Wolfeschlegelsteinhausen y Fernández de Córdoba"
PAGES = ("", "chronology/", "person/", "documents/", "team/", "write/contact/", "write/pointer/")


@desk_and_phone
def test_a_long_name_fits(world: Region, come: Come) -> None:
    case = factories.open_case(world.ann, world.agreement, display_name=LONG)
    ann = come(world.ann).visit("/")

    for page in PAGES:
        ann.visit(f"/cases/{case.pk}/{page}")

    assert ann.page.locator(".tc-identity").get_by_text(LONG).is_visible()


@desk_and_phone
def test_an_empty_place_says_what_comes_there(world: Region, come: Come) -> None:
    cy = come(world.cy)

    for page, words in (
        ("/", "Nothing waits"),
        ("/cases/", "No cases here"),
        ("/drafts/", "No drafts"),
        ("/search/", "Name, case number or headline"),
    ):
        assert cy.visit(page).reads(words)


@pytest.fixture
def mirrored(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages as in a language written from the right."""
    from django.template import engines

    monkeypatch.setitem(engines["jinja2"].env.globals, "is_rtl", lambda: True)


@desk_and_phone
def test_pages_turn_round_for_languages_from_the_right(
    mirrored: None, world: Region, come: Come
) -> None:
    ann = come(world.ann).visit("/")

    for page in PAGES:
        ann.visit(f"/cases/{world.case.pk}/{page}")
        assert ann.page.locator("html").get_attribute("dir") == "rtl"


@desk_and_phone
def test_public_pages_are_in_order(transactional_db: None, come: Come) -> None:
    somebody = come()

    for page in ("/help/", "/accessibility/", "/data-use/"):
        somebody.visit(page)
        assert somebody.title


@pytest.mark.parametrize("page", ["", "chronology/", "team/", "write/contact/"])
def test_the_narrowest_window_needs_no_scrolling_sideways(
    world: Region, come: Come, page: str
) -> None:
    come(world.ann, by=Way(scripts=True, width=320)).visit(f"/cases/{world.case.pk}/{page}")


@pytest.mark.parametrize("page", ["", "chronology/", "team/", "write/contact/"])
def test_letters_may_be_twice_as_large(world: Region, come: Come, page: str) -> None:
    ann = come(world.ann).visit(f"/cases/{world.case.pk}/{page}")

    ann.page.locator("html").evaluate("it => { it.style.fontSize = '200%' }")

    ann.look_over()
