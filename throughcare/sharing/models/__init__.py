"""Agreements, own tables, and the clearances compiled from them."""

from throughcare.sharing.models.agreements import (
    Agreement,
    EmergencyGrant,
    Grant,
    OwnGrant,
    Party,
    Version,
    Wall,
)
from throughcare.sharing.models.clearances import Clearance, Key, sectors_at

__all__ = [
    "Agreement",
    "Clearance",
    "EmergencyGrant",
    "Grant",
    "Key",
    "OwnGrant",
    "Party",
    "Version",
    "Wall",
    "sectors_at",
]
