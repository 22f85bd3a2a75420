"""The command that lets two humans accept a loss: bound to what it shows, and by whom."""

import io
import uuid
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.urls import reverse

from tests import factories
from tests.audit import tampering as by
from tests.audit import triggers
from tests.factories import START, actor
from tests.pages import opened, signed_in
from tests.powers.conftest import Office
from throughcare.agencies import terminal
from throughcare.agencies.models import Guesses, Human, Post
from throughcare.agencies.roles import Role
from throughcare.audit.actions import record
from throughcare.audit.models import Checkpoint, Event
from throughcare.audit.sealing import answers, keys, losses, verification
from throughcare.audit.sealing.actions import accept_loss, seal
from throughcare.audit.sealing.losses import Changed
from throughcare.audit.verbs import Verb
from throughcare.kernel import clock
from throughcare.kernel.actor import system
from throughcare.notices.models import Notice
from throughcare.powers import policy, queries, registry
from throughcare.powers.actions import proposals
from throughcare.powers.models import Proposal, ProposalState

PASSWORD = "a long password of theirs"
WHY = "The disk failed."


@pytest.fixture(autouse=True)
def _quick(settings: Any, office: Office) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    for human in Human.objects.all():
        human.set_password(PASSWORD)
        human.save()


@pytest.fixture
def key_file(settings: Any, tmp_path: Path) -> Path:
    settings.SEAL_KEY = tmp_path / "seal"
    keys.new(settings.SEAL_KEY)
    return settings.SEAL_KEY


@pytest.fixture
def witness(settings: Any, tmp_path: Path) -> Path:
    folder = tmp_path / "witness"
    folder.mkdir()
    settings.WITNESSES = str(folder)
    return folder


@pytest.fixture
def lost(office: Office, key_file: Path, witness: Path) -> list[Event]:
    """Three events of one lane are sealed, of which one is left; a witness knows all three."""
    sealed(key_file)
    with transaction.atomic():
        events = [record(system(clock.now()), Verb.READ) for _ in range(3)]
    sealed(key_file)
    with triggers.lifted():
        by.forget(events, 1, checkpoint=1)
    return events


def sealed(key_file: Path) -> None:
    seal(keys.load(key_file))
    for answer in answers.ask_all():
        answers.hand_over(answer)


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """What the command says when these lines are typed."""

    def type(*lines: str, **options: Any) -> str:
        said = io.StringIO()
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        monkeypatch.setattr("sys.stdout", said)
        call_command("audit_accept_loss", stdout=said, **options)
        return said.getvalue()

    return type


def lines(first: Post, second: Post) -> tuple[str, ...]:
    return (WHY, first.human.email, PASSWORD, second.human.email, PASSWORD)


def is_untouched() -> bool:
    return not Proposal.objects.exists() and Checkpoint.objects.count() == 1


def test_it_says_what_is_lost_and_who_accepted_it(
    office: Office, lost: list[Event], typed: Any, witness: Path
) -> None:
    known = answers.ask_all()[0].known
    said = typed(*lines(office.region.dee, office.oda))
    assert f"Witness {witness} knows checkpoint 2 of {known.body.at}, which is not here" in said
    assert f"Hash: {known.hash}" in said
    one = lost[0]
    first, last = one.sequence + 1, one.sequence + 2
    assert f"lane {one.lane}: events {first} to {last} ({one.sequence} are kept)" in said
    assert "at least 2 sealed events" in said
    report = verification.verify()
    assert report.findings == []
    [loss] = report.losses
    humans = (str(office.region.dee.human_id), str(office.oda.human_id))
    assert loss.body.lost.humans == humans
    assert loss.body.lost.lanes == ((one.lane, one.sequence, last),)


def test_each_step_stands_in_the_trail_and_the_officer_is_told(
    office: Office, lost: list[Event], typed: Any
) -> None:
    before = Event.objects.latest("pk").pk
    typed(*lines(office.region.dee, office.oda))
    told = Event.objects.filter(pk__gt=before).order_by("pk")
    dee, oda = office.region.dee.human_id, office.oda.human_id
    assert list(told.values_list("verb", "human_id")) == [
        ("sign-in.succeeded", dee),
        ("sign-in.succeeded", oda),
        ("power.proposed", dee),
        ("power.confirmed", oda),
        ("power.redeemed", None),
        ("audit.loss-accepted", None),
    ]
    proposal = Proposal.objects.get()
    assert (proposal.state, proposal.reason) == (ProposalState.DONE, WHY)
    assert Notice.objects.filter(verb="power.proposed", post=office.oda).exists()


