"""What every page of a demo database says."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from throughcare.demo import policy


def banner(request: HttpRequest) -> dict[str, Any]:
    """`demo`: a sentence in a demo database, nothing in any other; asked only where it is shown."""
    return {"demo": SimpleLazyObject(_sentence)}


def _sentence() -> str:
    if not policy.is_demo():
        return ""
    return _("Demo region Vesper Coast. All people and agencies are invented.")
