"""What a part of an app may import (the layers between apps are import-linter's)."""

from tests.architecture.exceptions import SHARED_PARTS
from tests.architecture.source import imports, modules, parts

PAGES_OF_DJANGO = ("django.http", "django.forms", "django.shortcuts")
OWN_BUSINESS = {"views", "forms", "urls", "api", "tasks"}
ORDER = ["models", "verbs", "policy", "queries", "actions", "forms", "views", "urls"]


def test_models_policy_queries_and_actions_know_no_pages() -> None:
    wrong = [
        f"{module.place}:{line} imports {name}: requests, forms and answers belong to views"
        for module in parts("models", "policy", "queries", "actions")
        for line, name in imports(module)
        if name.startswith(PAGES_OF_DJANGO)
    ]
    assert not wrong, "\n".join(wrong)


def test_no_app_imports_the_pages_of_another() -> None:
    wrong = [
        f"{module.place}:{line} imports {name}: enter by models, policy, queries, actions"
        for module in modules()
        for line, name in imports(module)
        if module.app not in {"config", "cli", "__main__"} and _is_foreign(module.app, name)
    ]
    assert not wrong, "\n".join(wrong)


def test_inside_an_app_imports_point_down() -> None:
    wrong = [
        f"{module.place}:{line} imports {name}, which stands above it ({' < '.join(ORDER)})"
        for module in parts(*ORDER)
        for line, name in imports(module)
        if (imported := _own_part(module.app, name)) in ORDER
        and ORDER.index(imported) > ORDER.index(module.part)
    ]
    assert not wrong, "\n".join(wrong)


def _is_foreign(app: str, name: str) -> bool:
    steps = name.split(".")
    if len(steps) < 3 or steps[0] != "throughcare" or steps[1] == app:
        return False
    return steps[2] in OWN_BUSINESS and (steps[1], steps[2]) not in SHARED_PARTS


def _own_part(app: str, name: str) -> str:
    steps = name.split(".")
    return steps[2] if len(steps) > 2 and steps[:2] == ["throughcare", app] else ""
