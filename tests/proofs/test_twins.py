"""The proof with twins runs, finds nothing, and finds a leak that shows in no word."""

from proofs.twins.leaks import QUIET
from tests.proofs.conftest import RunApart


def test_a_pair_of_worlds_answers_alike_and_a_quiet_leak_does_not(prove_apart: RunApart) -> None:
    told = prove_apart("twins", "--pairs", "2", "--leaks", "1")
    assert f"quiet leak {QUIET[0][0]}" in told
    assert "twins: found nothing" in told
