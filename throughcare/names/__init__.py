"""Finds names in any script and spelling: proposes, never decides that two people are one."""

from throughcare.names.folding import fold, initials, tokens
from throughcare.names.ranking import score
from throughcare.names.skeleton import keys

__all__ = ["fold", "initials", "keys", "score", "tokens"]
