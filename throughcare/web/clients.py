"""The address that a request comes from, also where trusted proxies stand between."""

import ipaddress
from typing import Any

from django.conf import settings
from django.http import HttpRequest

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def address(request: HttpRequest) -> str:
    """The last one on the way that is none of THROUGHCARE_PROXIES.

    Each proxy adds who asked it to the end of X-Forwarded-For. So it is read from its end, and what
    stands before the first address that is not trusted could have been made up by whoever asked.
    """
    asking = request.META.get("REMOTE_ADDR", "")
    way = request.headers.get("X-Forwarded-For", "").split(",")
    while way and _is_proxy(asking) and (before := _parsed(way.pop())):
        asking = str(before)
    return asking


def _is_proxy(text: str) -> bool:
    found = _parsed(text)
    return found is not None and any(found in network for network in settings.PROXIES)


def _parsed(text: Any) -> Address | None:
    try:
        return ipaddress.ip_address(text.strip())
    except ValueError:
        return None
