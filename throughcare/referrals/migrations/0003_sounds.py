"""Rules of sound have changed: search keys are written anew."""

from typing import Any

from django.db import migrations

from throughcare.people.migrations._rekeying import rekey


def write_anew(apps: Any, schema_editor: Any) -> None:
    """The keys of every name that is stored."""
    owners, keys = (
        apps.get_model("referrals", "Referral"),
        apps.get_model("referrals", "ReferralKey"),
    )
    rekey(owners, keys, owner="referral", name="subject")


class Migration(migrations.Migration):
    dependencies = [("referrals", "0002_withdrawn")]
    operations = [migrations.RunPython(write_anew, migrations.RunPython.noop)]
