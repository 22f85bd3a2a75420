"""A programme that no source knows, as somebody would write it from a page of paper."""

from collections.abc import Iterator
from typing import Any

from tests.factories import root
from throughcare.agencies.models import Agency
from throughcare.kernel.clock import BEGINNING
from throughcare.programmes import actions, shipped, texts
from throughcare.programmes.models import Adoption, Version

# The Ferry House: invented, with a way that none of the shipped models has.
FERRY_HOUSE = """
format: 1
key: ferry-house
title: The Ferry House
language: en
kind: case
summary: A house on the quay where people who leave a movement come for a season.

participation:
  kind: both
  grounds:
    - name: The person's own wish
    - name: Condition of a suspended sentence
      law: Vesper Penal Code, section 91
      decided_by: District court
eligibility:
  people: [Adults who have left a movement, or are told to]
  age_from: 20
  age_to: 60
  legal_status: [community, no_process]
  movements: [any]
exclusions: [Whoever still recruits for a movement]
referral:
  person: yes
  agencies: [probation, exit]
  decided_by: The house meeting
approach:
  ways: [mentoring, daily_life]
phases:
  - key: quay
    name: On the quay
    entry: [The house meeting has said yes.]
    exit: [Thirty days have passed.]
    contact: {times: 2, per: day}
    weeks_most: 5
    leads_to: [boat, home]
  - key: boat
    name: In the boat
    contact: {hours: 20, hours_most: 30, per: week}
    leads_to: [quay, harbour]
  - key: visitor
    name: As a visitor
    begins: yes
    leads_to: [boat]
exits:
  - {key: harbour, name: A harbour of one's own, kind: completed}
  - {key: home, name: Back home, kind: no_need}
  - {key: gone, name: Left, kind: left, at_any_time: yes}
roles:
  - {key: skipper, name: Skipper, role: mentor, caseload: 3, training: [Boat licence]}
meetings:
  - {name: House meeting, how_often: every Monday, who: [skipper], chair: The oldest guest}
reporting:
  - {to: Court, what: That the person is there, person_sees_first: yes, person_comments: yes}
breach:
  applies: depends
  what: Not coming, where the court has ordered it.
  steps: [A talk, A letter, A report to the court]
  decided_by: The court
follow_up:
  - {what: A day on the water, after_months: 6}
retention: {months: 12, on_request: yes}
walls:
  - {sector: security, categories: [all], unless: A danger to life or limb.}
leaves:
  - {what: That the person is there, to: Court, person_agrees: no}
sources:
  - {key: page, title: A page of paper}
"""


def stored(key: str = "hayat") -> Version:
    """A shipped model, stored as the command does."""
    return actions.add(root(), shipped.texts()[key]).version


def adopted(agency: Agency, key: str = "hayat") -> Version:
    """A shipped model that an agency has worked by for long."""
    version = stored(key)
    Adoption.objects.create(
        agency=agency, programme=version.programme, version=version, from_at=BEGINNING
    )
    return version


def words_of(source: str) -> Iterator[str]:
    """What a text says in its own language."""
    read = texts.read(source.encode())
    yield from _leaves(read.text.model_dump(mode="json"))
    yield from (backing.unsure for backing in read.ground.backing.values())


def _leaves(node: Any) -> Iterator[str]:
    match node:
        case str():
            yield node
        case dict():
            yield from (leaf for inner in node.values() for leaf in _leaves(inner))
        case list():
            yield from (leaf for inner in node for leaf in _leaves(inner))
