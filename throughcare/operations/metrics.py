"""What monitors read: how many requests, how slow, and whether the installation is well.

Requests by the address's name and status; nothing about cases, people or agencies. Several worker
processes count together in a folder that the server makes (PROMETHEUS_MULTIPROC_DIR).
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import suppress

from django.conf import settings
from django.db import DatabaseError
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Histogram,
    Metric,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from throughcare.audit.sealing import standing
from throughcare.operations.queries.backups import last_made_at
from throughcare.web import health

CONTENT_TYPE = CONTENT_TYPE_LATEST
SHARED = "PROMETHEUS_MULTIPROC_DIR"
_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)

requests = Counter(
    "throughcare_requests", "Requests by name of the address and status.", ["address", "status"]
)
seconds = Histogram(
    "throughcare_request_seconds", "From request to answer.", ["address"], buckets=_SECONDS
)


def answered(address: str, status: int, duration: float) -> None:
    """Count an answered request; `duration` in seconds."""
    requests.labels(address, str(status)).inc()
    seconds.labels(address).observe(duration)


def page() -> bytes:
    """Everything, in the text format of Prometheus."""
    counted = REGISTRY
    if SHARED in os.environ:
        counted = CollectorRegistry()
        MultiProcessCollector(counted)
    state = CollectorRegistry()
    state.register(_State())
    return generate_latest(counted) + generate_latest(state)


class _State(Collector):
    """How the installation is at this moment."""

    def collect(self) -> Iterator[Metric]:
        """Asked when a monitor asks."""
        free = shutil.disk_usage(settings.DATA_DIR).free
        yield GaugeMetricFamily("throughcare_data_free_bytes", "Free in the data folder.", free)
        is_up = health.database().is_well
        yield GaugeMetricFamily("throughcare_database_up", "1 when the database answers.", is_up)
        with suppress(DatabaseError):  # then it is down, which has been said
            yield from _kept()


def _kept() -> Iterator[Metric]:
    """How far copies and seals are behind."""
    if made_at := last_made_at():
        told, moment = "Moment that the last backup shows.", made_at.timestamp()
        yield GaugeMetricFamily("throughcare_last_backup_timestamp_seconds", told, moment)
    if settings.SEAL_PUBLIC:
        told, open_ = "Events of the trail that are not sealed yet.", standing.unsealed().events
        yield GaugeMetricFamily("throughcare_unsealed_events", told, open_)
