"""The program's own source, read once, for the rules of the house."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "throughcare"


@dataclass(frozen=True)
class Module:
    """One file: its app ("cases"), its part of the app ("actions"), and its tree."""

    path: Path
    tree: ast.Module

    @property
    def place(self) -> str:
        return str(self.path.relative_to(ROOT))

    @property
    def dotted(self) -> str:
        return ".".join(self.path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")

    @property
    def app(self) -> str:
        return self.path.relative_to(PACKAGE).parts[0].removesuffix(".py")

    @property
    def part(self) -> str:
        """`actions` for cases/actions.py and for cases/actions/seats.py."""
        parts = self.path.relative_to(PACKAGE).parts
        return parts[1].removesuffix(".py") if len(parts) > 1 else ""


@cache
def modules() -> tuple[Module, ...]:
    """Every module of the program but its migrations."""
    paths = sorted(path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts)
    return tuple(Module(path, ast.parse(path.read_text(encoding="utf-8"))) for path in paths)


def parts(*names: str) -> list[Module]:
    """The modules that are these parts of their apps."""
    return [module for module in modules() if module.part in names]


def imports(module: Module) -> Iterator[tuple[int, str]]:
    """Line and dotted name of everything imported, `from x import y` as `x.y`."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef]:
    """Every function and method, also nested ones."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def public_functions(module: Module) -> list[ast.FunctionDef]:
    """The functions of the module itself that others may call."""
    own = [node for node in module.tree.body if isinstance(node, ast.FunctionDef)]
    return [node for node in own if not node.name.startswith("_")]


def calls(node: ast.AST) -> Iterator[ast.Call]:
    """Every call inside."""
    return (inner for inner in ast.walk(node) if isinstance(inner, ast.Call))


def called_name(call: ast.Call) -> str:
    """`save` for `x.save()` and for `save()`."""
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""
