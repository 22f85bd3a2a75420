"""The second step of signing in: codes of an app, and recovery codes; each is used once."""

import base64
import hashlib
from typing import Any

import qrcode
from allauth.mfa import signals
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base import forms
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from django.conf import settings
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy
from markupsafe import Markup

from throughcare.agencies import guessing
from throughcare.agencies.models import Human, UsedCode
from throughcare.agencies.telling import tell
from throughcare.agencies.verbs import Verb


class Adapter(DefaultMFAAdapter):
    """Secrets are kept encrypted; the picture to scan is drawn without styles of its own."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy(
            "This code is not right, or was used before. Wait for the next one."
        ),
    }

    def encrypt(self, text: str) -> str:
        """The secret as it is stored; the key comes from the program's key."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret as it was."""
        return _box().decrypt(encrypted_text.encode()).decode()

    def build_totp_svg(self, url: str) -> Markup:
        """The code that an app scans, as one path; the words beside it say the same."""
        drawn = qrcode.QRCode(border=2)
        drawn.add_data(url)
        rows = drawn.get_matrix()
        path = "".join(
            f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
        )
        return Markup(  # noqa: S704 - numbers of this function alone
            f'<svg class="tc-scan" width="200" height="200" viewBox="0 0 {len(rows)} {len(rows)}"'
            f' aria-hidden="true" focusable="false"><path d="{path}"/></svg>'
        )


def _box() -> Fernet:
    key = hashlib.sha256(b"throughcare.second-step\0" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))


class _Once(forms.BaseAuthenticateForm):
    """Counts guesses across processes, and takes no code twice."""

    def clean_code(self) -> str:
        """The code, when it is right and was not used before."""
        if not guessing.take_code(self.user):
            raise guessing.too_many()
        code: str = super().clean_code()
        if not UsedCode.objects.claim(self.user, _digest(code)):
            self._emit_authentication_failed(self.authenticator)
            raise Adapter().validation_error("incorrect_code")
        guessing.give_code_back(self.user)
        return code


class Authenticate(_Once, forms.AuthenticateForm):
    """The code while one signs in."""


class Reauthenticate(_Once, forms.ReauthenticateForm):
    """The code before something that matters."""


def _digest(code: str) -> str:
    typed = "".join(code.split())
    return salted_hmac("throughcare.code", typed, algorithm="sha256").hexdigest()


@receiver(post_save, sender=Authenticator)
def added(sender: object, instance: Any, created: bool, **kwargs: Any) -> None:
    """A second step was set up; told in the same transaction."""
    if created:
        tell(instance.user_id, Verb.SECOND_ADDED, reason=str(instance.type))


@receiver(post_delete, sender=Authenticator)
def removed(sender: object, instance: Any, **kwargs: Any) -> None:
    """A second step was removed; told in the same transaction."""
    tell(instance.user_id, Verb.SECOND_REMOVED, reason=str(instance.type))


@receiver(signals.authentication_failed)
def failed(sender: object, user: Human, authenticator: Authenticator, **kwargs: Any) -> None:
    """A code was wrong, or used before."""
    tell(user.pk, Verb.SECOND_FAILED, reason=str(authenticator.type))
