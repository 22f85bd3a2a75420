"""A sheet of referrals is brought in, its bad rows mended, and another one is taken back."""

from pathlib import Path

from tests.factories import Region
from tests.journeys.browser import every_way
from tests.journeys.conftest import Come
from throughcare.imports.models import Import
from throughcare.referrals.models import Referral, State

SHEET = """Navn;Bekymring;Kilde
Идрис Вейн;He has stopped coming.;school
;Nobody knows.;
أمل حداد;She asks for somebody.;family
"""


@every_way
def test_a_sheet_is_previewed_imported_and_taken_back(
    world: Region, come: Come, tmp_path: Path
) -> None:
    sheet = tmp_path / "list.csv"
    sheet.write_text(SHEET, encoding="utf-8")
    note = tmp_path / "note.txt"
    note.write_text("A note.")
    ann = come(world.ann).visit("/referrals/")
    ann.follow("Import a sheet")
    ann.follow("Import a sheet", within="main")
    ann.press("Preview")
    assert "Choose a file." in ann.errors
    ann.page.set_input_files("[name=file]", str(note))
    ann.press("Preview")
    assert "Choose a spreadsheet: CSV or XLSX." in ann.errors
    ann.page.set_input_files("[name=file]", str(sheet))
    ann.press("Preview")
    assert ann.reads("2 of 3 rows become referrals")
    assert ann.reads("Of whom: There is no name.")
    assert not Referral.objects.exists()
    ann.fill(source="")
    ann.press("Preview again")
    ann.press("Import the good rows")
    assert Referral.objects.count() == 2
    assert ann.reads("Идрис Вейн")
    ann.visit("/")
    assert ann.reads("Decide about a referral")
    ann.visit(f"/imports/{Import.objects.get().pk}/")
    ann.fill(reason="The list of last year.")
    ann.press("Take the import back")
    assert ann.reads("This import was taken back.")
    assert set(Referral.objects.values_list("state", flat=True)) == {State.WITHDRAWN}
    come(world.bob).visit(f"/imports/{Import.objects.get().pk}/", expect=404)
