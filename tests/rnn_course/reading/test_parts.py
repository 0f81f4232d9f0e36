"""Questions, rubrics and answers as they are read from files."""

import re
from dataclasses import asdict, replace
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output

from nbgrader_sandbox import GradingError, open_gradebook
from rnn_course import reading
from rnn_course.pages import rendering
from rnn_course.pages.rendering import LONGEST, render
from rnn_course.reading.answers import Question, find_questions, marked_answers
from rnn_course.reading.marks import Mark
from rnn_course.reading.reader import Reader
from rnn_course.reading.rubrics import from_model
from rnn_course.reading.server import in_section
from rnn_course.reading.words import WORDS, say
from rnnkit.workbook.paths import notebook_in
from tests.support import reading_class
from tests.support.reading_class import ASSIGNMENT, hand_in
from tests.support.repository import COURSE

FOLDER = Path(reading.__file__).parent
NAMES = ("hypatia", "leibniz", "lovelace", "noether")
PICTURE = {"image/png": "iVBORw0KGgo="}


def rubric_of(text):
    question = Question("n", "c", 3.0, [], new_markdown_cell(text), "", frozenset())
    return [(line.points, line.text) for line in from_model(question).lines]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (reading_class.MODEL["how"], [(1, "the product"), (1, "twenty")]),
        ("It is this, and it is that, as has been seen. More of it. (2 points)",
         [(2, "It is this, and it is that, as has been seen.")]),
        ("Short. But then it goes on, does it not? And on. (0.5 points)",
         [(0.5, "Short. But then it goes on, does it not?")]),
        ("One. (1 point)\n\nTwo\nlines. (1,5 points)", [(1, "One."), (1.5, "Two lines.")]),
        ("**短句。** 第二句说明为什么是这样，而不是那样。第三句。（1 分）",
         [(1, "**短句。** 第二句说明为什么是这样，而不是那样。")]),
        ("No points are named.", []),
        ("", []),
    ],
)  # fmt: skip
def test_lines_are_made_of_the_points_in_a_model_answer(text, lines):
    assert rubric_of(text) == lines


@pytest.mark.parametrize("language", ["en", *COURSE.languages()])
def test_every_question_of_the_course_has_lines_that_add_up(language):
    course = replace(COURSE, language=language)
    found = 0
    for chapter in course.chapter_names():
        released = notebook_in(course.release, chapter).read_text(encoding="utf-8")
        for cell in nbformat.read(notebook_in(course.source, chapter), as_version=4).cells:
            header = cell.metadata.get("nbgrader", {})
            if header.get("grade") and header.get("solution"):
                found += 1
                lines = rubric_of(cell.source)
                assert sum(points for points, _ in lines) == header["points"]
                assert not any(text in released for _, text in lines)
                assert bool(re.search("[\u3400-\u9fff]", cell.source)) == (language == "zh")
    assert found > 10


def test_questions_have_what_was_asked_and_the_model_answer(graded):
    with open_gradebook(graded.directory) as gradebook:
        why, how = find_questions(graded, gradebook, ASSIGNMENT)
    assert (why.cell, why.most, how.cell, how.most) == ("why", 3.0, "how", 2.0)
    assert reading_class.ASKED["why"] in why.prompt[0].source
    assert why.model.source == reading_class.MODEL["why"]


@pytest.mark.parametrize("missing", [["source"], ["source", "release"]])
def test_without_sources_answers_can_be_read_all_the_same(course, missing):
    for step in missing:
        (course.root / step / ASSIGNMENT / f"{ASSIGNMENT}.ipynb").unlink()
    found = Reader(course, ASSIGNMENT).read(0)
    assert found.question.model is None
    assert len([each for each in found.answers if each.cells and not each.is_empty]) == 3


def read_anew(course, answers):
    hand_in(course, "gauss", answers)
    reading_class.grade(course)
    found = Reader(course, ASSIGNMENT).read(0)
    return next(each for each in found.answers if each.marked.student == "gauss")


def test_what_a_student_put_below_the_answer_belongs_to_it(course):
    more = [new_markdown_cell("See above."), new_markdown_cell("And a picture.")]
    answer = read_anew(course, {"why": [*more, new_code_cell("1 + 1")]})
    assert [cell.source for cell in answer.cells] == ["See above.", "And a picture.", "1 + 1"]
    assert not answer.is_empty


@pytest.mark.parametrize("text", ["", " \n\t"])
def test_blanks_are_an_empty_answer_that_waits(course, text):
    answer = read_anew(course, {"why": text})
    assert answer.is_empty
    assert answer.marked.mark.waits


