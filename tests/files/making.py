"""Files made by hand, honest ones and hostile ones."""

import io
import struct
import zipfile
import zlib
from collections.abc import Sequence

from django.core.files.uploadedfile import SimpleUploadedFile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "application/vnd.openxmlformats-officedocument."
WORD = TYPES + "wordprocessingml.document.main+xml"
EXCEL = TYPES + "spreadsheetml.sheet.main+xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
EXE = b"MZ\x90\x00" + bytes(300) + b"This program cannot be run in DOS mode."


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def pdf(*lines: str, root: str = "", page: str = "", more: Sequence[str] = ()) -> bytes:
    """A PDF of one page; `root` and `page` add to those objects, `more` are further objects."""
    drawn = "".join(f"1 0 0 1 72 {760 - 20 * n} Tm ({line}) Tj " for n, line in enumerate(lines))
    stream = f"BT /F1 12 Tf {drawn}ET"
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {root} >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        f"/Resources << /Font << /F1 5 0 R >> >> {page} >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *more,
    ]
    out = io.BytesIO(b"%PDF-1.7\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, text in enumerate(objects, 1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n{text}\nendobj\n".encode("latin-1"))
    start = out.tell()
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
    out.writelines(f"{place:010} 00000 n \n".encode() for place in places)
    out.write(f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\n".encode())
    out.write(f"startxref\n{start}\n%%EOF\n".encode())
    return out.getvalue()


def saved_over(whole: bytes, page: str) -> bytes:
    """The PDF with its page's content replaced as editors do: the old one stays in the file."""
    former = int(whole.rsplit(b"startxref", 1)[1].split()[0])
    start = len(whole) + len(f"4 0 obj\n{page}\nendobj\n")
    return whole + (
        f"4 0 obj\n{page}\nendobj\nxref\n4 1\n{len(whole):010} 00000 n \n"
        f"trailer\n<< /Size 6 /Root 1 0 R /Prev {former} >>\nstartxref\n{start}\n%%EOF\n"
    ).encode("latin-1")


def png(*chunks: tuple[bytes, bytes], width: int = 1) -> bytes:
    header = struct.pack(">IIBBBBB", width, 1, 8, 0, 0, 0, 0)
    parts = [(b"IHDR", header), *chunks, (b"IDAT", zlib.compress(b"\0\0")), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )


def jpeg(*segments: tuple[int, bytes]) -> bytes:
    parts = [
        (0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0"),
        *segments,
        (0xDB, b"\0" + bytes(range(1, 65))),
        (0xC0, b"\x08\0\1\0\1\1\1\x11\0"),
        (0xC4, b"\0" + b"\0\1" + bytes(14) + b"\0"),
        (0xDA, b"\1\1\0\0\x3f\0"),
    ]
    body = b"".join(
        bytes((0xFF, marker)) + struct.pack(">H", len(data) + 2) + data for marker, data in parts
    )
    return b"\xff\xd8" + body + b"\x12\xff\x00\x34\xff\xd0\x56" + b"\xff\xd9"


def archive(parts: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        for name, content in parts.items():
            stored = zipfile.ZIP_STORED if name == "mimetype" else None
            made.writestr(name, content, compress_type=stored)
    return out.getvalue()


def content_types(main: str, *others: str) -> str:
    rows = "".join(
        f'<Override PartName="/p{n}" ContentType="{t}"/>' for n, t in enumerate([main, *others])
    )
    return f"<Types>{rows}</Types>"


def relations(kind: str, target: str, mode: str = "External") -> str:
    return (
        f'<Relationships><Relationship Id="r1" Type="{RELATIONS}/{kind}" Target="{target}" '
        f'TargetMode="{mode}"/></Relationships>'
    )


def docx(
    body: str = "<w:p><w:r><w:t>He came at noon.</w:t></w:r></w:p>", **changes: object
) -> bytes:
    """`changes["parts"]` adds or replaces parts, `changes["types"]` the list of content types."""
    parts = {
        "[Content_Types].xml": changes.get("types", content_types(WORD)),
        "_rels/.rels": relations("officeDocument", "word/document.xml", "Internal"),
        "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
        **changes.get("parts", {}),  # type: ignore[dict-item]
    }
    return archive(parts)  # type: ignore[arg-type]


def xlsx(sheet: str = "<sheetData/>", **changes: object) -> bytes:
    parts = {
        "[Content_Types].xml": changes.get("types", content_types(EXCEL)),
        "xl/workbook.xml": f'<workbook {S}><sheets><sheet name="List"/></sheets></workbook>',
        "xl/worksheets/sheet1.xml": f"<worksheet {S}>{sheet}</worksheet>",
        **changes.get("parts", {}),  # type: ignore[dict-item]
    }
    return archive(parts)  # type: ignore[arg-type]


def opendocument(
    body: str = "<text:p>He came at noon.</text:p>",
    kind: str = "text",
    parts: dict[str, str | bytes] | None = None,
) -> bytes:
    spaces = " ".join(
        f'xmlns:{short}="urn:{short}"'
        for short in ("office", "text", "draw", "script", "table", "manifest", "meta")
    )
    return archive(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}",
            "content.xml": f"<office:all {spaces} xmlns:xlink='urn:x'>{body}</office:all>",
            "META-INF/manifest.xml": f"<manifest:manifest {spaces}/>",
            **(parts or {}),
        }
    )
