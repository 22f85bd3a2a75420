"""Who comes in by the identity provider: those who are enrolled, and nobody else."""

import time
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from throughcare.agencies import queries
from throughcare.agencies.models import Human
from throughcare.agencies.telling import tell
from throughcare.agencies.verbs import Verb
from throughcare.web import stepping

FRESH = 120  # seconds since the provider asked, and clocks that differ


class Adapter(DefaultSocialAccountAdapter):
    """Matches by the subject once it is linked; the first time by an address that was verified."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Whether somebody unknown may make an account: no."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Let in whoever is enrolled; everybody else gets one and the same page."""
        claims, state = sociallogin.claims, sociallogin.state
        if not state.get("nonce") or claims.get("nonce") != state["nonce"]:
            raise _refused(request, Verb.FAILED, reason="nonce")
        match state.get("process"):
            case "login":
                _link(request, sociallogin)
            case "redirect":
                _step_up(request, sociallogin)
            case _:
                raise _refused(request, Verb.FAILED, reason="process")

    def on_authentication_error(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """The provider refused, or its answer is not one that we asked for."""
        raise _refused(request, Verb.FAILED, reason=str(kwargs.get("error", "")))


def _link(request: HttpRequest, login: SocialLogin) -> None:
    """Find the enrolled human; an address leads to them only while no subject is linked."""
    if login.is_existing:
        if not login.user.is_active:
            raise _refused(request, Verb.UNKNOWN, human=login.user)
        return
    human = queries.human_of(login.user.email) if login.user.email else None
    if human is None or queries.is_linked(human.pk):
        raise _refused(request, Verb.UNKNOWN, human=human, email=login.user.email)
    login.connect(request, human)
    tell(human.pk, Verb.LINKED)


def _step_up(request: HttpRequest, login: SocialLogin) -> None:
    """The one who is signed in has just shown it again there."""
    asked = time.time() - int(login.claims.get("auth_time") or 0)
    if not login.is_existing or login.user != request.user or not -FRESH < asked < FRESH:
        raise _refused(request, Verb.FAILED, reason="step-up")
    stepping.mark(request)


def _refused(
    request: HttpRequest, verb: Verb, *, human: Human | None = None, **told: str
) -> ImmediateHttpResponse:
    tell(human.pk if human else None, verb, **told)
    return ImmediateHttpResponse(page(request))


def page(request: HttpRequest) -> HttpResponse:
    """What everybody sees who does not get in, whatever the reason."""
    return render(request, "agencies/not_enrolled.html", status=403)
