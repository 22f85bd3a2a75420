"""Every verb has its sentence."""

import pytest
from django.db import models
from django.utils import translation

from throughcare.audit import verbs
from throughcare.audit.verbs import SignIn, UnknownVerb, Verb, sentence, sentences


def test_a_sentence_is_found_by_the_verb() -> None:
    with translation.override("en"):
        assert sentence(SignIn.FAILED) == "tried to sign in and failed"
        assert sentence("audit.read") == "read the audit trail"


def test_an_unknown_verb_crashes() -> None:
    with pytest.raises(UnknownVerb, match=r"audit\.invented"):
        sentence("audit.invented")


def test_every_declared_verb_is_known() -> None:
    assert {*Verb.values, *SignIn.values} <= set(sentences())
    assert all(str(words) for words in sentences().values())


def test_a_verb_that_two_apps_declare_crashes(monkeypatch: pytest.MonkeyPatch) -> None:
    class Twin(models.TextChoices):
        READ = "audit.read", "read it too"

    Twin.__module__ = verbs.__name__
    monkeypatch.setattr(verbs, "Twin", Twin, raising=False)
    sentences.cache_clear()

    with pytest.raises(ValueError, match=r"audit\.read"):
        sentences()
