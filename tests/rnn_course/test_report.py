"""The class report, from a class that stock nbgrader graded."""

import ast
import csv
from copy import deepcopy

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbgrader.coursedir import CourseDirectory

from nbgrader_sandbox import ODDITIES, Note
from nbgrader_sandbox.errors import GradingError
from rnn_course.build.answers import mistakes, reference_sources, references, right_predictions
from rnn_course.build.patching import patched_source
from rnn_course.predictions import with_letters
from rnn_course.report.anonymous import SOMEONE, Anonymiser
from rnn_course.report.page import write_report
from rnn_course.report.sentences import EXPLANATIONS, explain

CHAPTER = "00-start-here"
BY_EXERCISE = {}
for each in mistakes(CHAPTER):
    BY_EXERCISE.setdefault(each.exercise, each)
MISTAKE = next(iter(BY_EXERCISE.values()))
SECRET = "# by Grace Hopper"
NOTE = Note("cell_missing", {"cell": "test_sigmoid"})
FORMULA = Note("file_renamed", {"file": "=HYPERLINK(1).ipynb", "notebook": "00-start-here"})
REASON = Note("not_json", {"error": "the file ends in the middle"})
STUDENTS = {"right1", "right2", "wrong1", "wrong2"}
SECTION_OF = {"right1": "Mon", "wrong1": "Mon", "right2": "Tue", "wrong2": "Tue", "gone": "Wed"}
NAMED = {"broken", "unread", "lazybones", *STUDENTS}


def answers_of(mistake):
    right = reference_sources(CHAPTER)
    wrong = patched_source(mistake, references(CHAPTER)[mistake.exercise])
    return right | {mistake.exercise: f"{SECRET}\nhopper_says = 'hi wrong1'\n{wrong}"}


# One of four is right with c; unread has no verdict.
ASKED = "sigmoid_steepest"
PREDICTED = {"right1": "c", "right2": "b", "wrong1": "a", "wrong2": "b", "unread": "a"}


def predicting(notebook, letter):
    notebook = deepcopy(notebook)
    for cell in notebook.cells:
        cell.source = with_letters(cell, {ASKED: letter})
    return notebook


def say_of(classroom, student, **about):
    """Have an autograded notebook hold what this project's grader writes of it."""
    path = classroom.folder / "autograded" / student / CHAPTER / f"{CHAPTER}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.metadata["autograder"] = about
    path.unlink()  # it is read-only
    nbformat.write(notebook, path)


@pytest.fixture(scope="session")
def graded(new_classroom):
    """A class of six and an absent one: two right, two with one mistake, two broken files."""
    classroom = new_classroom()  # the report counts all that were graded in it
    wrong = classroom.filled_in(CHAPTER, answers_of(MISTAKE))
    right = classroom.filled_in(CHAPTER, reference_sources(CHAPTER))
    handed_in = {"right1": right, "right2": right, "wrong1": wrong, "wrong2": wrong}
    for student, notebook in {**handed_in, "unread": right}.items():
        classroom.grade(student, CHAPTER, predicting(notebook, PREDICTED[student]))
    say_of(classroom, "right2", notes=[NOTE.to_json(), FORMULA.to_json()], sandbox=False)
    say_of(classroom, "right1", notes=[], sandbox=True)
    say_of(classroom, "unread", notes=[], no_verdict=REASON.to_json())
    with classroom.gradebook() as gradebook:
        gradebook.update_or_create_student("lazybones")
        gradebook.update_or_create_student("wrong2", first_name="Grace", last_name="Hopper")
        submission = gradebook.find_submission(CHAPTER, "unread")
        for grade in submission.notebooks[0].grades:
            grade.auto_score, grade.needs_manual_grade = None, True
        gradebook.db.commit()
    broken = classroom.folder / "submitted" / "broken" / CHAPTER
    broken.mkdir(parents=True)
    (broken / f"{CHAPTER}.ipynb").write_text("not a notebook", encoding="utf-8")
    return CourseDirectory(config=classroom._config())


@pytest.fixture(scope="session")
def pages(graded, tmp_path_factory):
    folder = tmp_path_factory.mktemp("report")
    return write_report(graded, [CHAPTER], folder, section_of=SECTION_OF)


