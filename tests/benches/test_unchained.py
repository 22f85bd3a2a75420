"""The rows that the trail is measured against are those of the trail, without a chain."""

import pytest
from django.db import connection

from benches import unchained
from tests.audit.conftest import somebody
from throughcare.audit.actions import record
from throughcare.audit.bulk import COLUMNS
from throughcare.audit.models import Event
from throughcare.audit.verbs import Verb
from throughcare.kernel import ids

pytestmark = pytest.mark.django_db
CHAINED = {"lane", "sequence", "at", "payload", "previous", "hash"}


def test_an_unchained_row_says_what_the_event_says() -> None:
    ann, case = somebody(), ids.new()
    record(ann, Verb.READ, case_id=case, kind="look")
    unchained.make_table()
    try:
        unchained.Writer(0, 1).write(ann, Verb.READ, case_id=case)
        with connection.cursor() as cursor:
            told = ", ".join(column for column in COLUMNS if column not in CHAINED)
            cursor.execute(
                f"SELECT {told} FROM audit_event UNION SELECT {told} FROM bench_unchained"
            )
            assert len(cursor.fetchall()) == 1
            cursor.execute("SELECT length(payload), length(hash) FROM bench_unchained")
            written, event = cursor.fetchone(), Event.objects.get()
    finally:
        unchained.drop_table()

    assert written[1] == len(event.hash) == 32
    assert abs(written[0] - len(event.payload)) < 12
