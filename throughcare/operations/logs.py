"""Logs as lines of JSON without content, for whoever collects them.

A request leaves its id (as in the trail), the address's name, status, milliseconds and number of
queries: no path, no words, nobody's name. Of everything else only what the program's own source
says is kept: a message of ours before its values are put in, the place in the code, the kind of an
exception and where it went. What an exception says may quote content, so it is left out.
"""

import json
import logging
import traceback
from datetime import UTC, datetime
from typing import Any

OURS = "throughcare"
REQUESTS = f"{OURS}.requests"
_REQUEST = ("request", "address", "method", "status", "milliseconds", "queries")


class JsonLines(logging.Formatter):
    """One line of JSON for each record."""

    def format(self, record: logging.LogRecord) -> str:
        """The record, without content."""
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, tz=UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
        }
        line |= _of_request(record) if record.name == REQUESTS else _of_code(record)
        return json.dumps(line)


def _of_request(record: logging.LogRecord) -> dict[str, Any]:
    return {name: getattr(record, name, None) for name in _REQUEST}


def _of_code(record: logging.LogRecord) -> dict[str, Any]:
    said: dict[str, Any] = {"place": f"{record.module}:{record.lineno}"}
    is_template = bool(record.args) or record.name.startswith(OURS)
    if is_template and isinstance(record.msg, str):
        said["message"] = record.msg
    if record.exc_info and record.exc_info[0]:
        said["exception"] = record.exc_info[0].__name__
        said["where"] = [
            f"{frame.filename.rpartition('site-packages/')[2]}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(record.exc_info[2])
        ]
    return said
