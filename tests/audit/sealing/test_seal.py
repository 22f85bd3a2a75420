"""Sealing: what is committed, once, by the named key; rotation; an accepted loss."""

import threading
from contextvars import copy_context
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import IntegrityError, connection, connections, transaction

from tests.audit import triggers
from tests.audit.sealing.conftest import Write, accept
from throughcare.audit import chain
from throughcare.audit.actions import Draft, record, record_many
from throughcare.audit.models import Checkpoint, Event, Lane
from throughcare.audit.sealing import actions, keys, leaves, standing, verification
from throughcare.audit.sealing.actions import rotate, seal
from throughcare.audit.sealing.checkpoints import FIRST, LostLane, Signed
from throughcare.audit.sealing.merkle import EMPTY, Tree
from throughcare.audit.verbs import Verb
from throughcare.kernel import ids
from throughcare.kernel.actor import Actor
from throughcare.kernel.decision import Refused

Key = Ed25519PrivateKey


def sealed(key: Key) -> Signed:
    signed = seal(key)
    assert signed is not None
    return signed


def test_a_checkpoint_holds_the_root_over_all_events_and_every_lane(write: Write, key: Key) -> None:
    events = write(5)

    body = sealed(key).body

    tree = Tree()
    tree.extend(bytes(event.hash) for event in events)
    assert (body.number, body.size, body.root) == (1, 5, tree.root().hex())
    assert (body.previous, body.key, body.lost) == (FIRST, keys.public(key), None)
    assert body.lanes == leaves.heads()
    assert len(body.lanes) == Lane.objects.count()
    assert verification.verify().findings == []


def test_checkpoints_hang_on_each_other_and_grow_one_tree(write: Write, key: Key) -> None:
    tree, before = Tree(), FIRST
    for count in (1, 3, 8, 2):
        tree.extend(bytes(event.hash) for event in write(count))
        signed = sealed(key)
        assert (signed.body.size, signed.body.root) == (tree.size, tree.root().hex())
        assert signed.body.previous == before
        before = signed.hash


def test_nothing_new_is_not_sealed_again(write: Write, key: Key) -> None:
    assert seal(key) is None
    write(1)
    assert seal(key) is not None
    assert seal(key) is None
    assert Checkpoint.objects.count() == 1


def test_many_events_are_read_in_pieces(write: Write, ann: Actor, key: Key) -> None:
    write(3)
    sealed(key)
    many = leaves.EVENTS + 500
    with transaction.atomic():
        record_many(Draft(ann, Verb.READ) for _ in range(many))

    assert sealed(key).body.size == many + 3
    assert verification.verify().findings == []


def test_nothing_to_read_reads_nothing() -> None:
    assert list(leaves.read([])) == []


def test_only_the_named_key_seals(write: Write, key: Key) -> None:
    write(1)
    sealed(key)
    write(1)

    with pytest.raises(keys.NoKey, match="not the key"):
        seal(Key.generate())


@pytest.mark.django_db(transaction=True)
def test_of_several_who_seal_at_once_one_does(key: Key, ann: Actor) -> None:
    with transaction.atomic():
        record(ann, Verb.READ)
    together, made = threading.Barrier(4), []

    def one() -> None:
        together.wait(30)
        made.append(seal(key))
        connections.close_all()

    here = [copy_context() for _ in range(4)]  # with whom the database knows
    sealers = [threading.Thread(target=each.run, args=[one]) for each in here]
    for sealer in sealers:
        sealer.start()
    for sealer in sealers:
        sealer.join()

    assert len(made) == 4
    assert [signed.body.number for signed in made if signed] == [1]
    assert Checkpoint.objects.count() == 1


def test_a_trail_that_lacks_events_is_not_sealed(write: Write, key: Key) -> None:
    events = write(3)
    with triggers.lifted():
        Event.objects.filter(pk=events[1].pk).delete()

    with pytest.raises(leaves.Broken, match="are missing"):
        seal(key)


def test_a_trail_whose_head_is_another_is_not_sealed(write: Write, key: Key) -> None:
    event = write(3)[0]
    with triggers.lifted():
        Lane.objects.filter(pk=event.lane).update(head=b"\1" * 32)

    with pytest.raises(leaves.Broken, match="not those"):
        seal(key)


def test_a_head_that_is_text_is_another(write: Write, key: Key) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL stores bytes there.")
    event = write(1)[0]
    with triggers.lifted(), connection.cursor() as cursor:
        cursor.execute("UPDATE audit_lane SET head = 'text' WHERE id = %s", [event.lane])

    with pytest.raises(leaves.Broken, match="not those"):
        seal(key)


def test_kept_peaks_that_are_not_the_roots_are_not_built_upon(write: Write, key: Key) -> None:
    write(1)
    sealed(key)
    write(1)
    with triggers.lifted():
        Checkpoint.objects.update(peaks=EMPTY)

    with pytest.raises(actions.BadPeaks):
        seal(key)


