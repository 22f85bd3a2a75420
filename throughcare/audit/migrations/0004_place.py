"""On PostgreSQL, the function that writes one event at the end of its lane.

One way to the server and back instead of three, with plans that the server keeps: the lane is
locked, the event hashed and written, the lane moved on. An id is taken once the lane is locked, so
that ids grow along a lane; where the lane is missing or does not move, none is given. The function has
no rights of its own: row-level security and triggers hold.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

PLACE = """CREATE FUNCTION audit_place(
    lanes int, before_lane bytea, before_sequence bytea, after_sequence bytea,
    at timestamptz, verb text, kind text, human_id uuid, post_id uuid, agency_id uuid,
    case_id uuid, object_kind text, object_id text, purpose text, request_id uuid, ids jsonb,
    generated boolean, commitment bytea,
    OUT id bigint, OUT lane smallint, OUT sequence bigint,
    OUT payload bytea, OUT previous bytea, OUT hash bytea
) LANGUAGE plpgsql AS $$
#variable_conflict use_variable
BEGIN
    SELECT l.id, l.sequence + 1, l.head INTO lane, sequence, previous FROM audit_lane l
        WHERE l.id = txid_current() % lanes FOR UPDATE;
    IF NOT FOUND THEN RETURN; END IF;
    id := nextval('audit_event_id_seq');
    payload := before_lane || convert_to(lane::text, 'UTF8')
        || before_sequence || convert_to(sequence::text, 'UTF8') || after_sequence;
    hash := sha256(previous || payload);
    INSERT INTO audit_event (
        id, lane, sequence, at, verb, kind, human_id, post_id, agency_id, case_id, object_kind, object_id,
        purpose, request_id, ids, generated, commitment, payload, previous, hash
    ) VALUES (
        id, lane, sequence, at, verb, kind, human_id, post_id, agency_id, case_id, object_kind, object_id,
        purpose, request_id, ids, generated, commitment, payload, previous, hash
    );
    UPDATE audit_lane l SET sequence = audit_place.sequence, head = hash WHERE l.id = lane;
    IF NOT FOUND THEN id := NULL; END IF;
END $$"""


def make_function(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(PLACE, params=None)


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_checkpoint")]
    operations = [migrations.RunPython(make_function, elidable=False)]
