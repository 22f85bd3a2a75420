"""Every action: one sentence, atomic, asked before it writes, told in the trail.

An action may stand on another action, which then asks and tells for it.
"""

import ast

import pytest

from tests.architecture.exceptions import UNASKED_ACTIONS
from tests.architecture.source import (
    Module,
    called_name,
    calls,
    imports,
    parts,
    public_functions,
)

WRITES = {"save", "create", "update", "delete", "bulk_create", "bulk_update"}
WRITES |= {"get_or_create", "update_or_create"}
ACTIONS = [
    pytest.param(module, function, id=f"{module.app}.{module.path.stem}.{function.name}")
    for module in parts("actions")
    if module.place not in UNASKED_ACTIONS
    for function in public_functions(module)
]

_ACTION_NAMES = {
    module.dotted: {function.name for function in public_functions(module)}
    for module in parts("actions")
    if module.place not in UNASKED_ACTIONS
}


@pytest.mark.parametrize(("module", "function"), ACTIONS)
def test_an_action_says_in_one_sentence_what_it_does(
    module: Module, function: ast.FunctionDef
) -> None:
    sentence = (ast.get_docstring(function) or "").split("\n\n")[0]
    assert sentence.endswith("."), f"{_place(module, function)} needs a sentence as its docstring"


@pytest.mark.parametrize(("module", "function"), ACTIONS)
def test_an_action_is_atomic(module: Module, function: ast.FunctionDef) -> None:
    decorators = [ast.unparse(decorator) for decorator in function.decorator_list]
    atomic = any(one.startswith("transaction.atomic") for one in decorators)
    assert atomic, f"{_place(module, function)} needs @transaction.atomic"


@pytest.mark.parametrize(("module", "function"), ACTIONS)
def test_an_action_asks_the_policy_before_it_writes(
    module: Module, function: ast.FunctionDef
) -> None:
    others = _other_actions(module)
    asked = [
        call.lineno
        for call in calls(function)
        if _is_question(call) or ast.unparse(call.func) in others
    ]
    written = [call.lineno for call in calls(function) if called_name(call) in WRITES]
    place = _place(module, function)
    assert asked, f"{place} needs policy.may_…(…).require() before anything else"
    late = not written or min(asked) < min(written)
    assert late, f"{place} writes in line {min(written, default=0)} before it asks the policy"


@pytest.mark.parametrize(("module", "function"), ACTIONS)
def test_an_action_is_told_in_the_trail(module: Module, function: ast.FunctionDef) -> None:
    told = _reached(module, function) & {"record", *_other_actions(module)}
    assert told, f"{_place(module, function)} needs record(actor, Verb.…, …) in its transaction"


def _is_question(call: ast.Call) -> bool:
    """`policy.may_x(...).require()`, or `may_x(...).require()`."""
    if called_name(call) != "require" or not isinstance(call.func, ast.Attribute):
        return False
    asked = call.func.value
    return isinstance(asked, ast.Call) and called_name(asked).startswith("may_")


def _reached(module: Module, function: ast.FunctionDef) -> set[str]:
    """Names called by the function and by the module's functions it calls."""
    own = {node.name: node for node in module.tree.body if isinstance(node, ast.FunctionDef)}
    reached: set[str] = set()
    waiting = [function]
    while waiting:
        inner = list(calls(waiting.pop()))
        names = {called_name(call) for call in inner} - reached
        reached |= names | {ast.unparse(call.func) for call in inner}
        waiting += [own[name] for name in names if name in own]
    return reached


def _other_actions(module: Module) -> set[str]:
    """How this module writes the calls of other modules' actions: `texts.write`."""
    found = set()
    for _line, name in imports(module):
        parent, _, last = name.rpartition(".")
        found |= {f"{last}.{one}" for one in _ACTION_NAMES.get(name, ())}
        found |= {last} & _ACTION_NAMES.get(parent, set())
    return found


def _place(module: Module, function: ast.FunctionDef) -> str:
    return f"{module.place}:{function.lineno} {function.name}"
