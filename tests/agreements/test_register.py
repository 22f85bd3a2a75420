"""The register of processing and the permission matrix say what the rule does."""

import csv
import io

from tests import factories
from tests.agreements.making import drafted, present
from tests.factories import Region, actor
from tests.pages import opened, signed_in
from throughcare.agencies.roles import Role
from throughcare.agreements.register import matrix, register
from throughcare.cases.models import Seat
from throughcare.sharing.categories import categories_in, need_half, team_half


def lines(region: Region) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(matrix(register(actor(region.bob))).decode())))


def test_the_file_says_what_is_compiled_for_seats(region: Region) -> None:
    """For an exit worker, of the probation service's entries and of those of the own agency."""
    key = Seat.objects.get(post=region.bob).key
    mask = {row.owner_id: row.mask for row in key.clearances.all()}
    never = {one["category"] for one in lines(region) if one["source"] == "Article 10 GDPR"}
    assert never == {"offence"}
    for what, owner in (
        ("entries of other parties", region.probation),
        ("own entries", region.exit),
    ):
        mine = [one for one in lines(region) if one["role or sector"] == "exit_worker"]
        said = {one["category"]: one["sees"] for one in mine if one["what"] == what}
        team = {one.code for one in categories_in(team_half(mask[owner.pk]))}
        need = {one.code for one in categories_in(need_half(mask[owner.pk]))}
        assert {code for code, sees in said.items() if sees} - never == team
        assert {code for code, sees in said.items() if "NEED" in sees} - never == need


def test_walls_and_emergencies_stand_in_it(region: Region) -> None:
    of_police = [one for one in lines(region) if one["role or sector"] == "police"]
    assert {one["category"] for one in of_police if one["sees"] == "never"} == {
        "psychological",
        "health",
        "religion",
        "counselling",
        "victim",
    }
    night = [one for one in of_police if one["what"] == "in an emergency"]
    assert {one["category"] for one in night if one["sees"]} == {"safety", "contact", "identity"}


def test_a_draft_and_what_others_agree_do_not(region: Region) -> None:
    drafted(region.dee, present(region), why="More", purposes=["repair"])
    factories.agree("family", [region.probation, region.council])
    found = register(actor(region.bob))
    assert [one.version.number for one in found.contents] == [1]
    sources = {one["source"] for one in lines(region)}
    assert sources == {"own table", "Article 10 GDPR", "Supervision and reintegration"}


def test_the_page_names_officers_and_what_is_missing(region: Region) -> None:
    page = opened(signed_in(region.bob), "/agreements/register/")
    assert "none: name one" in page.text
    assert "Police North and Probation North" in page.text
    factories.post("Oda Rill", region.exit, Role.DATA_PROTECTION_OFFICER)
    assert "Oda Rill" in opened(signed_in(region.bob), "/agreements/register/").text
    alone = opened(signed_in(region.cy), "/agreements/register/")
    assert "Your agency is no party of an agreement in force." in alone.text


def test_the_file_is_sent_with_a_look(region: Region) -> None:
    answer = signed_in(region.bob).get("/agreements/matrix.csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.content.decode().startswith("source,version,what")
