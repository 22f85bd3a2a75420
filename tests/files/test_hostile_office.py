"""Office files that carry programs, fetch from elsewhere, hide or explode."""

import io
import struct
import zipfile

import pytest

from tests.files import making
from tests.files.making import upload
from throughcare.files.inspection import inspect
from throughcare.files.kinds import archives
from throughcare.files.refusals import Unacceptable

FIELD = "<w:p><w:r><w:instrText>{}</w:instrText></w:r></w:p>"


def with_part(name: str, content: str | bytes = b"x") -> bytes:
    return making.docx(parts={name: content})


MACROS = {
    "a.docx": with_part("word/vbaProject.bin"),
    "b.docx": with_part("word/activeX/activeX1.bin"),
    "c.docx": making.docx(
        types=making.content_types(making.WORD, "application/vnd.ms-office.vbaProject")
    ),
    "d.docx": making.docx(
        types=making.content_types("application/vnd.ms-word.document.macroEnabled.main+xml")
    ),
    "e.xlsx": making.xlsx(parts={"xl/macrosheets/sheet1.xml": "<x/>"}),
    "f.odt": making.opendocument(parts={"Basic/Standard/Module1.xml": "<x/>"}),
    "g.odt": making.opendocument(parts={"Scripts/python/run.py": "x"}),
}  # fmt: skip
FOREIGN = {
    "embedded object.docx": with_part("word/embeddings/oleObject1.bin", making.OLE),
    "embedded sheet.docx": with_part("word/embeddings/sheet.xlsx", making.xlsx()),
    "program as picture.docx": with_part("word/media/image1.png", making.EXE),
    "archive as picture.docx": with_part("word/media/image1.png", making.docx()),
    "unknown part.docx": with_part("word/run.ps1"),
    "template from elsewhere.docx": with_part(
        "word/_rels/settings.xml.rels", making.relations("attachedTemplate", "https://e.example/t")
    ),
    "picture from elsewhere.docx": with_part(
        "word/_rels/document.xml.rels", making.relations("image", "https://e.example/i.png")
    ),
    "script behind a link.docx": with_part(
        "word/_rels/document.xml.rels", making.relations("hyperlink", " JavaScript:alert(1)")
    ),
    "inner html.docx": with_part(
        "word/_rels/document.xml.rels", making.relations("aFChunk", "x.html", "Internal")
    ),
    "DDE.docx": making.docx(FIELD.format("DDEAUTO c:\\\\x.exe")),
    "DDE in pieces.docx": making.docx(
        "<w:p><w:r><w:instrText>DD</w:instrText></w:r>"
        "<w:r><w:instrText>EAUTO x</w:instrText></w:r></w:p>"
    ),
    "DDE simple field.docx": making.docx('<w:p><w:fldSimple w:instr=" DDE x y"/></w:p>'),
    "fetched text.docx": making.docx(FIELD.format(' INCLUDETEXT "http://e.example" ')),
    "command in a cell.xlsx": making.xlsx("<c><f>cmd|'/c calc'!A1</f></c>"),
    "web call in a cell.xlsx": making.xlsx('<c><f>WEBSERVICE("http://e.example")</f></c>'),
    "link to another book.xlsx": making.xlsx(parts={"xl/externalLinks/externalLink1.xml": "<x/>"}),
    "connection.xlsx": making.xlsx(parts={"xl/connections.xml": "<x/>"}),
    "event.odt": making.opendocument("<script:event-listener/>"),
    "picture from elsewhere.odt": making.opendocument("<draw:image xlink:href='https://e.example'/>"),
    "section from disk.odt": making.opendocument("<text:section-source xlink:href='../x.odt'/>"),
    "macro link.odt": making.opendocument("<text:a xlink:href='vnd.sun.star.script:x'/>"),
    "old object.odt": making.opendocument(parts={"Object 1": making.OLE}),
    "DDE.ods": making.opendocument("<table:cell table:formula='of:=DDE(\"x\")'/>", "spreadsheet"),
}  # fmt: skip


@pytest.mark.parametrize("name", MACROS)
def test_macros_are_refused(name: str) -> None:
    with pytest.raises(Unacceptable, match="macros"):
        inspect(upload(name, MACROS[name]))


