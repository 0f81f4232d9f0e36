"""Which names a cell binds and which it uses, as far as its text tells."""

import ast
import builtins
import functools
import symtable
from collections.abc import Iterator
from dataclasses import dataclass

from IPython.core.inputtransformer2 import TransformerManager

# What a notebook has before its first cell; a student's meaning of these is no one else's.
ALWAYS_THERE = frozenset({*dir(builtins), "display", "get_ipython", "In", "Out", "exit", "quit"})


@dataclass(frozen=True)
class Names:
    """Names of one cell.

    Parameters
    ----------
    used : frozenset of str
        Global names that it reads, also in its functions.
    defined : frozenset of str
        Bound by import, def or class, outside of functions.
    assigned : frozenset of str
        Bound in any other way, outside of functions.
    modules : frozenset of str
        Top-level modules that it imports, in functions as well.
    """

    used: frozenset[str] = frozenset()
    defined: frozenset[str] = frozenset()
    assigned: frozenset[str] = frozenset()
    modules: frozenset[str] = frozenset()

    @property
    def bound(self) -> frozenset[str]:
        """All that it binds."""
        return self.defined | self.assigned


@functools.lru_cache(maxsize=4096)
def names_of(source: str) -> Names:
    """Read a cell; what is no Python has no names."""
    try:
        code = TransformerManager().transform_cell(source)
        tree, table = ast.parse(code), symtable.symtable(code, "cell", "exec")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return Names()
    defined, assigned = set(), set()
    for node in _outside_functions(tree):
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                defined.add(node.name)
            case ast.Import() | ast.ImportFrom():
                defined |= {a.asname or a.name.split(".")[0] for a in node.names}
            case ast.Name(ctx=ast.Store()):
                assigned.add(node.id)
    modules = frozenset(_modules(tree))
    used = frozenset(_globals_read(table))
    return Names(used, frozenset(defined), frozenset(assigned), modules)


def _globals_read(table: symtable.SymbolTable) -> Iterator[str]:
    is_module = table.get_type() == "module"
    for symbol in table.get_symbols():
        if symbol.is_referenced() and (is_module or symbol.is_global()):
            yield symbol.get_name()
    for inner in table.get_children():
        yield from _globals_read(inner)


def _outside_functions(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        yield child
        scopes = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda
        if not isinstance(child, scopes | ast.ListComp | ast.SetComp | ast.DictComp):
            yield from _outside_functions(child)


def _modules(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Import():
                yield from (alias.name.split(".")[0] for alias in node.names)
            case ast.ImportFrom(module=str(module), level=0):
                yield module.split(".")[0]


@dataclass(frozen=True)
class Needs:
    """What has to be there before a cell runs among the tests.

    Parameters
    ----------
    given : tuple of int
        Places of given cells to run first, in order.
    names : tuple of str
        Names that get the student's meaning.
    """

    given: tuple[int, ...]
    names: tuple[str, ...]


def needs_of(
    place: int, given: dict[int, str], stubs: dict[int, str], theirs: dict[int, str]
) -> Needs:
    """Find what the cell at ``place`` needs.

    A name means what was last given to it before: by a cell of the course, or by a student
    where the released stub or nobody else binds it. What the course imports or defines stays
    as it is, whatever a student's cell does to the name; what the course merely assigns, a
    student may assign anew.

    Parameters
    ----------
    place : int
        Of the cell among the notebook's.
    given : dict of int to str
        Sources of the course's own cells by place, the cell itself included.
    stubs : dict of int to str
        Released sources of the cells that students fill in.
    theirs : dict of int to str
        Sources of all cells that a student wrote.
    """
    needed, students = set(), set()
    test = names_of(given[place])
    waiting = [(place, name) for name in test.used - test.defined]
    seen = set()
    while waiting:
        at, name = waiting.pop()
        if (at, name) in seen:
            continue
        seen.add((at, name))
        source = _last(at, name, given)
        if _is_students(at, name, source, given, stubs, theirs):
            students.add(name)
        elif source is not None and source not in needed:
            needed.add(source)
            # What a given cell binds itself is never a student's.
            found = names_of(given[source])
            waiting += [(source, used) for used in found.used - found.bound]
    return Needs(tuple(sorted(needed)), tuple(sorted(students)))


def _is_students(at: int, name: str, source: int | None, given: dict, *cells: dict) -> bool:
    stubs, theirs = cells
    stub = _last(at, name, stubs)
    if source is None:
        return stub is not None or name not in ALWAYS_THERE
    if stub is not None and stub > source:
        return True
    later = _last(at, name, theirs)
    return name in names_of(given[source]).assigned and later is not None and later > source


def _last(at: int, name: str, cells: dict[int, str]) -> int | None:
    """The last cell before ``at`` that binds a name."""
    return max((p for p in cells if p < at and name in names_of(cells[p]).bound), default=None)
