"""The tables and agreements that ship: complete, readable, and walled as promised."""

import pytest
from pydantic import ValidationError

from throughcare.agencies.roles import Role
from throughcare.agencies.sectors import CONFIRMED_SECTORS, Sector
from throughcare.sharing import shipped
from throughcare.sharing.categories import ALL, PROTECTED, Category, bits_of

WALLED_FROM_POLICE = bits_of(
    [
        Category.PSYCHOLOGICAL,
        Category.HEALTH,
        Category.RELIGION,
        Category.COUNSELLING,
        Category.VICTIM,
    ]
)
agreements = pytest.mark.parametrize("code", shipped.AGREEMENTS)


@agreements
def test_an_agreement_walls_off_the_security_service_and_the_police(code: str) -> None:
    text = shipped.agreement_text(code)
    walls = {row.sector: row.bits for row in text.walls}
    assert walls[Sector.SECURITY] == ALL
    assert walls[Sector.POLICE] & WALLED_FROM_POLICE == WALLED_FROM_POLICE
    police = text.roles.get(Role.POLICE_CONTACT)
    assert police is None or not police.team_bits & walls[Sector.POLICE]
    assert Role.SECURITY_CONTACT not in text.roles


@agreements
def test_an_agreement_is_read_into_bits(code: str) -> None:
    text = shipped.agreement_text(code)
    assert text.purposes
    assert text.wind_down_days == 60
    for row in text.roles.values():
        assert row.need_bits & ~row.team_bits == 0
        assert row.team_bits & ~ALL == 0
    for sector, bits in text.emergency_bits.items():
        assert sector in CONFIRMED_SECTORS
        assert bits == bits_of([Category.SAFETY, Category.CONTACT, Category.IDENTITY])


def test_protected_categories_go_only_to_the_professions_named() -> None:
    table = shipped.own_tables()
    for role in Role:
        for category in PROTECTED:
            named = role in table.professions[category.code]
            assert bool(table.row(role) & category.bit) is named
    assert table.row(Role.TEAM_MANAGER) & bits_of(PROTECTED) == 0
    assert table.row(Role.DATA_PROTECTION_OFFICER) == 0


@pytest.mark.parametrize("category", ["wealth", "team"])
def test_a_category_that_does_not_exist_is_refused(category: str) -> None:
    text = shipped.agreement_text("exit").model_dump()
    with pytest.raises((ValidationError, KeyError)):
        shipped.AgreementText.model_validate(text | {"roles": {"mentor": {"both": [category]}}})
