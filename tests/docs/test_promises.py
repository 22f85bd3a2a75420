"""What the README promises about people: no score, and no label for a person."""

import re

from django.apps import apps
from django.db.models import Choices

from tests.docs.pages import ROOT, text

SCORE = re.compile(r"score|risk|rating|probabilit|likelihood|dangerous", re.IGNORECASE)
LABEL = re.compile(r"offender|extremist|radicali[sz]ed|\bradicals?\b|high.risk", re.IGNORECASE)


def test_no_record_holds_a_score() -> None:
    fields = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("throughcare.")
        for field in model._meta.get_fields()
    ]
    assert not [name for name in fields if SCORE.search(name)]


def test_no_page_or_list_labels_a_person() -> None:
    pages = list((ROOT / "throughcare").rglob("templates/**/*.html"))
    assert pages
    labelled = [str(page.relative_to(ROOT)) for page in pages if LABEL.search(text(page))]
    shown = [str(label) for choices in _lists(Choices) for label in getattr(choices, "labels", [])]
    assert not labelled + [label for label in shown if LABEL.search(label)]


def _lists(base: type) -> list[type]:
    ours = [one for one in base.__subclasses__() if one.__module__ != "django.db.models.enums"]
    rest = [one for one in base.__subclasses__() if one not in ours]
    return [*ours, *(each for one in rest for each in _lists(one))]