def test_a_notebook_that_cannot_be_read_is_no_empty_answer(course):
    path = course.root / "autograded" / "noether" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    path.chmod(0o600)
    path.write_text("{")
    answers = Reader(course, ASSIGNMENT).read(0).answers
    (answer,) = [each for each in answers if each.marked.student == "noether"]
    assert (answer.cells, answer.is_empty) == ([], False)


def test_the_order_of_answers_says_nothing_about_students(graded):
    with open_gradebook(graded.directory) as gradebook:
        question = find_questions(graded, gradebook, ASSIGNMENT)[0]
        ids = [each.id for each in marked_answers(graded, gradebook, ASSIGNMENT, question)]
    assert ids == sorted(ids)


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>x",
        "<img src=x onerror=alert(1)>x",
        "<form action=/change><input name=x></form>x",
        "<iframe srcdoc='<script>1</script>'></iframe>x",
        "[x](javascript:alert(1))",
        "![x](javascript:alert(1))",
        "<style>body {display: none}</style>x",
        "<a href='names' target=_top>x</a>",
        "</div></article></main>x<main>",
        "<meta http-equiv=refresh content='0; url=/'>x",
        "<base href='http://evil.example'>x",
    ],
)
def test_what_a_student_writes_runs_nothing(text):
    html = render([new_markdown_cell(text)])
    assert "x" in html
    for part in ("<script", "onerror", "<form", "<input", "<iframe", "javascript:", "<style",
                 "target", "<main", "</article", "<meta", "<base", 'href="names"'):  # fmt: skip
        assert part not in html


@pytest.mark.parametrize(
    "text", ["> " * 9_000 + "x", "[" * 9_000 + "x", "x " * LONGEST, "![x](attachment:none.png)"]
)
def test_what_cannot_be_written_as_html_is_shown_as_text(text):
    html = render([new_markdown_cell(text)])
    assert "x" in html
    assert len(html) < LONGEST * 8
    assert (rendering.say("cut", count=f"{LONGEST:,}") in html) == (len(text) > LONGEST)


def test_pictures_come_from_attachments_and_outputs():
    cell = new_markdown_cell("![mine](attachment:a.png)", attachments={"a.png": PICTURE})
    shown = new_code_cell("draw()", outputs=[
        new_output("display_data", PICTURE),
        new_output("stream", text="<b>said</b>"),
        new_output("error", ename="E", evalue="no", traceback=["\x1b[31mno\x1b[0m"]),
        new_output("display_data", {"text/html": "<script>1</script>"}),
    ])  # fmt: skip
    html = render([cell, shown])
    assert html.count(f"data:image/png;base64,{PICTURE['image/png']}") == 2
    assert "&lt;b&gt;said&lt;/b&gt;" in html
    assert ">no</pre>" in html
    assert "<script" not in html


def test_a_section_is_read_alone(graded):
    whole = Reader(graded, ASSIGNMENT)
    student = min(each.student for _, marked in whole.all_marked() for each in marked)
    part = Reader(graded, ASSIGNMENT, frozenset({student}))
    assert {each.student for _, marked in part.all_marked() for each in marked} == {student}
    assert len(part.names()) < len(whole.names())


def test_a_rubric_changed_in_one_section_changes_the_points_of_all(course):
    whole = Reader(course, ASSIGNMENT)
    rubric = whole.read(0).rubric
    line, *others = rubric.lines
    for _, marked in whole.all_marked()[:1]:
        for each in marked:
            whole.give_points(each.id, each.mark, Mark(line.points, False), [line.id])
    part = Reader(course, ASSIGNMENT, frozenset({"noether"}))
    for points in (2.0, 3.0):
        now = replace(rubric, lines=(replace(line, points=points), *others))
        part.save_rubric(0, asdict(rubric), asdict(now))
        rubric = now
        (_, marked), *_ = whole.all_marked()
        assert {each.student: each.mark.points for each in marked} == dict.fromkeys(NAMES, points)


def test_an_unknown_section_is_named_with_those_there_are():
    with pytest.raises(GradingError) as caught:
        in_section("C", {"ada": "B", "bob": "A"})
    assert str(caught.value) == say("no_section", section="C", known="A, B")
    assert in_section("A", {"ada": "B", "bob": "A"}) == {"bob"}
    assert in_section(None, {"ada": "B"}) is None


def test_every_word_is_used_and_every_used_one_is_there():
    files = [*FOLDER.glob("*.py"), *FOLDER.glob("files/*")]
    text = "".join(path.read_text() for path in files if path.name != "words.py")
    used = set(re.findall(r'say\(\s*"(\w+)"|\bwords\.(\w+)', text))
    chosen = re.findall(r'say\([^()"]*\? "(\w+)" : "(\w+)"', text)
    assert {one or other for one, other in used} | {
        name for pair in chosen for name in pair
    } == set(WORDS)