@pytest.fixture(scope="session")
def pages_for_class(graded, tmp_path_factory):
    folder = tmp_path_factory.mktemp("shown")
    return write_report(graded, [CHAPTER], folder, for_class=True, section_of=SECTION_OF)


def soup_of(path):
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def rows_of(path):
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def said_of_mistake(page, places):
    shown = [d for d in soup_of(page).select(places) if d.pre]
    return [d for d in shown if MISTAKE.message in d.get_text()]


def test_mistake_is_counted_with_its_message_and_an_example(pages):
    (row,) = [r for r in rows_of(pages["mistakes.csv"]) if r["mistake"] == MISTAKE.id]
    assert int(row["count"]) >= 2
    (shown,) = said_of_mistake(pages["report.html"], ".mistake")
    assert shown.code.text == MISTAKE.exercise
    assert shown.b.text == MISTAKE.name
    assert f"({row['count']} of {row['students']})" in shown.get_text()
    assert f"def {MISTAKE.exercise}" in shown.pre.get_text()


def test_example_has_no_name_in_comment_variable_or_text(pages):
    text = pages["report.html"].read_text(encoding="utf-8")
    assert SECRET not in text
    assert "hopper" not in text.lower()
    assert f"{SOMEONE}_says = 'hi {SOMEONE}'" in soup_of(pages["report.html"]).get_text()


def test_predictions_are_counted_with_the_words_of_the_choices(pages):
    rows = {row["prediction"]: row for row in rows_of(pages["predictions.csv"])}
    row = rows[ASKED]
    assert int(row["students"]) == 4
    assert (int(row["answered"]), int(row["right_count"])) == (4, 1)
    assert float(row["share_right"]) == 1 / 4
    assert (row["right"], row["right_choice"]) == ("c", "at z = 0, with a slope of 1/4")
    assert (row["wrong"], row["wrong_choice"]) == ("b", "at z = 0, with a slope of 1/2")
    assert int(row["wrong_count"]) == 2


def test_predictions_that_went_wrong_stand_first_and_all_in_their_chapter(pages):
    page = soup_of(pages["report.html"])
    (first,) = [div for div in page.select(".prediction") if "sigmoid steepest" in div.get_text()]
    assert "1 of 4 were right" in first.get_text()
    assert first.find_parent("section")["id"] == "first"
    table = page.find(id=CHAPTER).select_one("table.predictions")
    rows = [row.get_text(" ") for row in table.select("tbody tr")]
    assert len(rows) == len(right_predictions(CHAPTER))
    (row,) = [row for row in rows if "sigmoid steepest" in row]
    assert "25 %" in row
    assert "b: at z = 0, with a slope of 1/2 (2)" in row


def test_page_stands_alone_and_has_alt_texts(pages):
    page = soup_of(pages["report.html"])
    assert not page.select("script, link, iframe, object")
    assert [image["src"][:22] for image in page.select("img")] == ["data:image/png;base64,"] * 2
    assert all(len(image["alt"]) > 30 for image in page.select("img"))
    assert all(link["href"].startswith("#") for link in page.select("a"))


@pytest.mark.parametrize(
    ("kind", "student", "text"),
    [
        ("no-verdict", "broken", "not graded"),
        ("no-verdict", "unread", REASON.to_text()),
        ("absent", "lazybones", ""),
        ("note", "right2", NOTE.to_text()),
        ("note", "right2", explain(NOTE)),
    ],
)
def test_student_is_listed_with_the_reason(pages, kind, student, text):
    rows = soup_of(pages["report.html"]).select(f"#by-name tr.{kind}")
    assert any(row.td.get_text() == student and text in row.get_text() for row in rows)


def test_names_stand_in_the_last_section_only(pages):
    page = soup_of(pages["report.html"])
    named = page.select_one("#by-name").extract().get_text()
    assert "not an accusation" in named
    rest = page.get_text()
    assert not [name for name in NAMED if name in rest]


def test_page_for_the_class_names_nobody(pages_for_class):
    assert set(pages_for_class) == {
        *("for-class.html", "exercises.csv", "mistakes.csv", "predictions.csv")
    }
    for path in pages_for_class.values():
        text = path.read_text(encoding="utf-8")
        assert not [name for name in NAMED if name in text]
    assert soup_of(pages_for_class["for-class.html"]).select(".mistake")