def test_where_the_trail_says_since_when_the_number_is_exact(
    office: Office, lost: list[Event], typed: Any
) -> None:
    """What was written after the restore does not count as kept."""
    with clock.at(START + timedelta(hours=1)), transaction.atomic():
        record(system(clock.now()), Verb.RESTORED)
    said = typed(*lines(office.region.dee, office.oda))
    assert "Lost are 2 events" in said
    [loss] = verification.verify().losses
    assert loss.body.lost.lanes == ((lost[0].lane, lost[0].sequence, lost[2].sequence),)


def test_a_witness_that_changes_while_they_sign_stops_it(
    office: Office, lost: list[Event], typed: Any, witness: Path, monkeypatch: Any
) -> None:
    def hand_over_more(*args: Any) -> Human:
        for file in sorted(witness.iterdir())[-1:]:
            file.unlink()
        return signing(*args)

    signing = terminal.sign_in
    monkeypatch.setattr(terminal, "sign_in", hand_over_more)
    with pytest.raises(CommandError, match=r"not what was shown.*\nNothing was accepted"):
        typed(*lines(office.region.dee, office.oda))
    assert is_untouched()


def test_a_trail_that_is_sealed_in_between_is_not_sealed_over(
    lost: list[Event], key_file: Path
) -> None:
    key = keys.load(key_file)
    found = losses.find(keys.public(key), answers.longest(answers.ask_all()))
    seal(key)
    humans = (uuid.uuid4(), uuid.uuid4())
    with pytest.raises(Changed):
        accept_loss(system(clock.now()), key, humans=humans, reason=WHY, found=found)


def test_whoever_may_not_propose_is_told_before_the_second_signs(
    office: Office, lost: list[Event], typed: Any
) -> None:
    with pytest.raises(CommandError, match="Ann Ode is not one of those who may do this"):
        typed(WHY, office.region.ann.human.email, PASSWORD)
    assert is_untouched()


def test_where_nobody_is_entitled_anybody_with_a_post_is_named(
    office: Office, lost: list[Event], typed: Any
) -> None:
    Post.objects.filter(pk=office.oda.pk).update(role=Role.PROBATION_OFFICER)
    typed(*lines(office.region.dee, office.region.ann))
    assert Proposal.objects.get().second == office.region.ann.human


def test_another_post_of_the_same_human_is_no_second(
    office: Office, lost: list[Event], typed: Any
) -> None:
    other = factories.post(
        office.region.dee.human, office.region.probation, Role.DATA_PROTECTION_OFFICER
    )
    with pytest.raises(CommandError, match="not one of those who may"):
        typed(*lines(office.region.dee, other))
    assert is_untouched()


def test_guesses_count_with_those_of_the_sign_in_page(
    office: Office, lost: list[Event], typed: Any
) -> None:
    email = office.region.dee.human.email
    wrong = [email, "not her password"] * 3
    for _ in range(5):
        with pytest.raises(CommandError, match=r"not right.*\nNothing"):
            typed(WHY, *wrong)
    assert len(Guesses.objects.get().taken["strangers"]) == 15
    assert Event.objects.filter(verb="sign-in.failed").count() == 15
    with pytest.raises(CommandError, match="Nothing was accepted"):
        typed(*lines(office.region.dee, office.oda))
    assert is_untouched()


def test_an_account_that_is_closed_signs_nothing(
    office: Office, lost: list[Event], typed: Any
) -> None:
    Human.objects.filter(pk=office.region.dee.human_id).update(is_active=False)
    with pytest.raises(CommandError, match="This account is closed"):
        typed(*lines(office.region.dee, office.oda))


def test_a_reason_with_a_marking_is_asked_for_again(
    office: Office, lost: list[Event], typed: Any
) -> None:
    said = typed("EU RESTRICTED//", *lines(office.region.dee, office.oda))
    assert "classification marking" in said
    assert Proposal.objects.get().reason == WHY


