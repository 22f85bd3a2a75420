"""Finds security classification markings in text: pure functions, nothing is stored or logged."""

from throughcare.markings.detector import Marking, blocking, find
from throughcare.markings.levels import Level

__all__ = ["Level", "Marking", "blocking", "find"]
