"""Making a page: read, render, commit the look, and only then send the first byte."""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.loader import render_to_string

from throughcare.audit import actions as audit
from throughcare.kernel.actor import Actor
from throughcare.web.fields import key
from throughcare.web.models import Submission


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
    """Run an act once for the form's key and go where it leads; a double click makes one record.

    Also when the key is missing the act runs, once per request.
    """
    return redirect(Submission.objects.once(request.actor.post_id, key(request), act))
