"""What the doctor says of programme models: those that ship and nobody has stored."""

from django.utils.translation import gettext as _

from throughcare.programmes import queries, shipped
from throughcare.programmes.models import digest_of
from throughcare.web import health
from throughcare.web.finding import Finding


def findings() -> list[Finding]:
    """What the doctor looks at."""
    return [models()] if health.has_tables() else []


def models() -> Finding:
    """Every model that ships is stored as this version of the program has it."""
    title = _("Programme models")
    stored = queries.digests()
    missing = [key for key, text in shipped.texts().items() if digest_of(text) not in stored]
    if not missing:
        return Finding(title)
    words = _("%(keys)s: shipped and not stored. Run throughcare programmes add.")
    return Finding(title, note=words % {"keys": ", ".join(missing)})


AT_START = ()
