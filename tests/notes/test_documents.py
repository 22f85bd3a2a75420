"""Documents: what is taken, what is refused beside its field, and how a file leaves."""

import io
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.factories import Region
from tests.pages import Page, opened, signed_in
from tests.web.filling import rows
from throughcare.audit.models import Event, Kind
from throughcare.entries.models import Entry
from throughcare.files.models import StoredFile
from throughcare.notes.models import Document

PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff" + b"\x00" * 500


@pytest.fixture
def url(region: Region) -> str:
    return reverse("entry-write", args=[region.case.pk, "document"])


def upload(client: Client, url: str, name: str, content: bytes, **more: Any) -> Page:
    fields = opened(client, url).typed | {"headline": "The plan", **more}
    fields["file"] = SimpleUploadedFile(name, content)
    return Page(client.post(url, fields))


def on_disk(settings: Any) -> list[Path]:
    return [path for path in Path(settings.FILES_DIR).rglob("*") if path.is_file()]


def test_a_document_is_stored_and_sent_as_an_attachment_whose_name_tells_nothing(
    region: Region, url: str
) -> None:
    client = signed_in(region.ann)
    assert upload(client, url, "Idris Vale plan.txt", b"What we plan.").status == 302
    document = Document.objects.get()
    assert document.name == "Idris Vale plan.txt"
    answer = signed_in(region.bob).get(reverse("entry-file", args=[document.pk]))
    assert answer.content == b"What we plan."
    sent = answer.headers["Content-Disposition"]
    assert sent.startswith("attachment")
    assert "Idris" not in sent
    assert "Vale" not in sent
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store, private"
    assert Event.objects.filter(kind=Kind.LOOK, verb="file.sent").count() == 1


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("plan.exe", PROGRAM, "We take"),
        ("plan.pdf", PROGRAM, ""),
        ("plan.png", PROGRAM, ""),
        ("plan.txt", PROGRAM, ""),
        ("plan.docx", PROGRAM, ""),
        ("plan.pdf.exe", b"%PDF-1.7", "We take"),
        ("plan", b"What we plan.", "We take"),
        ("plan.txt", b"", "This file is empty."),
        ("plan.txt", b"NATO SECRET heron", "classification marking"),
        ("NATO SECRET.txt", b"What we plan.", "classification marking"),
        ("plan.html", b"<script>alert(1)</script>", "We take"),
        ("plan.svg", b"<svg onload='alert(1)'/>", "We take"),
        ("../../plan.exe", PROGRAM, "We take"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused_beside_its_field(
    region: Region, url: str, settings: Any, name: str, content: bytes, says: str
) -> None:
    before = rows()
    page = upload(signed_in(region.ann), url, name, content, text="What it is about")
    assert page.status == 200
    assert says in page.errors["file"]
    assert page.errors["file"]
    assert page.typed["headline"] == "The plan"
    assert page.typed["text"] == "What it is about"
    assert rows() == before
    assert on_disk(settings) == []


def test_nothing_is_stored_before_the_readers_were_shown(
    region: Region, url: str, settings: Any
) -> None:
    page = upload(signed_in(region.ann), url, "plan.txt", b"Plan.", categories="offence")
    assert page.status == 200
    assert on_disk(settings) == []
    assert not StoredFile.objects.exists()


def test_a_file_stays_out_when_the_rest_of_the_form_is_wrong(
    region: Region, url: str, settings: Any
) -> None:
    page = upload(signed_in(region.ann), url, "plan.txt", b"Plan.", day="2030-02-31")
    assert "day" in page.errors
    assert on_disk(settings) == []


class Streamed(io.RawIOBase):
    """A form with a file of so many megabytes, made while it is read."""

    def __init__(self, fields: dict[str, str], megabytes: int) -> None:
        super().__init__()
        self.parts = self._parts(fields, megabytes)
        self.rest = b""
        head, tail = self._head(fields), self._tail()
        self.length = len(head) + megabytes * 2**20 + len(tail)

    def _head(self, fields: dict[str, str]) -> bytes:
        lines = [
            f'--edge\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in fields.items()
        ]
        lines.append(
            '--edge\r\nContent-Disposition: form-data; name="file"; filename="scan.pdf"\r\n'
            "Content-Type: application/pdf\r\n\r\n"
        )
        return "".join(lines).encode()

    def _tail(self) -> bytes:
        return b"\r\n--edge--\r\n"

    def _parts(self, fields: dict[str, str], megabytes: int) -> Iterator[bytes]:
        yield self._head(fields)
        for _ in range(megabytes):
            yield b"\x07" * 2**20
        yield self._tail()

    def read(self, size: int = -1) -> bytes:
        while len(self.rest) < size and (part := next(self.parts, b"")):
            self.rest += part
        taken, self.rest = self.rest[:size], self.rest[size:]
        return taken


def test_a_file_of_200_megabytes_is_refused_and_fills_no_memory(
    region: Region, url: str, settings: Any
) -> None:
    client = signed_in(region.ann)
    fields = {name: v for name, v in opened(client, url).typed.items() if isinstance(v, str)}
    stream = Streamed(fields | {"headline": "The plan"}, 200)
    tracemalloc.start()
    sent = {"CONTENT_TYPE": "multipart/form-data; boundary=edge", "wsgi.input": stream}
    page = Page(client.generic("POST", url, CONTENT_LENGTH=str(stream.length), **sent))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert page.status == 200
    assert "The file has 200 MB, and we take up to 20 MB." in page.errors["file"]
    assert page.typed["headline"] == "The plan"
    assert peak < 100 * 2**20
    assert on_disk(settings) == []
    assert not Entry.objects.exists()


def test_a_text_beyond_what_is_read_is_a_clear_answer(region: Region, url: str) -> None:
    client = signed_in(region.ann)
    page = Page(client.post(url, {"text": "a" * (4 * 2**20)}))
    assert page.status == 413
    assert "This is too large" in page.text
    assert "what you typed is still there" in page.text


def test_a_file_that_was_changed_on_the_disk_is_not_sent(
    region: Region, url: str, settings: Any
) -> None:
    upload(signed_in(region.ann), url, "plan.txt", b"What we plan.")
    (path,) = on_disk(settings)
    path.write_bytes(b"Something else")
    client = signed_in(region.ann, raise_request_exception=False)
    answer = client.get(reverse("entry-file", args=[Document.objects.get().pk]))
    assert answer.status_code == 500
    assert b"Something else" not in answer.content
