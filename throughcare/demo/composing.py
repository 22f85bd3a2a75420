"""Stories for those whose story nobody wrote: by pathway, from pools of sentences."""

from collections.abc import Iterator
from random import Random
from typing import Any

from throughcare.demo.casting import Cast, cast
from throughcare.demo.pathways import with_pathway
from throughcare.demo.routines import missed, talk, with_routines
from throughcare.demo.scripts import (
    RegionScript,
    Step,
    Story,
    WorkerRow,
    region_script,
    written_stories,
)
from throughcare.demo.sentences import Pool, hour
from throughcare.demo.teams import TEAMS, Team

_LATEST = -2
_ORDERED = {"offence", "compliance"}


def stories(seed: int, people: int) -> list[Story]:
    """The written stories first, then composed ones, up to so many people."""
    script, rng = region_script(), Random(seed)  # noqa: S311 - chance that repeats, no secret
    written = [with_routines(story, script, rng) for story in written_stories()[:people]]
    parts = list(cast(rng, max(0, people - len(written)), written))
    told = [*written, *(_Composer(script, part, rng).story() for part in parts)]
    return [with_pathway(story, script) for story in told]


class _Composer:
    """Composes one story: the case, the person, the team, the weeks, the end."""

    def __init__(self, script: RegionScript, part: Cast, rng: Random) -> None:
        self.script, self.part, self.rng = script, part, rng
        self.team: Team = TEAMS[part.pathway]
        self.pool = Pool(rng, part.person.name.split()[0])
        self.lead = self._turn(self.team.lead)
        self.second = self._turn(self.team.second) if self.team.second else self.lead
        self.last = _LATEST if part.outcome != "closed_well" else -self.rng.randint(20, 150)

    def story(self) -> Story:
        """The whole story."""
        part = self.part
        return Story(
            name=part.person.name,
            naming=part.person.naming,
            pathway=part.pathway,
            group=part.group,
            outcome=part.outcome,
            kind=self.team.kind,
            agreement=self.team.agreement,
            steps=[*self._person(), *self._seats(), *self._weeks(), *self._turns(), *self._end()],
        )

    def _person(self) -> Iterator[Step]:
        day, person = self.part.begins, self.part.person
        yield self._step("open", day, "09:00", purpose=self.team.purpose)
        yield self._step("birth", day, "09:20", date=person.birth)
        yield self._step("gender", day, "09:25", title=person.gender)
        yield self._step(
            "language", day, "09:30", code=person.code, needs_interpreter=person.interpreter
        )
        for place, (name, use) in enumerate(person.further.items()):
            yield self._step("further_name", day, f"09:4{place}", name=name, use=use)
        yield self._step("way", day + 1, "11:00", **self.pool.draw("ways"))
        if self.rng.random() < 0.5:
            yield self._step("need", day + 2, "11:00", **self.pool.draw("needs"))

    def _seats(self) -> Iterator[Step]:
        day = self.part.begins
        members = list(self._members())
        for place, (who, purpose, ground) in enumerate(members):
            more = {"who": who, "purpose": purpose, "text": ground, "second": self._confirmer()}
            yield self._step("invite", day + 3 + 2 * place, "10:00", **more)
        if self.part.outcome == "new" and (who := self._newcomer(members)):
            role = self.script.workers[who].role
            more = {"who": who, "purpose": self.team.purpose_of(role), "answer": "open"}
            more |= {"text": self.team.ground, "second": self._confirmer()}
            by = self.second if self._day(0.3) < _LATEST else self.lead
            yield self._step("invite", _LATEST, "12:00", by=by, **more)
        if self.second != self.lead:
            yield self._step(
                "pass_on", self._day(0.3), "10:00", to=self.second, text="Hand-over as planned."
            )

    def _members(self) -> Iterator[tuple[str, str, str]]:
        seen = {self.lead}
        for choice in [self.team.second, *self.team.others]:
            if not choice:
                continue
            who = self._turn(choice)
            if who not in seen:
                seen.add(who)
                yield who, self.team.purpose_of(self.script.workers[who].role), self.team.ground
        extra = self._turn(self.team.now_and_then)
        if self.part.turn % 3 == 0 and extra not in seen:
            role = self.script.workers[extra].role
            yield (
                extra,
                self.team.purpose_of(role),
                "Asked in for a question that only they answer.",
            )

    def _newcomer(self, members: list[tuple[str, str, str]]) -> str:
        """Somebody who could be asked in next."""
        seen = {self.lead, self.second, *(who for who, _, _ in members)}
        wanted = [who for choice in self.team.others for who in choice if who not in seen]
        return wanted[0] if wanted else ""

    def _weeks(self) -> Iterator[Step]:
        """Contacts by those who answer for the case, and now and then by the others."""
        others = [who for who, _, _ in self._members() if who not in {self.lead, self.second}]
        count = 4 if self.part.outcome == "new" else self.rng.randint(5, 8)
        for place in range(count):
            share = (place + 0.7) / count
            day, when = self._day(share), hour(self.rng)
            by = self.lead if share < 0.3 else self.second
            if others and place % 3 == 2 and share > 0.25:
                by = others[(place // 3) % len(others)]
            is_missed = self.rng.random() < (0.3 if self.part.outcome == "lost_contact" else 0.12)
            make = missed(self.pool, by, f"{day} {when}") if is_missed else None
            yield make or talk(self.pool, self.script, by, f"{day} {when}")

    def _turns(self) -> Iterator[Step]:
        """What changes something: events, decisions, papers."""
        if self.part.outcome == "new":
            return
        events = [self._draw("events") for _ in range(self.rng.randint(1, 3))]
        for place, row in enumerate(events):
            share = (place + 1) / (len(events) + 1)
            by = self.lead if share < 0.3 else self.second
            yield self._step("event", self._day(share), "15:00", by=by, **row)
        yield self._decision(self._day(0.4))
        if self.part.turn % 2:
            row = self._draw("papers")
            yield self._step("document", self._day(0.5), "14:00", by=self.second, **row)

    def _draw(self, kind: str) -> dict[str, Any]:
        """A row about something that those who answer for the case write about."""
        nobodys = {"health"} if self.team.agreement == "supervision" else {"health", *_ORDERED}
        return self.pool.draw(kind, frozenset(nobodys))

    def _decision(self, day: int) -> Step:
        row = self._draw("decisions")
        decider = self.script.workers[self.second].name
        return self._step("decision", day, "16:00", by=self.second, decided_by=decider, **row)

    def _end(self) -> Iterator[Step]:
        if self.part.outcome == "closed_well":
            reason = "The order has ended and the plan is done; the door stays open."
            yield self._step("close", self.last + 1, "15:00", by=self.second, text=reason)
            return
        due, ahead = self.rng.randint(-6, 9), self.rng.randint(1, 20)
        todo, planned = self._draw("todos"), self.pool.draw("appointments")
        past = self._day(0.6)
        yield self._step("todo", _LATEST - 6, "09:00", by=self.second, due=due, **todo)
        yield self._step(
            "appointment", past, "11:00", by=self.second, at=f"{past + 7} 10:00", **planned
        )
        yield self._step(
            "appointment",
            _LATEST - 1,
            "11:00",
            by=self.second,
            at=f"{ahead} {hour(self.rng)}",
            **planned,
        )

    def _step(self, do: str, day: int, when: str, *, by: str = "", **more: Any) -> Step:
        row = {"do": do, "by": by or self.lead, "when": f"{day} {when}", **more}
        return Step.model_validate(row)

    def _day(self, share: float) -> int:
        """A day so far into the story."""
        return self.part.begins + 20 + round((self.last - self.part.begins - 20) * share)

    def _turn(self, workers: tuple[str, ...]) -> str:
        """The next of these workers, among those who were here from the beginning on."""
        here = [one for one in workers if self._is_here(self.script.workers[one])]
        return here[self.part.turn % len(here)]

    def _is_here(self, row: WorkerRow) -> bool:
        return row.from_day < self.part.begins and row.ends is None

    def _confirmer(self) -> str:
        return next(one for one in self.team.confirmers if one != self.lead)
