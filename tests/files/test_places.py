"""No picture that is stored tells where, when and with what it was taken; no other file either."""

import struct

import pytest

from tests.files import making
from tests.files.making import upload
from throughcare.files.inspection import inspect
from throughcare.files.kinds import places
from throughcare.files.refusals import Marked, Unacceptable

XMP = b"http://ns.adobe.com/xap/1.0/\x00<x exif:GPSLatitude='55,40.5N'/>"
IPTC = b"Photoshop 3.0\x008BIM\x04\x04City of Tern"


def tiff(*, order: str = ">", orientation: int = 6, latitude: bool = True) -> bytes:
    """EXIF of a telephone: orientation, device, and (if the telephone was allowed to) the place."""
    device = b"Tern Phone 9\x00"
    fields = [(0x010F, 2, len(device), 0), (0x0112, 3, 1, orientation), (0x8825, 4, 1, 0)]
    end = 8 + 2 + 12 * len(fields) + 4
    fields = [(0x010F, 2, len(device), end), fields[1], (0x8825, 4, 1, end + len(device))]
    packed = b"".join(
        struct.pack(order + ("HHIHH" if kind == 3 else "HHII"), tag, kind, count, value,
                    *([0] if kind == 3 else []))
        for tag, kind, count, value in fields
    )  # fmt: skip
    inner = 0x0002 if latitude else 0x0000
    gps = struct.pack(order + "HHHII", 1, inner, 5, 3, 0)
    mark = b"MM\x00*" if order == ">" else b"II*\x00"
    head = mark + struct.pack(order + "IH", 8, len(fields))
    return head + packed + bytes(4) + device + gps


def exif(**asked: object) -> tuple[int, bytes]:
    return (0xE1, b"Exif\x00\x00" + tiff(**asked))  # type: ignore[arg-type]


def stored(name: str, content: bytes) -> bytes:
    return inspect(upload(name, content)).content


def test_a_photograph_is_stored_without_place_device_comment_and_smaller_pictures() -> None:
    smaller = making.jpeg(exif())
    photo = making.jpeg(exif(), (0xE1, XMP), (0xED, IPTC), (0xE2, b"MPF\x00"), (0xFE, b"at home"))
    kept = stored("a.jpg", photo + smaller)
    for words in (b"Tern", b"GPS", b"MPF", b"home", XMP, tiff()[20:]):
        assert words not in kept
    assert kept.count(b"\xff\xd8\xff") == 1
    assert kept.endswith(making.jpeg()[-40:])


@pytest.mark.parametrize("order", "<>")
def test_a_photograph_stays_upright(order: str) -> None:
    kept = stored("a.jpg", making.jpeg(exif(order=order, orientation=8)))
    found = places._orientation(kept[kept.index(b"Exif\x00\x00") + 6 :])
    assert found == 8
    assert kept.startswith(b"\xff\xd8\xff\xe1")
    assert stored("a.jpg", kept) == kept


def test_an_upright_photograph_needs_no_word_about_it() -> None:
    assert b"Exif" not in stored("a.jpg", making.jpeg(exif(orientation=1)))
    assert b"Exif" not in stored("a.jpg", making.jpeg(exif(orientation=77)))


def test_what_draws_a_photograph_stays_as_it_was() -> None:
    profile, adobe = (0xE2, b"ICC_PROFILE\x00\x01\x01" + bytes(40)), (0xEE, b"Adobe" + bytes(7))
    assert stored("a.jpg", making.jpeg(profile, adobe)) == making.jpeg(profile, adobe)


def test_a_png_is_stored_without_what_it_tells() -> None:
    told = [(b"eXIf", tiff()), (b"tEXt", b"Author\0Ann Ode"), (b"tIME", bytes(7))]
    drawing = (b"pHYs", bytes(9))
    kept = stored("a.png", making.png(drawing, *told, (b"prIv", b"secret place")))
    assert kept == making.png(drawing)


def test_the_detector_still_reads_what_is_taken_out() -> None:
    with pytest.raises(Marked):
        inspect(upload("a.jpg", making.jpeg((0xFE, b"NATO SECRET"))))


@pytest.mark.parametrize("order", "<>")
def test_a_photograph_with_its_place_inside_a_document_is_refused(order: str) -> None:
    photo = making.jpeg(exif(order=order))
    documents = {
        "a.docx": making.docx(parts={"word/media/image1.jpeg": photo}),
        "a.xlsx": making.xlsx(parts={"xl/media/image1.jpg": making.jpeg((0xE1, XMP))}),
        "a.odt": making.opendocument(parts={"Pictures/1.jpg": photo}),
        "b.docx": making.docx(parts={"word/media/image1.png": making.png((b"eXIf", tiff()))}),
        "c.docx": making.docx(parts={"word/media/image1.tiff": tiff(order=order)}),
        "a.pdf": making.pdf("He came.", more=[_drawn(photo)]),
    }
    for name, content in documents.items():
        with pytest.raises(Unacceptable, match="tells where it was taken"):
            inspect(upload(name, content))


def _drawn(photo: bytes) -> str:
    body = photo.decode("latin-1")
    return (
        "<< /Type /XObject /Subtype /Image /Filter /DCTDecode /Width 1 /Height 1 "
        f"/Length {len(photo)} >>\nstream\n{body}\nendstream"
    )


def test_a_photograph_without_a_place_inside_a_document_is_taken() -> None:
    photo = making.jpeg(exif(latitude=False))
    parts = {"word/media/image1.jpeg": photo, "word/media/image2.png": making.png()}
    assert inspect(upload("a.docx", making.docx(parts=parts))).type == "docx"
    assert inspect(upload("a.pdf", making.pdf("He came.", more=[_drawn(photo)]))).type == "pdf"


def test_a_damaged_description_of_a_picture_is_no_place_and_no_crash() -> None:
    whole = tiff()
    for length in range(len(whole)):
        places.refuse_in(b"x" + b"Exif\x00\x00" + whole[: min(length, 22)])
        assert b"Tern" not in stored("a.jpg", making.jpeg((0xE1, b"Exif\x00\x00" + whole[:length])))


def test_a_file_of_nothing_but_descriptions_is_refused_soon() -> None:
    with pytest.raises(Unacceptable):
        places.refuse_in(b"Exif\x00\x00II*\x00" * 100_000)


@pytest.mark.parametrize(
    "table",
    ["a;=cmd|'/c calc'!A1", 'a,"=WEBSERVICE(""http://e.example"")"', "+DDE(1)", "@RTD(x)",
     "\t=CALL(1)", "-1+cmd|' /C calc'!A0"],
)  # fmt: skip
def test_a_table_whose_cells_run_something_is_refused(table: str) -> None:
    with pytest.raises(Unacceptable, match="runs or fetches"):
        inspect(upload("a.csv", f"name;when\n{table}\n".encode()))


def test_a_table_with_signs_and_sums_is_taken() -> None:
    assert (
        inspect(upload("a.csv", b"a;-5\nb;=SUM(A1:A2)\nc;@home\nd;- Call (noon) or import!\n")).type
        == "csv"
    )
