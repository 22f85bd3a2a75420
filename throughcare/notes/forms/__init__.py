"""The forms of the first kinds of entry."""

from throughcare.notes.forms.entry import EntryForm
from throughcare.notes.forms.kinds import FORMS

__all__ = ["FORMS", "EntryForm"]
