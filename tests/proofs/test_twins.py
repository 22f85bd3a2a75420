"""The proof with twins runs, finds nothing, and finds a leak that shows in no word."""

from proofs.twins.leaks import QUIET
from tests.proofs.conftest import Run


def test_a_pair_of_worlds_answers_alike_and_a_quiet_leak_does_not(prove: Run) -> None:
    report = prove("twins", "--pairs", "2", "--leaks", "1")
    assert report.findings == []
    assert QUIET[0][0] in report.said[-1]
