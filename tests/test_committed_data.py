"""What people had at an earlier time opens and gives the same; tests/data/README.md says what."""

import json
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from nbgrader.converters import GenerateFeedback
from nbgrader.coursedir import CourseDirectory

from nbgrader_sandbox import GradingCourse, GradingOptions, grade_course
from rnn_course.cli import NEEDS_A_LOOK, main
from rnn_course.platforms.filenames import MOODLE
from rnn_course.platforms.manifest import participants
from rnn_course.regrade.journal import POINTS, Journal
from rnn_course.regrade.preflight import preflight
from rnn_course.regrade.regrade import plan_regrade
from rnnkit.checks.casefile import VISIBLE_CASES, Exercise, load
from rnnkit.checks.judging import judge
from rnnkit.checks.progress import progress
from rnnkit.workbook.paths import CourseFiles, notebook_in
from rnnkit.workbook.sync import fill
from tests.support.classroom import environment, read, said_in, squeezed
from tests.support.committed_data import (
    CHAPTERS,
    CLASS,
    DATA,
    EXPECTED,
    FIRST,
    REGRADED,
    SECOND,
    WORKBOOK,
    observe,
    table,
    unpack,
)
from tests.support.repository import COURSE

MOST_BYTES = 500_000
BY_PERSON = ("manual", "extra", "most")


@pytest.fixture(scope="module")
def expected() -> dict:
    return json.loads(EXPECTED.read_text(encoding="utf-8"))


@pytest.fixture
def course(tmp_path, monkeypatch) -> Iterator[Path]:
    """The instructor's course directory, with the hidden cases of today."""
    root = unpack(CLASS, tmp_path / "course")
    shutil.copytree(COURSE.hidden_cases, root / "hidden_cases")
    monkeypatch.chdir(root)
    with environment(root):
        yield root


@pytest.fixture
def student(tmp_path) -> CourseFiles:
    """A student's copy of the course as it is today, with the workbook of then."""
    course = CourseFiles(tmp_path)
    for chapter in CHAPTERS:
        shutil.copytree(COURSE.release / chapter, course.release / chapter)
    unpack(WORKBOOK, course.workbook)
    return course


def of_today(name: str) -> Exercise | None:
    path = VISIBLE_CASES / f"{name}.npz"
    return load(path) if path.is_file() else None


def is_still_asked(cell: str, most: float) -> bool:
    """Whether a test cell of then is about an exercise of today, for the same points."""
    exercise = of_today(cell.partition("/test_")[2])
    return exercise is not None and exercise.points == most


def test_it_stays_small():
    assert sum(path.stat().st_size for path in DATA.rglob("*") if path.is_file()) <= MOST_BYTES


def test_the_gradebook_opens_and_the_report_names_the_same(course, expected):
    found = observe(course)
    assert found == {key: expected[key] for key in found}


def test_the_report_is_written(course, expected):
    main(["report"])
    named = {row["mistake"] for row in table(course / "report" / "mistakes.csv")}
    assert named == {name for each in expected["report"].values() for name in each["mistakes"]}


def run(*words: str) -> None:
    """Run a command that finds something for a person to look at."""
    with pytest.raises(SystemExit) as end:
        main(list(words))
    assert end.value.code == NEEDS_A_LOOK


@pytest.mark.parametrize(
    ("words", "key"), [([], "exported"), ([SECOND, "--moodle", "worksheet.csv"], "moodle")]
)
def test_the_same_grades_are_exported(course, expected, words, key):
    run("grades", *words, "--to", "exported.csv")
    for row, before in zip(table(course / "exported.csv"), expected[key], strict=True):
        assert row.items() >= before.items()


def test_what_was_collected_is_known_and_stays(course):
    downloaded = course / "downloaded"
    assert participants(downloaded)[MOODLE, "104"] == "ada2"  # there are two Ada Lovelaces
    before = {path: path.read_bytes() for path in course.glob("submitted/*/*/*")}
    archive = str(downloaded / SECOND / "archive" / "moodle.zip")
    run("collect", SECOND, archive, "--roster", "worksheet.csv", "--timezone", "UTC")
    assert {path: path.read_bytes() for path in course.glob("submitted/*/*/*")} == before


def test_what_is_graded_stays_graded(course):
    then = GradingCourse(course)
    waiting = [(s.student, s.assignment) for s in then.find() if not then.is_graded(s)]
    assert waiting == [("bai", SECOND)]  # whose file is damaged: tried again each time
    preflight(then, CHAPTERS)  # refuses a release that the gradebook does not know
    summary = grade_course(then, GradingOptions(assignments=(FIRST,)))
    assert (summary.graded, summary.skipped) == (0, 6)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_nothing_but_cases_has_changed_for_a_regrade(course, chapter):
    plan = plan_regrade(GradingCourse(course), chapter)
    assert [each for each in plan.changes if each.notebook] == []  # those of cases have none
    assert plan.journal is None


