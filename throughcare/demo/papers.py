"""Small real files for documents, made here: one-page PDFs and plain text."""

from django.core.files.uploadedfile import SimpleUploadedFile

from throughcare.agencies.models import Post
from throughcare.files.inspection import inspect
from throughcare.files.models import StoredFile
from throughcare.files.storage import store

_PAGE = "BT /F1 16 Tf 64 780 Td ({title}) Tj /F1 11 Tf 0 -26 Td {lines} ET"
_LINE = "({}) Tj 0 -16 Td"
_WIDTH = 88
_SPECIAL = str.maketrans({"\\": "\\\\", "(": "\\(", ")": "\\)"})


def made(name: str, title: str, body: str, *, author: Post) -> bytes:
    """The file's bytes: a PDF when its name says so, text otherwise."""
    signed = f"{author.human.name}, {author.label}, {author.agency.name}"
    lines = [line for part in body.splitlines() for line in _wrapped(part)]
    if name.endswith(".pdf"):
        return _pdf(title, [*lines, "", signed])
    return "\n".join([title, "", *lines, "", signed, ""]).encode()


def stored(name: str, content: bytes) -> StoredFile:
    """Check the file as if it had been uploaded, and store it."""
    return store(inspect(SimpleUploadedFile(name, content)))


def _wrapped(text: str) -> list[str]:
    lines, line = [], ""
    for word in text.split():
        if len(line) + len(word) > _WIDTH:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return [*lines, line]


def _pdf(title: str, lines: list[str]) -> bytes:
    """A PDF of one page in Latin letters, with its table of objects."""
    shown = " ".join(_LINE.format(line.translate(_SPECIAL)) for line in lines)
    page = _PAGE.format(title=title.translate(_SPECIAL), lines=shown)
    content = page.encode("cp1252", errors="replace")
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        font,
    ]
    return _with_table(objects)


def _with_table(objects: list[bytes]) -> bytes:
    written, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    return written + (
        b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, table)
        + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (count, len(written))
    )
