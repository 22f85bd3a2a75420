"""Leaks that the proof plants itself, one after the other, to show that it would find them."""

from proofs.canaries.leaks.answers import ANSWERS
from proofs.canaries.leaks.lists import LISTS
from proofs.canaries.leaks.planting import Leak
from proofs.canaries.leaks.rule import RULES
from proofs.canaries.leaks.templates import TEMPLATES

__all__ = ["LEAKS", "Leak"]
LEAKS: tuple[Leak, ...] = (*RULES, *LISTS, *ANSWERS, *TEMPLATES)
