"""Checkpoints, append-only as the events they seal (see 0002)."""

from importlib import import_module

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

TABLE = "audit_checkpoint"
RULES = [
    (TABLE, "UPDATE", "", "a checkpoint is never changed"),
    (TABLE, "DELETE", "", "a checkpoint is never removed"),
]
TAKEN = {TABLE: "number = NEW.number"}


def make_triggers(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    triggers = import_module("throughcare.audit.migrations.0002_append_only")
    postgresql = schema_editor.connection.vendor == "postgresql"
    write = triggers.on_postgresql if postgresql else triggers.on_sqlite
    for statement in write(RULES, TAKEN):
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_append_only")]

    operations = [
        migrations.CreateModel(
            name="Checkpoint",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("sealed", "events were sealed"),
                            ("rotated", "the key was changed"),
                            ("loss", "a loss was accepted"),
                        ],
                        max_length=10,
                    ),
                ),
                ("payload", models.BinaryField()),
                ("signature", models.BinaryField()),
                ("peaks", models.BinaryField()),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("kind", "sealed"), _negated=True),
                        fields=["kind", "number"],
                        name="audit_checkpoint_unusual",
                    )
                ],
            },
        ),
        migrations.RunPython(make_triggers, elidable=False),
    ]
