"""Points are the same wherever they stand; written answers are a teacher's to grade."""

import pytest

from rnn_course.build.answers import reference_sources, written_questions
from tests.support.classroom import CHAPTERS, grade_id, said_in, squeezed
from tests.support.repository import COURSE

WRITTEN = [
    (chapter, question, points)
    for chapter in CHAPTERS
    for question, points in written_questions(COURSE, chapter).items()
]
ANSWER = "Every step uses the same weights, so their number does not depend on the length."
COMMENT = "True, but what of the 21st word? Say what happens to the loop."


def graded(notebook):
    headers = {grade_id(cell): cell.metadata.get("nbgrader", {}) for cell in notebook.cells}
    return {name: header for name, header in headers.items() if header.get("grade")}


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_points_of_a_check_are_those_of_its_cell(classroom, chapter):
    cells = graded(classroom.release(chapter))
    points = {name: header.points for name, header in cells.items() if not header.solution}
    assert points == classroom.max_points(chapter)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_gradebook_knows_the_points_of_every_cell(classroom, chapter):
    with classroom.gradebook() as gradebook:
        cells = gradebook.find_notebook(chapter, chapter).grade_cells
        known = {cell.name: cell.max_score for cell in cells}
    cells = graded(classroom.release(chapter))
    assert known == {name: header.points for name, header in cells.items()}


def give(classroom, chapter, student, question, score, comment):
    """What formgrader does when a teacher types points and a comment."""
    with classroom.gradebook() as gradebook:
        grade = gradebook.find_grade(question, chapter, chapter, student)
        grade.manual_score, grade.needs_manual_grade = score, False
        gradebook.find_comment(question, chapter, chapter, student).manual_comment = comment
        gradebook.db.commit()


@pytest.mark.parametrize(
    ("chapter", "question", "points"),
    [
        pytest.param(*written, id=written[1], marks=[pytest.mark.slow] * (number > 1))
        for number, written in enumerate(WRITTEN)
    ],
)
def test_a_teacher_grades_a_written_answer_and_the_student_reads_why(
    classroom, chapter, question, points
):
    answers = reference_sources(chapter) | {question: ANSWER}
    student, notebook = f"writer-{question}", classroom.filled_in(chapter, answers)
    full, others = (
        classroom.max_points(chapter),
        dict.fromkeys(written_questions(COURSE, chapter), 0),
    )
    assert classroom.grade(student, chapter, notebook) == full | others | {question: None}
    give(classroom, chapter, student, question, 2, COMMENT)
    assert classroom.points(student, chapter) == full | others | {question: 2}
    said = said_in(classroom.feedback(student, chapter), question)
    assert squeezed(COMMENT) in said
    assert squeezed(f"Score: 2.0 / {points:.1f}") in said


def test_grading_again_keeps_a_teachers_points_and_asks_for_another_look(classroom):
    chapter, question, _ = WRITTEN[0]
    notebook = classroom.filled_in(chapter, reference_sources(chapter) | {question: ANSWER})
    classroom.grade("late-writer", chapter, notebook)
    give(classroom, chapter, "late-writer", question, 2, COMMENT)
    assert classroom.grade("late-writer", chapter, notebook)[question] is None
    with classroom.gradebook() as gradebook:
        assert gradebook.find_grade(question, chapter, chapter, "late-writer").score == 2
