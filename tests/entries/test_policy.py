"""Who may write, ask and answer: tables of people and questions."""

import pytest

from tests.factories import Region, actor
from throughcare.entries import policy
from throughcare.entries.actions import labels
from throughcare.entries.facts import Label
from throughcare.kernel import clock
from throughcare.sharing.categories import Category, Handling


@pytest.mark.parametrize(
    ("who", "category", "allowed"),
    [
        ("ann", Category.DAILY_LIFE, True),
        ("ann", Category.PSYCHOLOGICAL, False),
        ("bob", Category.COUNSELLING, True),
        ("eve", Category.SAFETY, True),
        ("eve", Category.COUNSELLING, False),
        ("cy", Category.DAILY_LIFE, False),
    ],
)
def test_nobody_writes_what_the_own_table_lacks(
    region: Region, who: str, category: Category, allowed: bool
) -> None:
    acting = actor(getattr(region, who))
    moment = clock.now()
    label = Label(acting.agency, category.bit, Handling.TEAM, moment, moment)
    assert bool(policy.may_write(acting, region.case, label)) is allowed


def test_a_reader_asks_and_the_owner_answers(region: Region) -> None:
    entry = region.write(region.ann, Category.CONTACT)
    people = {name: actor(who) for name, who in region.team.items()}
    assert {n for n, who in people.items() if policy.may_correct(who, entry)} == {"ann", "dee"}
    assert {n for n, who in people.items() if policy.may_ask(who, entry)} == {"bob", "eve"}
    wish = labels.ask(people["bob"], entry, wish="May the school know?")
    assert {n for n, who in people.items() if policy.may_answer(who, wish)} == {"ann", "dee"}
