"""Settings of logs and monitors, read from text."""

import ipaddress
from typing import Any

from django.core.exceptions import ImproperlyConfigured

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
FORMATS = ("plain", "json")


def networks(name: str, text: str) -> list[Network]:
    """Addresses and networks with commas between: "127.0.0.1,10.0.0.0/24"."""
    try:
        return [ipaddress.ip_network(one.strip()) for one in text.split(",") if one.strip()]
    except ValueError as error:
        raise ImproperlyConfigured(f"{name}: {error}.") from None


def logging(kind: str) -> dict[str, Any]:
    """Warnings for people to read, or lines of JSON with one for each request."""
    if kind not in FORMATS:
        raise ImproperlyConfigured(f"THROUGHCARE_LOG must be plain or json, not {kind!r}.")
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"},
            "json": {"()": "throughcare.operations.logs.JsonLines"},
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": kind}},
        "loggers": {"throughcare.requests": {"level": "INFO" if kind == "json" else "WARNING"}},
        "root": {"handlers": ["console"], "level": "WARNING"},
    }
