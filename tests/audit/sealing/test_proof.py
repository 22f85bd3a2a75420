"""The proof of one event convinces whoever trusts the key, and nothing else does."""

import json
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection

from tests.audit.sealing.conftest import Write, accept
from throughcare.audit.actions import record
from throughcare.audit.models import Event
from throughcare.audit.sealing import keys, proving, standing
from throughcare.audit.sealing.actions import rotate, seal
from throughcare.audit.sealing.merkle import Tree
from throughcare.audit.sealing.proof import NotProven, check
from throughcare.audit.sealing.proving import NotSealed, prove
from throughcare.audit.verbs import Verb
from throughcare.kernel import ids
from throughcare.kernel.actor import Actor

Key = Ed25519PrivateKey


@pytest.fixture
def events(write: Write, key: Key) -> list[Event]:
    """Events of several lanes, under three checkpoints."""
    made = []
    for count in (1, 5, 3):
        made += write(count)
        seal(key)
    return made


def test_every_event_is_proven_by_its_file(events: list[Event], key: Key) -> None:
    places = set()
    for event in events:
        proven = check(prove(event.pk).text(), keys.public(key))
        assert proven.event["sequence"] == event.sequence
        assert proven.event["human_id"] == str(event.human_id)
        assert proven.checkpoint.body.number == 3
        places.add(proven.index)
    assert places == set(range(9))


def test_the_trees_entries_are_read_from_first_to_last(events: list[Event], key: Key) -> None:
    tree = Tree()
    tree.extend(proving._entries())
    last = standing.latest()
    assert last is not None
    assert (tree.size, tree.root().hex()) == (9, last.signed.body.root)


def test_checking_needs_no_database(events: list[Event], key: Key) -> None:
    text = prove(events[4].pk).text()
    with connection.execute_wrapper(_no_query):
        assert check(text, keys.public(key)).event["verb"] == "audit.read"


def _no_query(*asked: Any) -> None:
    raise AssertionError("The database was asked.")


def test_the_file_holds_no_words(write: Write, key: Key, ann: Actor) -> None:
    event = record(ann, Verb.READ, reason="because of the uncle")
    seal(key)

    assert "uncle" not in prove(event.pk).text()


@pytest.mark.parametrize("part", ["payload", "previous", "index", "path", "checkpoint"])
def test_a_changed_file_proves_nothing(events: list[Event], key: Key, part: str) -> None:
    held = json.loads(prove(events[4].pk).text())
    changes = {
        "payload": held["payload"].replace("audit.read", "audit.verified"),
        "previous": "ab" * 32,
        "index": held["index"] + 1,
        "path": held["path"][:-1],
        "checkpoint": {**held["checkpoint"], "signature": "ab" * 64},
    }
    with pytest.raises(NotProven):
        check(json.dumps({**held, part: changes[part]}), keys.public(key))


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"format": "throughcare-proof-2"}'])
def test_what_is_no_proof_proves_nothing(text: str) -> None:
    with pytest.raises(NotProven, match="no proof"):
        check(text, "ab" * 32)


def test_an_event_that_says_nothing_proves_nothing(events: list[Event], key: Key) -> None:
    held = json.loads(prove(events[4].pk).text()) | {"payload": "[]"}
    with pytest.raises(NotProven, match="no proof"):
        check(json.dumps(held), keys.public(key))


def test_a_path_that_is_no_hash_proves_nothing(events: list[Event], key: Key) -> None:
    held = json.loads(prove(events[4].pk).text()) | {"path": ["xy"]}
    with pytest.raises(NotProven, match="no proof"):
        check(json.dumps(held), keys.public(key))


def test_another_key_is_not_convinced(events: list[Event]) -> None:
    with pytest.raises(NotProven, match="key that you trust"):
        check(prove(events[0].pk).text(), keys.public(Key.generate()))


def test_the_first_key_is_trusted_through_rotations(
    events: list[Event], key: Key, ann: Actor, write: Write
) -> None:
    second, third = Key.generate(), Key.generate()
    rotate(ann, key, second)
    assert check(prove(events[0].pk).text(), keys.public(key))  # signed by the old key itself
    rotate(ann, second, third)
    write(1)
    seal(third)

    text = prove(events[0].pk).text()

    for one in (key, second, third):
        assert check(text, keys.public(one)).checkpoint.body.key == keys.public(third)


def test_a_key_that_was_lost_leads_no_further(
    events: list[Event], key: Key, ann: Actor, write: Write
) -> None:
    found = Key.generate()
    accept(ann, found, humans=(ids.new(), ids.new()), reason="gone")

    text = prove(events[0].pk).text()

    assert check(text, keys.public(found))
    with pytest.raises(NotProven):
        check(text, keys.public(key))


def test_what_is_not_sealed_is_not_proven(write: Write, key: Key) -> None:
    with pytest.raises(NotSealed, match="no event"):
        prove(7_000_000)
    [event] = write(1)
    with pytest.raises(NotSealed, match="not sealed yet"):
        prove(event.pk)
    seal(key)
    [later] = write(1)
    assert prove(event.pk).index == 0
    with pytest.raises(NotSealed, match="not sealed yet"):
        prove(later.pk)


def test_a_proof_is_kept_as_a_file(events: list[Event], key: Key, tmp_path: Path) -> None:
    file = tmp_path / "proof.json"
    file.write_text(prove(events[0].pk).text())
    assert check(file.read_bytes(), keys.public(key)).index == 0
