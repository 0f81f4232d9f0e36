"""Answers that a rehearsal hands in: right ones, none, and such as are wrong in any course."""

import ast
from collections.abc import Callable, Iterator

from nbgrader_sandbox.course.assignment import Assignment, Cell, Role
from nbgrader_sandbox.run.job import Answers
from nbgrader_sandbox.source.names import parse

Function = ast.FunctionDef | ast.AsyncFunctionDef
SOLUTION, AGAIN, BLANK = "the solution", "the solution again", "nothing"
NAMES = {
    "returns None": "return None",
    "returns its first argument": "return {first}",
    "raises": "raise ValueError('this answer is wrong')",
}
# Of the argument that is left as it is where it cannot be changed.
CHANGED = """
def {name}(*arguments, _answer={name}, **named):
    result = _answer(*arguments, **named)
    for argument in arguments[:1]:
        try:
            argument[:] = argument[::-1]
        except Exception:
            try:
                argument.clear()
            except Exception:
                pass
    return result
"""
# Before an answer: what a test can change around a function without the function's doing. Such
# a change need not reach a student's process, and no wrong answer shows that better than one
# that fails by it.
WATCH = """
def _watch_surroundings():
    import builtins, numpy, sys, warnings

    def inner(modules):
        found = {id(each): each for each in modules if type(each) is type(sys)}
        return [m for m in found.values() if m is not sys and vars(m) is not globals()]

    def settings():
        is_strict = [each[0] for each in warnings.filters[:1]] == ["error"]
        return numpy.geterr(), is_strict, [n for n, m in list(sys.modules.items()) if m is None]

    def watch(name):
        calls[name] = calls.get(name, 0) + 1
        if calls[name] > 200:  # it takes a millisecond
            return
        if settings() != before or any(names.get(name) is not kept for names, name, kept in known):
            raise RuntimeError("this answer fails where something was replaced")

    calls, modules = {}, inner([builtins, *globals().values()])
    modules = inner([*modules, *(each for module in modules for each in vars(module).values())])
    known = [
        (vars(module), name, value)
        for module in modules
        for name, value in vars(module).items()
        if callable(value) and name != "get_ipython"  # which is there in cells only
    ]
    before = settings()
    return watch
"""
START = "\n_watch = _watch_surroundings()\n"


def rehearsed_answers(assignment: Assignment) -> dict[str, Answers]:
    """Return what is handed in, by a name for each; where two are the same, the first."""
    made = {SOLUTION: _solution, AGAIN: _solution, BLANK: lambda cell: cell.source}
    wrong = {name: _with_body(body) for name, body in NAMES.items()}
    wrong |= {"changes its first argument": _changed, "every value is None": _without_values}
    wrong |= {"fails where something was replaced": _watching}
    answers = {name: _answers(assignment, make) for name, make in (made | wrong).items()}
    if not has_solutions(assignment):
        del answers[SOLUTION], answers[AGAIN]
    distinct = {repr(each): name for name, each in reversed(answers.items()) if name != AGAIN}
    return {name: each for name, each in answers.items() if name in {*distinct.values(), AGAIN}}


def has_solutions(assignment: Assignment) -> bool:
    """Return whether the instructor's own answers are known."""
    return any(cell.solution for template in assignment.templates for cell in template.cells)


def _answers(assignment: Assignment, make: Callable[[Cell], str]) -> Answers:
    return {
        each.name: {cell.grade_id: make(cell) for cell in each.cells if cell.role is Role.SOLUTION}
        for each in assignment.templates
    }


def _solution(cell: Cell) -> str:
    return cell.solution or cell.source


def _with_body(body: str) -> Callable[[Cell], str]:
    """Give every function that is asked for, methods too, another body."""

    def answer(cell: Cell) -> str:
        tree = parse(_solution(cell))
        for function in _functions(tree):
            arguments = [*function.args.posonlyargs, *function.args.args]
            names = [each.arg for each in arguments if each.arg not in ("self", "cls")]
            first = names[0] if names else "None"
            function.body = ast.parse(body.format(first=first)).body
        return ast.unparse(tree)

    return answer


def _changed(cell: Cell) -> str:
    names = [each.name for each in parse(_solution(cell)).body if isinstance(each, Function)]
    return _solution(cell) + "\n" + "\n".join(CHANGED.format(name=name) for name in names)


def _without_values(cell: Cell) -> str:
    tree = parse(_solution(cell))
    for each in tree.body:
        if isinstance(each, ast.Assign | ast.AnnAssign):
            each.value = ast.Constant(None)
    return ast.unparse(tree)


def _watching(cell: Cell) -> str:
    tree = parse(_solution(cell))
    functions = list(_functions(tree))
    for function in functions:
        at = int(ast.get_docstring(function) is not None)
        function.body.insert(at, ast.parse(f"_watch({function.name!r})").body[0])
    # Once more in the end, when the cell's own imports are done.
    return WATCH + START + ast.unparse(tree) + START if functions else _solution(cell)


def _functions(tree: ast.Module) -> Iterator[Function]:
    for each in tree.body:
        inner = each.body if isinstance(each, ast.ClassDef) else [each]
        yield from (one for one in inner if isinstance(one, Function))
