"""Rules of sound have changed: search keys are written anew."""

from typing import Any

from django.db import migrations

from throughcare.people.migrations._rekeying import rekey


def write_anew(apps: Any, schema_editor: Any) -> None:
    """The keys of every name that is stored."""
    owners, keys = apps.get_model("people", "Person"), apps.get_model("people", "NameKey")
    rekey(owners, keys, owner="person", name="display_name")


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]
    operations = [migrations.RunPython(write_anew, migrations.RunPython.noop)]
