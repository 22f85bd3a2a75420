"""Every verb has its sentence, every state is reached, every question is asked and tested."""

import ast
import re

import pytest
from django.apps import apps
from django.db.models import TextChoices
from django.utils.module_loading import import_string

from tests.architecture.source import PACKAGE, ROOT, Module, called_name, calls, modules, parts

VERB = re.compile(r"[a-z]+([-_][a-z]+)*\.[a-z]+([-_][a-z]+)*")
STATES = [
    pytest.param(node, id=f"{module.app}.{node.name}")
    for module in parts("models")
    for node in ast.walk(module.tree)
    if isinstance(node, ast.ClassDef) and node.name.endswith("State")
]
QUESTIONS = sorted(
    (module.app, node.name)
    for module in parts("policy")
    for node in module.tree.body
    if isinstance(node, ast.FunctionDef) and node.name.startswith("may_")
)


@pytest.mark.parametrize("module", parts("verbs"), ids=lambda module: module.app)
def test_every_verb_has_a_sentence(module: Module) -> None:
    dotted = ".".join(module.path.relative_to(ROOT).with_suffix("").parts)
    for name in (node.name for node in module.tree.body if isinstance(node, ast.ClassDef)):
        choices = import_string(f"{dotted}.{name}")
        if isinstance(choices, type) and issubclass(choices, TextChoices):
            _check(choices)


def _check(choices: type[TextChoices]) -> None:
    for verb in choices:
        assert VERB.fullmatch(verb.value), f"{verb.value!r} should read like referral.accepted"
        made_up = verb.name.replace("_", " ").title()
        sentence = str(verb.label)
        is_written = sentence not in {"", made_up}
        assert is_written, f"{verb.value} needs a sentence people can read"


def test_no_verb_is_told_by_two_apps() -> None:
    seen: dict[str, str] = {}
    for module in parts("verbs"):
        for text in re.findall(r'= "([\w.-]+)",', module.path.read_text()):
            other = seen.setdefault(text, module.place)
            assert other == module.place, f"{text} stands in {other} and in {module.place}"


@pytest.mark.parametrize("states", STATES)
def test_every_state_is_reached(states: ast.ClassDef) -> None:
    source = "\n".join(module.path.read_text() for module in modules())
    names = [node.targets[0].id for node in states.body if isinstance(node, ast.Assign)]  # type: ignore[attr-defined]
    if f"{states.name}(" in source or f"{states.name}.choices" in source:
        return  # chosen by its value, in a form
    lost = [name for name in names if f"{states.name}.{name}" not in source]
    assert not lost, f"No line of the program uses {states.name}: {', '.join(lost)}"


@pytest.mark.parametrize(("app", "question"), QUESTIONS, ids=lambda value: value)
def test_every_question_is_asked_by_an_action(app: str, question: str) -> None:
    asking = [
        module
        for module in parts("actions", "policy")  # or by a question that an action asks
        if any(called_name(call) == question for call in calls(module.tree))
    ]
    assert asking, f"{app}.policy.{question} is asked by no action: use it or remove it"


@pytest.mark.parametrize(("app", "question"), QUESTIONS, ids=lambda value: value)
def test_every_question_is_tested(app: str, question: str) -> None:
    named = any(question in path.read_text() for path in (ROOT / "tests").rglob("test_*.py"))
    assert named, f"No test names {app}.policy.{question}"


def test_every_app_of_the_program_is_installed() -> None:
    installed = {config.name for config in apps.get_app_configs()}
    with_models = {path.parent.name for path in PACKAGE.glob("*/migrations")}
    missing = {name for name in with_models if f"throughcare.{name}" not in installed}
    assert not missing, f"Not in INSTALLED_APPS: {', '.join(sorted(missing))}"
