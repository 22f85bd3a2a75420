"""Showing at a terminal who one is: the sign-in page's checks, limits on guessing, and records."""

import getpass
import sys
import uuid
from collections.abc import Callable
from typing import Any

from allauth.account.forms import LoginForm
from allauth.core.context import request_context
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from cryptography.fernet import InvalidToken
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _

from throughcare.agencies.models import Human
from throughcare.agencies.second import Authenticate
from throughcare.audit import actions
from throughcare.audit.verbs import SignIn
from throughcare.kernel import clock
from throughcare.kernel.actor import Actor

TRIES = 3
ASKED_FOR_CODE = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class NotShown(Exception):
    """Nobody showed who they are."""


def sign_in(say: Callable[[str], Any]) -> Human:
    """The human who gives address, password and, where there is one, the second step."""
    request = _request()
    with request_context(request):
        human: Human = passed(lambda: _password(request), say).user
        if not human.is_active:
            raise NotShown(_("This account is closed."))
        if is_mfa_enabled(human, ASKED_FOR_CODE):
            _code(human, say)
    actor = Actor(at=clock.now(), request_id=uuid.uuid4(), human_id=human.pk)
    actions.sign_in(actor, SignIn.SUCCEEDED, reason="terminal")
    return human


def passed(attempt: Callable[[], Any], say: Callable[[str], Any]) -> Any:
    """The first form that is filled in rightly, of a few tries; errors are said."""
    for _attempt in range(TRIES):
        form = attempt()
        if form.is_valid():
            return form
        for error in _errors(form):
            say(error)
    raise NotShown(_("That was not right."))


def ask(label: str, *, hidden: bool = False) -> str:
    """What somebody types; where there is no terminal, the next line of standard input."""
    if hidden and sys.stdin.isatty():
        return getpass.getpass(f"{label}: ", stream=sys.stdout)
    sys.stdout.write(f"{label}: ")
    sys.stdout.flush()
    line = sys.stdin.readline()
    if not line:
        raise NotShown(_("Nobody answered."))
    return line.rstrip("\r\n")


def _request() -> HttpRequest:
    """What the forms of signing in look at: no cookie, so no browser that is known."""
    request = HttpRequest()
    request.method, request.META["REMOTE_ADDR"] = "POST", "127.0.0.1"
    return request


def _errors(form: forms.Form) -> list[str]:
    return [str(error) for errors in form.errors.values() for error in errors]


def _password(request: HttpRequest) -> LoginForm:
    typed = {"login": ask(_("E-mail address")), "password": ask(_("Password"), hidden=True)}
    return LoginForm(typed, request=request)


def _code(human: Human, say: Callable[[str], Any]) -> None:
    label = _("Code of the app, or a recovery code")
    try:
        form = passed(lambda: Authenticate({"code": ask(label)}, user=human), say)
    except InvalidToken:
        raise NotShown(
            _("The second step cannot be read: THROUGHCARE_SECRET_KEY is not the server's.")
        ) from None
    form.authenticator.record_usage()
