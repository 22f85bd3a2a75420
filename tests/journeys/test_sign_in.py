"""Coming in: with a password, in one of several posts, or as a chosen worker of the demo."""

import pytest

from tests import factories
from tests.factories import Region
from tests.journeys.browser import Visitor, every_way
from tests.journeys.conftest import Come
from throughcare.agencies.models import Human
from throughcare.agencies.roles import Role
from throughcare.demo.actions import marks
from throughcare.demo.queries.workers import email_of
from throughcare.demo.scripts import region_script

PASSWORD = "seven grey herons wade"


def give_password(human: Human) -> None:
    """The first password that an agency gives."""
    human.set_password(PASSWORD)
    human.save()


def sign_in(visitor: Visitor, human: Human, password: str = PASSWORD) -> None:
    """Fill in the sign-in form and send it."""
    visitor.fill(login=human.email, password=password).press("Sign in")


@every_way
def test_a_worker_signs_in_and_finds_the_desk(world: Region, come: Come) -> None:
    give_password(world.ann.human)
    ann = come()

    ann.visit("/")
    sign_in(ann, world.ann.human)

    assert ann.path == "/"
    assert ann.title == "Nothing waits today, Ann"
    assert ann.reads("Idris Vale")


@every_way
def test_a_wrong_password_is_said_plainly(world: Region, come: Come) -> None:
    give_password(world.ann.human)
    ann = come().visit("/account/login/")

    sign_in(ann, world.ann.human, "not my password")

    assert ann.path == "/account/login/"
    assert "not right" in ann.errors
    sign_in(ann, world.ann.human)
    assert ann.path == "/"


@every_way
def test_the_page_one_wanted_opens_after_signing_in(world: Region, come: Come) -> None:
    give_password(world.ann.human)
    wanted = f"/cases/{world.case.pk}/chronology/"
    ann = come().visit(wanted)

    sign_in(ann, world.ann.human)

    assert ann.path == wanted


@every_way
def test_a_human_with_two_posts_chooses_and_switches(world: Region, come: Come) -> None:
    give_password(world.ann.human)
    factories.post(world.ann.human, world.council, Role.SOCIAL_WORKER)
    ann = come().visit("/account/login/")
    sign_in(ann, world.ann.human)

    assert ann.title == "Choose your post"
    ann.press("Act in this post", within=".tc-card:has-text('Probation North')")
    assert ann.reads("Idris Vale")

    ann.menu("Choose another post")
    ann.press("Act in this post", within=".tc-card:has-text('Council of Tern')")
    assert not ann.reads("Idris Vale")
    assert ann.me == "Ann Ode Social worker · Council of Tern"


@every_way
def test_signing_out_closes_every_page(world: Region, come: Come) -> None:
    ann = come(world.ann).visit("/")

    ann.menu("Sign out")
    ann.visit(f"/cases/{world.case.pk}/")

    assert ann.title == "Sign in"


@pytest.fixture
def demo(transactional_db: None, ticking: object) -> Region:
    """A database made as a demo, in which Ann is the region's first worker."""
    marks.mark(factories.root(), seed=1)
    region = factories.region()
    script = region_script()
    Human.objects.filter(pk=region.ann.human_id).update(
        email=email_of(script, script.workers["ann"])
    )
    return region


@every_way
def test_in_the_demo_one_chooses_who_to_be(demo: Region, come: Come) -> None:
    somebody = come().visit("/")

    assert somebody.title == "Choose who you are in the demo"
    somebody.press("Ann Ode")

    assert somebody.title == "Nothing waits today, Ann"
    assert somebody.page.get_by_text("All people and agencies are invented").is_visible()
