"""Limits on guessing: at most 20 passwords an hour and account, and the owner is not shut out.

Of the 20, 15 are for browsers that nobody has signed in with, together; 5 are kept for browsers
in which the account's owner has signed in. So a stranger who uses up the 15 cannot lock the owner
out, and all together have 20. A guess is counted before the password is looked at, under the hash
of the address as typed: an account that does not exist answers alike.
"""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from throughcare.agencies import queries
from throughcare.agencies.models import Guesses, Human
from throughcare.audit.actions import email_hash

COOKIE = "throughcare_known"
KEPT_DAYS = 180
KEPT_HUMANS = 5
STRANGERS, OWNERS, CODES = 15, 5, 10


def take(request: HttpRequest, email: str) -> bool:
    """Take a guess at a password, if one is left."""
    known = _is_known(request, email)
    pool, most = ("owners", OWNERS) if known else ("strangers", STRANGERS)
    return Guesses.objects.take(email_hash(email), pool, most)


def give_back(request: HttpRequest, email: str) -> None:
    """It was no guess: the password was right."""
    pool = "owners" if _is_known(request, email) else "strangers"
    Guesses.objects.give_back(email_hash(email), pool)


def take_code(human: Human) -> bool:
    """Take a guess at a second factor; whoever gets here knows the password."""
    return Guesses.objects.take(email_hash(human.email), "codes", CODES)


def too_many() -> ValidationError:
    """What is said when no guess is left."""
    return ValidationError(
        _(
            "Too many attempts at this address. Wait an hour, or sign in with a browser in which "
            "you have signed in before."
        )
    )


def give_code_back(human: Human) -> None:
    """It was no guess: the code was right."""
    Guesses.objects.give_back(email_hash(human.email), "codes")


def keep(request: HttpRequest, response: HttpResponse, human: Human) -> None:
    """Let the browser be known by its next sign-in, until the password changes."""
    token = _token(human)
    tokens = [token, *(each for each in _tokens(request) if each != token)][:KEPT_HUMANS]
    response.set_signed_cookie(
        COOKIE,
        ".".join(tokens),
        salt=COOKIE,
        max_age=KEPT_DAYS * 24 * 3600,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def _is_known(request: HttpRequest, email: str) -> bool:
    tokens = _tokens(request)
    human = queries.human_of(email) if tokens else None
    return human is not None and any(constant_time_compare(_token(human), t) for t in tokens)


def _tokens(request: HttpRequest) -> list[str]:
    try:
        kept = request.get_signed_cookie(
            COOKIE, default="", salt=COOKIE, max_age=KEPT_DAYS * 24 * 3600
        )
    except BadSignature:
        return []
    return [each for each in (kept or "").split(".") if each]


def _token(human: Human) -> str:
    value = f"{human.pk}.{human.get_session_auth_hash()}"
    return salted_hmac("throughcare.known", value, algorithm="sha256").hexdigest()[:40]
