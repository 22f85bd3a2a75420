"""Step-up: has this session shown who it is a short while ago? Sensitive addresses ask it again."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from throughcare.kernel import clock

KEY = "shown_at"


def mark(request: HttpRequest) -> None:
    """Somebody has just shown who they are: password, second factor, or identity provider."""
    request.session[KEY] = clock.now().timestamp()


def stepped_up(request: HttpRequest) -> bool:
    """Whether that was within the last STEP_UP_MINUTES."""
    shown = request.session.get(KEY, 0)
    return bool(0 <= clock.now().timestamp() - shown < 60 * settings.STEP_UP_MINUTES)


def leads_to(after: str) -> HttpResponseRedirect:
    """The way to showing again who one is, and on to `after`."""
    return HttpResponseRedirect(f"{reverse('step-up')}?{urlencode({'next': after})}")


def asked(view: Callable[..., Any]) -> Callable[..., Any]:
    """A page of another hand that asks it too; our own declare `steps_up`."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated and not stepped_up(request):
            return leads_to(request.path)
        return view(request, *args, **kwargs)

    return wrapped
