"""Every form of the program, opened by somebody who may send it, and filled in well."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from bs4 import BeautifulSoup, Tag
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.agreements import making as agreeing
from tests.concernline.making import begun
from tests.duplicates.making import case_of, found, steward
from tests.emergencies import making as emerging
from tests.factories import Region
from tests.pages import Page, opened, signed_in
from tests.programmes.making import adopted
from throughcare.agencies.models import Post
from throughcare.agencies.roles import Role
from throughcare.duplicates import actions as duplicates
from throughcare.duplicates.models import Pair
from throughcare.entries.actions import labels
from throughcare.entries.models import Kind
from throughcare.notes.models import Admission
from throughcare.referrals import actions as referrals
from throughcare.sharing.categories import Handling

ANSWERS = {"text": "Some words", "textarea": "Some words", "date": "2030-01-07", "number": "1990"}


@dataclass
class Sheet:
    """A form on the screen of somebody."""

    client: Client
    url: str

    @cached_property
    def page(self) -> Page:
        return opened(self.client, self.url)

    @cached_property
    def soup(self) -> BeautifulSoup:
        return self.page.soup

    def fields(self, *kinds: str) -> list[Tag]:
        """The fields that a reader sees, of these kinds."""
        form = self.soup.select_one("main form[method=post]")
        assert form is not None
        shown = form.select("input, textarea, select")
        return [one for one in shown if one.get("name") and kind_of(one) in kinds]

    def names(self, *kinds: str) -> list[str]:
        return list(dict.fromkeys(str(one["name"]) for one in self.fields(*kinds)))

    def good(self) -> dict[str, Any]:
        """What the form sends when everything is filled in well."""
        sent = dict(self.page.typed)
        for field in self.fields("text", "textarea", "date", "number", "select", "file"):
            name = str(field["name"])
            if kind_of(field) == "file":
                sent[name] = SimpleUploadedFile("plan.txt", b"What we plan.")
            elif not sent.get(name) and not self.is_optional(field):
                sent[name] = _answer(field)
        for field in self.fields("radio"):
            sent.setdefault(str(field["name"]), field["value"])
        if "email" in self.names("text", "email"):
            sent["email"] = "ann@example.org"
        if "reference" in self.names("text"):  # or a name and a date of birth
            sent["reference"] = "2B2B2B-22"
        if sent.get("handling") == str(Handling.NEED_TO_KNOW.value):
            sent["why_needed"] = "The plan rests on it."
        return sent

    def is_optional(self, field: Tag) -> bool:
        label = self.soup.select_one(f"label[for={field['id']}]")
        return label is not None and label.select_one(".tc-optional") is not None

    def send(self, **changes: Any) -> Page:
        """The form sent, filled in well but for the changes."""
        return Page(self.client.post(self.url, self.good() | changes))

    def save(self, **changes: Any) -> Page:
        """Sent, and sent again where the page first shows what saving opens."""
        page = self.send(**changes)
        if page.status == 200 and not page.errors:
            again = self.good() | changes | {"seen": page.typed.get("seen", "")}
            page = Page(self.client.post(self.url, again))
        return page


def kind_of(field: Tag) -> str:
    return str(field.get("type", "text")) if field.name == "input" else field.name


def _answer(field: Tag) -> str:
    if field.name == "select":
        return str(field.select("option")[1]["value"])
    return ANSWERS[kind_of(field)]


Maker = Callable[[Region], tuple[Post, str]]


def _of_case(name: str) -> Maker:
    return lambda region: (region.ann, reverse(name, args=[region.case.pk]))


def _of_entry(name: str) -> Maker:
    return lambda region: (region.ann, reverse(name, args=[region.write(region.ann).pk]))


def _write(kind: str) -> Maker:
    return lambda region: (region.ann, reverse("entry-write", args=[region.case.pk, kind]))


def _admission(region: Region) -> tuple[Post, str]:
    adopted(region.probation)
    return _write("admission")(region)


def _phase(region: Region) -> tuple[Post, str]:
    """From the page of the case: with the phase that is chosen, and its rules."""
    version = adopted(region.probation)
    told: dict[str, Any] = {"kind": Kind.ADMISSION, "model_version": version}
    region.write(region.ann, model=Admission, **told)
    writer, url = _write("phase")(region)
    return writer, f"{url}?goes_to={version.pk}:clearing"


def _decide(region: Region) -> tuple[Post, str]:
    told = {"subject": "Idris Vane", "source": "family", "text": "He is silent."}
    sent = referrals.send(factories.actor(region.bob), to=region.probation, **told)
    return region.dee, reverse("referral-settle", args=[sent.pk])


def _agreement(name: str, row: str) -> Maker:
    def made(region: Region) -> tuple[Post, str]:
        draft = agreeing.drafted(region.dee, agreeing.present(region))
        return region.dee, reverse(name, args=[draft.version_id]) + row

    return made


def _signing(region: Region) -> tuple[Post, str]:
    draft = agreeing.sent(region)
    return region.fay, reverse("agreement-answer", args=[draft.version_id])


def _open_in_emergency(region: Region) -> tuple[Post, str]:
    emerging.settled(region)
    found = emerging.looked(region.gil, reference=region.case.reference)
    return region.gil, reverse("emergency-open", args=[found.pk])


def _look_up(region: Region) -> tuple[Post, str]:
    emerging.settled(region)
    return region.gil, reverse("emergency-look-up")


def _review(region: Region) -> tuple[Post, str]:
    emerging.settled(region)
    access = emerging.opened(region.gil, region.case)
    return region.dee, reverse("emergency-review", args=[access.pk])


def _pair(region: Region) -> tuple[Post, str]:
    who = steward(region)
    for by, name in ((region.ann, "Ilan Torvek"), (region.bob, "Ilan Torveck")):
        case_of(by, region, name)
    pair = next(pair for pair in found() if "Ilan Torvek" in str(pair.told))
    return who, reverse("pair", args=[pair.pk])


def _pair_question(region: Region) -> tuple[Post, str]:
    who, _url = _pair(region)
    pair = Pair.objects.get(pk=_url.split("/")[-2])
    duplicates.ask(factories.actor(who), pair, reason="Alike")
    question = pair.questions.get(case__lead_agency=region.probation)
    return region.ann, reverse("pair-question", args=[question.pk])


def _advise(name: str) -> Maker:
    return lambda region: (region.dee, reverse(name, args=[begun(region.probation).pk]))


def _propose(region: Region) -> tuple[Post, str]:
    factories.post("Ada Grove", region.exit, Role.EXIT_WORKER)
    return _of_case("seat-propose")(region)


def _cover(region: Region) -> tuple[Post, str]:
    factories.post("Ada Grove", region.exit, Role.EXIT_WORKER)
    return region.bob, reverse("cover")


def _end_seat(region: Region) -> tuple[Post, str]:
    return region.ann, reverse("seat-end", args=[region.seat(region.bob).pk])


def _ask(region: Region) -> tuple[Post, str]:
    return region.bob, reverse("entry-ask", args=[region.write(region.ann).pk])


def _answer_wish(region: Region) -> tuple[Post, str]:
    asked = labels.ask(factories.actor(region.bob), region.write(region.ann), wish="Wider")
    return region.ann, reverse("label-answer", args=[asked.pk])


MAKERS: dict[str, Maker] = {
    "search": lambda region: (region.ann, reverse("search")),
    "case-open": lambda region: (region.ann, reverse("case-open")),
    "case-close": _of_case("case-close"),
    "case-rename": _of_case("case-rename"),
    "seat-propose": _propose,
    "responsibility-offer": _of_case("responsibility-offer"),
    "seat-end": _end_seat,
    **{f"write {kind}": _write(kind) for kind in Kind.values},
    "write admission": _admission,
    "referral-write": lambda region: (region.ann, reverse("referral-write")),
    "agreement-draft": lambda region: (
        region.dee,
        reverse("agreement-draft", args=[agreeing.present(region).pk]),
    ),
    "agreement-role": _agreement("agreement-role", "?role=mentor"),
    "agreement-sector": _agreement("agreement-sector", "?row=wall&sector=police"),
    "agreement-answer": _signing,
    "cover": _cover,
    "staff-appoint": lambda region: (region.dee, reverse("staff-appoint")),
    "staff-end": lambda region: (region.dee, reverse("staff-end", args=[region.ann.pk])),
    "emergency-look-up": _look_up,
    "emergency-open": _open_in_emergency,
    "emergency-review": _review,
    "pair": _pair,
    "pair-question": _pair_question,
    "referral-settle": _decide,
    "conversation": _advise("conversation"),
    "conversation-who": _advise("conversation-who"),
    "write phase": _phase,
    "entry-correct": _of_entry("entry-correct"),
    "entry-relabel": _of_entry("entry-relabel"),
    "entry-split": _of_entry("entry-split"),
    "entry-ask": _ask,
    "label-answer": _answer_wish,
}


def sheet(name: str, region: Region) -> Sheet:
    """The form, on the screen of somebody who may send it."""
    post, url = MAKERS[name](region)
    return Sheet(signed_in(post), url)


def stored() -> Iterator[str]:
    """Every row of every table, as text; sessions decoded."""
    from throughcare.agencies.models import Session

    for session in Session.objects.all():
        yield repr(session.get_decoded())
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                yield " ".join(_plain(cell) for cell in row)


def _plain(cell: Any) -> str:
    if isinstance(cell, memoryview | bytes):
        return bytes(cell).decode(errors="replace")
    return str(cell)


def is_stored(words: str) -> bool:
    """Whether the words stand anywhere in the database."""
    return any(words in row for row in stored())


def rows() -> dict[str, int]:
    """How many rows each table holds, but for what every request leaves."""
    left = {"audit_event", "audit_detail", "audit_lane", "agencies_session"}
    found = {}
    with connection.cursor() as cursor:
        for table in set(connection.introspection.table_names()) - left:
            cursor.execute(f'SELECT count(*) FROM "{table}"')
            found[table] = cursor.fetchone()[0]
    return found
