"""Run as its own process by `pdf`: PDF on standard input, what was found in it as JSON on output.

Imports nothing of ours, takes no argument, writes nothing else, and ends itself when it takes too
much time or memory.
"""

import contextlib
import io
import json
import logging
import re
import resource
import sys
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

MOST_OBJECTS = 300_000
MOST_PAGES = 2_000
MOST_STATES = 25
MOST_TEXT = 20_000_000

_KEYS = {"/JS", "/JavaScript", "/EmbeddedFiles", "/EF", "/RichMediaContent", "/XFA"}
_ACTIONS = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToE", "/GoToR",
            "/Rendition", "/Movie", "/Sound", "/RichMediaExecute", "/GoTo3DView"}  # fmt: skip
_SUBTYPES = {"/FileAttachment", "/RichMedia", "/Screen", "/Movie", "/3D", "/Sound"}
_SEEN = {"/Contents", "/T", "/TU", "/V", "/Title", "/Alt", "/ActualText", "/Subj", "/RC", "/CA"}
_STAMPS = {"TopSecret": "TOP SECRET", "Confidential": "CONFIDENTIAL", "Secret": "SECRET"}


def main() -> None:
    """Read standard input, answer on standard output."""
    resource.setrlimit(resource.RLIMIT_AS, (1536 * 1024**2,) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (30, 30))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    logging.disable(logging.CRITICAL)  # its warnings would quote the file
    sys.setrecursionlimit(2000)
    json.dump(found(sys.stdin.buffer.read()), sys.stdout)


class _Answer(Exception):
    """Ends the reading with what is known."""


def found(content: bytes) -> dict[str, Any]:
    """`text`, of the file and of each state that was saved over but lies in it; or `locked`, that
    it needs a password; or `acts`, that it runs or carries something; or nothing: too large."""
    seen: list[str] = []
    ends = [mark.end() for mark in re.finditer(rb"%%EOF", content)]
    try:
        for end in ends[:-1][:MOST_STATES]:
            # Often no whole file: the first half of a linearized one.
            with contextlib.suppress(PyPdfError, LookupError, ValueError, TypeError):
                _read(content[:end], seen)
        _read(content, seen)
    except _Answer as answer:
        return dict.fromkeys(answer.args, True)
    text = "\n".join(seen)
    return {"text": text.encode("utf-8", "replace").decode()} if len(ends) <= MOST_STATES else {}


def _read(content: bytes, seen: list[str]) -> None:
    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted:
        raise _Answer("locked")
    for record in _objects(reader):
        if _acts(record):
            raise _Answer("acts")
        seen += _texts(record)
    if len(reader.pages) > MOST_PAGES:
        raise _Answer
    seen += _properties(reader)
    for page in reader.pages:
        seen.append(page.extract_text())
    if sum(map(len, seen)) > MOST_TEXT:
        raise _Answer


def _objects(reader: PdfReader) -> Iterator[DictionaryObject]:
    """Every dictionary of the file, trailer included, also those that no page leads to."""
    numbers = [(n, gen) for gen, known in reader.xref.items() for n in known]
    numbers += [(n, 0) for n in reader.xref_objStm]
    if len(numbers) > MOST_OBJECTS:
        raise _Answer
    yield from _dictionaries(reader.trailer)
    for number, generation in numbers:
        if number:
            yield from _dictionaries(reader.get_object(IndirectObject(number, generation, reader)))


def _dictionaries(found: Any) -> Iterator[DictionaryObject]:
    """The dictionaries inside one object; what it only points to comes by its own number."""
    waiting = [found]
    while waiting:
        one = waiting.pop()
        if isinstance(one, DictionaryObject):
            yield one
            waiting += [one.raw_get(key) for key in one]
        elif isinstance(one, ArrayObject):
            waiting += list(list.__iter__(one))


def _acts(record: DictionaryObject) -> bool:
    """Whether it runs, plays, sends or carries something."""
    if _KEYS & set(record):
        return True
    if isinstance(record, StreamObject) and "/F" in record:
        return True  # a stream that lies in another file
    return (
        record.get("/S") in _ACTIONS
        or record.get("/Subtype") in _SUBTYPES
        or record.get("/Type") == "/EmbeddedFile"
    )


def _texts(record: DictionaryObject) -> list[str]:
    found = [str(record.raw_get(key)) for key in _SEEN & set(record) if _is_text(record, key)]
    if record.get("/Subtype") == "/Stamp":
        found += [words for name, words in _STAMPS.items() if name in str(record.get("/Name"))]
    if record.get("/Type") == "/Metadata" and isinstance(record, StreamObject):
        found.append(re.sub(r"<[^<>]*>", "\n", record.get_data().decode("utf-8", "replace")))
    return found


def _is_text(record: DictionaryObject, key: str) -> bool:
    return isinstance(record.raw_get(key), str)


def _properties(reader: PdfReader) -> list[str]:
    return [f"{key.lstrip('/')}: {value}" for key, value in (reader.metadata or {}).items()]


if __name__ == "__main__":
    main()
