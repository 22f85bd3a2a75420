"""Cases, seats on them, who is responsible, and the offers of both."""

from throughcare.cases.models.case import Case, CaseKind, Settled
from throughcare.cases.models.offers import OfferState, ResponsibilityOffer, SeatOffer
from throughcare.cases.models.responsibility import Responsibility
from throughcare.cases.models.seats import Seat, SeatPeriod

__all__ = [
    "Case",
    "CaseKind",
    "OfferState",
    "Responsibility",
    "ResponsibilityOffer",
    "Seat",
    "SeatOffer",
    "SeatPeriod",
    "Settled",
]
