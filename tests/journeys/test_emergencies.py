"""An emergency at night: a duty officer without a seat opens a case, and is reviewed."""

from tests.factories import Region, post
from tests.journeys.browser import every_way
from tests.journeys.conftest import Come
from tests.journeys.test_powers import comes_in
from throughcare.agencies.roles import Role
from throughcare.sharing.categories import Category


@every_way
def test_a_case_is_opened_at_night_and_reviewed(world: Region, come: Come) -> None:
    call = world.write(world.ann, Category.SAFETY, headline="A threat against his brother")
    talk = world.write(world.ann, Category.WORK, headline="A talk about work")
    oda = post("Oda Rill", world.probation, Role.DATA_PROTECTION_OFFICER)
    gil = comes_in(come, world.gil).visit(f"/cases/{world.case.pk}/", expect=404)
    gil.visit("/").menu("Emergency access")
    gil.follow("Open a case in an emergency")
    gil.fill(reason="", reference="")
    gil.press("Look for the case")
    assert "Write what has happened" in gil.errors
    assert "Write a case number" in gil.errors
    gil.fill(reason="He was seen outside the school; nobody answers.", name="Idris Vale")
    gil.press("Look for the case")
    assert "a name alone opens nothing" in gil.errors
    gil.fill(born="1999-03-14")
    gil.press("Look for the case")
    assert gil.reads("Nothing that your agency may open")
    gil.visit("/emergencies/look-up/").fill(reason="A threat: nobody answers.")
    gil.fill(reference=world.case.reference)
    gil.press("Look for the case")
    assert gil.reads("Probation North")
    gil.fill(hours=2)
    gil.press("Open this case")
    assert gil.reads("Emergency access until")
    gil.visit(f"/entries/{call.pk}/")
    gil.visit(f"/entries/{talk.pk}/", expect=404)

    ann = come(world.ann).visit(f"/cases/{world.case.pk}/")
    assert ann.reads("Emergency access until")
    ann.visit(f"/cases/{world.case.pk}/team/")
    assert ann.reads("Emergency access until")
    ann.visit("/emergencies/").follow(world.case.reference)
    assert ann.reads("A threat: nobody answers.")
    come(world.bob).visit(ann.path, expect=404)
    comes_in(come, world.fay).visit("/emergencies/look-up/")
    comes_in(come, world.bob).visit("/emergencies/look-up/", expect=403)

    officer = come(oda).visit("/")
    officer.follow("Review emergency access to case " + world.case.reference)
    assert officer.reads("read the entry")
    officer.press("Save the review")
    assert "Choose whether it was justified." in officer.errors
    officer.fill(finding="not_justified", follows="Our own line was open. We talk on Monday.")
    officer.press("Save the review")
    assert officer.reads("Not justified")
    officer.press("End it now")
    assert not officer.reads("End it now")
    gil.visit(f"/cases/{world.case.pk}/", expect=404)
    gil.visit(ann.path)
    assert gil.reads("Our own line was open.")
