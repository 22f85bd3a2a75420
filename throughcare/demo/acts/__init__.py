"""The acts of a story: each does one step of it, through the apps' own actions."""

from collections.abc import Callable

from throughcare.demo.acts import (
    cases,
    concernline,
    dates,
    emergencies,
    entries,
    labels,
    pathways,
    persons,
    programmes,
    referrals,
)
from throughcare.demo.scenes import Scene
from throughcare.demo.scripts import Step

ACTS: dict[str, Callable[[Scene, Step], None]] = {
    **cases.ACTS,
    **concernline.ACTS,
    **dates.ACTS,
    **emergencies.ACTS,
    **entries.ACTS,
    **labels.ACTS,
    **pathways.ACTS,
    **persons.ACTS,
    **programmes.ACTS,
    **referrals.ACTS,
}
