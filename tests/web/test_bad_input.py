"""Bad input on every form: a clear error beside its field, nothing lost, nothing half done."""

from collections.abc import Iterator
from urllib.parse import urlencode

import pytest

from tests.factories import Region
from tests.matrix import asking
from tests.pages import Page
from tests.web.filling import MAKERS, Sheet, is_stored, rows, sheet

FORMS = list(MAKERS)
MARKING = "NATO SECRET"
CANARY = "heron"
LONG = "a" * 2_000_000
CANNOT = "hidden character that cannot be stored"
TURNS = "changes the direction of reading"
HIDDEN = {"\x00": CANNOT, "\x07": CANNOT, "\ufffe": CANNOT, "\u202e": TURNS, "\u2066": TURNS}
NO_DAYS = ("2030-02-30", "30.02.2030", "tomorrow", "0000-00-00", "99999-01-01", "1899-12-31")

WITHOUT_TEXT = {"agreement-role", "agreement-sector", "emergency-open", "staff-end"}

every_form = pytest.mark.parametrize("name", FORMS)
every_text = pytest.mark.parametrize("name", [one for one in FORMS if one not in WITHOUT_TEXT])
DATED = [
    "seat-propose",
    *(f"write {kind}" for kind in ("contact", "note", "life_event", "document", "pointer")),
    *(f"write {kind}" for kind in ("decision", "appointment", "todo", "outreach", "step")),
    *(f"write {kind}" for kind in ("pathway", "taking_part", "motivation", "ideology")),
    *(f"write {kind}" for kind in ("attention", "admission", "phase", "information", "concern")),
    "entry-correct",
    "agreement-draft",
    "emergency-look-up",
    "cover",
    "staff-appoint",
    "staff-end",
]
TIMED = [
    *(
        f"write {kind}"
        for kind in ("contact", "note", "decision", "appointment", "outreach", "concern")
    ),
    "entry-correct",
]
NUMBERED = ["write contact", "write birth", "agreement-draft"]
WITHOUT_CHOICE = ["search", "case-close", "case-rename", "seat-end", "entry-ask", "label-answer"]
WITHOUT_CHOICE += ["conversation"]


@every_form
def test_every_form_takes_good_answers(region: Region, name: str) -> None:
    form = sheet(name, region)
    assert bool(form.names("date")) == (name in DATED)
    assert bool(form.names("time")) == (name in TIMED)
    assert bool(form.names("number")) == (name in NUMBERED)
    assert bool(form.names("select", "radio", "checkbox")) != (name in WITHOUT_CHOICE)
    page = form.save()
    assert not page.errors
    assert not page.summary
    assert page.status == (200 if name == "search" else 302)


def _refused(form: Sheet, fields: list[str], value: str, *, keeps: bool = True) -> Iterator[str]:
    """What stands beside each field, when all of them are given a bad value at once."""
    before = rows()
    page = form.send(**dict.fromkeys(fields, value))
    assert page.status == 200
    assert rows() == before, "something is half done"
    for field in fields:
        assert field in page.errors, f"{field}: no error beside it"
        assert page.errors[field] in page.summary, f"{field}: not in the summary"
        if keeps:
            assert page.typed[field] == value, f"{field}: what was typed is lost"
        yield page.errors[field]


def _texts(form: Sheet) -> list[str]:
    return form.names("text", "textarea")


@every_text
def test_a_marking_in_any_text_is_stopped_and_stored_nowhere(region: Region, name: str) -> None:
    form = sheet(name, region)
    for error in _refused(form, _texts(form), f"{CANARY} {MARKING}"):
        assert "pointer" in error
        assert MARKING not in error
    assert not is_stored(CANARY)


@every_text
def test_a_marking_in_one_text_alone_is_stopped(region: Region, name: str) -> None:
    form = sheet(name, region)
    *_, last = _texts(form)
    assert list(_refused(form, [last], f"{CANARY} {MARKING}"))


@every_text
def test_a_hidden_character_in_any_text_is_refused(region: Region, name: str) -> None:
    form = sheet(name, region)
    for letter, says in HIDDEN.items():
        for error in _refused(form, _texts(form), f"{CANARY}{letter}end", keeps=False):
            assert says in error
    assert not is_stored(CANARY)


