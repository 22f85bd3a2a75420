"""Measures every request: for the log, and for the metrics."""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from django.db import connections
from django.http import HttpRequest, HttpResponse

from throughcare.operations import metrics
from throughcare.operations.logs import REQUESTS
from throughcare.web.addresses import FORM

log = logging.getLogger(REQUESTS)


class Measured:
    """The outermost layer: everything else happens inside the time it takes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, then count and log."""
        began = time.perf_counter()
        with _counted() as queries:
            response = self.get_response(request)
        duration = time.perf_counter() - began
        match = request.resolver_match
        address = match.view_name if match else "none"
        metrics.answered(address, response.status_code, duration)
        actor = getattr(request, "actor", None)
        log.info(
            "request",
            extra={
                "request": str(actor.request_id) if actor else None,
                "address": address,
                "method": request.method if request.method in FORM else "other",
                "status": response.status_code,
                "milliseconds": round(duration * 1000, 1),
                "queries": queries.count,
            },
        )
        return response


class _Queries:
    """Counts statements."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, execute: Callable[..., Any], *asked: Any) -> Any:
        self.count += 1
        return execute(*asked)


@contextmanager
def _counted() -> Iterator[_Queries]:
    queries = _Queries()
    with ExitStack() as watched:
        for connection in connections.all():
            watched.enter_context(connection.execute_wrapper(queries))
        yield queries
