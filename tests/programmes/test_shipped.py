"""The models that ship: all of the paper's, each with its sources, nothing uncertain as a fact."""

import json
import re
from collections.abc import Callable
from typing import Any

import fastjsonschema
import pytest
import yaml

from tests.docs.pages import ROOT, text
from throughcare.programmes import shipped, telling, texts
from throughcare.programmes.telling import State
from throughcare.programmes.texts import Read
from throughcare.programmes.texts.lists import Kind

# Each model of the paper -> how the paper, or what is known beside it, tells of participation.
PROGRAMMES = {
    "hayat": "voluntary",
    "radinet": "voluntary",
    "violence-prevention-network": "both",
    "desistance-and-disengagement": "both",
    "rive": "mandatory",
    "back-on-track": "voluntary",
    "aarhus": "voluntary",
    "entr-autres": "voluntary",
    "exit-sweden": "voluntary",
    "family-support-centre": "voluntary",
    "inclusion": "mandatory",
    "social-net-conferencing": "both",
    "deradicalisation-in-prison": "both",
}
TRAININGS = {"on-site-referee-trainers", "basic-training-correctional-officers"}
MODELS = shipped.texts()
LABELS = re.compile(
    r"\b(offenders?|extremists?|terrorists?|radicals|jihadi(st)?s?|inmates?|convicts?|detainees?"
    r"|returnees?|foreign fighters?)\b",
    re.IGNORECASE,
)
ADJECTIVES = re.compile(r"\bjihadist (idea|ideology|world)", re.IGNORECASE)


def read(key: str) -> Read:
    return texts.read(MODELS[key].encode())


def test_thirteen_programmes_and_two_trainings_ship() -> None:
    assert set(MODELS) == PROGRAMMES.keys() | TRAININGS


@pytest.mark.parametrize("key", MODELS)
def test_a_shipped_model_has_no_faults(key: str) -> None:
    faults = texts.check(MODELS[key].encode()).faults
    assert not faults, "\n".join(fault.at(key) for fault in faults)
    assert read(key).text.key == key


@pytest.mark.parametrize("key", MODELS)
def test_each_names_the_paper_and_says_what_it_does_not_know(key: str) -> None:
    found = read(key)
    assert "Ravagnani" in str([source.by for source in found.text.sources])
    lacks = telling.lacking(telling.sections(found))
    assert {lack.state for lack in lacks} <= {State.UNKNOWN}


@pytest.mark.parametrize(("key", "taking"), PROGRAMMES.items())
def test_each_programme_says_who_takes_part_and_how(key: str, taking: str) -> None:
    told = read(key).text
    assert told.participation is not None
    assert told.participation.kind == taking
    assert told.phases
    assert told.exits
    assert told.roles


@pytest.mark.parametrize("key", PROGRAMMES)
def test_what_is_said_of_a_programme_rests_on_a_source_or_is_marked(key: str) -> None:
    """Single values of these sections: a source, a doubt, or both, on it or what it is part of."""
    found = read(key)
    bare = [
        f"{section.title}: {item.label}"
        for section in telling.sections(found)
        if section.key in {"eligibility", "referral", "approach", "about", "retention"}
        for item in section.items
        if item.state is State.SAID and item.path[-1] not in {"countries", "partners"}
        and not any((section.backing.sources, section.backing.unsure, item.backing.sources,
                     item.backing.unsure, all(line.backing.sources or line.backing.unsure
                                              for line in item.lines)))
    ]  # fmt: skip
    assert not bare, f"{key}: {', '.join(bare)}"


@pytest.mark.parametrize("key", TRAININGS)
def test_a_training_says_for_whom_it_is(key: str) -> None:
    told = read(key).text
    assert told.kind == Kind.TRAINING
    assert told.training.audience


def test_programmes_that_keep_the_police_out_have_a_wall() -> None:
    walled = {key for key in PROGRAMMES if read(key).text.walls}
    assert {"hayat", "radinet", "rive"} <= walled


@pytest.mark.parametrize("key", MODELS)
def test_people_are_not_called_by_a_label(key: str) -> None:
    told = yaml.safe_load(MODELS[key])
    del told["sources"]
    told.get("eligibility", {}).pop("movements", None)
    words = [ADJECTIVES.sub("", one) for one in _words(told)]
    assert not [one for one in words if LABELS.search(one)]


def _words(node: Any) -> list[str]:
    if isinstance(node, dict):
        return [word for value in node.values() for word in _words(value)]
    if isinstance(node, list):
        return [word for value in node for word in _words(value)]
    return [node] if isinstance(node, str) else []


class AsEditorsRead(yaml.SafeLoader):
    """YAML 1.2: numbers are numbers, `yes` and `no` are words."""


AsEditorsRead.yaml_implicit_resolvers = {
    first: [(tag, found) for tag, found in pairs if tag == "tag:yaml.org,2002:int"]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@pytest.fixture(scope="module")
def published() -> Callable[[Any], Any]:
    """The published schema, as a judge of texts."""
    schema = text(ROOT / "docs" / "reference" / "programme.schema.json")
    return fastjsonschema.compile(json.loads(schema))


@pytest.mark.parametrize("key", MODELS)
def test_the_published_schema_takes_a_shipped_model(key: str, published: Any) -> None:
    published(yaml.load(MODELS[key], Loader=AsEditorsRead))


@pytest.mark.parametrize("wrong", ["kind: walk", "phases: none at all", "nonsense: 1", "key: A B"])
def test_the_published_schema_refuses_what_is_wrong(wrong: str, published: Any) -> None:
    told = yaml.load(MODELS["hayat"], Loader=AsEditorsRead) | yaml.safe_load(wrong)
    with pytest.raises(fastjsonschema.JsonSchemaValueException):
        published(told)


def test_the_blank_text_is_a_model_already() -> None:
    assert not texts.check(shipped.blank().encode()).faults
