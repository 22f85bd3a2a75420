"""The words of a deployment, and which to reconsider: a warning, never a ban (P42)."""

from throughcare.wording.finding import Hint, reconsider
from throughcare.wording.table import Advice, Term, table

__all__ = ["Advice", "Hint", "Term", "reconsider", "table"]
