"""Other values: operations, signs, terms, constants, conditions, lines left out."""

import ast
import re
from collections.abc import Iterator

from tests.support.mutants.operators.order import Operator

ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.MatMult: ast.Mult,
    ast.Pow: ast.Mult,
    ast.FloorDiv: ast.Div,
    ast.Mod: ast.FloorDiv,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}
BORDERS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
}
OPPOSITES: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.GtE,
    ast.LtE: ast.Gt,
    ast.Gt: ast.LtE,
    ast.GtE: ast.Lt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}


def arithmetic(node: ast.AST) -> Iterator[ast.AST]:
    """Another operation: a − b for a + b, and so on."""
    match node:
        case ast.BinOp(left, op, right) if type(op) in ARITHMETIC:
            yield ast.BinOp(left, ARITHMETIC[type(op)](), right)
        case ast.AugAssign(target, op, value) if type(op) in ARITHMETIC:
            yield ast.AugAssign(target, ARITHMETIC[type(op)](), value)


def sign(node: ast.AST) -> Iterator[ast.AST]:
    """A sign dropped, or a product's turned round."""
    match node:
        case ast.UnaryOp(ast.USub(), operand):
            yield operand
        case ast.BinOp(ast.BinOp(op=ast.Mult() | ast.Div() | ast.MatMult())):
            return  # the sign of a longer product is that of its first two factors
        case ast.BinOp(op=ast.Mult() | ast.Div() | ast.MatMult()):
            yield ast.UnaryOp(ast.USub(), node)


def dropped_term(node: ast.AST) -> Iterator[ast.AST]:
    """A term or a factor left out."""
    match node:
        case ast.BinOp(left, ast.Add() | ast.Mult() | ast.MatMult() | ast.Sub(), right):
            yield left
            yield right
        case ast.BinOp(left, ast.Div() | ast.Pow() | ast.FloorDiv()):
            yield left


def doubled_term(node: ast.AST) -> Iterator[ast.AST]:
    """A term counted twice."""
    match node:
        case ast.BinOp(left, ast.Add() | ast.Sub() as op, right):
            if not (isinstance(left, ast.BinOp) and isinstance(left.op, ast.Add | ast.Sub)):
                yield ast.BinOp(_twice(left), op, right)
            yield ast.BinOp(left, op, _twice(right))
        case ast.AugAssign(target, ast.Add() | ast.Sub() as op, value):
            yield ast.AugAssign(target, op, _twice(value))


def _twice(term: ast.expr) -> ast.expr:
    return ast.BinOp(ast.Constant(2), ast.Mult(), term)


def constant(node: ast.AST) -> Iterator[ast.AST]:
    """A whole number off by one, another number doubled, a text without its first letter."""
    match node:
        case ast.Constant(bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(int(value)):
            yield ast.Constant(value + 1)
            if value:  # an index or an axis −1 for 0 is often the same one
                yield ast.Constant(value - 1)
        case ast.Constant(float(value)):
            yield ast.Constant(2 * value or 1.0)
        case ast.Constant(str(value)):
            yield ast.Constant(value[1:] or "x")


def border(node: ast.AST) -> Iterator[ast.AST]:
    """A comparison with the border on the other side."""
    match node:
        case ast.Compare(left, [op], others) if type(op) in BORDERS:
            yield ast.Compare(left, [BORDERS[type(op)]()], others)


def condition(node: ast.AST) -> Iterator[ast.AST]:
    """A condition the other way round, always true, or combined with "or" for "and"."""
    match node:
        case ast.Compare(left, [op], others) if type(op) in OPPOSITES:
            yield ast.Compare(left, [OPPOSITES[type(op)]()], others)
        case ast.UnaryOp(ast.Not() | ast.Invert(), operand):
            yield operand
        case ast.BoolOp(ast.And(), values):
            yield ast.BoolOp(ast.Or(), values)
        case ast.BoolOp(ast.Or(), values):
            yield ast.BoolOp(ast.And(), values)
        case ast.IfExp(_, body, otherwise):
            yield body
            yield otherwise
        case ast.If(_, body, otherwise):
            yield ast.If(ast.Constant(value=True), body, otherwise)
            yield ast.If(ast.Constant(value=False), body, otherwise)


def clipped(program: str) -> Operator:
    """Return the operator that cuts off a gradient, as the best known RNN of a hundred lines does.

    Other programs hand on numbers that have bounds of their own.
    """

    def operator(node: ast.AST) -> Iterator[ast.AST]:
        match node:
            case ast.Return(ast.Tuple(elements) | ast.List(elements) as value):
                for i, element in enumerate(elements):
                    if not isinstance(element, ast.Starred):
                        cut = [*elements[:i], _cut_off(element), *elements[i + 1 :]]
                        yield ast.Return(type(value)(cut, ast.Load()))
            case ast.Return(ast.expr() as value):
                yield ast.Return(_cut_off(value))
            case ast.Assign([target], value) if _is_gradient(target) and not _is_start(value):
                yield ast.Assign([target], _cut_off(value))
            case ast.AugAssign(target, op, value) if _is_gradient(target):
                yield ast.Assign([target], _cut_off(ast.BinOp(target, op, value)))

    return operator if "_backward" in program else lambda _: iter(())


def _is_gradient(target: ast.expr) -> bool:
    """Return whether it is called dx, or is a part of what is."""
    name = target.value if isinstance(target, ast.Subscript) else target
    return isinstance(name, ast.Name) and name.id.startswith("d")


def _is_start(value: ast.expr) -> bool:
    """Return whether it is what a sum begins with, or room for what will be computed."""
    names = [node.attr for node in ast.walk(value) if isinstance(node, ast.Attribute)]
    return isinstance(value, ast.Constant) or any(re.match("zeros|empty", each) for each in names)


def _cut_off(value: ast.expr) -> ast.expr:
    bounds = ast.UnaryOp(ast.USub(), ast.Constant(5)), ast.Constant(5)
    clip = ast.Attribute(ast.Name("np", ast.Load()), "clip", ast.Load())
    return ast.Call(clip, [value, *bounds], [])


def assigned(node: ast.AST) -> Iterator[ast.AST]:
    """A sum that starts again with each term."""
    match node:
        case ast.AugAssign(target, _, value):
            yield ast.Assign([target], value)


def dropped_statement(node: ast.AST) -> Iterator[ast.AST]:
    """A line left out."""
    if isinstance(node, ast.Assign | ast.AugAssign | ast.Expr | ast.Continue | ast.Break):
        yield ast.Pass()
