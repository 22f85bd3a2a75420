"""Every address x everybody x every object x every method answers as the rule says.

Addresses are found by walking the URL configuration, so a new one is asked without a word here.
The rule is asked of its plain reference, permission of the policies.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import URLPattern

from tests.matrix import asking, world
from tests.matrix.asking import Answer, ask, declared
from tests.matrix.expectations import expected, is_visible, reads_draft
from tests.matrix.payloads import payload
from tests.matrix.world import Who, World, canary
from throughcare.audit.models import Kind
from throughcare.web.addresses import Shows

pytestmark = pytest.mark.django_db
METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE")
FURTHER = ("GET", "POST")  # what the others answer does not depend on the object
OURS = [pattern for pattern in asking.patterns() if declared(pattern)]


@pytest.fixture(scope="module")
def matrix(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """The world, built once."""
    home = tmp_path_factory.mktemp("matrix")
    with world.standing(django_db_blocker, home) as made:
        object.__setattr__(made, "files", home)
        object.__setattr__(made, "cookies", _cookies(made))
        yield made


def _cookies(made: World) -> dict[str, dict[str, str]]:
    return {name: asking.signed_in(who) for name, who in made.people.items()}


@pytest.mark.parametrize("pattern", OURS, ids=lambda pattern: pattern.name)
def test_every_cell_answers_as_the_rule_says(
    matrix: World, settings: Any, pattern: URLPattern
) -> None:
    settings.FILES_DIR = matrix.files
    address = declared(pattern)
    objects = matrix.of(address.of) if address.of else {"": None}
    wrong = [
        f"{method} {address.name} ({name}) as {who.name}: {fault}"
        for who in matrix.people.values()
        for number, (name, obj) in enumerate(objects.items())
        for method in (METHODS if number == 0 else FURTHER)
        for fault in _faults(matrix, pattern, who, obj, method)
    ]
    assert not wrong, "\n".join(wrong)


def _faults(matrix: World, pattern: URLPattern, who: Who, obj: Any, method: str) -> Iterator[str]:
    """What is wrong with the answer."""
    address = declared(pattern)
    right = expected(matrix, address, who, obj, method)
    answer = _asked(matrix, pattern, who, asking.id_of(obj), obj, method)
    if answer.status not in right.statuses:
        yield f"{answer.status}, not {sorted(right.statuses)}"
        return
    if answer.status == 302 and not answer.location.startswith(right.leads_to):
        yield f"leads to {answer.location}"
    yield from _trail(address, answer)
    yield from _leaks(matrix, who, answer)
    if answer.status == 404 and who.acts:
        yield from _differences(matrix, pattern, who, obj, method, answer)


def _asked(
    matrix: World, pattern: URLPattern, who: Who, object_id: Any, obj: Any, method: str
) -> Answer:
    sent = payload(pattern.name, obj, who)
    return ask(matrix.cookies[who.name], method, asking.url_of(pattern, object_id), sent)


def _trail(address: Any, answer: Answer) -> Iterator[str]:
    """A refusal leaves a refusal, content a look; nothing else leaves either."""
    looks, refusals = len(answer.of_kind(Kind.LOOK)), len(answer.of_kind(Kind.REFUSAL))
    if looks != (address.shows is Shows.CONTENT and answer.status == 200):
        yield f"{looks} looks in the trail"
    if refusals != (answer.status in {403, 404}):
        yield f"{refusals} refusals in the trail"
    changes = len(answer.of_kind(Kind.CHANGE))
    if changes and answer.status != 302:
        yield f"{changes} changes in the trail"
    is_done = answer.status == 302 and not answer.location.startswith(("/welcome/", "/posts/"))
    if is_done and not changes and address.shows is Shows.ACT:
        yield "no change in the trail"


def _leaks(matrix: World, who: Who, answer: Answer) -> Iterator[str]:
    """Nothing that the reader may not see stands in the answer or in its look."""
    shown = {one for event in answer.events for one in event.ids if event.kind == Kind.LOOK}
    for kind in ("entry", "document", "todo", "appointment", "case"):
        for name, obj in matrix.of(kind).items():
            if who.acts and is_visible(matrix, kind, who, obj):
                continue
            if str(obj.pk) in shown:
                yield f"the look names {kind} {name}"
            words = obj.person.display_name if kind == "case" else obj.headline
            if words in answer.body:
                yield f"shows {kind} {name}"
    yield from _referrals_shown(matrix, who, answer)
    for name, draft in matrix.of("draft").items():
        reads = who.acts and reads_draft(matrix, who, draft)
        if not reads and draft.fields["text"][0] in answer.body:
            yield f"shows draft {name}"


def _referrals_shown(matrix: World, who: Who, answer: Answer) -> Iterator[str]:
    for name, referral in matrix.of("referral").items():
        sees = who.acts and is_visible(matrix, "referral", who, referral)
        if not sees and referral.subject in answer.body:
            yield f"shows referral {name}"
    for name, talk in matrix.of("conversation").items():
        sees = who.acts and is_visible(matrix, "conversation", who, talk)
        if not sees and canary("seeker") in answer.body:
            yield f"shows conversation {name}"


def _differences(
    matrix: World, pattern: URLPattern, who: Who, obj: Any, method: str, answer: Answer
) -> Iterator[str]:
    """Not visible answers exactly as not existing."""
    other = _asked(matrix, pattern, who, world.invented(), obj, method)
    if (answer.status, answer.body) != (other.status, other.body):
        yield "is another answer than that to an invented id"
    if answer.queries != other.queries:
        yield f"takes {answer.queries} queries, an invented id {other.queries}"
    if answer.headers != other.headers:
        yield "has other headers than the answer to an invented id"
