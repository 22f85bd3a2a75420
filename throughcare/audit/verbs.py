"""The verbs of the trail itself, and the sentences of every app's verbs, loaded by name.

An app declares its verbs in its own `verbs.py`, as TextChoices whose values are unique in the whole
program and whose labels are sentences without a subject:

    class Verb(models.TextChoices):
        ACCEPTED = "referral.accepted", _("accepted the referral")

A verb that was shipped once stays: old events are read with it.
"""

from collections.abc import Mapping
from functools import cache
from importlib import import_module

from django.apps import apps
from django.db import models
from django.utils.functional import Promise
from django.utils.module_loading import module_has_submodule
from django.utils.translation import gettext_lazy as _

PROGRAM = __name__.partition(".")[0]


class Verb(models.TextChoices):
    """Acts on the trail, and what no app has a verb for."""

    REFUSED = "audit.refused", _("asked for something and was refused")
    READ = "audit.read", _("read the audit trail")
    VERIFIED = "audit.verified", _("verified the audit trail")
    ERASED = "audit.erased", _("erased the details of events")
    KEY_ROTATED = "audit.key-rotated", _("changed the key that seals the audit trail")
    RESTORED = "backup.restored", _("restored everything from a backup")
    LOSS_ACCEPTED = "audit.loss-accepted", _("accepted that a part of the audit trail is lost")


class SignIn(models.TextChoices):
    """Coming and going."""

    SUCCEEDED = "sign-in.succeeded", _("signed in")
    FAILED = "sign-in.failed", _("tried to sign in and failed")
    SIGNED_OUT = "sign-in.signed-out", _("signed out")
    ENDED = "sign-in.session-ended", _("was signed out by the program")
    SWITCHED = "sign-in.post-switched", _("switched to another post")


class UnknownVerb(LookupError):
    """No installed app declares this verb."""


def sentence(verb: str) -> str:
    """What the verb says, in the reader's language: "accepted the referral"."""
    return str(known(verb))


def known(verb: str) -> str | Promise:
    """The verb's sentence, not yet translated; crashes when no app declares the verb."""
    try:
        return sentences()[verb]
    except KeyError:
        raise UnknownVerb(f"No app declares the verb {verb!r}.") from None


@cache
def sentences() -> Mapping[str, str | Promise]:
    """Every verb of the installed apps with its sentence."""
    found: dict[str, str | Promise] = {}
    for verbs in _declared():
        for value, label in verbs.choices:
            if value in found:
                raise ValueError(f"Two apps declare the verb {value!r}.")
            found[value] = label
    return found


def _declared() -> list[type[models.TextChoices]]:
    modules = [
        import_module(f"{config.name}.verbs")
        for config in apps.get_app_configs()
        if config.name.startswith(f"{PROGRAM}.") and module_has_submodule(config.module, "verbs")
    ]
    return [
        thing
        for module in modules
        for thing in vars(module).values()
        if isinstance(thing, type)
        and issubclass(thing, models.TextChoices)
        and thing.__module__ == module.__name__
    ]
