"""The encrypted file opens as it was written, or not at all."""

import io
import random

import pytest

from throughcare.operations.backups import envelope
from throughcare.operations.backups.envelope import CHUNK, TAG, Opening, Sealing, kind_of
from throughcare.operations.backups.keys import Kind, Secret, from_passphrase
from throughcare.operations.backups.refusals import NotWhole

KEY = Secret(Kind.KEY_FILE, bytes(range(32)))
BEGINNING = envelope._LENGTH + 64
CHANCE = random.Random(7)


def sealed(plain: bytes, secret: Secret = KEY) -> bytes:
    out = io.BytesIO()
    sealing = Sealing(out, secret)
    for at in range(0, len(plain), 300_001):
        sealing.write(plain[at : at + 300_001])
    sealing.finish()
    return out.getvalue()


def opened(content: bytes, secret: Secret = KEY) -> bytes:
    return io.BufferedReader(Opening(io.BytesIO(content), secret)).read()


THREE = CHANCE.randbytes(2 * CHUNK + 12345)
FILE = sealed(THREE)
CHUNKS = [FILE[at : at + CHUNK + TAG] for at in range(BEGINNING, len(FILE), CHUNK + TAG)]


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 7])
def test_what_was_written_comes_back(size: int) -> None:
    assert opened(sealed(THREE[:size])) == THREE[:size]


def test_no_two_files_are_alike_and_none_shows_what_is_in_it() -> None:
    assert sealed(b"He came at noon." * 9) != sealed(b"He came at noon." * 9)
    assert b"noon" not in sealed(b"He came at noon." * 9)


@pytest.mark.parametrize("at", [*range(BEGINNING), *CHANCE.sample(range(BEGINNING, len(FILE)), 60)])
def test_a_flipped_bit_anywhere_is_refused(at: int) -> None:
    changed = bytearray(FILE)
    changed[at] ^= 1 << CHANCE.randrange(8)
    with pytest.raises(NotWhole):
        opened(bytes(changed))


@pytest.mark.parametrize("length", [0, 5, BEGINNING - 1, BEGINNING, BEGINNING + 1, len(FILE) - 1])
def test_a_file_that_was_cut_is_refused(length: int) -> None:
    with pytest.raises(NotWhole):
        opened(FILE[:length])


@pytest.mark.parametrize(
    "order", [(0, 1), (0,), (0, 2), (1, 0, 2), (0, 0, 1, 2), (0, 1, 2, 2), (2,), ()]
)
def test_parts_that_are_moved_left_out_or_doubled_are_refused(order: tuple[int, ...]) -> None:
    with pytest.raises(NotWhole):
        opened(FILE[:BEGINNING] + b"".join(CHUNKS[number] for number in order))


def test_what_follows_the_end_is_refused() -> None:
    for more in (b"x", bytes(TAG), sealed(b""), CHUNKS[0]):
        with pytest.raises(NotWhole):
            opened(FILE + more)


def test_parts_of_another_file_with_the_same_key_are_refused() -> None:
    other = sealed(THREE)
    with pytest.raises(NotWhole):
        opened(FILE[:BEGINNING] + other[BEGINNING:])


def test_nothing_of_a_changed_part_is_given_out() -> None:
    changed = bytearray(FILE)
    changed[BEGINNING + CHUNK + TAG + 100] ^= 1
    reading = Opening(io.BytesIO(bytes(changed)), KEY)
    assert b"".join(reading.read(CHUNK // 4) for _ in range(4)) == THREE[:CHUNK]
    with pytest.raises(NotWhole, match="part 2"):
        reading.read(1)


def test_a_file_that_was_not_finished_does_not_open() -> None:
    out = io.BytesIO()
    Sealing(out, KEY).write(THREE)
    with pytest.raises(NotWhole):
        opened(out.getvalue())


def test_another_key_does_not_open_it_and_says_so() -> None:
    with pytest.raises(NotWhole, match="key does not open"):
        opened(FILE, Secret(Kind.KEY_FILE, bytes(32)))


def test_a_passphrase_opens_what_it_closed_however_it_is_composed() -> None:
    file = sealed(b"He came.", from_passphrase("six words of a Größe nobody knows"))
    assert kind_of(io.BytesIO(file)) is Kind.PASSPHRASE
    assert opened(file, from_passphrase("six words of a Gro\u0308ße nobody knows")) == b"He came."
    with pytest.raises(NotWhole, match="key does not open"):
        opened(file, from_passphrase("six words of a Größe nobody knew"))
    with pytest.raises(NotWhole, match="--passphrase"):
        opened(file)
    with pytest.raises(NotWhole, match="--key-file"):
        opened(FILE, from_passphrase("six words of a Größe nobody knows"))


def test_another_file_is_said_to_be_none_of_ours() -> None:
    with pytest.raises(NotWhole, match="no backup of Throughcare"):
        opened(b"%PDF-1.7\n" + bytes(500))
