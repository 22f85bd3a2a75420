"""A stored text never changes, whoever asks: cases keep the version they began with."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

WORDS = "the text of a programme model is never changed: add a version"

SQLITE = f"""CREATE TRIGGER programmes_version_no_update BEFORE UPDATE ON programmes_version
BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"""

FUNCTION = f"""CREATE FUNCTION programmes_version_no_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '{WORDS}' USING ERRCODE = 'integrity_constraint_violation';
END $$"""
TRIGGER = """CREATE TRIGGER programmes_version_no_update BEFORE UPDATE ON programmes_version
FOR EACH ROW EXECUTE FUNCTION programmes_version_no_update()"""


def make_triggers(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    postgresql = schema_editor.connection.vendor == "postgresql"
    for statement in (FUNCTION, TRIGGER) if postgresql else (SQLITE,):
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("programmes", "0001_initial")]
    operations = [migrations.RunPython(make_triggers, elidable=False)]
