"""Where a program is changed, one place at a time.

Texts for people, annotations, docstrings and the fields of models are left alone: words decide
nothing, and the tables are made by the migrations, which a test compares with the models.
"""

import ast
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from proofs.mutants import operators

WORDING = {"_", "gettext", "gettext_lazy", "ngettext", "pgettext"}
DECLARING = {"models", "Index", "CheckConstraint", "UniqueConstraint"}


@dataclass(frozen=True)
class Mutant:
    """One change. `scope`, `was` and `becomes` name it, also after lines have moved."""

    file: str
    line: int
    end: int
    scope: str
    was: str
    becomes: str
    number: int
    source: str
    function: tuple[str, int] | None
    """Name and line of the outermost function whose body is changed, if it is one."""

    @property
    def key(self) -> tuple[str, str, str, str, int]:
        """What tells it from every other; the number counts those that look the same."""
        return self.file, self.scope, self.was, self.becomes, self.number

    @property
    def place(self) -> str:
        """Where it is, for people."""
        return f"{self.file}:{self.line}"


def mutants(file: str, source: str) -> list[Mutant]:
    """Every change of a file, in the order of its lines."""
    tree = ast.parse(source)
    seen = Counter[tuple[str, str, str, str, int]]()
    found, texts = [], {source}
    for scope, function, node, text in _changes(tree):
        mutant = _mutant(file, source, scope, function, node, text)
        if mutant.source in texts or not _is_python(mutant.source):
            continue
        texts.add(mutant.source)
        seen[mutant.key] += 1
        found.append(replace(mutant, number=seen[mutant.key]))
    return sorted(found, key=lambda each: each.line)


def _mutant(
    file: str,
    source: str,
    scope: tuple[str, ...],
    function: tuple[str, int] | None,
    node: Any,
    text: str,
) -> Mutant:
    lines = source.encode().splitlines(keepends=True)
    first, last = node.lineno - 1, (node.end_lineno or node.lineno) - 1
    start, end = node.col_offset, node.end_col_offset or 0
    changed = lines[first][:start] + text.encode() + lines[last][end:]
    whole = b"".join([*lines[:first], changed, *lines[last + 1 :]]).decode()
    was = _flat(b"".join(lines[first : last + 1]).decode())
    place = ".".join(scope)
    return Mutant(
        file, first + 1, last + 1, place, was, _flat(changed.decode()), 0, whole, function
    )


def _flat(text: str) -> str:
    return " ".join(text.split())


def _is_python(source: str) -> bool:
    try:
        compile(source, "changed", "exec")
    except SyntaxError:
        return False
    return True


Found = tuple[tuple[str, ...], tuple[str, int] | None, ast.AST, str]


def _changes(
    node: ast.AST,
    scope: tuple[str, ...] = (),
    function: tuple[str, int] | None = None,
) -> Iterator[Found]:
    """Every change below a node, with the scope it is in."""
    for child in _children(node):
        if isinstance(child, (ast.FunctionDef, ast.ClassDef)):
            yield from _defined(child, (*scope, child.name), function)
        elif not _is_left_alone(child, node):
            yield from ((scope, function, *change) for change in operators.changes(child))
            yield from _changes(child, scope, function)


def _defined(
    node: ast.FunctionDef | ast.ClassDef, scope: tuple[str, ...], function: tuple[str, int] | None
) -> Iterator[Found]:
    """Of a function or class: its decorators and defaults, then what is inside."""
    for one in node.decorator_list:
        yield scope, None, _with_sign(one), ""
        if not _is_record(one):
            yield from _changes(ast.Tuple([one]), scope)
    inside = ast.Module(_without_docstring(node.body), [])
    if isinstance(node, ast.ClassDef):
        if node.name != "Meta":
            yield from _changes(inside, scope, function)
        return
    given = [one for one in (*node.args.defaults, *node.args.kw_defaults) if one]
    yield from _changes(ast.Tuple(given), scope)
    began = min([node.lineno, *(one.lineno for one in node.decorator_list)])
    yield from _changes(inside, scope, function or (".".join(scope), began))


def _is_record(decorator: ast.expr) -> bool:
    """Whether it makes a record; that it is frozen guards nothing but against slips."""
    return isinstance(decorator, ast.Call) and ast.unparse(decorator.func) == "dataclass"


def _children(node: ast.AST) -> Iterable[ast.AST]:
    """What can be changed below a node: no annotations, no inside of an f-string."""
    match node:
        case ast.AnnAssign():
            return [node.value] if node.value else []
        case ast.JoinedStr() | ast.arg():
            return []
        case ast.Dict():
            return chain(filter(None, node.keys), node.values)
        case ast.Lambda():
            return [node.body]
    return ast.iter_child_nodes(node)


def _without_docstring(body: list[ast.stmt]) -> list[ast.stmt]:
    is_told = isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant)
    return body[1:] if is_told else body


def _with_sign(decorator: ast.expr) -> ast.expr:
    """The decorator with the sign before it."""
    whole = ast.Name("")
    ast.copy_location(whole, decorator)
    whole.col_offset -= 1
    return whole


def _is_left_alone(node: ast.AST, above: ast.AST) -> bool:
    match node:
        case ast.Import() | ast.ImportFrom() | ast.pattern() | ast.Expr(ast.Constant()):
            return True
        case ast.Call(func=ast.Name(name)) if name in WORDING | DECLARING:
            return True
        case ast.Call(func=ast.Attribute(value=ast.Name(name))) if name in DECLARING:
            return True
        case ast.BinOp(left=ast.Call(func=ast.Name(name)), op=ast.Mod()) if name in WORDING:
            return True
        case ast.Assign(value=ast.BinOp() as value):
            return all(
                not isinstance(each, ast.Name) or each.id.istitle() for each in ast.walk(value)
            )
    return False
