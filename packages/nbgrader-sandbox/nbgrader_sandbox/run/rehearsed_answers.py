"""Answers that a rehearsal hands in: right ones, none, and such as are wrong in any course."""

import ast
from collections.abc import Callable, Iterator

from IPython.core.inputtransformer2 import TransformerManager

from nbgrader_sandbox.course.assignment import Assignment, Cell, Role
from nbgrader_sandbox.run.job import Answers

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


def rehearsed_answers(assignment: Assignment) -> dict[str, Answers]:
    """Return what is handed in, by a name for each; where two are the same, the first."""
    made = {SOLUTION: _solution, AGAIN: _solution, BLANK: lambda cell: cell.source}
    wrong = {name: _with_body(body) for name, body in NAMES.items()}
    wrong |= {"changes its first argument": _changed, "every value is None": _without_values}
    answers = {name: _answers(assignment, make) for name, make in (made | wrong).items()}
    if not has_solutions(assignment):
        del answers[SOLUTION], answers[AGAIN]
    distinct = {repr(each): name for name, each in reversed(answers.items()) if name != AGAIN}
    return {name: each for name, each in answers.items() if name in {*distinct.values(), AGAIN}}


def has_solutions(assignment: Assignment) -> bool:
    """Return whether the instructor's own answers are known."""
    return any(cell.solution for cell in _asked(assignment))


def _asked(assignment: Assignment) -> Iterator[Cell]:
    for template in assignment.templates:
        yield from (cell for cell in template.cells if cell.role is Role.SOLUTION)


def _answers(assignment: Assignment, make: Callable[[Cell], str]) -> Answers:
    return {
        template.name: {
            cell.grade_id: make(cell) for cell in template.cells if cell.role is Role.SOLUTION
        }
        for template in assignment.templates
    }


def _solution(cell: Cell) -> str:
    return cell.solution or cell.source


def _with_body(body: str) -> Callable[[Cell], str]:
    """Give every function that is asked for, methods too, another body."""

    def answer(cell: Cell) -> str:
        tree = _parsed(_solution(cell))
        for function in _functions(tree):
            arguments = [*function.args.posonlyargs, *function.args.args]
            names = [each.arg for each in arguments if each.arg not in ("self", "cls")]
            first = names[0] if names else "None"
            (pattern,) = _functions(_parsed(f"def f(): {body.format(first=first)}"))
            function.body = pattern.body
        return ast.unparse(tree)

    return answer


def _changed(cell: Cell) -> str:
    names = [each.name for each in _parsed(_solution(cell)).body if isinstance(each, Function)]
    return _solution(cell) + "\n" + "\n".join(CHANGED.format(name=name) for name in names)


def _without_values(cell: Cell) -> str:
    tree = _parsed(_solution(cell))
    for each in tree.body:
        if isinstance(each, ast.Assign | ast.AnnAssign):
            each.value = ast.Constant(None)
    return ast.unparse(tree)


def _functions(tree: ast.Module) -> Iterator[Function]:
    for each in tree.body:
        inner = each.body if isinstance(each, ast.ClassDef) else [each]
        yield from (one for one in inner if isinstance(one, Function))


def _parsed(source: str) -> ast.Module:
    try:
        return ast.parse(TransformerManager().transform_cell(source))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ast.parse("")