def test_where_nothing_is_lost_there_is_nothing_to_sign(
    office: Office, key_file: Path, witness: Path, typed: Any
) -> None:
    sealed(key_file)
    with pytest.raises(CommandError, match="There is nothing to accept"):
        typed()


def test_a_lost_key_is_shown_and_accepted(
    office: Office, key_file: Path, witness: Path, typed: Any
) -> None:
    sealed(key_file)
    old = keys.public(keys.load(key_file))
    key_file.unlink()
    keys.new(key_file)
    said = typed(*lines(office.region.dee, office.oda))
    assert f"The key {old}, which has to sign, is lost." in said
    assert verification.verify().findings == []
    assert (
        f"the key {old} is lost"
        in queries.Row(Proposal.objects.get(), registry.power(policy.LOSS)).sentence
    )


def test_without_a_key_it_says_so(lost: list[Event], typed: Any, settings: Any) -> None:
    settings.SEAL_KEY.unlink()
    with pytest.raises(CommandError, match="cannot be read"):
        typed()
    settings.SEAL_KEY = None
    with pytest.raises(CommandError, match="THROUGHCARE_SEAL_KEY"):
        typed()


def confirmed(office: Office, power: str = policy.LOSS, **terms: Any) -> Proposal:
    """Agreed on the pages."""
    dee, oda = actor(office.region.dee), actor(office.oda)
    made = proposals.propose(dee, registry.power(power), terms=terms, reason=WHY)
    return proposals.confirm(oda, made)


def test_what_two_confirmed_on_the_pages_is_carried_out_once(
    office: Office, lost: list[Event], typed: Any
) -> None:
    known = answers.ask_all()[0].known
    proposal = confirmed(office, hash=known.hash, key="")
    oda = Post.objects.get(pk=office.oda.pk)  # with her new password
    shown = opened(signed_in(oda), reverse("proposal", args=[proposal.pk]))
    assert f"throughcare audit accept-loss --proposal {proposal.pk}" in shown.text
    assert "Accepted with checkpoint 3" in typed(proposal=proposal.pk)
    [loss] = verification.verify().losses
    assert loss.body.lost.humans[0] == str(office.region.dee.human_id)
    proposal.refresh_from_db()
    assert proposal.state == ProposalState.DONE
    with pytest.raises(CommandError, match="nothing to accept"):
        typed(proposal=proposal.pk)


def test_a_proposal_of_another_loss_or_none_is_not_carried_out(
    office: Office, lost: list[Event], typed: Any
) -> None:
    known = answers.ask_all()[0].known
    for terms in ({"hash": "a" * 64}, {"hash": known.hash, "key": "b" * 64}):
        with pytest.raises(CommandError, match="names another loss"):
            typed(proposal=confirmed(office, **terms).pk)
    with pytest.raises(CommandError, match="about something else"):
        typed(proposal=office.propose().pk)
    with pytest.raises(CommandError, match="no such proposal"):
        typed(proposal=uuid.uuid4())
    assert Checkpoint.objects.count() == 1


def test_a_proposal_that_nobody_confirmed_is_not_carried_out(
    office: Office, lost: list[Event], typed: Any
) -> None:
    known = answers.ask_all()[0].known
    made = proposals.propose(
        actor(office.region.dee),
        registry.power(policy.LOSS),
        terms={"hash": known.hash},
        reason=WHY,
    )
    with pytest.raises(CommandError, match="not confirmed"):
        typed(proposal=made.pk)
    assert Checkpoint.objects.count() == 1


def test_lanes_that_are_others_are_said_to_be(
    office: Office, key_file: Path, witness: Path, typed: Any
) -> None:
    """A witness that knows another first checkpoint of the same events."""
    sealed(key_file)
    with triggers.lifted():
        Checkpoint.objects.all().delete()
    with transaction.atomic():
        record(system(clock.now()), Verb.READ)
    seal(keys.load(key_file))
    said = typed(*lines(office.region.dee, office.oda))
    assert "which is not here" in said
    assert verification.verify().findings == []
