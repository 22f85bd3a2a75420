"""How sign-in is adapted: nobody signs up by themselves; guesses are counted; all is recorded."""

import uuid
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.signals import (
    authentication_step_completed,
    password_changed,
    password_set,
)
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from throughcare.agencies import actions, guessing
from throughcare.agencies.models import Human
from throughcare.agencies.sessions import device, hashed
from throughcare.audit.actions import sign_in
from throughcare.audit.verbs import SignIn
from throughcare.kernel import clock
from throughcare.kernel.actor import Actor
from throughcare.web import clients, stepping


class Adapter(DefaultAccountAdapter):
    """Accounts are made by an agency, never by a visitor; guesses at passwords are counted."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": gettext_lazy(
            "Address or password is not right. Check both, and try again."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Whether a visitor may make an account: no."""
        return False

    def is_reauthentication_required(self, **kwargs: Any) -> bool:
        """Whether allauth's own pages ask again; one measure for them and ours."""
        return not stepping.stepped_up(self.request)

    def get_client_ip(self, request: HttpRequest) -> str:
        """Whose attempts allauth counts together, in each process."""
        return clients.address(request)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the guess before the password is looked at."""
        if not guessing.take(request, credentials.get("email", "")):
            raise guessing.too_many()

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Human | None:
        """The human, if address and password are right; then it was no guess."""
        found: Human | None = super().authenticate(request, **credentials)
        if found:
            guessing.give_back(request, credentials.get("email", ""))
        return found

    def reauthenticate(self, user: Human, password: str) -> bool:
        """Whether the password is right; counted with the others."""
        found = self.authenticate(self.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk


def _nobody() -> Actor:
    return Actor(at=clock.now(), request_id=uuid.uuid4())


def _human(user: Any) -> Actor:
    return Actor(at=clock.now(), request_id=uuid.uuid4(), human_id=user.pk if user else None)


@receiver(user_logged_in)
def signed_in(sender: object, request: HttpRequest, user: Human, **kwargs: Any) -> None:
    """Somebody came in: in words, on which device; the browser will be known again."""
    sign_in(_human(user), SignIn.SUCCEEDED)
    request.session["device"] = device(request.META.get("HTTP_USER_AGENT", ""))
    stepping.mark(request)
    request.came_in = user  # type: ignore[attr-defined]


@receiver(authentication_step_completed)
def shown(sender: object, request: HttpRequest, **kwargs: Any) -> None:
    """Somebody who is signed in has shown again who they are."""
    if kwargs.get("reauthenticated"):
        stepping.mark(request)


@receiver(user_logged_out)
def signed_out(sender: object, user: Any, **kwargs: Any) -> None:
    """Somebody went."""
    sign_in(_human(user), SignIn.SIGNED_OUT)


@receiver(user_login_failed)
def failed(sender: object, credentials: dict[str, Any], **kwargs: Any) -> None:
    """Somebody gave a wrong address or password; the address is kept as a keyed hash."""
    sign_in(_nobody(), SignIn.FAILED, email=str(credentials.get("email", "")))


@receiver(password_changed)
@receiver(password_set)
def password_is_new(sender: object, request: HttpRequest, user: Human, **kwargs: Any) -> None:
    """With the password all other sessions end."""
    here = hashed(request.session.session_key)
    actions.end_sessions(_human(user), user.pk, but=here, reason="password")
    request.came_in = user  # type: ignore[attr-defined]
