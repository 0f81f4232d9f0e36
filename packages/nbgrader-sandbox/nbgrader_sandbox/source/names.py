"""Names that a cell binds and uses, as far as its text shows them."""

import ast
import functools
import re
import symtable
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from IPython.core.inputtransformer2 import TransformerManager

# What runs the rest of its cell where names of the notebook are bound.
WRAPPING_MAGIC = re.compile(r"\A\s*%%(?:time|capture|prun)\b.*\n")
TOKEN = re.compile(r"\w+|[^\w\s]|\n")
MAX_TOKENS = 50_000  # of a cell: measured, 4 s and 80 MB to read them
# Characters of a cell times its possible magics: IPython reads a cell again for each of them.
MAX_EFFORT = 10_000_000
NO_PYTHON = (SyntaxError, ValueError, RecursionError, MemoryError)  # what parsing it raises


@dataclass(frozen=True)
class Names:
    """Names of one cell.

    ``used`` are global ones that it reads, also in its functions and as ``"__main__.name"``;
    ``modules`` those that it imports or imports from, also in functions, and what it imports from
    them, which may be modules, too.
    """

    used: frozenset[str] = frozenset()
    defined: frozenset[str] = frozenset()  # by import, def or class, outside of functions
    assigned: frozenset[str] = frozenset()  # in any other way, outside of functions
    changed: frozenset[str] = frozenset()  # those of them that it reads before, as in ``n += 1``
    modules: frozenset[str] = frozenset()
    may_bind_more: bool = False  # by a star import, a magic, ``exec``: its text does not show what

    @property
    def bound(self) -> frozenset[str]:
        """All names that it binds."""
        return self.defined | self.assigned


@functools.lru_cache(maxsize=1024)
def names_of(source: str) -> Names:
    """Return the names of a cell; none if it is no Python, or would take too long to read."""
    if _is_too_long(source):
        return Names()
    try:
        code = TransformerManager().transform_cell(WRAPPING_MAGIC.sub("", source))
        tree, table = ast.parse(code), symtable.symtable(code, "cell", "exec")
    except NO_PYTHON:
        return Names()
    defined, assigned = _bound(tree)
    modules = frozenset(_modules(tree))
    texts = [n.value for n in ast.walk(tree) if isinstance(n, ast.Constant)]
    # As a test gives them to unittest.mock.patch.
    patched = [t.split(".")[1] for t in texts if isinstance(t, str) and t.startswith("__main__.")]
    used = frozenset({*_globals_read(table), *patched})
    changed = frozenset(_read_first(tree)) & {*defined, *assigned}
    may_bind_more = any(map(_binds_out_of_sight, ast.walk(tree)))
    return Names(used, frozenset(defined), frozenset(assigned), changed, modules, may_bind_more)


def parse(source: str) -> ast.Module:
    """Parse a cell; what is no Python has no statements."""
    try:
        return ast.parse(TransformerManager().transform_cell(source))
    except NO_PYTHON:
        return ast.Module([], [])


def _bound(tree: ast.Module) -> tuple[set[str], set[str]]:
    """Return the names that are imported or defined, and those bound in another way."""
    defined: set[str] = set()
    assigned = {n for node in ast.walk(tree) if isinstance(node, ast.Global) for n in node.names}
    nodes = list(_outside_functions(tree))
    # Names of a comprehension's own, as ``v`` in ``[v for v in values]``.
    targets = [node.target for node in nodes if isinstance(node, ast.comprehension)]
    inner = {id(node) for target in targets for node in ast.walk(target)}
    for node in nodes:
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                defined.add(node.name)
            case ast.Import() | ast.ImportFrom():
                defined |= {a.asname or a.name.split(".")[0] for a in node.names} - {"*"}
            case ast.Name(ctx=ast.Store()) if id(node) not in inner:
                assigned.add(node.id)
            case ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
                assigned.add(name)
            case ast.MatchMapping(rest=str(name)):
                assigned.add(name)
    return defined, assigned


