"""Leaks beside the page: in headers, redirects, refusals, messages, logs and mails."""

import logging
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.core import mail
from django.http import HttpResponse
from django.shortcuts import redirect

from proofs.canaries.leaks.planting import Leak, swap, wrapping
from throughcare.cases.models import Case
from throughcare.entries.models import Entry
from throughcare.kernel.decision import refuse
from throughcare.people.models import Person
from throughcare.web.pages import Shown


def _headlines(**of: Any) -> str:
    return " ".join(Entry.objects.filter(**of).values_list("headline", flat=True))


def _asked(request: Any) -> Any:
    """The entry or case that an address names, whoever asks."""
    ids = [one for one in request.resolver_match.kwargs.values() if isinstance(one, UUID)]
    return Entry.objects.filter(pk__in=ids).first() or Case.objects.filter(pk__in=ids).first()


def _words(found: Any) -> str:
    return str(getattr(found, "headline", "") or getattr(found, "reference", ""))


class _Telling(Shown):
    """An answer with one header more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self["X-Latest"] = _headlines(case=Case.objects.earliest("opened_at"))


class _Marked(Shown):
    """An answer whose mark for caches is made of ids."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self["ETag"] = (
            '"' + "-".join(str(pk) for pk in Entry.objects.values_list("pk", flat=True)) + '"'
        )


class _Remembering(Shown):
    """An answer with a cookie more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.set_cookie("last", Person.objects.latest("pk").display_name)


def _missing(real: Any) -> Any:
    def missing(request: Any, exception: Any = None) -> HttpResponse:
        answer: HttpResponse = real(request, exception)
        answer.content += _words(_asked(request)).encode()
        return answer

    return missing


def _welcoming(real: Any) -> Any:
    def without_post(gate: Any, request: Any, declared: Any) -> Any:
        if real(gate, request, declared) is None:
            return None
        return redirect(f"/welcome/?after={_words(_asked(request))}")

    return without_post


def _logging(real: Any) -> Any:
    def record(request: Any, reason: str) -> None:
        logging.getLogger("throughcare").warning(
            "%s: %s", reason, getattr(_asked(request), "headline", "")
        )
        real(request, reason)

    return record


def _mailing(words: Callable[[Case], str]) -> Any:
    @wrapping
    def mailing(real: Any) -> Any:
        def tell(manager: Any, event: Any, posts: Any) -> None:
            case = Case.objects.get(pk=event.case_id)
            mail.send_mail("News", words(case), "a@example.org", ["b@example.org"])
            real(manager, event, posts)

        return tell

    return swap("notices.models:NoticeManager.tell", mailing)


def _refusing(actor: Any, entry: Any) -> Any:
    return refuse(f"Not this one, but: {_headlines(case=entry.case_id)}")


def _saying(real: Any) -> Any:
    def success(request: Any, words: Any, **more: Any) -> None:
        real(request, f"{words} {Case.objects.latest('opened_at').reference}", **more)

    return success


def _once(real: Any) -> Any:
    def once(request: Any, act: Any) -> Any:
        answer = real(request, act)
        answer["Location"] += f"?also={Entry.objects.earliest('pk').headline}"
        return answer

    return once


def _reason(real: Any) -> Any:
    """What somebody sees is explained with what they do not see."""

    def shown(place: Any, viewer: Any) -> Any:
        return replace(real(place, viewer), name=place.post.human.name)

    return shown


ANSWERS = (
    Leak("a header tells the latest", ("desk", "chronology"), swap("web.pages:Shown", _Telling)),
    Leak("a mark for caches is made of ids", ("desk", "case"), swap("web.pages:Shown", _Marked)),
    Leak("a cookie remembers a name", ("desk", "case"), swap("web.pages:Shown", _Remembering)),
    Leak(
        "the page that is not there names it",
        ("entry", "case"),
        swap("web.middleware:missing", wrapping(_missing)),
    ),
    Leak(
        "the way to the sign-in names it",
        ("case", "entry"),
        swap("web.middleware:Gate._without_post", wrapping(_welcoming)),
    ),
    Leak(
        "a refusal is logged in words",
        ("entry",),
        swap("web.middleware:_record", wrapping(_logging)),
    ),
    Leak(
        "a mail names the person",
        ("case-close", "entry-ask", "seat-settle"),
        _mailing(lambda case: case.person.display_name),
    ),
    Leak(
        "a mail tells the news",
        ("case-close", "entry-ask", "seat-settle"),
        _mailing(lambda case: _headlines(case=case)),
    ),
    Leak(
        "a refusal compares",
        ("entry-correct", "entry-relabel"),
        swap("entries.policy:may_correct", _refusing),
    ),
    Leak(
        "a message is kept in a cookie",
        ("entry-ask", "seat-settle", "case-open"),
        swap("django.contrib.messages:success", wrapping(_saying)),
    ),
    Leak(
        "a redirect takes words along",
        ("entry-write", "case-open"),
        swap("desk.views.lead:once", wrapping(_once)),
    ),
    Leak(
        "a discreet seat has a name",
        ("team", "entry", "entry-why"),
        swap("entries.readings:shown", wrapping(_reason)),
    ),
)
