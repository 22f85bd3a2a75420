"""How a place is changed: the usual operators of mutation testing, and those of queries."""

import ast
from collections.abc import Iterator
from itertools import chain

Change = tuple[ast.AST, str]
"""A node, and the text that takes its place."""

COMPARED: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE), ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE), ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,), ast.NotEq: (ast.Eq,), ast.Is: (ast.IsNot,), ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,), ast.NotIn: (ast.In,),
}  # fmt: skip
COUNTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult, ast.Mod: ast.FloorDiv, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
    ast.LShift: ast.RShift, ast.RShift: ast.LShift,
}  # fmt: skip
BOUNDARIES = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "=": "<="}
LOOKUPS = {"lt": "lte", "lte": "lt", "gt": "gte", "gte": "gt"}
FILTERING = {"filter", "exclude", "get", "Q", "update"}


def changes(node: ast.AST) -> Iterator[Change]:
    """The changes of one node itself."""
    match node:
        case ast.Compare() | ast.BoolOp() | ast.BinOp() | ast.UnaryOp():
            yield from _operator(node)
        case ast.Constant():
            yield from ((node, text) for text in _constants(node.value))
        case ast.Call():
            yield from _called(node)
        case ast.If() | ast.IfExp() | ast.While():
            yield from _negated(node.test)
        case ast.comprehension():
            yield from ((each, "True") for each in node.ifs)
            yield from chain.from_iterable(map(_negated, node.ifs))
        case ast.stmt():
            yield from _statement(node)


def _operator(node: ast.AST) -> Iterator[Change]:
    match node:
        case ast.Compare():
            yield from _compared(node)
        case ast.BoolOp():
            yield from _joined(node)
        case ast.BinOp() if type(node.op) in COUNTED:
            yield node, f"({_text(node, op=COUNTED[type(node.op)]())})"
        case ast.UnaryOp(operand=operand):
            yield node, f"({ast.unparse(operand)})"


def _text(node: ast.AST, **changes: object) -> str:
    fields = {name: getattr(node, name) for name in node._fields} | changes
    return ast.unparse(type(node)(**fields))


def _compared(node: ast.Compare) -> Iterator[Change]:
    for place, operator in enumerate(node.ops):
        for other in COMPARED[type(operator)]:
            yield node, _text(node, ops=[*node.ops[:place], other(), *node.ops[place + 1 :]])


def _joined(node: ast.BoolOp) -> Iterator[Change]:
    """And for or; and each operand left out."""
    other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    yield node, f"({_text(node, op=other)})"
    for place in range(len(node.values)):
        rest = [*node.values[:place], *node.values[place + 1 :]]
        yield node, f"({_text(node, values=rest) if len(rest) > 1 else ast.unparse(rest[0])})"


def _constants(value: object) -> Iterator[str]:
    match value:
        case bool():
            yield str(not value)
        case int():
            yield str(value + 1)
        case str() if value in BOUNDARIES:
            yield repr(BOUNDARIES[value])
        case str() if value:
            yield repr(f"~{value}")


def _called(node: ast.Call) -> Iterator[Change]:
    """Conditions of a query left out, or moved by the one moment at their boundary."""
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if name not in FILTERING:
        return
    for place, keyword in enumerate(node.keywords):
        rest = [*node.keywords[:place], *node.keywords[place + 1 :]]
        yield node, _text(node, keywords=rest)
        path, _, lookup = (keyword.arg or "").rpartition("__")
        if lookup in LOOKUPS:
            moved = ast.keyword(f"{path}__{LOOKUPS[lookup]}", keyword.value)
            yield node, _text(node, keywords=[*rest[:place], moved, *rest[place:]])
    if len(node.args) > 1 or (node.args and node.keywords):
        for place in range(len(node.args)):
            yield node, _text(node, args=[*node.args[:place], *node.args[place + 1 :]])


def _negated(test: ast.expr) -> Iterator[Change]:
    """The opposite, where no other change is it already."""
    is_done = isinstance(test, ast.UnaryOp) or (
        isinstance(test, ast.Compare) and len(test.ops) == 1
    )
    if not is_done:
        yield test, f"(not ({ast.unparse(test)}))"


def _statement(node: ast.stmt) -> Iterator[Change]:
    match node:
        case ast.Return(value=ast.expr() as value):
            if not (isinstance(value, ast.Constant) and value.value is None):
                yield node, "return None"
        case ast.AugAssign():
            yield node, "pass"
            if type(node.op) in COUNTED:
                yield node, _text(node, op=COUNTED[type(node.op)]())
        case ast.Assign(targets=[ast.Attribute() | ast.Subscript() | ast.Tuple(), *_]):
            yield node, "pass"
        case ast.Expr() | ast.Raise() | ast.Delete() | ast.Break() | ast.Continue():
            yield node, "pass"
        case ast.Try():
            yield from ((_whole(handler.body), "raise") for handler in node.handlers)


def _whole(body: list[ast.stmt]) -> ast.stmt:
    """One statement in the place of all of these."""
    place = ast.copy_location(ast.Pass(), body[0])
    place.end_lineno, place.end_col_offset = body[-1].end_lineno, body[-1].end_col_offset
    return place