@pytest.mark.parametrize("name", FOREIGN)
def test_what_runs_embeds_or_fetches_is_refused(name: str) -> None:
    with pytest.raises(Unacceptable, match="embeds"):
        inspect(upload(name, FOREIGN[name]))


def test_ordinary_links_fields_and_pictures_pass() -> None:
    file = making.docx(
        FIELD.format(' HYPERLINK "https://example.org" ') + FIELD.format("PAGE"),
        parts={
            "word/_rels/document.xml.rels": making.relations("hyperlink", "https://example.org"),
            "word/media/image1.png": making.png(),
        },
    )

    assert inspect(upload("a.docx", file)).type == "docx"


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx", "a.odt"])
def test_a_file_with_a_password_is_refused_as_one_we_cannot_check(name: str) -> None:
    with pytest.raises(Unacceptable, match="password"):
        inspect(upload(name, making.OLE))


def test_encrypted_parts_are_refused_as_ones_we_cannot_check() -> None:
    file = bytearray(making.docx())
    for at in (6, file.rfind(b"PK\x01\x02") + 8):
        file[at] |= 1
    manifest = (
        '<m:manifest xmlns:m="urn:m"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>'
    )
    with pytest.raises(Unacceptable, match="password"):
        inspect(upload("a.docx", bytes(file)))
    with pytest.raises(Unacceptable, match="password"):
        inspect(upload("a.odt", making.opendocument(parts={"META-INF/manifest.xml": manifest})))


def test_an_archive_with_something_before_between_or_behind_is_refused() -> None:
    whole = making.docx()
    directory = whole.find(b"PK\x01\x02")
    end = whole.rfind(b"PK\x05\x06")
    between = bytearray(whole[:directory] + b"hidden" + whole[directory:])
    struct.pack_into("<I", between, end + 6 + 16, directory + 6)

    for hostile in (
        b"GIF89a" + whole,
        whole + b"trailing",
        whole + making.pdf("x"),
        bytes(between),
    ):
        with pytest.raises(Unacceptable):
            inspect(upload("a.docx", hostile))


def test_a_bomb_is_refused_before_it_unpacks() -> None:
    bomb = with_part("word/media/image1.png", bytes(40 * 1024**2))

    with pytest.raises(Unacceptable, match="unpacks"):
        inspect(upload("a.docx", bomb))


def test_a_bomb_that_lies_about_its_size_is_refused() -> None:
    file = bytearray(with_part("word/media/a.png", bytes(archives.LARGEST_PART + 1000)))
    for at in range(len(file)):
        if file[at : at + 4] == b"PK\x01\x02" and b"a.png" in file[at : at + 70]:
            struct.pack_into("<I", file, at + 24, 10)

    with pytest.raises(Unacceptable):
        inspect(upload("a.docx", bytes(file)))


def test_too_many_parts_or_two_of_one_name_are_refused() -> None:
    many = making.archive({f"{n}.xml": "" for n in range(archives.MOST_PARTS + 1)})
    twice = io.BytesIO(making.docx())
    with zipfile.ZipFile(twice, "a") as file:
        file.writestr("WORD/document.xml", "<x/>")

    for hostile in (many, twice.getvalue()):
        with pytest.raises(Unacceptable, match="damaged"):
            inspect(upload("a.docx", hostile))


@pytest.mark.parametrize("name", ["../x.xml", "/etc/x.xml", "a\\b.xml", "c:x.xml"])
def test_parts_that_climb_out_are_refused(name: str) -> None:
    with pytest.raises(Unacceptable, match="damaged"):
        inspect(upload("a.docx", with_part(name, "<x/>")))


@pytest.mark.parametrize(
    "xml",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>',
        '<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>',
        "<x>",
        "",
        "\x00",
    ],
)
def test_xml_with_entities_or_faults_is_refused(xml: str) -> None:
    with pytest.raises(Unacceptable, match="damaged"):
        inspect(upload("a.docx", with_part("word/footnotes.xml", xml)))


def test_a_truncated_file_is_refused() -> None:
    whole = making.docx()

    for length in range(0, len(whole), 97):
        with pytest.raises(Unacceptable):
            inspect(upload("a.docx", whole[:length]))