def test_sections_stand_side_by_side_for_the_instructor_alone(pages, pages_for_class):
    rows = soup_of(pages["report.html"]).select(f"[id='{CHAPTER}'] table.sections tbody tr")
    assert [row.th.get_text() for row in rows] == ["Mon", "Tue"]
    assert [row.td.get_text() for row in rows] == ["2", "2"]
    assert not soup_of(pages_for_class["for-class.html"]).select("table.sections")


def test_grading_without_a_sandbox_is_said_at_the_top(pages):
    (loud,) = soup_of(pages["report.html"]).select("h1 ~ p.loud")
    assert loud.b.get_text() == "Graded without a sandbox: 1."


def test_what_has_no_verdict_counts_nowhere(pages):
    rows = rows_of(pages["exercises.csv"])
    text = soup_of(pages["report.html"]).get_text()
    assert {row["students"] for row in rows} == {text.split(" students graded")[0].split()[-1]}


def test_exercise_counts_add_up(pages):
    rows = rows_of(pages["exercises.csv"])
    assert {row["cell"] for row in rows} >= {f"test_{name}" for name in references(CHAPTER)}
    for row in rows:
        parts = [int(row[kind]) for kind in ("full", "part", "none", "waiting")]
        assert sum(parts) == int(row["students"]) >= len(STUDENTS)


def test_table_of_students_holds_what_the_page_says_by_name(pages):
    rows = [(row["student"], row["kind"]) for row in rows_of(pages["students.csv"])]
    assert {("broken", "no verdict"), ("lazybones", "absent"), ("right2", "note")} <= set(rows)


def test_no_name_of_a_file_is_a_formula_of_a_spreadsheet(pages):
    cells = {cell for row in rows_of(pages["students.csv"]) for cell in row.values()}
    assert f"'{FORMULA.to_text()}" in cells
    assert not [cell for cell in cells if cell.startswith("=")]


PEOPLE = Anonymiser(["s4711", "h1"], ["Amélie", "García López", "O’Brien", "Li", "Max", "雨桐"])


@pytest.mark.parametrize(
    "name",
    ["amelie", "dW_amelie", "AMÉLIE_2", "garcia_loss", "s4711", "my_s4711_h", "LopezNet", "雨桐"],
)
def test_variable_with_a_name_in_it_is_renamed(name):
    program = PEOPLE.program(f"{name} = 1\nprint({name})")
    assert name not in program
    assert SOMEONE in program


@pytest.mark.parametrize(
    "code", ["h1 = np.max(linear)", "max(x, key=limit)", "dz = dh * (1 - h ** 2)", "a.amelie"]
)
def test_ordinary_program_stays_as_it_is(code):
    assert PEOPLE.program(code) == code


def test_comments_docstrings_addresses_and_names_in_texts_are_gone():
    code = '''
def f(x):  # by a nickname
    """Written by Amélie."""
    class C:
        """Amelie's."""
    print("ask Amelie or ame@example.org", f"{x} by s4711")
'''
    program = PEOPLE.program(code)
    ast.parse(program)
    assert program.lower().count(SOMEONE) == 3
    for said in ("nickname", "written", "amelie", "@", "4711"):
        assert said not in program.lower()


def test_name_of_the_exercise_stays():
    assert "def max_pool(" in PEOPLE.program("def max_pool(x):\n    return x", "max_pool")


@pytest.mark.parametrize("code", ["def f(", "\0", "x = " + "(" * 5000])
def test_no_python_gives_no_example(code):
    assert PEOPLE.program(code) == ""


def test_every_note_has_an_innocent_explanation():
    assert EXPLANATIONS.keys() == {*ODDITIES, "otherwise"}
    assert explain(Note("something_new")) == EXPLANATIONS["otherwise"]


def test_unknown_assignment_is_refused_by_name(classroom, tmp_path):
    course = CourseDirectory(config=classroom._config())
    with pytest.raises(GradingError, match="03-no-such-chapter"):
        write_report(course, ["03-no-such-chapter"], tmp_path)


def test_course_without_a_gradebook_is_refused_and_none_is_made(classroom, tmp_path):
    config = classroom._config()
    config.CourseDirectory.db_url = f"sqlite:///{tmp_path}/none.db"
    with pytest.raises(GradingError, match="Grade first"):
        write_report(CourseDirectory(config=config), [], tmp_path)
    assert list(tmp_path.iterdir()) == []
