"""Static files without collecting them, but as strict: a name that is not there fails the page."""

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage


class Found(StaticFilesStorage):
    """Addresses of static files that exist."""

    def url(self, name: str) -> str:  # type: ignore[override]
        """The address, or an error as the collected files would give."""
        if finders.find(name) is None:
            raise ValueError(f"There is no static file {name}")
        return super().url(name)
