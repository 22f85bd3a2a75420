"""Whether the second wall stands, for the doctor and before serving."""

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from throughcare.secondwall import building
from throughcare.web import health
from throughcare.web.finding import Finding

# Whoever owns a table, is a superuser or may pass the policies by is bound by none of them.
_UNBOUND = """SELECT 1 FROM pg_roles WHERE rolname = %s AND (rolsuper OR rolbypassrls
    OR EXISTS (SELECT 1 FROM pg_tables WHERE schemaname = 'public'
        AND pg_has_role(pg_roles.oid, tableowner, 'MEMBER')))"""


def findings() -> list[Finding]:
    """What the doctor looks at."""
    return [second_wall()] if health.has_tables() else []


def second_wall() -> Finding:
    """On PostgreSQL the pages' login is bound by row-level security, which is of this version."""
    title = _("Second wall (row-level security)")
    if connection.vendor != "postgresql":
        return Finding(_("Second wall: not on this database, the rule alone decides"))
    with connection.cursor() as cursor:
        cursor.execute(_UNBOUND, [settings.ROLE_OF_PAGES])
        unbound = cursor.fetchone()
    if unbound:
        return Finding(
            title,
            _(
                "%(role)s owns tables, or may act as their owner, or is a superuser, and so passes"
                " it by. Let another login serve pages: docs/how-to/postgresql.md."
            )
            % {"role": settings.ROLE_OF_PAGES},
        )
    if building.standing(connection) != building.wanted():
        return Finding(title, _("It is missing or of another version. Run throughcare migrate."))
    return Finding(title)


AT_START = (second_wall,)
