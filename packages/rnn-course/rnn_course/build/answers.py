"""Answers to the exercises of each chapter: right, wrong, and right in other words.

They need ``rnn_course.build.solutions.solutions_in_reach``.
"""

from types import FunctionType

from nbgrader.utils import is_grade, is_solution

from rnn_course.bank.mistake import Mistake
from rnn_course.build.chapters import read_chapter
from rnn_course.build.solutions import functions_in, source_of, table_in
from rnn_course.cells import header
from rnn_course.errors import CellPlace
from rnn_course.paths import Course


def module_of(chapter: str) -> str:
    """Return the module of ``solutions`` that belongs to a chapter."""
    return chapter.split("-", 1)[1].replace("-", "_")


def references(chapter: str) -> dict[str, FunctionType]:
    """Return the reference solutions by the exercise's name."""
    return functions_in(module_of(chapter), CellPlace(chapter, 1))


def reference_sources(chapter: str) -> dict[str, str]:
    """Return the text of the reference solutions by the exercise's name."""
    return {name: source_of(function) for name, function in references(chapter).items()}


def mistakes(chapter: str) -> list[Mistake]:
    """List the known mistakes."""
    return table_in(f"{module_of(chapter)}.mistakes", CellPlace(chapter, 1), "MISTAKES", [])


def patched_mistakes(chapter: str) -> list[Mistake]:
    """List the known mistakes that are a patch of the reference, and so a notebook cell."""
    return [each for each in mistakes(chapter) if each.patch]


def equivalents(chapter: str) -> dict[str, FunctionType]:
    """Return right answers in other words, as ``exercise__how``."""
    return functions_in(f"{module_of(chapter)}.equivalents", CellPlace(chapter, 1))


def exercise_of(equivalent: str) -> str:
    """Return the exercise that ``exercise__how`` is an answer to."""
    return equivalent.split("__")[0]


def equivalent_source(equivalent: FunctionType) -> str:
    """Return the function under the name that the exercise asks for."""
    name = equivalent.__name__
    return source_of(equivalent).replace(f"def {name}(", f"def {exercise_of(name)}(", 1)


def written_questions(course: Course, chapter: str) -> dict[str, float]:
    """Return the points of the questions that a person grades, by grade_id."""
    cells = read_chapter(course.chapters / f"{chapter}.md").notebook.cells
    written = [header(cell) for cell in cells if is_grade(cell) and is_solution(cell)]
    return {each.grade_id: each.points for each in written}


def right_predictions(chapter: str) -> dict[str, str]:
    """Return the right letters of a chapter's predictions, by name; none without such a file."""
    return table_in(f"{module_of(chapter)}.predictions", CellPlace(chapter, 1), "RIGHT", {})
