"""Uploads through Django's own parser, small ones and one of 200 MB that is never held."""

import io
import tracemalloc
from collections.abc import Iterator

import pytest
from django.http.request import HttpRequest
from django.test import RequestFactory

from throughcare.files.inspection import inspect
from throughcare.files.refusals import Unacceptable

EDGE = "edge"
MB = 1024**2


class Pieces(io.RawIOBase):
    """A body that is made while it is read."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._rest = pieces, b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        self._rest = self._rest or next(self._pieces, b"")
        taken, self._rest = self._rest[: len(buffer)], self._rest[len(buffer) :]
        buffer[: len(taken)] = taken
        return len(taken)


def body(*files: tuple[str, int]) -> Iterator[bytes]:
    yield field("before", "typed before")
    for name, size in files:
        yield (
            f'--{EDGE}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
            "Content-Type: text/plain\r\n\r\n"
        ).encode()
        for _ in range(size // 65536):
            yield b"a" * 65536
        yield b"a" * (size % 65536) + b"\r\n"
    yield field("after", "typed after")
    yield f"--{EDGE}--\r\n".encode()


def field(name: str, value: str) -> bytes:
    return (
        f'--{EDGE}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
    ).encode()


def request(*files: tuple[str, int]) -> HttpRequest:
    length = sum(map(len, body(*files)))
    made = RequestFactory().post("/", content_type=f"multipart/form-data; boundary={EDGE}")
    made.META["CONTENT_LENGTH"] = str(length)
    made._stream = io.BufferedReader(Pieces(body(*files)))  # type: ignore[attr-defined]
    made._read_started = False  # type: ignore[attr-defined]
    return made


def test_a_small_file_comes_whole() -> None:
    made = request(("note.txt", 100_000))

    assert made.FILES["file"].read() == b"a" * 100_000
    assert inspect(made.FILES["file"]).type == "txt"


def test_200_mb_are_refused_without_being_held_and_nothing_typed_is_lost() -> None:
    made = request(("plan.txt", 200 * MB))

    tracemalloc.start()
    typed = made.POST
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert (typed["before"], typed["after"]) == ("typed before", "typed after")
    assert peak < 60 * MB
    assert made.FILES["file"].size == 200 * MB
    with pytest.raises(Unacceptable, match="200 MB, and we take up to 20 MB"):
        inspect(made.FILES["file"])


def test_each_file_has_its_own_limit(settings) -> None:
    settings.FILE_MAX_BYTES = MB

    files = request(("a.txt", MB), ("b.txt", MB + 1), ("c.txt", 10)).FILES.getlist("file")

    assert [file.too_large for file in files] == [False, True, False]
    assert [file.size for file in files] == [MB, MB + 1, 10]


def test_many_files_together_are_held_up_to_a_limit(settings) -> None:
    settings.FILE_MAX_BYTES = MB

    files = request(*((f"{n}.txt", MB) for n in range(6))).FILES.getlist("file")

    assert [file.too_large for file in files] == [False] * 3 + [True] * 3
    assert sum(len(file.read()) for file in files) == 3 * MB


def test_the_form_gets_a_file_it_can_read_twice() -> None:
    file = request(("note.txt", 10)).FILES["file"]

    assert inspect(file).content == inspect(file).content
