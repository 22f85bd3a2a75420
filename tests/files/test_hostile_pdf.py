"""PDF files that run, carry, hide or lock something."""

import io
import time

import pytest
from pypdf import PdfReader, PdfWriter

from tests.files import making
from tests.files.making import upload
from throughcare.files.inspection import inspect
from throughcare.files.kinds import pdf, pdf_reading
from throughcare.files.refusals import Marked, Unacceptable

ACTING = {
    "script on opening": {"root": "/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"},
    "script by another spelling": {"root": "/OpenAction << /S /J#61vaScript /#4aS (x) >>"},
    "named scripts": {"root": "/Names << /JavaScript << /Names [(a) 6 0 R] >> >>"},
    "script no page leads to": {"more": ["<< /S /JavaScript /JS (x) >>"]},
    "launch": {"page": "/AA << /O << /S /Launch /F (calc.exe) >> >>"},
    "embedded file": {"root": "/Names << /EmbeddedFiles << /Names [] >> >>"},
    "attached file": {"more": ["<< /Type /Annot /Subtype /FileAttachment >>"]},
    "file specification": {"more": ["<< /Type /Filespec /EF << /F 4 0 R >> >>"]},
    "form sent elsewhere": {"more": ["<< /S /SubmitForm /F (https://e.example) >>"]},
    "another document": {"more": ["<< /S /GoToR /F (//e.example/share) >>"]},
    "film": {"more": ["<< /Type /Annot /Subtype /RichMedia >>"]},
    "form program": {"root": "/AcroForm << /XFA [] >>"},
    "stream elsewhere": {"more": ["<< /Length 0 /F (x) >>\nstream\n\nendstream"]},
}


@pytest.mark.parametrize("what", ACTING)
def test_a_pdf_that_acts_or_carries_files_is_refused(what: str) -> None:
    with pytest.raises(Unacceptable, match="program or other files"):
        inspect(upload("a.pdf", making.pdf("He came.", **ACTING[what])))


@pytest.mark.parametrize("what", ACTING)
def test_the_reading_process_sees_what_acts_by_itself(what: str) -> None:
    assert pdf_reading.found(making.pdf("He came.", **ACTING[what])) == {"acts": True}


def test_the_reading_process_tells_text_notes_stamps_and_properties() -> None:
    file = making.pdf(
        "He came.",
        more=[
            "<< /Type /Annot /Contents (a note) >>",
            "<< /Subtype /Stamp /Name /SBConfidential >>",
            "<< /Type /Metadata /Length 16 >>\nstream\n<a>a title</a>12\nendstream",
        ],
    )

    text = pdf_reading.found(file)["text"]

    assert all(words in text for words in ("He came.", "a note", "CONFIDENTIAL", "a title"))


def test_the_reading_process_stops_at_its_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    file = making.saved_over(making.pdf("He came."), "<< /Length 0 >>\nstream\n\nendstream")

    for bound in ("MOST_OBJECTS", "MOST_PAGES", "MOST_STATES", "MOST_TEXT"):
        with monkeypatch.context() as patch:
            patch.setattr(pdf_reading, bound, 0)
            assert pdf_reading.found(file) == {}


def test_links_and_an_opening_page_are_harmless() -> None:
    file = making.pdf(
        "He came.",
        root="/OpenAction [3 0 R /Fit]",
        more=["<< /Type /Annot /Subtype /Link /A << /S /URI /URI (https://example.org) >> >>"],
    )

    assert "He came." in inspect(upload("a.pdf", file)).text


def test_an_encrypted_pdf_is_refused_as_one_we_cannot_check() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(making.pdf("He came."))))
    writer.encrypt("", "owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)

    with pytest.raises(Unacceptable, match="password"):
        inspect(upload("a.pdf", out.getvalue()))
    assert pdf_reading.found(out.getvalue()) == {"locked": True}


def test_something_before_or_behind_a_pdf_is_refused() -> None:
    whole = making.pdf("He came.")
    hostile = [
        b"GIF89a\n" + whole,
        b"\n" + whole,
        whole + b"trailing",
        whole + making.docx(),
        whole + making.docx() + b"\n%%EOF\n",
        whole + b"Rar!\x1a\x07\x00" + b"\n%%EOF\n",
        whole + b"<script>alert(1)</script>",
        whole[:-20],
    ]

    for content in hostile:
        with pytest.raises(Unacceptable):
            inspect(upload("a.pdf", content))


def test_a_state_that_was_saved_over_is_read_all_the_same() -> None:
    file = making.saved_over(making.pdf("NATO SECRET"), "<< /Length 0 >>\nstream\n\nendstream")
    assert "SECRET" not in PdfReader(io.BytesIO(file)).pages[0].extract_text()

    with pytest.raises(Marked):
        inspect(upload("a.pdf", file))


def test_a_pdf_without_an_inside_is_refused() -> None:
    for content in (b"%PDF-1.7\n%%EOF", b"%PDF-1.7\n" + b"1 0 obj << " * 2000 + b"\n%%EOF"):
        with pytest.raises(Unacceptable, match="damaged"):
            inspect(upload("a.pdf", content))


def test_a_pdf_that_takes_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_SECONDS", 0.01)
    begin = time.monotonic()

    with pytest.raises(Unacceptable, match="too large to check"):
        inspect(upload("a.pdf", making.pdf("He came.")))
    assert time.monotonic() - begin < 10
