"""Every text goes through gettext: in a pseudo-language nothing bare is left on any page."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from babel import Locale
from django.test import Client, override_settings
from django.urls import reverse

from tests.factories import GROUND
from tests.halves import every_other
from tests.matrix import asking, world
from tests.matrix.asking import declared, patterns, url_of
from tests.matrix.payloads import payload
from tests.matrix.world import World
from tests.pages import Page, signed_in
from tests.programmes.making import FERRY_HOUSE, words_of
from tests.web import pseudo
from tests.web.filling import MAKERS, sheet
from tests.web.pseudo import LANGUAGE, OPEN, bare
from throughcare import names
from throughcare.agencies.models import Agency, Human
from throughcare.agreements.models import Answer
from throughcare.agreements.models import Draft as AgreementDraft
from throughcare.cases.models import Case
from throughcare.concernline.languages import LANGUAGES as PUBLIC_LANGUAGES
from throughcare.concernline.models import Line, Seeker
from throughcare.duplicates.models import Pair
from throughcare.emergencies.models import Access
from throughcare.entries.models import Entry, Kind
from throughcare.notes.forms.person import LANGUAGES
from throughcare.notes.models import Draft
from throughcare.people.models import Person
from throughcare.programmes.models import Version
from throughcare.sharing.models import Agreement

pytestmark = pytest.mark.django_db
# What the world of the matrix and its forms have typed besides.
TYPED = {
    GROUND,
    "plan.txt",
    "Nova Reyes",
    "What goes.",
    "Canary-answered",
    "Canary-open",
    "Canary-hidden",
    "A part",
    "Could the team read this?",
    "Not now.",
    "Corrected",
    "We met.",
    "Another circle",
    "Another Name",
    "A slip",
    "It helps",
    "I am worried.",
    "Come and talk.",
    "Too much work",
}
HERE = {"HTTP_ACCEPT_LANGUAGE": LANGUAGE}


# What these answer is a file, or for a program.
NOT_FOR_PEOPLE = {"entry-file", "programme-download", "health-live", "health-ready", "metrics"}
NOT_FOR_PEOPLE |= {"processing-matrix", "oversight-file"}


@pytest.fixture(scope="module")
def pseudo_language(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The program in the pseudo-language."""
    folder = tmp_path_factory.mktemp("locale")
    pseudo.write(folder)
    with override_settings(
        LOCALE_PATHS=[folder],
        LANGUAGES=[("en", "English"), (LANGUAGE, "Pseudo")],
    ):
        yield


