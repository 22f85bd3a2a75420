"""A programme is read, copied, mended, adopted and changed; a new one runs without code."""

from pathlib import Path

from tests.factories import Region
from tests.journeys.browser import Visitor, every_way
from tests.journeys.conftest import Come
from tests.programmes.making import FERRY_HOUSE, stored
from throughcare import cli
from throughcare.programmes.models import Version


def duty(come: Come, world: Region) -> Visitor:
    """The duty post of the exit organisation."""
    return come().become(world.fay).visit("/programmes/")


@every_way
def test_a_worker_reads_a_programme_and_sets_it_beside_another(world: Region, come: Come) -> None:
    stored("rive")
    stored("hayat")
    ann = come().become(world.ann).visit("/programmes/")
    ann.follow("Hayat")
    assert ann.title == "Hayat"
    assert ann.page.get_by_role("img", name="The way through Hayat").is_visible()
    assert ann.reads("Only your agency's duty post writes a programme model.")
    ann.page.locator("#lacking").get_by_role("link", name="Meetings").click()
    assert ann.page.url.endswith("#meetings")
    ann.follow("Compare with another")
    ann.fill(right=str(Version.objects.get(programme__key="rive").pk)).press("Compare")
    assert ann.title == "Two programmes side by side"
    assert ann.reads("Mandatory")


@every_way
def test_a_region_copies_mends_adopts_and_changes_a_model(world: Region, come: Come) -> None:
    stored()
    fay = duty(come, world)
    fay.follow("Hayat")
    fay.follow("Make a copy of your own")
    text = fay.value("text").replace("hayat-own", "hayat-shore")
    fay.fill(text=text.replace("kind: family", "kind: famly")).press("Check and store")
    assert "There is 1 thing to mend" in fay.errors
    assert fay.reads("Did you mean “family”?")
    fay.fill(text=fay.value("text").replace("famly", "family")).press("Check and store")
    assert fay.news == "Stored as your agency's own model."
    fay.press("Adopt this version")
    assert fay.news == "Your agency works by this version from now on."
    fay.follow("Write the next version")
    fay.fill(text=fay.value("text").replace("months: 24", "months: 12")).press("Check and store")
    assert fay.news == "Stored as version 2."
    assert fay.reads("Works by version 1.")
    fay.follow("What changed")
    assert fay.reads("24")
    assert fay.reads("12")


@every_way
def test_a_programme_that_nobody_knew_runs_without_code(
    world: Region, come: Come, tmp_path: Path
) -> None:
    """Checked and added on the command line, read and adopted on the page; and by a file alone."""
    file = tmp_path / "ferry-house.yaml"
    file.write_text(FERRY_HOUSE, encoding="utf-8")
    cli.main(["programmes", "check", str(file)])
    cli.main(["programmes", "add", str(file)])
    fay = duty(come, world)
    fay.follow("The Ferry House")
    assert fay.reads("at least 2 contacts a day")
    assert fay.reads("Vesper Penal Code, section 91")
    fay.press("Adopt this version")
    fay.visit("/programmes/")
    fay.follow("Write a model")
    file.write_text(FERRY_HOUSE.replace("ferry-house", "pilot-house"), encoding="utf-8")
    fay.fill(file=file).press("Check and store")
    assert fay.news == "Stored as your agency's own model."
    assert fay.title == "The Ferry House"
