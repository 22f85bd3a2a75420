"""Only somebody at the machine copies everything, and the trail says so."""

import pytest

from tests import factories as make
from tests.factories import START, Region
from throughcare.agencies.models import Session
from throughcare.agencies.sessions import SessionStore
from throughcare.audit.models import Event
from throughcare.kernel.decision import Refused
from throughcare.operations import actions, policy
from throughcare.operations.models import Backup


def test_nobody_backs_up_or_restores_through_a_page(region: Region) -> None:
    for who in (region.ann, region.dee):
        assert not policy.may_back_up(make.actor(who))
        assert not policy.may_restore(make.actor(who))
    with pytest.raises(Refused, match="on the command line"):
        actions.back_up(make.actor(region.dee), made_at=START, size=1, sha256="a", verified_at=None)
    with pytest.raises(Refused, match="on the command line"):
        actions.restore(make.actor(region.dee), made_at=START)
    assert not Backup.objects.exists()


def test_a_backup_is_remembered_and_told(region: Region) -> None:
    made = actions.back_up(make.root(), made_at=START, size=7, sha256="ab", verified_at=START)
    assert str(made) == "backup of 2030-01-07 09:00"
    event = Event.objects.latest("pk")
    assert (event.verb, event.object_id) == ("backup.made", str(made.pk))


def test_after_a_restore_everybody_signs_in_again(region: Region) -> None:
    SessionStore().create()
    actions.restore(make.root(), made_at=START)
    assert not Session.objects.exists()
    assert Event.objects.latest("pk").verb == "backup.restored"
