"""What a team has handed in once is read once, and each member has the points."""

from dataclasses import asdict, replace

import pytest

from nbgrader_sandbox import open_gradebook
from rnn_course.class_table.table import ClassCourse
from rnn_course.reading.marks import ChangedMeanwhileError, Mark
from rnn_course.reading.reader import Reader
from tests.support import reading_class
from tests.support.reading_class import ASSIGNMENT

TABLE = "id,section,team\nada,A,\ncyd,A,blue\ndan,B,blue\nemil,B,red\nfay,B,red\n"
ANSWER = {"why": "It squashes.", "how": "By a product."}
TWO = Mark(2.0, False)


@pytest.fixture(scope="session")
def graded_teams(released, sandbox, tmp_path_factory):
    """One alone and two teams, all with the same words; in red, each has handed in alone."""
    course = reading_class.copy_course(released, tmp_path_factory.mktemp("teams") / "course")
    (course.root / "class.csv").write_text(TABLE.replace("red", ""))
    for name in ("ada", "cyd", "emil"):
        reading_class.hand_in(course, name, ANSWER)
    reading_class.hand_in(course, "fay", ANSWER | {"why": "It squeezes."})
    reading_class.grade(ClassCourse(course.root))
    (course.root / "class.csv").write_text(TABLE)
    return course


@pytest.fixture
def course(graded_teams, tmp_path):
    return reading_class.copy_course(graded_teams, tmp_path / "course")


def reader_of(course, students=None):
    return Reader(ClassCourse(course.root), ASSIGNMENT, students)


def whose(reader, number=0):
    """Who stands behind each answer to a question, with an answer's id."""
    marked = reader.all_marked()[number][1]
    return {tuple(sorted(m.student for m in each.everybody)): each for each in marked}


def in_order(names):
    return ", ".join(sorted(names.split(", ")))


def in_gradebook(course, student, cell="why"):
    with open_gradebook(course.directory) as book:
        notebook = book.find_submission_notebook(ASSIGNMENT, ASSIGNMENT, student)
        (grade,) = [each for each in notebook.grades if each.name == cell]
        comment = book.find_comment(cell, ASSIGNMENT, ASSIGNMENT, student)
        return grade.manual_score, grade.needs_manual_grade, comment.manual_comment


def test_points_are_given_where_a_due_date_was_taken_away(course):
    with open_gradebook(course.directory) as book:
        book.update_or_create_assignment(ASSIGNMENT, duedate="2026-03-01 12:00:00 UTC")
        book.update_or_create_submission(ASSIGNMENT, "ada", timestamp="2026-03-02 12:00:00 UTC")
        book.grant_extension(ASSIGNMENT, "ada", days=1)
        book.update_or_create_assignment(ASSIGNMENT, duedate=None)
    reader = reader_of(course)
    answer = whose(reader)["ada",]
    reader.give_points(answer.id, answer.mark, TWO, [])
    assert in_gradebook(course, "ada")[0] == 2


def test_a_teams_answer_is_shown_and_counted_once(course):
    reader = reader_of(course)
    assert set(whose(reader)) == {("ada",), ("cyd", "dan"), ("emil",), ("fay",)}
    assert set(whose(reader, 1)) == {("ada",), ("cyd", "dan"), ("emil", "fay")}  # the same words
    reading = reader.read(0)
    assert (len(reading.answers), reading.unread) == (4, [4, 3])
    assert len(reader.read(0, with_cells=False).answers) == 4
    first, second = ["ada", "cyd, dan", "emil", "fay"], ["ada", "cyd, dan", "emil, fay"]
    assert sorted(map(in_order, reader.names().values())) == sorted(first + second)


def test_points_comment_and_lines_go_to_each_member(course):
    reader = reader_of(course)
    one, two, _ = (line.id for line in reader.read(0).rubric.lines)
    shown = whose(reader)["cyd", "dan"]
    reader.give_points(shown.id, shown.mark, TWO, [one, two])
    reader.write_comment(shown.id, "", "Both of you.")
    for student in ("cyd", "dan"):
        assert in_gradebook(course, student) == (2.0, False, "Both of you.")
    for student in ("ada", "emil", "fay"):
        assert in_gradebook(course, student) == (None, True, None)
    assert reader.read(0).unread == [3, 3]

    rubric = reader.read(0).rubric
    lines = (replace(rubric.lines[0], points=0.5), *rubric.lines[1:])
    reader.save_rubric(0, asdict(rubric), asdict(replace(rubric, lines=lines)))
    assert in_gradebook(course, "cyd")[:2] == in_gradebook(course, "dan")[:2] == (1.5, False)

    (course.root / "class.csv").unlink()  # the ticks are each member's, too
    ticked = {each.marked.student: each.record.ticked for each in reader_of(course).read(0).answers}
    assert ticked["cyd"] == ticked["dan"] == [one, two]


def test_points_taken_back_are_so_from_each_member(course):
    reader = reader_of(course)
    shown = whose(reader)["cyd", "dan"]
    reader.give_points(shown.id, shown.mark, TWO, [])
    reader.give_points(shown.id, TWO, Mark(None, True), [])
    assert in_gradebook(course, "cyd") == in_gradebook(course, "dan") == (None, True, None)


def test_a_member_with_other_points_is_shown_alone_and_keeps_them(course):
    reader = reader_of(course)
    shown = whose(reader)["cyd", "dan"]
    with open_gradebook(course.directory) as book:  # as in formgrader
        grade = book.find_grade("why", ASSIGNMENT, ASSIGNMENT, "dan")
        grade.manual_score, grade.needs_manual_grade = 3.0, False
        book.db.commit()
    assert {("cyd",), ("dan",)} < set(whose(reader))
    reader.give_points(whose(reader)["cyd",].id, shown.mark, TWO, [])
    assert in_gradebook(course, "cyd")[0] == 2.0
    assert in_gradebook(course, "dan")[0] == 3.0


def test_nothing_is_written_to_a_team_if_somebody_else_was_quicker(course):
    reader, other = reader_of(course), reader_of(course)
    shown = whose(reader)["cyd", "dan"]
    other.give_points(shown.everybody[1].id, shown.mark, TWO, [])
    with pytest.raises(ChangedMeanwhileError) as caught:
        reader.give_points(shown.id, shown.mark, Mark(1.0, False), [])
    assert caught.value.theirs == asdict(TWO)
    assert in_gradebook(course, "cyd")[0] == in_gradebook(course, "dan")[0] == 2.0


def test_a_member_of_another_section_has_the_points_too(course):
    reader = reader_of(course, frozenset({"ada", "cyd"}))
    assert set(whose(reader)) == {("ada",), ("cyd", "dan")}
    shown = whose(reader)["cyd", "dan"]
    reader.give_points(shown.id, shown.mark, TWO, [])
    assert in_gradebook(course, "dan")[0] == 2.0


def test_what_cannot_be_read_is_nobodys_twin(course):
    for student in ("cyd", "dan"):
        path = course.root / "autograded" / student / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
        path.chmod(0o600)
        path.write_text("{")
    assert {("cyd",), ("dan",)} < set(whose(reader_of(course)))


def test_a_member_who_is_graded_anew_is_seen_at_once(course):
    reader = reader_of(course)
    assert ("cyd", "dan") in whose(reader)
    (course.root / "class.csv").write_text(TABLE.replace("dan,B,blue", "dan,B,"))
    reading_class.hand_in(course, "dan", ANSWER | {"why": "Mine alone."})
    reading_class.grade(ClassCourse(course.root), force=True)
    assert {("cyd",), ("dan",)} < set(whose(reader))
