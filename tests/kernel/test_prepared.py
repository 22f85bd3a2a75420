"""Prepared queries: compiled once, and asked with what each call brings. Nothing else is kept."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import QuerySet

from tests import factories as make
from tests.factories import START, Region
from throughcare.agencies.models import Post
from throughcare.entries import policy
from throughcare.entries.models import Entry
from throughcare.kernel.actor import Actor
from throughcare.kernel.prepared import Prepared, prepared

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Asked:
    """What a reader asked for."""

    kinds: Collection[str] = ()
    since: datetime | None = None


@prepared
def shown(actor: Actor, case_id: uuid.UUID, asked: Asked = Asked()) -> QuerySet[Entry]:
    found = policy.visible_to(actor).filter(case=case_id)
    if asked.kinds:
        found = found.filter(kind__in=asked.kinds)
    if asked.since is not None:
        found = found.filter(occurred_at__gte=asked.since)
    return found.select_related("agency", "author__human").order_by("-occurred_at", "-id")


@prepared
def posts(keys: Collection[uuid.UUID], *, briefly: bool = False) -> QuerySet[Post, Any]:
    found = Post.objects.filter(pk__in=keys).order_by("pk")
    return found.values_list("pk", flat=True) if briefly else found


def test_each_is_asked_with_what_the_call_brings(region: Region) -> None:
    for days in range(3):
        region.write(region.ann, occurred_at=START - days * DAY)
    other = make.open_case(region.ann, region.agreement)
    make.write(region.ann, other, headline="Elsewhere")
    for who in (region.ann, region.bob, region.cy, region.eve):
        actor = make.actor(who)
        for case in (region.case, other):
            for asked in (Asked(), Asked(("note",)), Asked(("note", "todo"), START - DAY)):
                found = shown(actor, case.pk, asked)
                assert found == list(shown.ask(actor, case.pk, asked))
                assert [entry.author.human.name for entry in found] == ["Ann Ode"] * len(found)


def test_what_is_read_beside_a_record_is_there_already(
    region: Region, django_assert_num_queries: Any
) -> None:
    region.write(region.ann)
    actor = make.actor(region.ann)
    with django_assert_num_queries(1):
        entry = shown.one(actor, region.case.pk)
        assert entry.author.human.name == region.ann.human.name
        assert entry.agency.name == region.probation.name


def test_nothing_is_compiled_twice(region: Region) -> None:
    made = []

    @prepared
    def one(actor: Actor, case_id: uuid.UUID) -> QuerySet[Entry]:
        made.append(case_id)
        return policy.visible_to(actor).filter(case=case_id)

    for who in (region.ann, region.bob):
        one.told(make.actor(who), region.case.pk)
        one.told(make.actor(who), uuid.uuid4())
    assert len(made) == 1


def test_a_post_that_ends_ends_what_is_asked(region: Region) -> None:
    """Nobody's rights are kept: the SQL is, and asks them anew."""
    region.write(region.ann)
    actor = make.actor(region.bob)
    assert len(shown(actor, region.case.pk)) == 1
    region.case.seats.filter(post=region.bob).update(until_at=START)
    assert shown(actor, region.case.pk) == []


def test_lists_of_any_length_and_none_at_all(region: Region) -> None:
    keys = sorted(post.pk for post in region.team.values())
    for count in (1, 2, len(keys)):
        assert [post.pk for post in posts(keys[:count])] == keys[:count]
        assert posts([*keys[:count], keys[0]], briefly=True) == keys[:count]
    assert posts([]) == []
    assert posts.told([]) is None


def test_first_and_one(region: Region) -> None:
    nobody = [uuid.uuid4()]
    assert posts.first([region.ann.pk]) == posts.one([region.ann.pk]) == region.ann
    assert posts.first(nobody) is None
    with pytest.raises(ObjectDoesNotExist):
        posts.one(nobody)


def looks_at_a_role(actor: Actor) -> QuerySet[Post]:
    return Post.objects.filter(pk=actor.post_id) if actor.role == "police" else Post.objects.all()


def looks_whether_it_is_empty(words: str) -> QuerySet[Post]:
    return Post.objects.filter(title=words) if words else Post.objects.all()


def reckons(moment: datetime) -> QuerySet[Post]:
    return Post.objects.filter(from_at__lt=moment - DAY)


@pytest.mark.parametrize(
    ("ask", "value"),
    [
        (looks_at_a_role, "actor"),
        (looks_whether_it_is_empty, "words"),
        (reckons, START),
    ],
)
def test_what_a_call_brings_is_not_looked_into(region: Region, ask: Any, value: Any) -> None:
    """Or the first call's answer would be kept for everybody."""
    given = make.actor(region.ann) if value == "actor" else value
    with pytest.raises(TypeError):
        Prepared(ask).told(given)


def with_readers(case_id: uuid.UUID) -> QuerySet[Entry]:
    return Entry.objects.filter(case=case_id).prefetch_related("readers")


def as_dicts(case_id: uuid.UUID) -> QuerySet[Entry, Any]:
    return Entry.objects.filter(case=case_id).values("pk")


@pytest.mark.parametrize("ask", [with_readers, as_dicts])
def test_what_cannot_be_made_again_is_not_kept(region: Region, ask: Any) -> None:
    with pytest.raises(TypeError):
        Prepared(ask).told(region.case.pk)


def test_records_are_not_handed_over(region: Region) -> None:
    with pytest.raises(TypeError, match="hand over its key"):
        Prepared(with_readers).told(region.case)  # type: ignore[arg-type]
