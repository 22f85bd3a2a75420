"""Making a page: read, render, commit the look, and only then send the first byte."""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.crypto import salted_hmac

from throughcare.audit import actions as audit
from throughcare.kernel import clock
from throughcare.kernel.actor import Actor
from throughcare.web.fields import key
from throughcare.web.models import Submission

# What a form carries beside its words; it may differ between two pages with the same words.
_OWN = frozenset({"csrfmiddlewaretoken", "key", "token", "seen"})


@dataclass(frozen=True)
class Look:
    """What a page shows of whom.

    `check` asks the rule again in the look's own transaction; it may give the actor with the
    purpose of the seat that the look rests on.
    """

    verb: str
    check: Callable[[Actor], Actor | None]
    case_id: uuid.UUID | None = None
    obj: Any = None
    ids: Iterable[object] = ()
    detail: dict[str, Any] = field(default_factory=dict)

    def commit(self, actor: Actor) -> None:
        """Write the look to the trail; raises when the seat has ended or the trail fails."""
        audit.look(
            actor,
            self.verb,
            self.obj,
            case_id=self.case_id,
            ids=self.ids,
            check=lambda: self.check(actor),
            **self.detail,
        )


def look_at(
    verb: str,
    visible_to: Callable[[Actor], QuerySet[Any]],
    shown: Iterable[uuid.UUID],
    obj: Any = None,
) -> Look:
    """A look at rows by their ids; whether all of them show is asked again as it is committed."""
    wanted = set(shown)

    def check(actor: Actor) -> None:
        present = visible_to(replace(actor, at=clock.now())).filter(pk__in=wanted)
        if present.distinct().count() != len(wanted):
            raise Http404

    return Look(verb, check, obj=obj, ids=sorted(wanted))


class Shown(HttpResponse):
    """An answer whose look is in the trail already."""


def page(
    request: HttpRequest,
    template: str,
    *,
    look: Look | None = None,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    """Render a page. With a look, the answer exists only once the look is committed."""
    body = render_to_string(template, context, request)
    if look is None:
        return HttpResponse(body, status=status)
    look.commit(request.actor)
    return Shown(body, status=status)


def send(request: HttpRequest, content: bytes, *, look: Look, headers: dict[str, str]) -> Shown:
    """Send a file, after its look is committed."""
    look.commit(request.actor)
    return Shown(content, headers=headers)


def once(request: HttpRequest, act: Callable[[], str]) -> HttpResponseRedirect:
    """Run an act once for a form as it was sent, and go where it leads: a double click is one.

    Also when the key is missing the act runs, once per request. Another text under the same key,
    or another form, is not the same again: its act runs too.
    """
    return redirect(Submission.objects.once(request.actor.post_id, _as_sent(request), act))


def _as_sent(request: HttpRequest) -> str:
    """The form's key and what was sent with it, as a keyed hash of 40 characters."""
    fields = sorted((name, values) for name, values in request.POST.lists() if name not in _OWN)
    files = sorted((name, one.name, one.size) for name, one in request.FILES.items())
    told = repr((request.path, key(request), fields, files))
    return salted_hmac("throughcare.web.submission", told, algorithm="sha256").hexdigest()[:40]
