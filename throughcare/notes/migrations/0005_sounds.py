"""Rules of sound have changed: search keys are written anew."""

from typing import Any

from django.db import migrations

from throughcare.people.migrations._rekeying import rekey


def write_anew(apps: Any, schema_editor: Any) -> None:
    """The keys of every name that is stored."""
    owners, keys = apps.get_model("notes", "Name"), apps.get_model("notes", "NameKey")
    rekey(owners, keys, owner="entry", name="name")


class Migration(migrations.Migration):
    dependencies = [("notes", "0004_referrals")]
    operations = [migrations.RunPython(write_anew, migrations.RunPython.noop)]
