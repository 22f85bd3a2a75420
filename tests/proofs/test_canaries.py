"""The proof with canaries runs, finds nothing, and finds the leaks that it plants."""

from proofs.canaries import planting
from proofs.canaries.leaks import LEAKS
from tests.proofs.conftest import RunApart


def test_a_short_crawl_shows_no_foreign_canary_and_finds_leaks(prove_apart: RunApart) -> None:
    """As its command does, without the second wall, which would stop the planted leaks."""
    told = prove_apart("canaries", "--requests", "80", "--leaks", "3", "--seed", "7")
    assert "3 leaks planted, 3 found." in told
    assert "canaries: found nothing" in told


def test_fifty_leaks_are_planted_at_the_least() -> None:
    names = [leak.name for leak in LEAKS]
    assert len(names) == len(set(names)) >= 50


def test_what_is_left_out_exists() -> None:
    every = {
        planting.name_of(field)
        for model in planting.apps.get_models()
        for field in model._meta.local_concrete_fields
    }
    assert planting.PLAIN.keys() | planting.AS_IT_STANDS <= every
    assert {planting.name_of(field) for field in planting.text_fields()} >= planting.AS_IT_STANDS
