"""What is measured at several sizes is compared, name by name."""

from benches.growth import grown


def test_growth_is_the_largest_over_the_smallest() -> None:
    small = {
        "database": "sqlite",
        "least_ms_ours_manager": 2.0,
        "least_ms_gone": 1.0,
        "ms_ours_manager": 3.0,
    }
    large = {"database": "sqlite", "least_ms_ours_manager": 2.5, "ms_ours_manager": 3.0}
    assert grown(small, large) == {"growth_ours_manager": 1.25}
