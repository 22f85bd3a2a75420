"""The forms of the desk."""

from throughcare.desk.forms.cases import Becoming, Ending, Opening, Reason, Rename
from throughcare.desk.forms.filters import ChronologyFilter, Search, Sieve
from throughcare.desk.forms.team import Answer, HandOver, Proposal

__all__ = [
    "Answer",
    "Becoming",
    "ChronologyFilter",
    "Ending",
    "HandOver",
    "Opening",
    "Proposal",
    "Reason",
    "Rename",
    "Search",
    "Sieve",
]
