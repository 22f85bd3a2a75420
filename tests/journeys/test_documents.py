"""Documents: uploaded, downloaded, and refused without losing what else was typed."""

from typing import Any

import pytest

from tests.factories import Region
from tests.files.making import pdf
from tests.journeys.browser import Visitor, both_ways, every_way
from tests.journeys.conftest import Come
from throughcare.notes.models import Document


def a_file(name: str, content: bytes) -> dict[str, Any]:
    """A file as somebody chooses it."""
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


LETTER = a_file("letter.pdf", pdf("He starts on Monday."))
PROGRAM = a_file("letter.pdf", b"MZ\x90\0" + b"\0" * 400)


def begin(visitor: Visitor, world: Region) -> Visitor:
    """Come to the form from the documents of the case."""
    visitor.visit(f"/cases/{world.case.pk}/documents/")
    visitor.follow("Add a document")
    return visitor.fill(headline="Contract of work", text="Signed by the workshop.")


@every_way
def test_a_document_is_uploaded_and_downloaded(world: Region, come: Come) -> None:
    ann, bob = begin(come(world.ann), world), come(world.bob)

    ann.fill(file=LETTER)
    ann.press("Save")

    assert ann.reads("Contract of work")
    bob.visit(f"/cases/{world.case.pk}/documents/")
    bob.follow("Contract of work")
    with bob.page.expect_download() as sent:
        bob.page.get_by_role("link", name="letter.pdf").click()
    assert sent.value.path().read_bytes() == LETTER["buffer"]
    assert sent.value.suggested_filename.startswith("document-")


@every_way
def test_a_renamed_program_is_refused_beside_its_field(world: Region, come: Come) -> None:
    ann = begin(come(world.ann), world)

    ann.fill(file=PROGRAM)
    ann.press("Save")

    assert ann.page.locator("#id_file-error").inner_text()
    assert ann.value("headline") == "Contract of work"
    assert ann.value("text") == "Signed by the workshop."
    assert not Document.objects.exists()
    ann.fill(file=LETTER)
    ann.press("Save")
    assert Document.objects.get().name == "letter.pdf"


@every_way
def test_too_large_a_file_is_refused_and_the_rest_is_kept(
    world: Region, come: Come, settings: Any
) -> None:
    settings.FILE_MAX_BYTES = 1024 * 1024
    ann = begin(come(world.ann), world)

    ann.fill(file=a_file("scan.pdf", LETTER["buffer"] + b"\n" * 2_100_000))
    ann.press("Save")

    assert "The file has 2 MB, and we take up to 1 MB." in ann.errors
    assert ann.value("headline") == "Contract of work"
    assert not Document.objects.exists()


@both_ways
def test_a_forgotten_file_is_asked_for(world: Region, come: Come) -> None:
    ann = begin(come(world.ann), world)

    ann.press("Save")

    assert "Choose a file." in ann.errors


@both_ways
@pytest.mark.parametrize("words", ["NATO SECRET", "VS-NUR F\xdcR DEN DIENSTGEBRAUCH"])
def test_a_marked_file_leads_to_a_pointer(world: Region, come: Come, words: str) -> None:
    ann = begin(come(world.ann), world)

    ann.fill(file=a_file("report.txt", f"{words}\n\nHe was seen at the quay.".encode()))
    ann.press("Save")

    assert "This file bears a classification marking." in ann.errors
    assert not Document.objects.exists()
