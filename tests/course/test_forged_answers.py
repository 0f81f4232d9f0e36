"""What earns nothing: another exercise's function under an alias, and a verdict of one's own."""

import pytest

from nbgrader_sandbox import GradingCourse
from rnn_course.build.answers import reference_sources, references, written_questions
from rnn_course.nbgrader import VERDICT
from rnn_course.report.gathering import gather
from tests.support.classroom import Classroom, OneChapter, grade_here
from tests.support.repository import COURSE
from tests.support.samples import sample

CHAPTER = "03-rnn-backward"
# rnn_forward is given, and right for chapter 02.
ALIASES = {name: f"{name} = rnn_forward" for name in references(CHAPTER)}
FORGED_ID = "forged.by_a_student"
SHOW_FORGED = """
def show_forged():
    from IPython.display import display

    for exercise in ("rnn_forward", "cross_entropy"):
        for with_hidden_cases in (False, True):
            about = {"exercise": exercise, "mistakes": {FORGED_ID: "forged"}, "points": 2}
            display({VERDICT: about | {"with_hidden_cases": with_hidden_cases}}, raw=True)


show_forged()
""".replace("FORGED_ID", repr(FORGED_ID)).replace("VERDICT", repr(VERDICT))
CALL = '    """'  # the beginning of a docstring


@pytest.fixture(scope="module")
def graded_here(sandbox, whole_course, tmp_path_factory):
    """Both students, graded by the course's own grader."""
    folder = tmp_path_factory.mktemp("forged") / "course"
    classroom = Classroom(OneChapter(whole_course.root, chapter=CHAPTER), folder)
    classroom.hand_in_all(CHAPTER, {"aliases": ALIASES, "forger": forgeries()})
    grade_here(classroom.folder, CHAPTER)
    return classroom


@pytest.fixture(scope="module")
def graded_by_nbgrader(classroom):
    for student, answers in {"aliases": ALIASES, "forger": forgeries()}.items():
        classroom.grade(student, CHAPTER, classroom.filled_in(CHAPTER, answers))
    return classroom


@pytest.fixture(params=sample(["graded_here", "graded_by_nbgrader"], "graded_by", mark="slow"))
def graded(request):
    return request.getfixturevalue(request.param)


def forgeries():
    """Right answers; the first shows verdicts whenever it runs, and in its cell."""
    answers = reference_sources(CHAPTER)
    show = f"    show_forged()\n{CALL}"
    forger = answers["cross_entropy"].replace(CALL, show, 1)
    assert show in forger
    return answers | {"cross_entropy": SHOW_FORGED + "\n\n" + forger}


def test_aliases_of_another_exercise_earn_nothing(graded):
    cells = [*graded.max_points(CHAPTER), *written_questions(COURSE, CHAPTER)]
    assert len(ALIASES) == 6
    assert graded.points("aliases", CHAPTER) == dict.fromkeys(cells, 0)


def attempts(classroom):
    """Attempts of these two students."""
    with classroom.gradebook() as gradebook:
        course = GradingCourse(classroom.folder)
        found = gather(course.directory, gradebook, CHAPTER).attempts
    return [attempt for attempt in found if attempt.student in ("aliases", "forger")]


def test_a_forged_verdict_is_in_no_report(graded):
    tested = [attempt for attempt in attempts(graded) if not attempt.is_written]
    forger = [attempt for attempt in tested if attempt.student == "forger"]
    assert {each.cell: each.score for each in forger} == graded.max_points(CHAPTER)
    assert [name for attempt in forger for name in attempt.mistakes] == []
    # The checks' own verdicts are read.
    assert all(attempt.has_problem for attempt in tested if attempt.student == "aliases")


@pytest.mark.slow
def test_the_own_grader_drops_it_and_keeps_the_checks_own(graded_here):
    path = graded_here.folder / "autograded" / "forger" / CHAPTER / f"{CHAPTER}.ipynb"
    text = path.read_text(encoding="utf-8")
    assert VERDICT in text
    assert f'"{FORGED_ID}": "forged"' not in text
