"""An agency is told of somebody, decides, and whoever has told reads the answer."""

from tests.factories import Region
from tests.journeys.browser import every_way
from tests.journeys.conftest import Come
from tests.programmes.making import adopted
from throughcare.notes.models import Admission
from throughcare.referrals.models import Referral


@every_way
def test_somebody_is_referred_taken_on_and_taken_into_the_programme(
    world: Region, come: Come
) -> None:
    version = adopted(world.exit, "exit-sweden")
    ann = come(world.ann).visit("/referrals/")
    ann.follow("Refer somebody")
    ann.press("Send")
    assert "Choose the agency." in ann.errors
    ann.fill(to=str(world.exit.pk), subject="Idris Vane", source="person", version=str(version.pk))
    ann.fill(text="He wants to leave and asks for somebody who knows how.")
    ann.press("Send")
    referral = Referral.objects.get()
    assert ann.reads("Waits")
    assert not ann.reads("He wants to leave")

    fay = come(world.fay).visit("/")
    fay.follow("Decide about a referral")
    assert fay.reads("He wants to leave and asks for somebody who knows how.")
    fay.follow("Decide")
    fay.press("Decide")
    assert "Choose what is decided." in fay.errors
    fay.fill(outcome="accepted", reason="He came by himself.", answer="We have met him.")
    fay.press("Decide")
    fay.visit(f"/cases/{referral.case_id}/write/admission/")
    fay.fill(programme=str(version.pk), text="Decided by the coaches.")
    fay.press("Save")
    assert Admission.objects.get().case_id == referral.case_id

    ann.visit(f"/referrals/{referral.pk}/")
    assert ann.reads("We have met him.")
    assert not ann.reads("He came by himself.")
    ann.visit(f"/cases/{referral.case_id}/", expect=404)


@every_way
def test_a_repeat_under_another_spelling_is_noticed_and_looked_at_again(
    world: Region, come: Come
) -> None:
    for who, subject in ((world.ann, "Идрис Вейн"), (world.dee, "Idris Veyn")):
        sender = come(who).visit("/referrals/write/")
        sender.fill(to=str(world.exit.pk), subject=subject, source="family", text="He is silent.")
        sender.press("Send")
        assert not sender.reads("Received before")
    first = Referral.objects.get(subject="Идрис Вейн")
    fay = come(world.fay).visit(f"/referrals/{first.pk}/settle/")
    fay.fill(outcome="declined", reason="Nothing that we could do.", answer="Not now.")
    fay.press("Decide")
    fay.visit(f"/referrals/{Referral.objects.get(subject='Idris Veyn').pk}/")
    assert fay.reads("Received before, with a like name")
    fay.follow("Идрис Вейн")
    fay.fill(reason="A second call, from another side.")
    fay.press("Take it up again")
    first.refresh_from_db()
    assert first.is_open
