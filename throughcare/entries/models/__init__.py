"""Entries with their versions, named readers, and wishes for another label."""

from throughcare.entries.models.entry import Entry
from throughcare.entries.models.readers import Reader
from throughcare.entries.models.requests import LabelRequest
from throughcare.entries.models.versions import EntryVersion, Stale
from throughcare.entries.models.words import Grading, Kind, Whose

__all__ = ["Entry", "EntryVersion", "Grading", "Kind", "LabelRequest", "Reader", "Stale", "Whose"]
