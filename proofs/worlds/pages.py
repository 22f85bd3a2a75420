"""The real pages of random worlds: list = detail = count = search, and nothing else anywhere."""

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path
from random import Random

from proofs.addresses import Request, requests
from proofs.furnishing import kind_of, name_of, write_furnished
from tests import reference
from tests.matrix.asking import Answer, ask, signed_in
from tests.matrix.world import Who
from tests.standing import undone_at_the_end
from tests.worlds import NOW, Size, world_of
from tests.writing import headline
from throughcare.agencies.models import Post
from throughcare.audit.models import Kind
from throughcare.desk.queries.pathway import STANDING
from throughcare.notes.queries import PROFILE

SMALL = Size(agencies=(2, 4), humans=(2, 4), cases=(1, 2), entries=(8, 20))
ACTORS = 2
SOME = 4
Entries = list[reference.Entry]


def _on(request: Request, seen: Entries) -> Entries:
    return [entry for entry in seen if entry.case is request.object]


# Addresses that must show all that their reader sees, of the kinds named. The rest may show a
# part; whatever they show is compared as well, so a new address is compared without a word here.
WHOLE: dict[str, Callable[[Request, Entries], Entries]] = {
    "chronology": _on,
    "documents": lambda request, seen: [e for e in _on(request, seen) if kind_of(e) == "document"],
    "profile": lambda request, seen: [e for e in _on(request, seen) if kind_of(e) in PROFILE],
    "pathway": lambda request, seen: [e for e in _on(request, seen) if kind_of(e) in STANDING],
    "search": lambda request, seen: seen if request.sent.get("words") == "Entry" else [],
    "entry": lambda request, seen: [entry for entry in seen if entry is request.object],
    "entry-why": lambda request, seen: [entry for entry in seen if entry is request.object],
}


def differences(seed: int, home: Path, counted: Counter[str]) -> Iterator[str]:
    """What the pages of a world show and must not, or do not show and must."""
    world, rng = world_of(seed, SMALL), Random(seed)
    held = [post for post in world.posts if post.from_at <= NOW < post.until_at]
    with undone_at_the_end(home, NOW):
        write_furnished(world)
        for post in rng.sample(held, min(ACTORS, len(held))):
            row = Post.objects.select_related("human").get(pk=post.id)
            cookies = signed_in(Who("", row.human, row))
            seen = world.visible(post, NOW)
            for request in _some(list(requests(world)), rng):
                counted[request.name] += 1
                answer = ask(cookies, request.method, request.url, request.sent)
                for fault in _faults(world, post, seen, request, answer):
                    yield f"{request} as post {post.id}: {fault}"


def _some(every: list[Request], rng: Random) -> Iterator[Request]:
    """All requests, but of the pages that show one entry in another way some."""
    for name, same in groupby(sorted(every, key=lambda one: one.name), lambda one: one.name):
        asked = list(same)
        yield from asked if name in WHOLE or len(asked) < SOME else rng.sample(asked, SOME)


def _faults(
    world: reference.World, post: reference.Post, seen: Entries, request: Request, answer: Answer
) -> Iterator[str]:
    if fault := _status(world, post, seen, request, answer):
        yield fault
        return
    shown = [entry for entry in world.entries if headline(entry) in answer.body]
    looked = {one for event in answer.events if event.kind == Kind.LOOK for one in event.ids}
    for entry in world.entries:
        if (entry in shown or str(entry.id) in looked) and entry not in seen:
            yield f"shows {entry.id}"
    whole = WHOLE.get(request.name)
    if whole and answer.status == 200 and request.method == _method(request):
        yield from (f"lacks {e.id}" for e in whole(request, seen) if e not in shown)
    seated = [case for case in world.cases if _is_seated(world, post, case)]
    named = [case for case in world.cases if name_of(case) in answer.body]
    yield from (f"names {case.id}" for case in named if case not in seated)
    if request.name == "caseload":
        yield from (f"lacks {case.id}" for case in seated if case not in named)


def _status(
    world: reference.World, post: reference.Post, seen: Entries, request: Request, answer: Answer
) -> str:
    """Not visible is not there; visible may still need a permission."""
    match request.object:
        case reference.Entry():
            visible = request.object in seen
        case reference.Case():
            visible = _is_seated(world, post, request.object)
        case reference.Seat(case=case):
            visible = _holds(request.object) and _is_seated(world, post, case)
        case _:
            visible = True
    right = {200, 403, 302} if visible else {404}
    return "" if answer.status in right else f"answers {answer.status}"


def _method(request: Request) -> str:
    return "POST" if request.name == "search" else "GET"


def _is_seated(world: reference.World, post: reference.Post, case: reference.Case) -> bool:
    return any(s.post is post and s.case is case and _holds(s) for s in world.seats)


def _holds(seat: reference.Seat) -> bool:
    return seat.from_at <= NOW < seat.until_at
