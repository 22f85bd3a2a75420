"""How sign-in is adapted: nobody signs up by themselves; coming and going is recorded."""

import uuid
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest

from throughcare.audit.actions import sign_in
from throughcare.audit.verbs import SignIn
from throughcare.kernel import clock
from throughcare.kernel.actor import Actor


class Adapter(DefaultAccountAdapter):
    """Accounts are made by an agency, never by a visitor."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Whether a visitor may make an account: no."""
        return False


def _nobody() -> Actor:
    return Actor(at=clock.now(), request_id=uuid.uuid4())


def _human(user: Any) -> Actor:
    return Actor(at=clock.now(), request_id=uuid.uuid4(), human_id=user.pk if user else None)


@receiver(user_logged_in)
def signed_in(sender: object, user: Any, **kwargs: Any) -> None:
    """Somebody came in."""
    sign_in(_human(user), SignIn.SUCCEEDED)


@receiver(user_logged_out)
def signed_out(sender: object, user: Any, **kwargs: Any) -> None:
    """Somebody went."""
    sign_in(_human(user), SignIn.SIGNED_OUT)


@receiver(user_login_failed)
def failed(sender: object, credentials: dict[str, Any], **kwargs: Any) -> None:
    """Somebody gave a wrong address or password; the address is kept as a keyed hash."""
    sign_in(_nobody(), SignIn.FAILED, email=str(credentials.get("email", "")))