@pytest.fixture(scope="module")
def made(
    pseudo_language: None,
    django_db_setup: None,
    django_db_blocker: Any,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[World]:
    """The matrix's world."""
    with world.standing(django_db_blocker, tmp_path_factory.mktemp("language")) as made:
        yield made


def data() -> set[str]:
    """What people have typed, and what babel knows: no message of ours."""
    people = Person.objects.values_list("display_name", flat=True)
    humans = list(Human.objects.values_list("name", flat=True))
    agencies = Agency.objects.values_list("name", flat=True)
    typed = [words for row in Entry.objects.values_list("headline", "text") for words in row]
    models = {FERRY_HOUSE, *Version.objects.values_list("text", flat=True)}
    drafts = [words for draft in Draft.objects.all() for words in draft.fields.get("text", [])]
    return {
        *people,
        *(names.initials(name) for name in people),
        *humans,
        *(name.split()[0] for name in humans),
        *agencies,
        *Agreement.objects.values_list("name", flat=True),
        *AgreementDraft.objects.values_list("why", flat=True),
        *Answer.objects.values_list("words", flat=True),
        *Access.objects.values_list("reason", flat=True),
        *Access.objects.values_list("follows", flat=True),
        *Line.objects.values_list("name", flat=True),
        *Seeker.objects.values_list("relation", flat=True),
        *PUBLIC_LANGUAGES.values(),
        *(name for pair in Pair.objects.all() for side in pair.sides for name in side.names),
        *Case.objects.values_list("reference", flat=True),
        *typed,
        *drafts,
        *_calendar(),
        *_languages(),
        *Locale(LANGUAGE).territories.values(),
        *LANGUAGES,
        *TYPED,
        *(word for text in models for word in words_of(text)),
    }


def _calendar() -> Iterator[str]:
    locale = Locale(LANGUAGE)
    for names_of in (locale.months, locale.days):
        for widths in names_of.values():
            for words in widths.values():
                yield from words.values()


def _languages() -> Iterator[str]:
    yield from Locale(LANGUAGE).languages.values()
    yield from Locale(LANGUAGE).languages.keys()


@pytest.mark.parametrize("name", every_other(["ann", "bob", "wes", "max", "nobody"]))
def test_nothing_on_any_page_is_bare(made: World, name: str) -> None:
    who = made.people[name]
    client = Client(raise_request_exception=False, **HERE)
    client.cookies.load(asking.signed_in(who))
    known, found = data(), set()
    for pattern in patterns():
        for url, obj in _addresses(made, pattern):
            with asking.undone():
                page = Page(client.get(url))
                if page.status in {200, 403, 404, 500}:
                    html = page.response.content.decode(errors="replace")
                    found |= {(pattern.name, text) for text in bare(html, known)}
            with asking.undone():
                sent = payload(pattern.name, obj, who)
                html = client.post(url, sent, follow=True).content.decode(errors="replace")
                found |= {(pattern.name, text) for text in bare(html, known)}
    assert not found, "\n".join(f"{where}: {text}" for where, text in sorted(found))


def _addresses(made: World, pattern: Any) -> Iterator[tuple[str, Any]]:
    if pattern.name in NOT_FOR_PEOPLE:
        return
    if (address := declared(pattern)) is None:
        yield reverse(pattern.name), None
        return
    if not address.of:
        yield url_of(pattern, None), None
        return
    for obj in made.of(address.of).values():
        yield url_of(pattern, obj.pk), obj


def test_no_form_of_any_kind_is_bare(made: World) -> None:
    client, known, found = signed_in(made.region.ann, **HERE), data(), set()
    for kind in Kind.values:
        page = Page(client.get(reverse("entry-write", args=[made.region.case.pk, kind])))
        found |= bare(page.response.content.decode(), known)
    assert not found


@pytest.mark.parametrize("name", every_other(list(MAKERS)))
def test_every_error_is_translated(made: World, name: str) -> None:
    with asking.undone():
        form = sheet(name, made.region)
        form.client.defaults.update(HERE)
        for sent in _wrong(form):
            page = Page(form.client.post(form.url, sent))
            for field, error in page.errors.items():
                assert error.removeprefix(f"{OPEN}Error:⟧ ").startswith(OPEN), (field, error)
            assert not bare(page.summary, data())


def _wrong(form: Any) -> Iterator[dict[str, Any]]:
    """Nothing at all, and everything wrong."""
    yield {"key": "x"}
    kinds = ("text", "textarea", "date", "time", "number", "select", "radio", "checkbox")
    for value in ("\x00", "NATO SECRET", "99999999", "a" * 300_000):
        yield dict.fromkeys(form.names(*kinds), value)


def test_a_failure_is_told_in_the_readers_language(made: World) -> None:
    from tests.web.test_gate import unwritable_trail

    client = signed_in(made.region.ann, raise_request_exception=False, **HERE)
    with asking.undone(), unwritable_trail():
        answer = client.get(reverse("case", args=[made.region.case.pk]))
    assert answer.status_code == 500
    assert not bare(answer.content.decode(), data())


def test_the_page_says_its_language_and_direction(made: World) -> None:
    html = Page(Client(**HERE).get(reverse("help"))).soup.find("html")
    assert (html["lang"], html["dir"]) == (LANGUAGE, "ltr")


def test_a_bare_text_would_be_found() -> None:
    page = '<p>Bare words</p><p>⟦Said by ⟦Ann⟧⟧</p><img alt="Bare too"><time>Mon</time> Idris 12'
    assert bare(page, ["Idris"]) == {"Bare words", "Bare too"}


def test_messages_of_templates_and_code_are_collected(tmp_path: Path) -> None:
    pseudo.write(tmp_path)
    found = (tmp_path / "django.pot").read_text()
    for words in ("What I must do", "Write the time like 14:30.", "probation_officer"):
        assert (words in found) == (words != "probation_officer")
