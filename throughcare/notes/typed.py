"""What is typed and not saved yet: drafts, also after a session, a post or a seat has ended."""

import uuid
from typing import Any

from django.core import signing
from django.http import HttpRequest

from throughcare.entries.marked import Marked, stop_marked_text
from throughcare.kernel import clock
from throughcare.kernel.actor import Actor
from throughcare.kernel.behalf import on_behalf_of
from throughcare.markings.hygiene import Unfit, clean
from throughcare.notes.models import Draft

_SALT = "throughcare.notes.typed"
_DAY = 24 * 60 * 60
_SEVERAL = {"categories", "named", "met"}
_BOXES = (
    "is_safe",
    "is_setback",
    "needs_interpreter",
    "with_interpreter",
)  # one that is not ticked is not sent
_NOT_KEPT = {"csrfmiddlewaretoken", "key", "token", "seen", "file"}


def token(post: uuid.UUID | None, form: str, case: uuid.UUID, about: uuid.UUID) -> str:
    """What a form carries, so that its text can be kept when its writer's session has ended."""
    return signing.dumps([str(post), form, str(case), str(about)], salt=_SALT)


def keep(request: HttpRequest) -> Draft | None:
    """Keep what a form has sent as a draft of the post that opened it; None without a token.

    Raises `Marked` when the text bears a marking: then nothing is kept.
    """
    try:
        post, form, case, about = signing.loads(
            request.POST.get("token", ""), salt=_SALT, max_age=_DAY
        )
    except signing.BadSignature:
        return None
    fields = _typed(request)
    released = fields.get("released") and fields.get("release_reason", [""])[0]
    if not released:
        stop_marked_text(value for values in fields.values() for value in values)
    writer = Actor(at=clock.now(), request_id=uuid.uuid4(), post_id=uuid.UUID(post))
    with on_behalf_of(writer):  # whose session, or post, may have ended meanwhile
        return Draft.keep(
            post=writer.post,
            form=form,
            case=uuid.UUID(case),
            about=uuid.UUID(about),
            fields=fields,
        )


def rescue(request: HttpRequest) -> bool:
    """Whether what a form that is not taken has sent is kept as a draft."""
    try:
        return keep(request) is not None
    except Marked:
        return False


def initial(form: str, about: uuid.UUID, post: uuid.UUID | None) -> dict[str, Any]:
    """What a form starts with when its writer has left a draft of it."""
    draft = Draft.left(post=post, form=form, about=about)
    if draft is None:
        return {}
    values = draft.fields.items()
    typed = {name: value if name in _SEVERAL else (value or [""])[-1] for name, value in values}
    return dict.fromkeys(_BOXES, False) | typed


def forget(form: str, about: uuid.UUID, post: uuid.UUID | None) -> None:
    """The text is saved: its draft goes."""
    Draft.forget(post=post, form=form, about=about)


def _typed(request: HttpRequest) -> dict[str, list[str]]:
    return {
        name: [_fit(value) for value in values]
        for name, values in request.POST.lists()
        if name.isidentifier() and name not in _NOT_KEPT
    }


def _fit(text: str) -> str:
    """The text as it can be stored; hidden characters are dropped in a draft."""
    try:
        return clean(text)
    except Unfit:
        return "".join(letter for letter in text if letter.isprintable() or letter in "\n\t")
