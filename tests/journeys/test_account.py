"""One's own sign-in: sessions, the second step, recovery codes; and the officer's alarms."""

import time

from allauth.mfa.totp.internal.auth import hotp_value
from django.core.cache import cache

from tests import factories
from tests.factories import Region, actor
from tests.journeys.browser import every_way
from tests.journeys.conftest import Come
from tests.journeys.test_powers import comes_in, officer
from tests.journeys.test_sign_in import PASSWORD
from throughcare.alarms.actions import alarm
from throughcare.alarms.verbs import Verb


def code_of(secret: str, ahead: int = 0) -> str:
    return f"{hotp_value(secret, int(time.time()) // 30 + ahead):06}"


@every_way
def test_signing_out_everywhere_else(world: Region, come: Come) -> None:
    here = comes_in(come, world.ann)
    there = come().visit("/account/login/")
    there.fill(login=world.ann.human.email, password=PASSWORD).press("Sign in")

    here.menu("Your sign-in")
    assert here.reads("This one")
    here.press("Sign out everywhere else")
    assert here.news == "Signed out there."
    there.visit("/")
    assert there.title == "Sign in"


@every_way
def test_the_second_step_is_set_up_used_and_recovered(world: Region, come: Come) -> None:
    cache.clear()
    ann = comes_in(come, world.ann)
    ann.menu("Your sign-in")
    ann.follow("Second step")
    ann.follow("Set it up")
    secret = ann.page.locator("main code").inner_text()
    ann.fill(code="000000").press("Set up")
    assert ann.errors
    ann.fill(code=code_of(secret)).press("Set up")
    assert ann.title == "Recovery codes"
    recovery = ann.page.locator("main code").first.inner_text()

    other = come().visit("/account/login/")
    other.fill(login=world.ann.human.email, password=PASSWORD).press("Sign in")
    assert other.title == "Second step"
    other.fill(code="000000").press("Sign in")
    assert other.errors
    other.fill(code=recovery).press("Sign in")
    assert other.title.endswith("Ann")

    ann.follow("Make new ones")
    ann.press("Make new ones")
    assert ann.title == "Recovery codes"
    ann.visit("/account/second-step/")
    ann.follow("Remove it")
    ann.press("Remove it")
    assert ann.reads("It is not set up.")


@every_way
def test_the_officer_reads_an_alarm(world: Region, come: Come) -> None:
    oda = come(officer(world))
    oda.visit("/alarms/")
    assert oda.reads("No alarm")
    alarm(actor(world.ann), Verb.MANY_CASES, count=40)
    factories.actor(world.ann)

    oda.visit("/")
    oda.follow("Somebody opened unusually many cases")
    assert oda.reads("Ann Ode, Probation officer: opened unusually many cases")
