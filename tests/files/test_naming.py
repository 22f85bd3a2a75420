"""Names of files on the way in and out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughcare.files.models import FileType, StoredFile
from throughcare.files.naming import LONGEST, attachment, clean, declared


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("C:\\Users\\ann\\plan.pdf", "plan.pdf"),
        ("../../etc/passwd", "passwd"),
        ("a\u202efdp.exe", "afdp.exe"),
        ("a\x00\r\n.pdf", "a.pdf"),
        ("  two   words .pdf. ", "two words .pdf"),
        ("Übung\u0301.txt", "Übuńg.txt".replace("ń", "n").replace("g", "ǵ")),
        ("x" * 300 + ".docx", "x" * (LONGEST - 5) + ".docx"),
    ],
)
def test_a_name_is_cleaned_and_keeps_its_ending(raw: str, cleaned: str) -> None:
    assert clean(raw) == cleaned


@pytest.mark.parametrize(
    ("name", "type"),
    [("a.PDF", "pdf"), ("a.jpg", "jpeg"), ("a.tar.csv", "csv"), ("a.exe", None), ("pdf", None)],
)
def test_the_ending_declares_the_type(name: str, type: str | None) -> None:
    assert declared(name) == type


def test_an_attachment_has_a_plain_and_a_full_name() -> None:
    headers = attachment(StoredFile(type=FileType.PDF), 'Bericht "Müller".pdf')

    assert headers.content_type == "application/pdf"
    assert headers.disposition == (
        'attachment; filename="bericht-muller.pdf"; '
        "filename*=UTF-8''Bericht%20%22M%C3%BCller%22.pdf"
    )


def test_the_ending_is_that_of_the_stored_type() -> None:
    disposition = attachment(StoredFile(type=FileType.TXT), "page.html").disposition

    assert disposition.endswith("page.html.txt")
    assert attachment(StoredFile(type=FileType.JPEG), "").disposition.count("document.jpeg") == 2


@given(st.text(max_size=400), st.sampled_from(FileType))
def test_no_name_breaks_out_of_the_header(name: str, type: FileType) -> None:
    disposition = attachment(StoredFile(type=type), name).disposition

    assert disposition.isascii()
    assert disposition.isprintable()
    assert disposition.count('"') == 2
    assert disposition.startswith('attachment; filename="')
    assert disposition.endswith(f".{type.value}")
