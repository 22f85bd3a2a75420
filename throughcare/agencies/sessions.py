"""Sessions in our own table: whose, on which device, last used. The key is kept as a hash only.

A row that is gone ends its session at once: a request that is still under way cannot bring it back,
because a session that is saved again must still be there.
"""

import hashlib
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db.models import QuerySet
from django.db.models.functions import Now

from throughcare.agencies.models import Session
from throughcare.kernel import clock
from throughcare.kernel.prepared import prepared

BROWSERS = {
    "Firefox/": "Firefox",
    "Edg/": "Edge",
    "OPR/": "Opera",
    "Chrome/": "Chrome",
    "Safari/": "Safari",
}
SYSTEMS = {
    "Windows": "Windows",
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Mac OS": "macOS",
    "CrOS": "ChromeOS",
    "Linux": "Linux",
}


class SessionStore(DatabaseStore):
    """Django's sessions in the database, found by the hash of the cookie's key."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """Our table."""
        return Session

    def _get_session_from_db(self) -> Session | None:
        found = _alive.first(hashed(self.session_key))
        if found is None:
            self._session_key = None
        return found

    def exists(self, session_key: str) -> bool:
        """Whether the key is taken."""
        return Session.objects.filter(pk=hashed(session_key)).exists()

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """The row for what the session holds."""
        return Session(
            session_key=hashed(self._get_or_create_session_key()),  # type: ignore[attr-defined]
            session_data=self.encode(data),
            expire_date=self.get_expiry_date(),
            human_id=data.get("_auth_user_id"),
            device=data.get("device", ""),
            used_at=clock.now(),
        )

    def delete(self, session_key: str | None = None) -> None:
        """End it."""
        if key := session_key or self.session_key:
            Session.objects.filter(pk=hashed(key)).delete()


@prepared
def _alive(key: str) -> QuerySet[Session]:
    return Session.objects.filter(pk=key, expire_date__gt=Now())


def hashed(key: str | None) -> str:
    """How a key is kept: whoever reads the table cannot come in with it. 40 hexadecimal digits."""
    return hashlib.sha256((key or "").encode()).hexdigest()[:40]


def device(agent: str) -> str:
    """Browser and system in two words, "Firefox, Linux"; the rest of what it says is not kept."""
    names = (_first(BROWSERS, agent), _first(SYSTEMS, agent))
    return ", ".join(name for name in names if name)


def _first(words: dict[str, str], agent: str) -> str:
    return next((name for sign, name in words.items() if sign in agent), "")
