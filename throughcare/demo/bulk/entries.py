"""Generated entries of one case, with the rows of their kinds."""

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from typing import Any

from throughcare.audit.actions import Draft
from throughcare.demo.bulk import stock
from throughcare.demo.bulk.ground import Place, uuid_of
from throughcare.demo.bulk.shelves import Batch
from throughcare.demo.bulk.stock import Saying
from throughcare.demo.bulk.tables import moment, truth
from throughcare.entries.models import Kind
from throughcare.entries.verbs import Verb
from throughcare.sharing.categories import Category, Handling

_MEAN, _MOST = 6.7, 40  # with the notes that follow contacts: 7.5 a case
_SAID = 0.8  # of the kept contacts have a note of what was said
_LENGTHS = (15, 20, 30, 45, 60)
_HOWS = ("in_person", "home_visit", "phone", "video", "message")
_LANGUAGES = ("en", "fr", "ar", "uk", "tr", "so", "fa", "vi", "pt", "de")


class Writer:
    """Writes entries into a batch."""

    def __init__(self, made: Batch, rng: Random, today: datetime) -> None:
        self.made, self.rng, self.today = made, rng, today
        self._own: dict[Kind, Callable[[str, Place, datetime], None]] = {
            Kind.LIFE_EVENT: self._life_event,
            Kind.DECISION: self._decision,
            Kind.APPOINTMENT: self._appointment,
            Kind.TODO: self._todo,
            Kind.NAME: self._name,
            Kind.LANGUAGE: self._language,
            Kind.WAY: self._way,
        }

    def write(self, case: str, seats: list[tuple[Place, str]], opened: datetime) -> None:
        """Write the entries of one case: few for most, many for some."""
        count = min(_MOST, max(1, round(self.rng.expovariate(1 / _MEAN) + 0.6)))
        span = self.today - opened
        written = 0
        while written < count:
            place, seat = seats[0] if self.rng.random() < 0.4 else self.rng.choice(seats)
            occurred = opened + span * self.rng.random()
            kind = self.rng.choice(stock.KINDS)
            if kind == Kind.CONTACT:
                written += self._contact(case, place, seat, occurred)
            else:
                written += 1
                self._one(case, place, seat, occurred, kind)

    def _one(self, case: str, place: Place, seat: str, occurred: datetime, kind: Kind) -> None:
        saying = self.rng.choice(stock.sayings(place.job.role))
        entry = self._entry(case, place, seat, kind, saying, occurred)
        if kind in self._own:
            self._own[kind](entry, place, occurred)

    def _contact(self, case: str, place: Place, seat: str, occurred: datetime) -> int:
        """That it took place, and mostly what was said; how many entries that makes."""
        how, kept = self.rng.choice(_HOWS), self.rng.random() < 0.87
        row = stock.labelled(Category.CONTACT.bit, Handling.TEAM, how.replace("_", " ").title())
        entry = self._entry(case, place, seat, Kind.CONTACT, row, occurred)
        outcome = "kept" if kept else "missed"
        minutes = self.rng.choice(_LENGTHS)
        self.made.rows["contact"].append((entry, how, outcome, "Office", "", "", minutes))
        if not kept or self.rng.random() > _SAID:
            return 1
        saying = self.rng.choice(stock.sayings(place.job.role))
        self._entry(case, place, seat, Kind.NOTE, saying, occurred, entry)
        return 2

    def _entry(
        self,
        case: str,
        place: Place,
        seat: str,
        kind: Kind,
        saying: Saying,
        occurred: datetime,
        follows: str | None = None,
    ) -> str:
        """One row of the base table, and its event."""
        entry = new_id(self.rng)
        recorded = occurred + timedelta(minutes=self.rng.randint(5, 300))
        happened, wrote = moment(occurred), moment(recorded)
        self.made.rows["entry"].append(
            (
                *(entry, case, kind.value, place.agency, place.post),
                *(saying.categories, saying.handling, saying.bits, saying.why),
                *("fact", "", happened, wrote, wrote, place.job.regime.value, "", "person", None),
                *(saying.headline, saying.folded, saying.text, follows, 1),
            )
        )
        if saying.handling == Handling.NAMED:
            self.made.rows["reader"].append((entry, seat))
        draft = Draft(
            place.actor,
            Verb.WRITTEN,
            "entries.entry",
            str(uuid_of(entry)),
            uuid_of(case),
            at=recorded,
        )
        self.made.events.append(draft)
        return entry

    def _life_event(self, entry: str, place: Place, occurred: datetime) -> None:
        what = self.rng.choice(("family", "work", "home", "health", "other"))
        setback = truth(self.rng.random() < 0.2)
        self.made.rows["life_event"].append((entry, what, setback))

    def _decision(self, entry: str, place: Place, occurred: datetime) -> None:
        row = (entry, str(place.job.role.label), "Agreed in the team.", "")
        self.made.rows["decision"].append(row)

    def _appointment(self, entry: str, place: Place, occurred: datetime) -> None:
        state = "planned" if (self.today - occurred).days < 7 else "kept"
        self.made.rows["appointment"].append((entry, "Office", place.post, state))

    def _todo(self, entry: str, place: Place, occurred: datetime) -> None:
        due = occurred + timedelta(days=self.rng.randint(2, 30))
        done = moment(due) if due < self.today and self.rng.random() < 0.97 else None
        self.made.rows["todo"].append((entry, place.post, str(due.date()), done))

    def _name(self, entry: str, place: Place, occurred: datetime) -> None:
        name, keys = self.rng.choice(stock.display_names())
        self.made.rows["name"].append((entry, name, "spelling"))
        self.made.rows["entry_namekey"].extend((entry, key) for key in keys)

    def _language(self, entry: str, place: Place, occurred: datetime) -> None:
        row: tuple[Any, ...] = (entry, self.rng.choice(_LANGUAGES), truth(self.rng.random() < 0.1))
        self.made.rows["language"].append(row)

    def _way(self, entry: str, place: Place, occurred: datetime) -> None:
        value = f"+99 555 {self.rng.randint(1000, 9999)}"
        self.made.rows["way"].append((entry, "phone", value, truth(True), ""))


def new_id(rng: Random) -> str:
    """A random id (UUID version 4) as 32 hexadecimal digits."""
    bits = rng.getrandbits(128) & ~(0xF << 76) & ~(0x3 << 62) | (0x4 << 76) | (0x2 << 62)
    return f"{bits:032x}"