@every_form
def test_two_megabytes_in_a_text_are_too_long(region: Region, name: str) -> None:
    form = sheet(name, region)
    for field in {*_texts(form)[:1], *form.names("textarea")}:
        for error in _refused(form, [field], LONG):
            assert "at most" in error


@every_form
def test_no_browser_cuts_what_is_pasted(region: Region, name: str) -> None:
    shown = sheet(name, region).fields("text", "textarea")
    assert not [one["name"] for one in shown if one.get("maxlength")]


def test_an_agency_that_is_none_is_answered_in_plain_words(region: Region) -> None:
    form = sheet("write pointer", region)
    for value in ("nonsense", "00000000-0000-0000-0000-000000000000"):
        [error] = _refused(form, ["holder"], value, keeps=False)
        assert error == "This cannot be chosen, or no longer. Choose again from the list."


@every_text
def test_a_lone_surrogate_breaks_nothing(region: Region, name: str) -> None:
    form = sheet(name, region)
    field = _texts(form)[0]
    words = {key: value for key, value in form.good().items() if isinstance(value, str)}
    broken = f"{urlencode(words)}&{field}=%ED%A0%80end".encode()
    answer = form.client.post(form.url, broken, content_type="application/x-www-form-urlencoded")
    assert answer.status_code in {200, 302}


@pytest.mark.parametrize("name", DATED)
def test_a_day_that_is_none_is_refused(region: Region, name: str) -> None:
    form = sheet(name, region)
    for day in NO_DAYS:
        for error in _refused(form, form.names("date"), day):
            assert "day" in error.lower()


@pytest.mark.parametrize("name", [name for name in FORMS if name not in WITHOUT_CHOICE])
def test_an_unknown_choice_is_refused(region: Region, name: str) -> None:
    form = sheet(name, region)
    single = {one["name"] for one in form.fields("checkbox") if not one.get("value")}
    several = sorted(set(form.names("select", "radio", "checkbox")) - single)
    for value in ("somebody", "'; --", "99", "\N{CRAB}", "9" * 40):
        assert all(_refused(form, several, value, keeps=False))


@pytest.mark.parametrize("name", NUMBERED)
def test_a_number_that_makes_no_sense_is_refused(region: Region, name: str) -> None:
    form = sheet(name, region)
    for value in ("-1", "1e9", "ten", "99999999999999999999", "1.5"):
        assert all(_refused(form, form.names("number"), value))


@pytest.mark.parametrize("name", TIMED)
def test_a_time_that_is_none_is_refused(region: Region, name: str) -> None:
    form = sheet(name, region)
    for value in ("25:00", "half past two", "14"):
        for error in _refused(form, form.names("time"), value):
            assert error == "Write the time like 14:30."


@every_form
def test_an_empty_form_says_what_is_missing(region: Region, name: str) -> None:
    form = sheet(name, region)
    before = rows()
    page = Page(form.client.post(form.url, {"key": "abc"}))
    assert page.status == 200
    assert page.errors or page.summary or not _required(form)
    assert rows() == before


@every_form
def test_what_is_missing_is_named(region: Region, name: str) -> None:
    form = sheet(name, region)
    page = form.send(**dict.fromkeys(form.names("text", "textarea", "date", "number"), ""))
    for error in page.errors.values():
        assert error not in {"This field is required.", "Write something here."}
    assert len(set(page.errors.values())) == len(page.errors), "two fields say the same"


def _required(form: Sheet) -> list[str]:
    shown = form.fields("text", "textarea", "date", "number", "file")
    return [str(one["name"]) for one in shown if not form.is_optional(one)]


@every_form
def test_a_tampered_hidden_field_breaks_nothing(region: Region, name: str) -> None:
    form = sheet(name, region)
    for hidden in set(form.names("hidden")) - {"csrfmiddlewaretoken"}:
        for value in ("", "x" * 5000, "\x00", "-1", "9" * 40, "{{7*7}}"):
            with asking.undone():
                assert form.send(**{hidden: value}).status in {200, 302}, (hidden, value)
