"""Who may write to the database, and who may ask it directly."""

import ast
from collections.abc import Iterable, Iterator

from tests.architecture.exceptions import READERS, WRITERS
from tests.architecture.source import Module, called_name, calls, modules

WRITERS_PARTS = {"actions", "models"}
READERS_PARTS = {"actions", "models", "policy", "queries"}
ALWAYS = {"save", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
OF_QUERYSETS = {"update", "delete"}
NO_DATABASE = {"cli", "config", "__main__"}


def test_only_actions_and_models_write() -> None:
    wrong = [
        f"{module.place}:{call.lineno} calls .{called_name(call)}(): writing belongs to an action"
        for module in _others(WRITERS_PARTS, WRITERS)
        for call in calls(module.tree)
        if _is_write(call)
    ]
    assert not wrong, "\n".join(wrong)


def test_only_models_policy_queries_and_actions_ask_the_database() -> None:
    wrong = [
        f"{module.place}:{node.lineno} uses {ast.unparse(node)}: ask through policy or queries"
        for module in _others(READERS_PARTS, READERS)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager"}
    ]
    assert not wrong, "\n".join(wrong)


def _others(parts: set[str], free: Iterable[str]) -> Iterator[Module]:
    for module in modules():
        bound = module.part not in parts and module.app not in NO_DATABASE
        if bound and not module.place.startswith(tuple(free)):
            yield module


def _is_write(call: ast.Call) -> bool:
    if not isinstance(call.func, ast.Attribute):
        return False
    name, receiver = call.func.attr, ast.unparse(call.func.value)
    if name in OF_QUERYSETS:
        return ".objects" in receiver or ".filter(" in receiver or ".exclude(" in receiver
    return name in ALWAYS and not receiver.startswith("form")
