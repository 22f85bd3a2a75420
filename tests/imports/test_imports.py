"""A sheet as a service has it: previewed row by row, imported whole, mended, and taken back."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import Workbook

from tests import factories as make
from tests.factories import Region
from tests.pages import Page, opened, signed_in
from throughcare.audit.models import Event
from throughcare.cases.models import Case
from throughcare.duplicates import finding
from throughcare.files.models import FileType
from throughcare.files.refusals import Unacceptable
from throughcare.imports import actions, policy, sheets
from throughcare.imports.columns import guessed
from throughcare.imports.models import Import, Settled
from throughcare.kernel.decision import Refused
from throughcare.notes.models import Concern
from throughcare.people.models import NameKey
from throughcare.referrals import actions as referrals
from throughcare.referrals import policy as referrals_policy
from throughcare.referrals.models import Referral, ReferralKey, State

SHEET = (
    "Name;Who is worried;What it is about;Told by\n"
    "Идрис Вейн;mother;She is afraid of his new friends.;His mother\n"
    "أمل حداد;school;She has stopped coming.;\n"
    ";family;There is no name here.;\n"
    "Nora Ström;a bird;Nobody knows.;=HYPERLINK(1)\n"
)


def upload(client: Client, content: bytes, name: str = "list.csv") -> Page:
    url = reverse("import-sheet")
    return Page(client.post(url, {"file": SimpleUploadedFile(name, content)}))


def send(client: Client, page: Page, act: str, **changes: Any) -> Page:
    fields = page.typed | {"act": act} | changes
    return Page(client.post(reverse("import-preview"), fields))


@pytest.fixture
def ann(region: Region) -> Client:
    return signed_in(region.ann)


@pytest.fixture
def made(ann: Client) -> Import:
    send(ann, upload(ann, SHEET.encode()), "import")
    return Import.objects.get()


def test_nothing_is_kept_before_it_is_imported(ann: Client) -> None:
    page = upload(ann, SHEET.encode())
    assert page.status == 200, page.text
    assert "2 of 4 rows become referrals" in page.text
    assert "Of whom: There is no name." in page.text
    assert "Who is worried, or asks: write one of" in page.text
    assert not Import.objects.exists()
    assert not Referral.objects.exists()


def test_good_rows_become_referrals_to_the_own_agency(
    ann: Client, region: Region, made: Import
) -> None:
    found = Referral.objects.order_by("pk")
    assert {one.subject for one in found} == {"Идрис Вейн", "أمل حداد"}
    assert {one.source for one in found} == {"family", "agency"}
    assert {one.to_agency for one in found} == {region.probation}
    assert Concern.objects.filter(told_by="His mother").exists()
    event = Event.objects.get(verb="import.made")
    assert set(event.ids) == {str(one.pk) for one in found}
    page = opened(ann, reverse("import", args=[made.pk]))
    assert "Идрис Вейн" in page.text
    assert "list.csv" in opened(ann, reverse("imports")).text
    for other in (region.bob, region.dee, region.fay):
        assert signed_in(other).get(reverse("import", args=[made.pk])).status_code == 404
        assert not policy.visible_to(make.actor(other)).exists()


@pytest.mark.parametrize(
    "content",
    [
        SHEET.encode("utf-8-sig"),
        SHEET.encode("utf-16"),
        SHEET.replace(";", "\t").encode(),
        SHEET.replace(";", ",").encode(),
    ],
)
def test_csv_in_any_usual_writing(ann: Client, content: bytes) -> None:
    page = upload(ann, content)
    assert "2 of 4 rows become referrals" in page.text


def test_windows_text_and_a_spreadsheet(ann: Client) -> None:
    old = "Navn;Bekymring\nSøren Kjærgård;Han taler om at rejse.\n".encode("cp1252")
    assert "Søren Kjærgård" in upload(ann, old).text
    book = Workbook()
    book.active.append(["Klient", "Anlass", "Programm"])
    book.active.append(["Jürgen Groß", "Er will aussteigen.", ""])
    book.active.append(["Uwe Lang", "=1+1", "Nowhere"])
    out = io.BytesIO()
    book.save(out)
    page = upload(ann, out.getvalue(), "liste.xlsx")
    assert "Choose the column that holds it." in send(ann, page, "preview", subject="").summary
    again = send(ann, page, "preview", subject="0")
    assert "Jürgen Groß" in again.text
    assert "your agency works by none of this name" in again.text


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "list.csv", "empty"),
        (b"Name;What\n", "list.csv", "no rows below its headings"),
        (b"%PDF-1.4", "list.csv", ""),
        (b"not a zip", "list.xlsx", ""),
        (b"A note.", "note.txt", "Choose a spreadsheet"),
        (b"Name;What\n" + b"A;b\n" * 201, "list.csv", "we take 200 at once"),
        (b"Name;What\nA;NATO SECRET\n", "list.csv", "classification marking"),
    ],
)
def test_what_is_no_sheet_is_refused_in_words(
    ann: Client, content: bytes, name: str, words: str
) -> None:
    page = upload(ann, content, name)
    assert words in page.errors["file"]
    assert not Import.objects.exists()


def test_nothing_is_chosen_or_the_sheet_is_lost(ann: Client) -> None:
    assert Page(ann.post(reverse("import-sheet"), {"key": "1"})).errors["file"] == "Choose a file."
    for table in ("", "nonsense", "[]", "[[1],2]", '{"a": 1}'):
        answer = ann.post(reverse("import-preview"), {"table": table, "act": "import"})
        assert answer.status_code == 302
    assert not Import.objects.exists()


def test_bad_rows_can_be_taken_away_and_no_cell_of_them_runs(ann: Client) -> None:
    page = send(ann, upload(ann, SHEET.encode()), "mend")
    text = page.response.content.decode("utf-8-sig")
    assert "What is wrong" in text
    assert "Of whom: There is no name." in text
    assert "'=HYPERLINK(1)" in text
    assert "Идрис" not in text
    assert page.response["Content-Type"] == "text/csv; charset=utf-8"


def test_sent_twice_is_imported_once(ann: Client) -> None:
    page = upload(ann, SHEET.encode())
    first, second = (send(ann, page, "import") for _ in range(2))
    assert first.response["Location"] == second.response["Location"]
    assert (Import.objects.count(), Referral.objects.count()) == (1, 2)


def test_a_preview_takes_as_many_queries_for_many_rows_as_for_few(ann: Client) -> None:
    def count(rows: int) -> int:
        lines = "".join(f"Person {n};Worry {n}\n" for n in range(rows))
        with CaptureQueriesContext(connection) as queries:
            upload(ann, f"Name;What\n{lines}".encode())
        return len(queries)

    count(1)
    assert count(2) == count(150)


def test_an_import_is_taken_back_whole(ann: Client, region: Region, made: Import) -> None:
    url = reverse("import-undo", args=[made.pk])
    ann.post(url, {"reason": ""})
    assert Import.objects.get().undone_at is None
    ann.post(url, {"reason": "The wrong list"})
    assert Import.objects.get().undone_at is not None
    assert {one.state for one in Referral.objects.all()} == {State.WITHDRAWN}
    cases = Case.objects.filter(referrals__isnull=False)
    assert all(case.is_closed for case in cases)
    assert all(case.person.display_name == case.reference for case in cases)
    assert not ReferralKey.objects.exists()
    assert not NameKey.objects.filter(person__cases__in=cases, key="idris").exists()
    case = make.open_case(region.ann, region.agreement, display_name="Idris Veyn")
    assert finding.find() in {0, 1}  # the region's own case, never one that was taken back
    assert not policy.may_undo(make.actor(region.ann), Import.objects.get())
    again = Referral.objects.first()
    assert not referrals_policy.may_look_again(make.actor(region.ann), again)
    assert "was taken back" in opened(ann, reverse("import", args=[made.pk])).text
    with pytest.raises(Settled):
        Import.objects.get().undo()
    assert not case.is_closed


def test_what_somebody_has_worked_on_stops_it(ann: Client, region: Region, made: Import) -> None:
    referral = Referral.objects.get(subject="أمل حداد")
    actor = make.actor(region.ann)
    referrals.settle(actor, referral, outcome="advice", reason="She rang", answer="We talk.")
    assert "rows 3" in str(policy.may_undo(actor, made).reason)
    with pytest.raises(Refused):
        actions.undo(actor, made, reason="All of it")
    assert not policy.may_undo(make.actor(region.dee), made)
    assert policy.touched(made) == [3]
    assert policy.may_import(actor)


def test_a_referral_is_withdrawn_by_who_answers_for_it(region: Region) -> None:
    told = {"subject": "Idris Vane", "source": "family", "text": "Silent."}
    sent = referrals.send(make.actor(region.ann), to=region.exit, **told)
    with pytest.raises(Refused):
        referrals.withdraw(make.actor(region.ann), sent, reason="A slip")
    assert referrals.withdraw(make.actor(region.fay), sent, reason="A slip").subject != "Idris Vane"


def test_columns_are_guessed_and_cells_are_text() -> None:
    assert guessed(["Told by", "Client", "Reason"]) == {"told_by": 0, "subject": 1, "text": 2}
    assert guessed(["A", "B"]) == {}
    with pytest.raises(Unacceptable):
        sheets.rows(type("File", (), {"type": FileType.PDF, "content": b""})())
