"""The proofs that need several processes run as their commands do, in small."""

from tests import logins
from tests.proofs.conftest import RunApart


def test_nothing_is_read_after_the_end_of_a_seat_a_post_or_an_agreement(
    prove_apart: RunApart,
) -> None:
    told = prove_apart("revocation", "--rounds", "6")
    assert "6 endings of seat, post, agreement" in told
    assert "revocation: found nothing" in told


def test_no_correction_is_lost_and_a_double_click_is_one_record(prove_apart: RunApart) -> None:
    told = prove_apart("races", "--writers", "3", "--edits", "8", "--clicks", "4")
    assert "4 double clicks on 4 forms" in told
    assert "races: found nothing" in told


def test_no_acknowledged_write_is_lost_when_the_server_is_killed(prove_apart: RunApart) -> None:
    with logins.as_installed():  # or the server refuses to start
        told = prove_apart(
            "crash", "--kills", "1", "--writers", "2", "--cuts", "6", "--writes", "8"
        )
    assert "1 kills under 2 writers" in told
    assert "The trail is whole." in told
    assert "crash: found nothing" in told
