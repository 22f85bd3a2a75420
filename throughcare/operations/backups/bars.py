"""Bars of progress, where somebody watches."""

from collections.abc import Iterable
from typing import TypeVar

from django.utils.translation import gettext as _
from tqdm import tqdm

Item = TypeVar("Item")


def bytes_bar(words: str, total: int | None = None) -> tqdm:
    """How many bytes are done."""
    return tqdm(
        total=total, desc=words, unit="B", unit_scale=True, leave=False, disable=None, delay=0.5
    )


def files_bar(files: Iterable[Item]) -> Iterable[Item]:
    """How many uploaded files are done."""
    return tqdm(files, desc=_("Files"), leave=False, disable=None, delay=0.5)
