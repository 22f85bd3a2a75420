"""What is taken, as what, and what the marking detector gets to read."""

import pytest

from tests.files import making
from tests.files.making import upload
from throughcare.files.inspection import inspect
from throughcare.files.models import FileType
from throughcare.files.refusals import Marked, Unacceptable
from throughcare.markings import Level

HONEST = {
    "plan.pdf": making.pdf("He came at noon."),
    "photo.png": making.png((b"tEXt", b"Comment\0He came at noon.")),
    "photo.JPG": making.jpeg((0xFE, b"He came at noon.")),
    "note.txt": b"He came at noon.\r\n",
    "note utf16.txt": "He came at noon.".encode("utf-16"),
    "list.csv": b"name;time\nann;He came at noon.\n",
    "letter.docx": making.docx(),
    "list.xlsx": making.xlsx(
        '<sheetData><row><c t="inlineStr"><is><t>He came at noon.</t></is></c></row></sheetData>'
    ),
    "letter.odt": making.opendocument(),
    "list.ods": making.opendocument(kind="spreadsheet"),
}


@pytest.mark.parametrize("name", HONEST)
def test_an_honest_file_is_taken_and_its_text_read(name: str) -> None:
    inspected = inspect(upload(name, HONEST[name]))

    assert inspected.type in FileType
    assert "He came at noon." in inspected.text
    is_picture = name.casefold().endswith(("png", "jpg"))
    assert is_picture or inspected.content == HONEST[name]
    assert "noon" not in repr(inspected)


@pytest.mark.parametrize("name", HONEST)
def test_content_under_another_ending_is_refused(name: str) -> None:
    for ending in FileType.values:
        other = f"other.{ending}"
        texts = {"txt", "csv"}
        same = name.casefold().replace("jpg", "jpeg").endswith(ending)
        if same or (ending in texts and name[-3:] in texts):
            continue
        with pytest.raises(Unacceptable):
            inspect(upload(other, HONEST[name]))


@pytest.mark.parametrize(
    "name",
    ["run.exe", "page.html", "drawing.svg", "old.doc", "macro.docm", "noending", "a.pdf.exe",
     "archive.zip", "invoice\u202efdp.exe"],
)  # fmt: skip
def test_other_endings_are_refused_with_what_we_take(name: str) -> None:
    file = upload("x", b"content")
    file.name = name
    with pytest.raises(Unacceptable, match="pdf"):
        inspect(file)


@pytest.mark.parametrize("ending", FileType.values)
@pytest.mark.parametrize("content", [making.EXE, making.OLE, b"\x7fELF\0\0", b"#!/bin/sh\nrm -r x"])
def test_a_renamed_program_or_old_office_file_is_refused(ending: str, content: bytes) -> None:
    with pytest.raises(Unacceptable):
        inspect(upload(f"plan.{ending}", content))


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(Unacceptable, match="empty"):
        inspect(upload("plan.pdf", b""))


def test_a_file_over_the_limit_is_refused_with_both_sizes(settings) -> None:
    settings.FILE_MAX_BYTES = 1024**2

    with pytest.raises(Unacceptable, match="3 MB, and we take up to 1 MB"):
        inspect(upload("note.txt", b"a" * 3 * 1024**2))


MARKED = {
    "name of the file: NATO SECRET_annex.pdf": ("NATO SECRET_annex.pdf", making.pdf("x")),
    "name in capitals": ("VS-NfD.txt", b"He came."),
    "page of a PDF": ("a.pdf", making.pdf("SECRET", "He came.")),
    "property of a PDF": ("a.pdf", making.pdf("x", root="/Title (NATO SECRET)")),
    "note in a PDF": ("a.pdf", making.pdf("x", more=["<< /Type /Annot /Contents (VS-NfD) >>"])),
    "stamp in a PDF": (
        "a.pdf",
        making.pdf("x", more=["<< /Subtype /Stamp /Name /SBTopSecret >>"]),
    ),
    "text of a PNG": ("a.png", making.png((b"iTXt", b"Title\0\0\0\0\0NATO SECRET"))),
    "comment of a JPEG": ("a.jpeg", making.jpeg((0xFE, b"EU RESTRICTED"))),
    "wide text of a JPEG": ("a.jpeg", making.jpeg((0xE1, "VS-NfD".encode("utf-16-le")))),
    "line of a text": ("a.txt", b"He came.\nSECRET\n"),
    "text in Cyrillic code page": ("a.txt", "СТРОГО СЕКРЕТНО\nбележка".encode("cp1251")),
    "cell of a table": ("a.csv", b"name,level\nann,SECRET\n"),
    "Word, split over runs": (
        "a.docx",
        making.docx("<w:p><w:r><w:t>SEC</w:t></w:r><w:r><w:t>RET</w:t></w:r></w:p>"),
    ),
    "Word header": (
        "a.docx",
        making.docx(
            parts={"word/header1.xml": f"<w:hdr {making.W}><w:p><w:t>SECRET</w:t></w:p></w:hdr>"}
        ),
    ),
    "Word watermark": (
        "a.docx",
        making.docx('<w:p><v:textpath xmlns:v="urn:v" string="CONFIDENTIAL"/></w:p>'),
    ),
    "Word property": (
        "a.docx",
        making.docx(
            parts={
                "docProps/custom.xml": '<Properties><property name="Classification">'
                "<lpwstr>Secret</lpwstr></property></Properties>"
            }
        ),
    ),
    "Excel header": (
        "a.xlsx",
        making.xlsx('<headerFooter><oddHeader>&amp;L&amp;"Arial,Bold"&amp;12SECRET&amp;CPlan'
                    "</oddHeader></headerFooter>"),
    ),
    "Excel sheet name": (
        "a.xlsx",
        making.xlsx(parts={"xl/workbook.xml": '<workbook><sheet name="NATO SECRET"/></workbook>'}),
    ),
    "OpenDocument paragraph": (
        "a.odt",
        making.opendocument("<text:p>SE<text:span>CRET</text:span></text:p>"),
    ),
    "OpenDocument property": (
        "a.ods",
        making.opendocument(
            '<meta:user-defined meta:name="Classification">secret</meta:user-defined>',
            "spreadsheet",
        ),
    ),
}  # fmt: skip


@pytest.mark.parametrize("place", MARKED)
def test_a_marking_is_found_wherever_it_stands(place: str) -> None:
    with pytest.raises(Marked) as marked:
        inspect(upload(*MARKED[place]))

    assert marked.value.markings
    assert "SECRET" not in str(marked.value)


def test_released_words_let_a_file_pass() -> None:
    file = upload("note.txt", b"She quoted the cover: NATO SECRET.")

    assert inspect(file, released=["NATO SECRET"]).type == FileType.TXT


def test_a_level_that_does_not_stop_lets_a_file_pass() -> None:
    assert inspect(upload("a.txt", b"OFFICIAL-SENSITIVE\nHe came.")).type == FileType.TXT


def test_the_levels_found_are_told() -> None:
    with pytest.raises(Marked) as marked:
        inspect(upload("a.txt", b"SECRET\nVS-NfD\n"))

    assert [m.level for m in marked.value.markings] == [Level.SECRET, Level.RESTRICTED]