def test_a_stopped_regrade_knows_how_things_were(course, expected):
    journal = course / "regrades" / REGRADED
    assert asdict(Journal(journal).before())["scores"] == expected["before_regrade"]
    (journal / POINTS).unlink()  # written last
    plan = plan_regrade(GradingCourse(course), SECOND)
    assert plan.journal.folder == journal
    assert {each.cell: each.points_after for each in plan.changes if each.notebook} == {
        "rnn_cell_forward": None,
        "softmax": None,
        "test_rnn_cell_forward_combined": 1,
        "twenty_layers": 3,
    }


def test_a_workbook_is_brought_up_to_date_and_nothing_of_it_is_lost(student, expected):
    told = "\n".join(fill(student))
    assert "left as it is" not in told
    assert list(fill(student)) == []
    for chapter, left in expected["workbook"].items():
        sources = [cell.source for cell in read(notebook_in(student.workbook, chapter)).cells]
        assert all(text in sources for text in left["written"].values())


def functions_in(path: Path) -> dict:
    """What the course's and the student's cells define, whatever some of them raise."""
    namespace: dict = {}
    for cell in read(path).cells:
        if cell.cell_type == "code" and not cell.metadata.get("nbgrader", {}).get("grade", True):
            with suppress(Exception):
                exec(cell.source, namespace)
    return namespace


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_answers_in_a_workbook_are_judged_as_before(student, expected, chapter):
    list(fill(student))
    functions = functions_in(notebook_in(student.workbook, chapter))
    verdicts = expected["workbook"][chapter]["verdicts"]
    known = {name: exercise for name in verdicts if (exercise := of_today(name))}
    assert known, f"no exercise of {chapter} is what it was: see the README"
    for name, exercise in known.items():
        verdict = judge(functions[name], exercise)
        assert verdict.is_full == verdicts[name]["is_right"]
        # A known mistake may be told apart further; then its id is another one.
        if exercise.mistakes.keys() >= set(verdicts[name]["mistakes"]):
            assert sorted(verdict.mistakes) == verdicts[name]["mistakes"]


def test_progress_is_read(student, expected, monkeypatch):
    monkeypatch.chdir(student.workbook / SECOND)
    assert progress().points == {
        name: points
        for left in expected["workbook"].values()
        for name, points in left["progress"].items()
    }


def auto_points(found: dict) -> dict:
    """Of the cells whose exercises have not changed since, by student."""
    return {
        (student, name): cell["auto"]
        for student, score in found.items()
        for name, cell in score["cells"].items()
        if is_still_asked(name, cell["most"])
    }


def by_person(found: dict) -> dict:
    return {
        (student, name): [cell[field] for field in BY_PERSON]
        for student, score in found.items()
        for name, cell in score["cells"].items()
    }


@pytest.mark.slow
def test_graded_again_everybody_has_the_same(sandbox, course, expected):
    run("grade", "--force", "--jobs", "2")
    found = observe(course)
    for chapter, before in expected["scores"].items():
        after = found["scores"][chapter]
        assert by_person(after) == by_person(before)
        assert auto_points(after) == pytest.approx(auto_points(before))
        assert auto_points(before), f"no exercise of {chapter} is what it was: see the README"
    assert found["comments"] == expected["comments"]
    recognised = {
        chapter: found["report"][chapter]["without_grades"] for chapter in found["report"]
    }
    assert recognised == {FIRST: [], SECOND: ["bai"]}


@pytest.mark.slow
def test_a_stopped_regrade_goes_on_and_ends_the_same(sandbox, course, expected):
    (course / "regrades" / REGRADED / POINTS).unlink()
    main(["regrade", SECOND, "--yes", "--jobs", "2"])
    after, before = observe(course)["scores"][SECOND], expected["scores"][SECOND]
    assert by_person(after) == by_person(before)
    assert auto_points(after) == pytest.approx(auto_points(before))
    assert (course / "regrades" / REGRADED / POINTS).is_file()


@pytest.mark.slow
def test_feedback_on_a_late_and_regraded_notebook(course, expected):
    config = GradingCourse(course).config
    config.CourseDirectory.assignment_id, config.CourseDirectory.student_id = SECOND, "zoe"
    GenerateFeedback(coursedir=CourseDirectory(config=config), config=config).start()
    path = course / "feedback" / "zoe" / SECOND / f"{SECOND}.html"
    page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
    assert squeezed("In which shape is T?") in said_in(page, "twenty_layers")
    before = expected["scores"][SECOND]["zoe"]
    score, most = (sum(c[field] for c in before["cells"].values()) for field in ("score", "most"))
    head = f"{SECOND} (Score: {score - before['penalty']} / {most})"
    assert squeezed(head) in squeezed(page.get_text())
    main(["feedback", SECOND])
    (packed,) = course.glob("exports/*moodle.zip")
    name = f"Zoë Ng Müller_102_assignsubmission_file/{SECOND}.html"
    assert name in zipfile.ZipFile(packed).namelist()