def test_the_old_key_names_the_next_and_only_that_one_seals(
    write: Write, key: Key, ann: Actor
) -> None:
    write(2)
    sealed(key)
    following = Key.generate()

    signed = rotate(ann, key, following)

    assert signed.body.key == keys.public(key)
    assert signed.body.next_key == keys.public(following)
    assert Event.objects.latest("pk").verb == Verb.KEY_ROTATED
    write(1)
    with pytest.raises(keys.NoKey):
        seal(key)
    assert sealed(following).body.size == 4
    assert verification.verify().findings == []


def test_the_window_says_how_much_is_not_sealed_and_since_when(write: Write, key: Key) -> None:
    assert standing.unsealed() == standing.Window(0, None)
    events = write(3)
    assert standing.unsealed() == standing.Window(3, Event.objects.get(pk=events[0].pk).at)
    sealed(key)
    assert standing.unsealed() == standing.Window(0, None)


def test_a_loss_takes_two_humans(write: Write, key: Key, ann: Actor) -> None:
    human = ids.new()

    with pytest.raises(Refused, match="two humans"):
        accept(ann, key, humans=(human, human), reason="restored")
    assert not Checkpoint.objects.exists()


def test_a_loss_names_what_was_sealed_and_is_gone(write: Write, key: Key, ann: Actor) -> None:
    """As after restoring: the checkpoint and its events are known to a witness alone."""
    first = write(3)
    before = sealed(key)
    with transaction.atomic():
        write(4)
        known = sealed(key)
        transaction.set_rollback(True)
    one, other = ids.new(), ids.new()

    signed = accept(ann, key, humans=(one, other), reason="restored", witnessed=known)

    lost = signed.body.lost
    assert lost is not None
    assert (lost.after, lost.until, lost.until_hash) == (1, 2, known.hash)
    assert lost.humans == (str(one), str(other))
    if connection.vendor == "sqlite":
        assert lost.lanes == (LostLane(first[0].lane, 3, 7),)
    assert (signed.body.number, signed.body.previous) == (3, before.hash)
    event = Event.objects.get(pk=lost.event)
    assert (event.verb, event.ids) == (Verb.LOSS_ACCEPTED, [str(one), str(other)])
    report = verification.verify()
    assert report.findings == []
    assert [signed.body.number for signed in report.losses] == [3]
    assert standing.judge(known) is standing.Witnessed.KNOWN


def test_a_lost_key_is_replaced_visibly(write: Write, key: Key, ann: Actor) -> None:
    write(1)
    sealed(key)
    found = Key.generate()

    signed = accept(ann, found, humans=(ids.new(), ids.new()), reason="the key is gone")

    assert signed.body.lost is not None
    assert signed.body.lost.key == keys.public(key)
    assert signed.body.lost.lanes == ()
    write(1)
    assert sealed(found).body.number == 3
    assert verification.verify().findings == []


def test_a_trail_that_is_all_lost_begins_again_after_what_the_witness_knows(
    write: Write, key: Key, ann: Actor
) -> None:
    with transaction.atomic():
        events = write(2)
        known = sealed(key)
        transaction.set_rollback(True)

    signed = accept(ann, key, humans=(ids.new(), ids.new()), reason="all gone", witnessed=known)

    assert signed.body.number == 2
    assert signed.body.lost is not None
    assert signed.body.lost.lanes == (LostLane(events[0].lane, 0, 2),)
    assert verification.verify().findings == []


def test_a_loss_can_be_accepted_before_anything_was_sealed(
    write: Write, key: Key, ann: Actor
) -> None:
    signed = accept(ann, key, humans=(ids.new(), ids.new()), reason="the witness was moved")

    assert signed.body.lost is not None
    assert (signed.body.number, signed.body.lost.until_hash) == (1, FIRST)


@pytest.mark.django_db(transaction=True)
def test_what_is_not_committed_is_sealed_later_and_nothing_slips_through(
    key: Key, ann: Actor
) -> None:
    """A transaction that took its ids first and commits last: ids are no order, lanes are."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer.")
    begun, go_on = threading.Event(), threading.Event()

    def slow() -> None:
        with transaction.atomic():
            record(ann, Verb.READ)
            begun.set()
            assert go_on.wait(30)
        connections.close_all()

    writer = threading.Thread(target=copy_context().run, args=[slow])
    writer.start()
    assert begun.wait(30)
    with connection.cursor() as cursor:  # another transaction number, so another lane
        cursor.execute("SELECT txid_current()")
    with transaction.atomic():
        later = record(ann, Verb.READ)
    first = sealed(key)
    go_on.set()
    writer.join()
    second = sealed(key)

    assert Event.objects.earliest("pk").pk < later.pk
    assert (first.body.size, second.body.size) == (1, 2)
    assert verification.verify().findings == []


@pytest.mark.django_db
def test_a_number_is_never_taken_twice(write: Write, key: Key) -> None:
    write(1)
    sealed(key)
    row = Checkpoint.objects.get()
    assert str(row) == "checkpoint 1"

    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_a_moment_is_that_of_the_clock(write: Write, key: Key) -> None:
    write(1)
    assert sealed(key).body.at.endswith("+00:00")
    assert chain.GENESIS.hex() == FIRST


def test_the_key_file_is_for_its_owner(key_file: Path) -> None:
    assert key_file.stat().st_mode & 0o077 == 0
