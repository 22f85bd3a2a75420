"""PDF files that run, carry, hide or lock something."""

import io
import time

import pytest
from pypdf import PdfReader, PdfWriter

from tests.files import making
from tests.files.making import upload
from throughcare.files.inspection import inspect
from throughcare.files.kinds import pdf
from throughcare.files.refusals import Unacceptable

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
