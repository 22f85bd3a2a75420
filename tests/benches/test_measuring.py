"""Contenders take turns, the first round does not count, and forms are sent as they stand."""

from benches.measuring import medians


def test_contenders_take_turns_and_the_first_round_does_not_count() -> None:
    asked: list[str] = []
    contenders = {name: (lambda name=name: asked.append(name)) for name in ("ours", "raw", "peer")}
    found = medians(contenders, rounds=2)
    assert asked == ["ours", "raw", "peer", "raw", "peer", "ours", "peer", "ours", "raw"]
    assert set(found) == set(contenders)
    assert all(seconds >= 0 for seconds in found.values())
