"""The public pages speak each of their languages, whole; workers' pages stay as they are."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po
from django.test import Client

from tests.concernline.test_public import WORDS, line
from tests.factories import Region
from tests.pages import opened, sent, signed_in
from throughcare.concernline import forms, languages
from throughcare.concernline.models import About, Age, Line, Parental
from throughcare.notes.models import Concern

__all__ = ["line"]
HOME = Path(languages.__file__).parent
FILES = [HOME / "views" / "public.py"]
FILES += [
    HOME / "templates" / "concernline" / f"{name}.html"
    for name in ("_public", "_way", "_limits", "lines", "write", "receipt", "back", "talk")
]
FOREIGN = [code for code in languages.LANGUAGES if code != "en"]


def _sentences() -> Iterator[str]:
    """Every text of the public pages."""
    for path in FILES:
        method = "python" if path.suffix == ".py" else "jinja2"
        keywords = {"_": None, "gettext": None, "trans": None}
        found = extract_from_file(method, path, keywords=keywords, options={"trimmed": "true"})
        yield from (message for _number, message, *_rest in found)
    for form in (forms.Writing(), forms.Back(), forms.Further()):
        for field in form.fields.values():
            yield from (field.label, field.help_text)
            yield field.error_messages["required"] if field.required else ""
    for choices in (About, Age, Parental):
        yield from choices.labels


@pytest.mark.parametrize("code", FOREIGN)
def test_every_text_of_the_public_pages_is_translated(code: str) -> None:
    path = HOME.parent / "locale" / code / "LC_MESSAGES" / "django.po"
    with path.open("rb") as file:
        known = {message.id for message in read_po(file) if message.string}
    texts = {str(one) for one in _sentences() if one} - {"This field is required.", "None"}
    assert len(texts) > 50
    assert texts <= known, texts - known


@pytest.mark.parametrize("code", FOREIGN)
def test_the_language_is_chosen_and_stays(client: Client, line: Line, code: str) -> None:
    page = opened(client, f"/line/write/shore/?in={code}")
    assert page.soup.html["lang"] == code
    assert page.soup.html["dir"] == ("rtl" if code == "ar" else "ltr")
    wrong = sent(client, f"/line/write/shore/?in={code}", about="")
    assert wrong.soup.html["lang"] == code
    assert wrong.errors["about"] != "Choose what it is about."
    right = sent(client, f"/line/write/shore/?in={code}", **WORDS)
    assert right.soup.html["lang"] == code


def test_a_browser_asks_for_its_language(client: Client, line: Line) -> None:
    page = client.get("/line/", headers={"Accept-Language": "fr, de-AT;q=0.8"})
    assert b'lang="de"' in page.content
    assert b'lang="en"' in client.get("/line/", headers={"Accept-Language": "fr"}).content


def test_the_case_speaks_the_language_of_those_who_work_here(
    client: Client, line: Line, region: Region
) -> None:
    sent(client, "/line/write/shore/?in=de", **WORDS)
    fay = signed_in(region.fay, headers={"Accept-Language": "de"})
    page = opened(fay, "/conversations/")
    assert page.soup.html["lang"] == "en"
    assert Concern.objects.get().headline == "Written to the concern line"
