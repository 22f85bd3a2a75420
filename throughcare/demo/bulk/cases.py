"""One generated case after the other: person, case, seats, responsibility; entries beside it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from throughcare.audit.actions import Draft
from throughcare.cases.models import CaseKind
from throughcare.cases.verbs import Verb
from throughcare.demo.bulk import stock
from throughcare.demo.bulk.entries import Writer, new_id
from throughcare.demo.bulk.ground import (
    AREAS,
    BLOCK,
    DAYS,
    LEAD,
    MANAGER,
    OTHERS,
    Area,
    Job,
    Place,
    busy,
    quiet,
    uuid_of,
)
from throughcare.demo.bulk.shelves import Batch
from throughcare.demo.bulk.tables import moment, truth
from throughcare.kernel.clock import BEGINNING, FOREVER

_DIGITS, _LETTERS = "2346789", "BCDFGHJKMNPQRTVWXYZ"
_PAIRS = len(_DIGITS) * len(_LETTERS)
_ALL = _PAIRS**3 * len(_DIGITS) ** 2
_STRIDE = 104_729_117  # shares no factor with the number of references: none comes twice
_QUIET_CASES = 20


class Maker:
    """Makes the rows of cases, by number; the same ones for the same seed."""

    def __init__(self, areas: dict[int, Area], cases: int, today: datetime, seed: int) -> None:
        self.areas, self.cases, self.today, self.seed = areas, cases, today, seed
        self._ends, self._begins = moment(FOREVER), moment(BEGINNING)
        self._no = truth(False)

    def batch(self, first: int, count: int) -> Batch:
        """The rows of so many cases from the first on."""
        made = Batch()
        rng = Random(f"{self.seed} {first}")  # noqa: S311 - chance that repeats, no secret
        writer = Writer(made, rng, self.today)
        for number in range(first, first + count):
            self._case(made, rng, writer, number)
        return made

    def _case(self, made: Batch, rng: Random, writer: Writer, number: int) -> None:
        area = self.areas[area_of(number)]
        case, person = new_id(rng), new_id(rng)
        opened = self.today - timedelta(
            days=rng.randint(10, DAYS - 40), minutes=rng.randint(0, 500)
        )
        began, closed = moment(opened), None
        if rng.random() < 0.15:
            closed = moment(opened + (self.today - opened) * rng.random())
        seats = [(place, new_id(rng)) for place in self._team(area, rng, number)]
        lead = seats[0][0]
        name, keys = rng.choice(stock.display_names())
        made.rows["person"].append((person, name, 1))
        made.rows["namekey"].extend((person, key) for key in keys)
        kind = CaseKind.PROGRAMME.value
        where = (person, lead.agency, area.agreement, began, closed, 1)
        made.rows["case"].append((case, reference(number, self.seed), kind, *where))
        made.rows["responsibility"].append((case, lead.post, began, self._ends))
        made.events.append(_event(lead, Verb.OPENED, "cases.case", case, case, opened))
        for place, seat in seats:
            made.rows["seat"].append(self._seat(seat, case, place, began))
            made.events.append(_event(place, Verb.SEAT_ACCEPTED, "cases.seat", seat, case, opened))
        writer.write(case, seats, opened)

    def _seat(self, seat: str, case: str, place: Place, began: str) -> tuple[object, ...]:
        job = place.job
        what = (job.role.value, "", job.purpose.value, "Invented, for measuring")
        when = (began, self._ends, self._begins, self._no)
        return (seat, case, place.post, place.key, *what, *when)

    def _team(self, area: Area, rng: Random, number: int) -> Iterator[Place]:
        """The responsible worker, the manager of the block, and three to eight in all."""
        yield self._one(area, LEAD, rng)
        managers = area.places[MANAGER]
        yield managers[number // (BLOCK * len(self.areas)) % len(managers)]
        joined, most = 2, rng.randint(3, 8)
        for job in rng.sample(OTHERS, len(OTHERS)):
            if joined < 3 or (joined < most and rng.random() < job.share * 1.6):
                joined += 1
                yield self._one(area, job, rng)

    def _one(self, area: Area, job: Job, rng: Random) -> Place:
        """One of the quiet half, until they have about twenty cases each; else a busy one."""
        places = area.places[job]
        calm = quiet(places)
        expected = self.cases / len(self.areas) * job.share
        if rng.random() < _QUIET_CASES * len(calm) / max(expected, 1):
            return rng.choice(calm)
        return rng.choice(busy(places))


def area_of(number: int) -> int:
    """Blocks of cases go to the areas in turn; a block has one team manager."""
    return number // BLOCK % AREAS + 1


def reference(number: int, seed: int) -> str:
    """A case reference; another one for every number."""
    rest = (number * _STRIDE + seed) % _ALL
    text = ""
    for _ in range(3):
        rest, pair = divmod(rest, _PAIRS)
        text += _DIGITS[pair // len(_LETTERS)] + _LETTERS[pair % len(_LETTERS)]
    first, second = divmod(rest, len(_DIGITS))
    return f"{text}-{_DIGITS[first]}{_DIGITS[second]}"


def _event(place: Place, verb: str, kind: str, obj: str, case: str, at: datetime) -> Draft:
    made = uuid_of(case)
    return Draft(place.actor, verb, kind, str(uuid_of(obj)), made, at=at)
