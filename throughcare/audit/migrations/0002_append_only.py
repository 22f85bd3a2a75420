"""The lanes, and the triggers that keep the trail append-only.

Events are never changed or removed. A detail can only be erased, whole and with a decision. A lane
only moves forward. SQLite's INSERT OR REPLACE removes rows without asking the DELETE triggers, so
there a row that is already taken is refused before the insert.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from throughcare.audit import lanes

ERASING = """NEW.text IS NULL AND NEW.salt IS NULL AND OLD.text IS NOT NULL
    AND NEW.erased_at IS NOT NULL AND NEW.erased_by_decision IS NOT NULL
    AND NEW.event_id = OLD.event_id"""
FORWARD = "NEW.sequence > OLD.sequence AND NEW.id = OLD.id"

# table, act, what is allowed, what the refusal says
RULES = [
    ("audit_event", "UPDATE", "", "an audit event is never changed"),
    ("audit_event", "DELETE", "", "an audit event is never removed"),
    (
        "audit_detail",
        "UPDATE",
        ERASING,
        "an audit detail is only ever erased, with a decision",
    ),
    ("audit_detail", "DELETE", "", "an audit detail is never removed"),
    ("audit_lane", "UPDATE", FORWARD, "an audit lane only moves forward"),
    ("audit_lane", "DELETE", "", "an audit lane is never removed"),
]
TAKEN = {
    "audit_event": "id = NEW.id OR (lane = NEW.lane AND sequence = NEW.sequence)",
    "audit_detail": "event_id = NEW.event_id",
    "audit_lane": "id = NEW.id",
}

SQLITE = """CREATE TRIGGER {table}_no_{name} BEFORE {act} ON {table} WHEN NOT ({allowed})
BEGIN SELECT RAISE(ABORT, '{words}'); END"""

POSTGRESQL = """CREATE FUNCTION {table}_no_{name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '{words}' USING ERRCODE = 'integrity_constraint_violation';
END $$"""
ROW = """CREATE TRIGGER {table}_no_{name} BEFORE {act} ON {table}
FOR EACH ROW WHEN (NOT ({allowed})) EXECUTE FUNCTION {table}_no_{name}()"""
STATEMENT = """CREATE TRIGGER {table}_no_{name} BEFORE {act} ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION {table}_no_{name}()"""


def make_lanes(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    connection = schema_editor.connection
    lane = apps.get_model("audit", "Lane")
    rows = [lane(pk=number) for number in range(lanes.count(connection.vendor))]
    lane.objects.using(connection.alias).bulk_create(rows)


def make_triggers(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    postgresql = schema_editor.connection.vendor == "postgresql"
    for statement in (on_postgresql if postgresql else on_sqlite)(RULES, TAKEN):
        schema_editor.execute(statement, params=None)


def on_sqlite(rules: list[tuple[str, str, str, str]], taken: dict[str, str]) -> list[str]:
    kept = [_fill(SQLITE, *rule) for rule in rules]
    untaken = [
        _fill(
            SQLITE,
            table,
            "INSERT",
            f"NOT EXISTS (SELECT 1 FROM {table} WHERE {place})",
            "taken",
        )
        for table, place in taken.items()
    ]
    return kept + untaken


def on_postgresql(rules: list[tuple[str, str, str, str]], taken: dict[str, str]) -> list[str]:
    kept = [_fill(text, *rule) for rule in rules for text in (POSTGRESQL, ROW)]
    emptied = [
        _fill(text, table, "TRUNCATE", "", "the audit trail is never emptied")
        for table in taken
        for text in (POSTGRESQL, STATEMENT)
    ]
    return kept + emptied


def _fill(text: str, table: str, act: str, allowed: str, words: str) -> str:
    return text.format(
        table=table, act=act, name=act.lower(), allowed=allowed or "1 = 0", words=words
    )


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [
        migrations.RunPython(make_lanes, elidable=False),
        migrations.RunPython(make_triggers, elidable=False),
    ]