def _binds_out_of_sight(node: ast.AST) -> bool:
    match node:
        case ast.ImportFrom(names=[ast.alias(name="*")]):
            return True
        case ast.Import(names=names):
            return any(each.name == "__main__" for each in names)
        case ast.Call(func=ast.Name(id="exec")) | ast.Call(args=[ast.Constant("__main__"), *_]):
            return True
        case ast.Subscript(slice=ast.Constant("__main__") | ast.Name("__name__")):
            return True  # of the table of modules
        case ast.Call(
            func=ast.Attribute(attr="run_line_magic"),
            args=[ast.Constant("run" | "pylab" | "time"), *_],
        ):
            return True
        case ast.Attribute(ast.Call(ast.Name("get_ipython")), str(attribute)):
            return attribute in ("ex", "push", "run_cell", "user_global_ns", "user_ns")
        case ast.Subscript(ast.Call(ast.Name("globals" | "locals" | "vars")), ctx=ast.Store()):
            return True
        case ast.Attribute(ast.Call(ast.Name("globals" | "locals" | "vars")), str(attribute)):
            return attribute in ("update", "setdefault", "__setitem__")
        case ast.Assign(value=ast.Call(ast.Name("globals" | "locals" | "vars"), args=[])):
            return True
    return False


def _read_first(tree: ast.Module) -> set[str]:
    """Return names that statements read before others bind them, functions aside."""
    first: set[str] = set()
    bound: set[str] = set()
    for statement in tree.body:
        here = ast.Module([statement], [])
        nodes = list(_outside_functions(here))
        read = {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}
        changed = [n.target for n in nodes if isinstance(n, ast.AugAssign)]
        read |= {target.id for target in changed if isinstance(target, ast.Name)}
        first |= read - bound
        bound |= {*_bound(here)[0], *_bound(here)[1]}
    return first


def _is_too_long(source: str) -> bool:
    if len(source) * (1 + sum(map(source.count, "%!?"))) > MAX_EFFORT:
        return True
    return next(islice(TOKEN.finditer(source), MAX_TOKENS, None), None) is not None


def _globals_read(table: symtable.SymbolTable) -> Iterator[str]:
    # Not by recursion, here and below: a sum of a thousand numbers is a thousand levels deep.
    waiting = [table]
    while waiting:
        table = waiting.pop()
        is_module = table.get_type() == "module"
        for symbol in table.get_symbols():
            if symbol.is_referenced() and (is_module or symbol.is_global()):
                yield symbol.get_name()
        waiting += table.get_children()


def _outside_functions(tree: ast.AST) -> Iterator[ast.AST]:
    scopes = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda
    waiting = [tree]
    while waiting:
        for child in ast.iter_child_nodes(waiting.pop()):
            yield child
            if not isinstance(child, scopes):
                waiting.append(child)


def ends_in_expression(source: str) -> bool:
    """Return whether a cell's last statement has a value that is shown."""
    body = parse(source).body
    return bool(body) and isinstance(body[-1], ast.Expr)


def lists_names(source: str) -> bool:
    """Return whether a cell asks which global names there are, as with ``globals()``."""
    nodes = ast.walk(parse(source))
    calls = [node for node in nodes if isinstance(node, ast.Call) and not node.args]
    called = {node.func.id for node in calls if isinstance(node.func, ast.Name)}
    return not called.isdisjoint(("globals", "locals", "vars", "dir"))


@functools.lru_cache(maxsize=256)  # a released cell is the same in all submissions
def imports_of(source: str) -> str:
    """Return the import statements of a cell, outside of functions; empty if there are none."""
    body = [] if _is_too_long(source) else parse(source).body
    found = [node for node in body if isinstance(node, ast.Import | ast.ImportFrom)]
    return "\n".join(map(ast.unparse, found))


def _modules(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Import():
                yield from (alias.name for alias in node.names)
            case ast.ImportFrom(module=str(module), level=0):
                yield from (module, *(f"{module}.{alias.name}" for alias in node.names))
