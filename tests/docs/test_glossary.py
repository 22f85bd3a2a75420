"""The glossary's words are the program's: each is there, and each record and list is explained."""

import re
from importlib import import_module
from pkgutil import resolve_name
from typing import Any

import pytest
from django.apps import apps
from django.db.models import Choices

from tests.docs.pages import ROOT, text

GLOSSARY = text(ROOT / "docs" / "glossary.md")
WORDS = re.findall(r"^\| \*\*(.+?)\*\* \| .+ \| `([\w.]+)` \|$", GLOSSARY, re.MULTILINE)
PLACES = {f"throughcare.{place}" for _, place in WORDS}


@pytest.mark.parametrize(("word", "place"), WORDS)
def test_every_word_is_in_the_program(word: str, place: str) -> None:
    parts = f"throughcare.{place}".split(".")
    step = next(n for n, part in enumerate(parts) if part[0].isupper() or n == len(parts) - 1)
    thing = resolve_name(".".join(parts[:step]))
    for part in parts[step:]:
        thing = _member(thing, part)


def _member(thing: Any, part: str) -> Any:
    """An attribute, or a field of a record."""
    if hasattr(thing, part):
        return getattr(thing, part)
    return thing._meta.get_field(part)


def test_every_record_is_explained() -> None:
    ours = [m for m in apps.get_models() if m.__module__.startswith("throughcare.")]
    lost = [model.__name__ for model in ours if not _is_explained(model.__module__, model.__name__)]
    assert not lost, f"Not in docs/glossary.md: {', '.join(lost)}"


def test_every_closed_list_is_explained() -> None:
    for unseen in ("audit.diagnosis", "audit.sealing.verification"):  # which no page loads
        import_module(f"throughcare.{unseen}")
    lost = [
        choices.__qualname__
        for choices in _subclasses(Choices)
        if choices.__module__.startswith("throughcare.")
        and not choices.__module__.endswith("verbs")
        and not _is_explained(choices.__module__, choices.__qualname__)
    ]
    assert not lost, f"Not in docs/glossary.md: {', '.join(sorted(lost))}"


def _is_explained(module: str, name: str) -> bool:
    """Explained under its own module, or under the package that gives it to others."""
    packages = [module, module.rpartition(".")[0]]
    return any(f"{package}.{name}" in PLACES for package in packages)


def _subclasses(base: type) -> list[type]:
    return [each for one in base.__subclasses__() for each in (one, *_subclasses(one))]
