"""Finding cases and entries among what the actor sees: filter first, then rank what is left."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from throughcare import names
from throughcare.cases import policy as cases
from throughcare.cases.models import Case
from throughcare.cases.queries import bylines
from throughcare.desk.queries.caseload import CaseRow, case_rows
from throughcare.entries import policy as entries
from throughcare.entries.models import Entry
from throughcare.entries.rows import Row, rows
from throughcare.kernel.actor import Actor
from throughcare.notes.models import Name
from throughcare.people.models import NameKey

MOST = 25


@dataclass(frozen=True)
class Found:
    """Cases by name or number, and entries by headline."""

    cases: Sequence[CaseRow]
    entries: Sequence[Row]
    case_ids: Sequence[uuid.UUID]
    entry_ids: Sequence[uuid.UUID]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was found."""
        return not self.cases and not self.entries


def search(actor: Actor, words: str) -> Found:
    """What the actor sees that answers to the words."""
    by_name = _by_reference(actor, words) or _by_name(actor, words)
    by_headline = _by_headline(actor, words)
    called = bylines(actor, {entry.case_id for entry in by_headline})
    return Found(
        cases=case_rows(actor, [case.pk for case in by_name]),
        entries=rows(by_headline, called, headings=False),
        case_ids=[case.pk for case in by_name] + [entry.case_id for entry in by_headline],
        entry_ids=[entry.pk for entry in by_headline],
    )


def _by_reference(actor: Actor, words: str) -> list[Case]:
    reference = "".join(words.split()).upper()
    return list(cases.visible_to(actor).filter(reference=reference))


def _by_name(actor: Actor, words: str) -> list[Case]:
    """Cases whose display name, or a further name that the actor sees, sounds like the words."""
    tokens = [names.keys(token) for token in names.tokens(words)]
    if not tokens or not all(tokens):
        return []
    found = cases.visible_to(actor)
    further = Name.objects.filter(pk__in=entries.visible_to(actor).filter(kind="name").values("pk"))
    for keys in tokens:
        people = NameKey.objects.filter(key__in=keys).values("person")
        named = further.filter(keys__key__in=keys).values("case")
        found = found.filter(Q(person__in=people) | Q(pk__in=named))
    several = list(found.select_related("person").distinct()[: MOST * 4])
    several.sort(key=lambda case: -names.score(words, case.person.display_name))
    return several[:MOST]


def _by_headline(actor: Actor, words: str) -> list[Entry]:
    """Entries whose headline holds every word, the newest first."""
    found: QuerySet[Entry] = entries.visible_to(actor)
    folded = names.fold(words).split()
    if not folded:
        return []
    for word in folded:
        found = found.filter(folded__contains=word)
    return list(
        found.select_related("agency", "author__human", "case").order_by("-occurred_at", "-id")[
            :MOST
        ]
    )
