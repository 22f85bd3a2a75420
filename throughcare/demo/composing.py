"""Composed."""

from throughcare.demo.scripts import Story, written_stories


def stories(seed: int, people: int) -> list[Story]:
    return list(written_stories())
