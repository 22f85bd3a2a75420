"""The languages of the public pages: chosen in the address, as the browser asks, or everybody's."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.http import HttpRequest
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header

# Each by its own name. The catalogues are in throughcare/locale.
LANGUAGES = {"en": "English", "da": "Dansk", "de": "Deutsch", "ar": "العربية"}


def chosen(request: HttpRequest) -> str:
    """What was chosen, what the browser asks for, or what all pages here speak."""
    asked = request.POST.get("in") or request.GET.get("in") or ""
    if asked in LANGUAGES:
        return asked
    wished = parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    bare = (code.partition("-")[0] for code, _weight in wished)
    here = translation.get_language() or "en"
    return next((code for code in bare if code in LANGUAGES), here)


@contextmanager
def spoken(request: HttpRequest) -> Iterator[str]:
    """Answer in the language of the request."""
    with translation.override(code := chosen(request)):
        yield code
