"""One thing that was looked at: well, to be known, or to be mended."""

from dataclasses import dataclass

from django.core.exceptions import ImproperlyConfigured


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at; `remedy` is empty when it is well, `note` is no error."""

    title: str
    remedy: str = ""
    note: str = ""

    @property
    def is_well(self) -> bool:
        """Whether nothing needs to be done."""
        return not self.remedy

    def require(self) -> None:
        """Go on when it is well; otherwise stop with what to do."""
        if not self.is_well:
            raise ImproperlyConfigured(f"{self.title}: {self.remedy}")


def finding(title: str, well: bool, remedy: str) -> Finding:
    """Well, or with what to do."""
    return Finding(title, "" if well else remedy)
