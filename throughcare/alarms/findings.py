"""What the doctor says of alarms: in which agencies they reach nobody."""

from django.utils.translation import gettext as _

from throughcare.alarms import queries
from throughcare.kernel import clock
from throughcare.web import health
from throughcare.web.finding import Finding

NAMED = 5


def findings() -> list[Finding]:
    """What the doctor looks at."""
    return [officers()] if health.has_tables() else []


def officers() -> Finding:
    """Every agency in which somebody works has a data-protection officer now."""
    title = _("Data-protection officers")
    missing = list(queries.without_officer(clock.now()).values_list("name", flat=True))
    if not missing:
        return Finding(title)
    words = _(
        "%(names)s: no post holds this role, so alarms there reach nobody until one is appointed,"
        " and erasing words of the trail cannot be proposed. See docs/how-to/agencies-and-posts.md."
    )
    names = missing[:NAMED] + (["…"] if len(missing) > NAMED else [])
    return Finding(title, note=words % {"names": ", ".join(names)})


AT_START = ()
