"""Another order: of loops, arguments, outputs and operands; and a name for another."""

import ast
from collections.abc import Callable, Iterator, Sequence
from difflib import get_close_matches

Operator = Callable[[ast.AST], Iterator[ast.AST]]

ORDERED = (ast.Sub, ast.Div, ast.MatMult, ast.Pow, ast.FloorDiv, ast.Mod)  # a − b is not b − a

COMES = {"iter": 0, "value": 0, "generators": 0, "target": 1, "targets": 1}


def loop(node: ast.AST) -> Iterator[ast.AST]:
    """A loop without its first or last step, or the other way round where the order shows."""
    match node:
        case ast.For(target, iterable, body, otherwise):
            for other in [*_shorter(iterable), *(_reversed(iterable) if _carries(body) else [])]:
                yield ast.For(target, other, body, otherwise)
        case ast.comprehension(target, iterable, conditions):
            for other in _shorter(iterable):
                yield ast.comprehension(target, other, conditions, 0)
        case ast.ListComp(element, [ast.comprehension(target, iterable, conditions), *others]):
            for other in [] if ast.unparse(target) == "_" else _reversed(iterable):
                first = ast.comprehension(target, other, conditions, 0)
                yield ast.ListComp(element, [first, *others])


def _shorter(iterable: ast.expr) -> list[ast.expr]:
    return [_part(iterable, "[1:]"), _part(iterable, "[:-1]")]


def _reversed(iterable: ast.expr) -> list[ast.expr]:
    return [_part(iterable, "[::-1]")]


def _part(iterable: ast.expr, text: str) -> ast.expr:
    part = ast.parse(f"_{text}", mode="eval").body
    assert isinstance(part, ast.Subscript)
    steps = ast.Call(ast.Name("list", ast.Load()), [iterable], [])
    return ast.Subscript(steps, part.slice, ast.Load())


def _carries(body: Sequence[ast.stmt]) -> bool:
    """Return whether a step of a loop leaves something for the next: a value, a place in a list."""
    first_use: dict[str, ast.expr_context] = {}
    for name in (name for statement in body for name in _uses(statement)):
        first_use.setdefault(name.id, name.ctx)
    assigned = {name.id for each in body for name in _uses(each) if isinstance(name.ctx, ast.Store)}
    nodes = [node for statement in body for node in ast.walk(statement)]
    appends = any(isinstance(node, ast.Attribute) and node.attr == "append" for node in nodes)
    return appends or any(isinstance(first_use[name], ast.Load) for name in assigned)


def _uses(node: ast.AST) -> Iterator[ast.Name]:
    """Yield names in the order in which Python comes to them."""
    if isinstance(node, ast.Name):
        yield node
    for field in sorted(node._fields, key=lambda field: COMES.get(field, 2)):
        value = getattr(node, field)
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from _uses(child)


def exchanged(node: ast.AST) -> Iterator[ast.AST]:
    """Two neighbours exchanged: arguments, outputs, operands, names to unpack into."""
    match node:
        case ast.BinOp(left, op, right) if isinstance(op, ORDERED):
            yield ast.BinOp(right, op, left)
        case ast.Call(function, arguments, keywords):
            for _, others in _swapped(arguments):
                yield ast.Call(function, others, keywords)
        case ast.Tuple(elements, ast.Load()) | ast.List(elements, ast.Load()):
            for _, others in _swapped(elements):
                yield type(node)(others, ast.Load())
        case ast.Assign([ast.Tuple(targets)], value):
            values = value.elts if isinstance(value, ast.Tuple) else targets
            for i, others in _swapped(targets):
                if ast.dump(values[i]) != ast.dump(values[i + 1]):  # not for a, b = [], []
                    yield ast.Assign([ast.Tuple(others, ast.Store())], value)


def _swapped(items: Sequence[ast.expr]) -> Iterator[tuple[int, list[ast.expr]]]:
    for i in range(len(items) - 1):
        if not any(isinstance(item, ast.Starred) for item in items[i : i + 2]):
            yield i, [*items[:i], items[i + 1], items[i], *items[i + 2 :]]


def other_name(names: Sequence[str]) -> Operator:
    """Return the operator that takes a name for the one of ``names`` that looks most like it."""
    others = {name: [other for other in names if other != name] for name in names}
    like = {name: get_close_matches(name, others[name], n=1, cutoff=0) for name in names}

    def operator(node: ast.AST) -> Iterator[ast.AST]:
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            for other in like.get(node.id, []):
                yield ast.Name(other, ast.Load())

    return operator
