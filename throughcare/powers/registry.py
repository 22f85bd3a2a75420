"""The powers by name, each with its act. An app declares its own as `POWERS` in its `powers.py`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.utils.module_loading import module_has_submodule

from throughcare.kernel.actor import Actor
from throughcare.kernel.decision import ALLOWED, Decision
from throughcare.powers.binding import Terms

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from throughcare.powers.models import Proposal

PROGRAM = __name__.partition(".")[0]


class Standing(Enum):
    """What lets a post propose or confirm without being named."""

    DUTY = "duty"  # the duty post of the proposer's agency
    OFFICER = "officer"  # its data-protection officer
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True)
class Ask:
    """One of the terms that the proposer types."""

    name: str
    label: "StrOrPromise"
    hint: "StrOrPromise"
    is_number: bool = False
    is_needed: bool = True


def _any(actor: Actor, terms: Terms) -> Decision:
    return ALLOWED


@dataclass(frozen=True)
class Power:
    """What two persons may do together.

    `says` tells the second person what would be done, without anything of a case. `act` runs in the
    transaction of the confirmation, once. Without `act` it is carried out by a command, which
    redeems the confirmed proposal; `missing` says why it cannot be proposed at all.
    """

    name: str
    title: "StrOrPromise"
    about: "StrOrPromise"
    proposers: frozenset[Standing]
    seconds: frozenset[Standing]
    asks: tuple[Ask, ...]
    says: Callable[[Terms], str]
    may_take: Callable[[Actor, Terms], Decision] = _any
    act: "Callable[[Actor, Proposal], Any] | None" = None
    missing: "StrOrPromise" = ""
    days: int = 7


class UnknownPower(LookupError):
    """No installed app declares this power."""


def power(name: str) -> Power:
    """The power of this name."""
    try:
        return powers()[name]
    except KeyError:
        raise UnknownPower(name) from None


def names(standing: Standing) -> list[str]:
    """The powers that a standing may confirm."""
    return [each.name for each in powers().values() if standing in each.seconds]


@cache
def powers() -> Mapping[str, Power]:
    """Every power of the installed apps."""
    found: dict[str, Power] = {}
    for config in apps.get_app_configs():
        if config.name.startswith(f"{PROGRAM}.") and module_has_submodule(config.module, "powers"):
            for each in import_module(f"{config.name}.powers").POWERS:
                if each.name in found:
                    raise ValueError(f"Two apps declare the power {each.name!r}.")
                found[each.name] = each
    return found
