"""Other parts of arrays: indices, axes, transposes, copies, functions of arrays."""

import ast
from collections.abc import Iterator

FUNCTIONS = {
    "max": "min",
    "min": "max",
    "argmax": "argmin",
    "argmin": "argmax",
    "sum": "mean",
    "mean": "sum",
    "any": "all",
    "all": "any",
    "zeros": "ones",
    "ones": "zeros",
    "zeros_like": "ones_like",
    "ones_like": "zeros_like",
    "cumsum": "cumprod",
    "hstack": "vstack",
    "vstack": "hstack",
}
OF_ONE_NUMBER = {"tanh", "exp", "log", "sqrt", "abs", "sigmoid", "square", "sorted", "reversed"}
SHAPING = {"axis", "keepdims", "reverse", "key", "dtype"}  # keywords whose absence is a mistake


def index(node: ast.AST) -> Iterator[ast.AST]:
    """An index or a slice's border off by one."""
    if not isinstance(node, ast.Subscript):
        return
    parts = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    for i, part in enumerate(parts):
        for other in _next_to(part):
            changed = [*parts[:i], other, *parts[i + 1 :]]
            whole = ast.Tuple(changed, ast.Load()) if len(parts) > 1 else other
            yield ast.Subscript(node.value, whole, node.ctx)


def _next_to(part: ast.expr) -> Iterator[ast.expr]:
    match part:
        case ast.Slice(lower, upper, None):
            for bound in _shifted(lower) if lower else [ast.Constant(1)]:
                yield ast.Slice(bound, upper)
            for bound in _shifted(upper) if upper else []:
                yield ast.Slice(lower, bound)
        case ast.Name() | ast.BinOp():
            yield from _shifted(part)


def _shifted(bound: ast.expr) -> Iterator[ast.expr]:
    """Shift by one; a bare number is left to the operator `constant`."""
    if any(isinstance(node, ast.Name) for node in ast.walk(bound)):
        yield ast.BinOp(bound, ast.Add(), ast.Constant(1))
        yield ast.BinOp(bound, ast.Sub(), ast.Constant(1))


def axis(node: ast.AST) -> Iterator[ast.AST]:
    """Another axis; an axis, a dtype or an order left out."""
    if not isinstance(node, ast.Call):
        return
    for i, keyword in enumerate(node.keywords):
        others = [*node.keywords[:i], *node.keywords[i + 1 :]]
        if keyword.arg in SHAPING:
            yield ast.Call(node.func, node.args, others)
        if keyword.arg == "axis":
            for value in _other_axes(keyword.value):
                yield ast.Call(node.func, node.args, [*others, ast.keyword("axis", value)])


def _other_axes(value: ast.expr) -> Iterator[ast.expr]:
    match value:
        case ast.Constant(int(number)):
            yield ast.Constant(0 if number else 1)
        case ast.UnaryOp(ast.USub()):
            yield ast.Constant(0)
        case ast.Tuple(elements):
            yield from elements


def transpose(node: ast.AST) -> Iterator[ast.AST]:
    """A transpose dropped, or one too many in a matrix product."""
    match node:
        case ast.Attribute(value, "T"):
            yield value
        case ast.BinOp(left, ast.MatMult(), right):
            if isinstance(left, ast.Name):
                yield ast.BinOp(ast.Attribute(left, "T", ast.Load()), ast.MatMult(), right)
            if isinstance(right, ast.Name):
                yield ast.BinOp(left, ast.MatMult(), ast.Attribute(right, "T", ast.Load()))


def missing_copy(node: ast.AST) -> Iterator[ast.AST]:
    """An array in place of its copy."""
    match node:
        case ast.Call(ast.Attribute(ast.Name("np"), "copy" | "array"), [ast.Name() as value]):
            yield value
        case ast.Call(ast.Attribute(value, "copy"), []):
            yield value


def function(node: ast.AST) -> Iterator[ast.AST]:
    """Another function, or none."""
    if not isinstance(node, ast.Call):
        return
    match node.func:
        case ast.Attribute(value, name) if name in FUNCTIONS:
            other = ast.Attribute(value, FUNCTIONS[name], ast.Load())
            yield ast.Call(other, node.args, node.keywords)
        case ast.Name("max" | "min" | "any" | "all" as name):
            yield ast.Call(ast.Name(FUNCTIONS[name], ast.Load()), node.args, node.keywords)
    name = getattr(node.func, "attr", getattr(node.func, "id", ""))
    if name in OF_ONE_NUMBER and node.args:
        yield node.args[0]
