"""Mutants of one program: each differs from it in one place, and in what it does."""

import ast
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from types import CodeType, FunctionType

from rnn_course.build.solutions import source_of
from tests.support.mutants.operators import OPERATORS, Operator, clipped, other_name

TALKING = {"print", "warn", "write"}  # what a program says is no part of its answer
Put = Callable[[ast.AST], None]


@dataclass(frozen=True)
class Mutant:
    """One right answer with one change.

    ``program`` is the answer's name, ``line`` the number of the changed line in its file and
    ``change`` that line as it is now; what is left out stands there as a comment.
    """

    program: str
    operator: str
    line: int
    change: str
    source: str

    @property
    def key(self) -> tuple[str, str]:
        """What the table of equivalent mutants knows it by."""
        return self.program, f"{self.operator}: {self.change}"


def mutants_of(answer: FunctionType) -> list[Mutant]:
    """List the mutants of an answer; those that compile to the same bytecode count once."""
    tree = _bare(source_of(answer))
    seen = {_bytecode(ast.unparse(tree))}
    found = []
    for each in _changed(tree, answer):
        bytecode = _bytecode(each.source)
        if bytecode and bytecode not in seen:
            seen.add(bytecode)
            found.append(each)
    return found


def function_of(mutant: Mutant, answer: FunctionType) -> Callable:
    """Return the mutant, ready to be called, among what the answer finds around itself."""
    namespace = dict(answer.__globals__)
    exec(compile(mutant.source, f"<mutant of {mutant.program}>", "exec"), namespace)
    return namespace[mutant.program]


def _bare(source: str) -> ast.FunctionDef:
    """Parse a function, and drop what cannot change a result: docstrings, annotations."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            node.returns = None
            if ast.get_docstring(node) is not None:
                del node.body[0]
        elif isinstance(node, ast.arg):
            node.annotation = None
    (function,) = tree.body
    assert isinstance(function, ast.FunctionDef)
    return function


def _changed(tree: ast.FunctionDef, answer: FunctionType) -> Iterator[Mutant]:
    """Change one place of the tree after the other, and put each back."""
    operators = OPERATORS | {
        "other_name": other_name(_names(tree)),
        "clipped": clipped(tree.name),
    }
    first = answer.__code__.co_firstlineno
    for statement, node, put in _places(tree.body):
        before, line = _head(statement), first + statement.lineno - 1
        for name, other in _replacements(node, operators):
            put(other)
            change = _change(before, _head(other if node is statement else statement))
            source = ast.unparse(ast.fix_missing_locations(tree))
            put(node)
            yield Mutant(answer.__name__, name, line, change, source)


def _replacements(node: ast.AST, operators: dict[str, Operator]) -> Iterator[tuple[str, ast.AST]]:
    for name, operator in operators.items():
        for other in operator(node):
            yield name, other


def _places(body: list[ast.stmt]) -> Iterator[tuple[ast.stmt, ast.AST, Put]]:
    """Yield every node with the statement that it stands in and the way to replace it."""
    for i, statement in enumerate(body):
        if not _is_talk(statement):
            yield statement, statement, partial(body.__setitem__, i)
            yield from _places_in(statement, statement)


def _places_in(parent: ast.AST, statement: ast.stmt) -> Iterator[tuple[ast.stmt, ast.AST, Put]]:
    if _is_guard(parent) or _is_size(parent):
        return
    for field, value in ast.iter_fields(parent):
        if isinstance(value, list) and value and isinstance(value[0], ast.stmt):
            yield from _places(value)
        elif isinstance(value, list):
            for i, item in enumerate(value):
                if isinstance(item, ast.AST):
                    yield statement, item, partial(value.__setitem__, i)
                    yield from _places_in(item, statement)
        elif isinstance(value, ast.AST):
            yield statement, value, partial(setattr, parent, field)
            yield from _places_in(value, statement)


def _is_guard(node: ast.AST) -> bool:
    """Return whether a node guards against what never happens, or has an operator of its own."""
    return isinstance(node, ast.keyword) and node.arg in ("strict", "axis")


def _is_size(node: ast.AST) -> bool:
    """Return whether a node asks a name for its size only, which other names may have as well."""
    match node:
        case ast.Attribute(ast.Name(), "shape"):
            return True
        case ast.Call(ast.Name("len"), [ast.Name()]):
            return True
        case ast.Call(ast.Attribute(ast.Name("np"), name), [ast.Name()]):
            return name.endswith("_like")
    return False


def _is_talk(statement: ast.stmt) -> bool:
    match statement:
        case ast.Expr(ast.Call(ast.Name(name) | ast.Attribute(_, name))):
            return name in TALKING
    return False


def _change(before: str, after: str) -> str:
    """Return the line as it is now; with what it was, where nothing of that is left."""
    if after == "pass":
        return f"# {before}"
    return f"{after}  # {before}" if after in ("if True:", "if False:") else after


def _head(statement: ast.AST) -> str:
    """Return the first line of a statement."""
    return ast.unparse(ast.fix_missing_locations(statement)).partition("\n")[0]


def _names(tree: ast.FunctionDef) -> list[str]:
    """List a function's parameters and other names, in the order in which they are bound."""
    bound = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.arg) or (isinstance(node, ast.Name) and _is_bound(node))
    ]
    bound.sort(key=lambda node: (node.lineno, node.col_offset))
    names = (node.arg if isinstance(node, ast.arg) else node.id for node in bound)
    return list(dict.fromkeys(names))


def _is_bound(name: ast.Name) -> bool:
    return isinstance(name.ctx, ast.Store)


def _bytecode(source: str) -> tuple:
    """Return what two programs that do the same have in common; nothing if it is not Python."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SyntaxWarning)  # `1[t]`
        try:
            return _parts(compile(source, "", "exec", dont_inherit=True))
        except SyntaxError:  # `(f(x), y) = z`
            return ()


def _parts(code: CodeType) -> tuple:
    # Constants by their repr: 1, 1.0 and True are equal, and not the same.
    constants = (
        _parts(each) if isinstance(each, CodeType) else repr(each) for each in code.co_consts
    )
    return code.co_code, code.co_names, code.co_varnames, code.co_freevars, tuple(constants)
