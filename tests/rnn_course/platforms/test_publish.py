"""Grades into the platforms' own files, feedback back to the platforms, and the commands."""

import csv
import os
import shutil
import subprocess
import sys
import zipfile
from unittest import mock

import pytest
from nbgrader.api import Gradebook
from traitlets.config import Config

from tests.support.platform_files import (
    FRIDAY,
    Handed,
    canvas_gradebook,
    canvas_path,
    canvas_zip,
    cells,
    generated_once,
    moodle_path,
    moodle_zip,
    worksheet,
)

from grader_support import toy  # isort: skip (platform_files knows where it is)

from nbgrader_sandbox.course.directory import GradingCourse
from nbgrader_sandbox.errors import GradingError
from rnn_course import cli
from rnn_course.cli import NEEDS_A_LOOK
from rnn_course.nbgrader import configure
from rnn_course.platforms.collect import command as collecting
from rnn_course.platforms.people.roster import Roster
from rnn_course.platforms.publish.feedback import pack
from rnn_course.platforms.publish.grades import (
    Columns,
    Options,
    Score,
    fill,
    fill_file,
    nbgrader_file,
)

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")  # nbgrader's
TOY = toy.ASSIGNMENT
MAXIMUM = sum(toy.FULL.values()) + 2  # for the written answer


def of(maximum, points, mark="."):
    """Points as a grade out of ``maximum``."""
    return f"{points * maximum / MAXIMUM:.2f}".replace(".", mark)


@pytest.fixture
def course(tmp_path_factory, tmp_path):
    shutil.copytree(generated_once(tmp_path_factory), tmp_path / "course")
    return GradingCourse(tmp_path / "course")


def opened(course):
    return Gradebook(course.directory.db_url, course.directory.course_id)


def give(course, student, test_points, written=None, **fields):
    """Enter points as a grader does; without points for the answer, it waits for a person."""
    with opened(course) as gradebook:
        gradebook.update_or_create_student(student, **fields)
        submission = gradebook.update_or_create_submission(TOY, student)
        (notebook,) = submission.notebooks
        for grade in notebook.grades:
            if grade.name == "why":
                grade.manual_score, grade.needs_manual_grade = written, written is None
            else:
                grade.auto_score = test_points if grade.name == "test_square" else 0.0
                grade.needs_manual_grade = False
        gradebook.db.commit()


def filled(course, file, assignments=(TOY,), to="out.csv", **options):
    target = course.root / "exports" / to
    with opened(course) as gradebook:
        downloaded = course.root / "downloaded"
        done = fill_file(gradebook, downloaded, file, assignments, target, Options(**options))
    return done[TOY], target


PEOPLE = [
    (101, "Ada Lovelace", "ada@uni.example"),
    (102, "Bai Li", "bai@uni.example"),
    (103, "Chen Wu", "chen@uni.example"),
    (104, "Dora Roe", "dora@uni.example"),
]


@pytest.fixture
def graded(course):
    """Ada and Bai have all their grades; Chen's answer waits; Eve is in no platform's file."""
    give(course, "ada", 2.0, 2.0, email="ada@uni.example")
    give(course, "bai", 1.0, 0.0, email="bai@uni.example")
    give(course, "chen", 2.0, None, email="chen@uni.example")
    give(course, "eve", 2.0, 2.0)
    return course


def test_moodles_worksheet_gets_scaled_grades_and_nothing_else_changes(graded, tmp_path):
    file = worksheet(tmp_path / "w.csv", PEOPLE)
    done, target = filled(graded, file)
    before, after = cells(file), cells(target)
    assert [row[4] for row in after] == ["Grade", of(100, 4), of(100, 1), "", ""]
    assert [row[:4] + row[5:] for row in after] == [row[:4] + row[5:] for row in before]
    assert done.grades == {"ada": of(100, 4), "bai": of(100, 1)}
    assert (done.waiting, done.absent, done.extra) == (["chen"], ["dora"], ["eve"])
    assert done.scale == f"{MAXIMUM:g} points are 100"
    assert done.needs_a_look


@pytest.mark.parametrize("maximum", [3.0, 7.0, 22.0, 23.0, 49.0])
def test_full_marks_are_never_more_than_the_maximum(tmp_path, maximum):
    roster = Roster(worksheet(tmp_path / "w.csv", PEOPLE[:1]))
    people, scores = {"ada": roster.people[0]}, {"ada": Score(maximum, maximum, False)}
    done = fill(Columns(roster, TOY), people, scores, Options())
    assert (done.grades, done.left) == ({"ada": "100.00"}, {})


def test_unfinished_takes_points_although_an_answer_waits(graded, tmp_path):
    done, target = filled(graded, worksheet(tmp_path / "w.csv", PEOPLE), unfinished=True)
    assert cells(target)[3][4] == of(100, 2)
    assert done.waiting == []


def test_a_worksheet_that_excel_saved_keeps_its_form(graded, tmp_path):
    file = worksheet(tmp_path / "w.csv", PEOPLE, maximum="50,00")
    rows = cells(file)
    text = "\r\n".join(";".join(f'"{cell}"' for cell in row) for row in rows) + "\r\n"
    file.write_bytes(b"\xef\xbb\xbf" + text.encode())
    _, target = filled(graded, file)
    expected = text.replace('"";"50,00"', f'"{of(50, 4, ",")}";"50,00"', 1)
    expected = expected.replace('"";"50,00"', f'"{of(50, 1, ",")}";"50,00"', 1)
    assert target.read_bytes() == b"\xef\xbb\xbf" + expected.encode()


def test_a_worksheet_in_another_language_needs_the_column_named(graded, tmp_path):
    file = worksheet(tmp_path / "w.csv", PEOPLE)
    text = file.read_text().replace("Participant ", "Teilnehmer/in")
    text = text.replace("Identifier,Full name,Email address", "ID,Vollständiger Name,E-Mail")
    file.write_text(text.replace(",Grade,Maximum Grade,", ",Bewertung,Bestwertung,"))
    with pytest.raises(GradingError, match="Name it with --column"):
        filled(graded, file)
    done, _ = filled(graded, file, column="Bewertung", maximum=10.0)
    assert done.grades == {"ada": of(10, 4), "bai": of(10, 1)}


def test_locked_grades_and_those_above_the_maximum_are_left_and_said(graded, tmp_path):
    give(graded, "ada", 1000.0, 2.0)
    file = worksheet(tmp_path / "w.csv", PEOPLE)
    bai = "bai@uni.example,No submission - Not graded,,100.00,"
    file.write_text(file.read_text().replace(f"{bai}Yes", f"{bai}No"))
    done, target = filled(graded, file)
    assert target.read_bytes() == file.read_bytes()
    assert done.left == {
        "ada": "1002 points: Moodle takes no more than 100",
        "bai": "the platform has locked the grade",
    }


def test_moodles_grade_export_is_filled_by_the_name_of_the_assignment(graded, tmp_path):
    file = tmp_path / "g.csv"
    file.write_text(
        "First name,Last name,ID number,Email address,Assignment: Toy (Real),Course total (Real)\n"
        "Ada,Lovelace,1815,ada@uni.example,-,-\nBai,Li,1816,bai@uni.example,7.00,7.00\n"
    )
    done, target = filled(graded, file)
    assert [row[4] for row in cells(target)[1:]] == ["4.00", "1.00"]
    assert done.changed == {"bai": "7.00"}


CANVAS_PEOPLE = [
    ("Ada Lovelace", 55, "S55", "ada@uni.example"),
    ("Bai Li", 56, "S56", "bai@uni.example"),
    ("Chen Wu", 57, "S57", "chen@uni.example"),
]
COLUMNS = {"Toy (4711)": "20.00", "Essay (4712)": "5.00"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_canvas_gradebook_gets_its_column_filled(graded, tmp_path, encoding):
    file = canvas_gradebook(tmp_path / "c.csv", CANVAS_PEOPLE, COLUMNS, encoding)
    done, target = filled(graded, file, ())
    before, after = file.read_bytes().splitlines(), target.read_bytes().splitlines()
    changed = [(b, a) for b, a in zip(before, after, strict=True) if b != a]
    assert len(changed) == 2
    assert [row[5] for row in cells(target)[3:]] == [of(20, 4), of(20, 1), "", ""]
    assert done.column == "Toy (4711)"
    assert (done.waiting, done.extra) == (["chen"], ["eve"])


def test_canvas_cells_that_are_not_to_be_filled_are_left_and_said(graded, tmp_path):
    file = canvas_gradebook(tmp_path / "c.csv", CANVAS_PEOPLE, COLUMNS)
    text = file.read_text()
    for number, cell in (("S55,ada", "EX"), ("S56,bai", "N/A")):
        line = next(line for line in text.splitlines() if number in line)
        text = text.replace(line, line.replace("Monday group,", f"Monday group,{cell}"))
    file.write_text(text)
    done, target = filled(graded, file)
    assert target.read_bytes() == file.read_bytes()
    assert done.left == {"ada": "EX stands there", "bai": "N/A stands there"}


def test_a_read_only_column_of_canvas_is_left(graded, tmp_path):
    file = canvas_gradebook(tmp_path / "c.csv", CANVAS_PEOPLE, {"Toy (1)": "(read only)"})
    done, _ = filled(graded, file)
    assert set(done.left.values()) == {"the column is read only"}


@pytest.mark.parametrize(
    ("columns", "message"),
    [({"Essay (1)": "5"}, r"Essay \(1\)"), ({"Toy A (1)": "5", "Toy B (2)": "5"}, "Toy A")],
)
def test_a_column_that_is_not_there_or_not_alone_is_a_message(graded, tmp_path, columns, message):
    file = canvas_gradebook(tmp_path / "c.csv", CANVAS_PEOPLE, columns)
    with pytest.raises(GradingError, match=message):
        filled(graded, file)


def test_the_platforms_file_is_never_overwritten(graded, tmp_path):
    file = worksheet(tmp_path / "w.csv", PEOPLE)
    with opened(graded) as gradebook, pytest.raises(GradingError, match="another file"):
        fill_file(gradebook, graded.root / "downloaded", file, [TOY], file, Options())


def test_unknown_assignment_is_named(graded, tmp_path):
    with pytest.raises(GradingError, match=f"no assignment toys. It has: {TOY}"):
        filled(graded, worksheet(tmp_path / "w.csv", PEOPLE), ["toys"])


def test_two_lines_for_one_student_are_refused(graded, tmp_path):
    people = [PEOPLE[0], (109, "A. Lovelace", "ADA@uni.example")]
    with pytest.raises(GradingError, match="lines 2 and 3 would both be ada"):
        filled(graded, worksheet(tmp_path / "w.csv", people))


def test_nbgraders_own_table_is_nbgraders_and_says_who_waits(graded):
    target = graded.root / "exports" / "grades.csv"
    with opened(graded) as gradebook:
        assert nbgrader_file(gradebook, [TOY], target) == [f"chen ({TOY})"]
    rows = {row["student_id"]: row for row in csv.DictReader(target.open())}
    assert float(rows["ada"]["score"]) == 4.0
    assert set(rows) == {"ada", "bai", "chen", "eve"}


def with_feedback(course, *students):
    for student in students:
        page = course.root / "feedback" / student / TOY / f"{TOY}.html"
        page.parent.mkdir(parents=True)
        page.write_text(f"<html>{student}</html>")


@pytest.mark.parametrize("form", ["4.1", "3.1", "flat"])
def test_moodle_gets_feedback_under_the_names_that_it_gave(course, tmp_path, form):
    handed = [
        Handed("Ada Lovelace", 101, "toy.ipynb", b""),
        Handed("Zoë Ng", 102, "toy.ipynb", b""),
        Handed("Bai Li", 103, "toy.ipynb", b""),
    ]
    archive = moodle_zip(tmp_path / "a.zip", handed, form)
    collecting.collect(course, TOY, [archive], collecting.Options())
    with_feedback(course, "ada-lovelace", "zoë-ng")
    packed = pack(course, TOY)
    (target,) = packed.archives
    with zipfile.ZipFile(target) as file:
        names = file.namelist()
        assert file.read(names[1]).decode() == "<html>zoë-ng</html>"
    given = [moodle_path(each, form) for each in handed[:2]]
    assert names == [path.replace("toy.ipynb", "toy.html") for path in given]
    # Moodle's own reading: name, participant, plugin's type and name, the rest.
    for name in names:
        _, participant, kind, plugin, *_ = name.partition("/")[0].split("_")
        assert (participant, kind, plugin) in {
            ("101", "assignsubmission", "file"),
            ("102", "assignsubmission", "file"),
        }


def test_canvas_gets_feedback_under_the_numbers_that_it_gave(course, tmp_path):
    handed = [Handed("Ada Lovelace", 55, "toy_1.ipynb", b"", 7001, late=True)]
    collecting.collect(course, TOY, [canvas_zip(tmp_path / "a.zip", handed)], collecting.Options())
    (entry,) = course.find(TOY) or [None]
    with_feedback(course, entry.student, "by-hand")
    (course.root / "submitted" / "by-hand" / TOY).mkdir(parents=True)
    packed = pack(course, TOY)
    archive, alone = packed.archives
    (name,) = zipfile.ZipFile(archive).namelist()
    assert name == canvas_path(handed[0]).replace("toy_1.ipynb", "feedback-toy.html")
    # Canvas's own reading: the first two parts that are numbers are the user and the file.
    parts = [part for part in name.split("_") if part.isdigit()]
    assert parts[:2] == ["55", "7001"]
    assert alone.name == "by-hand.zip"
    assert packed.alone == ["by-hand"]


def test_without_feedback_there_is_a_message(graded):
    with pytest.raises(GradingError, match=f"rnn-course feedback {TOY}"):
        pack(graded, TOY)


@pytest.fixture
def here(course, monkeypatch):
    monkeypatch.chdir(course.root)
    return course


def run(*words):
    """Exit status of the command."""
    try:
        cli.main([str(word) for word in words])
    except SystemExit as end:
        return end.code
    return 0


def test_full_disk_is_a_message(here):
    with pytest.raises(SystemExit, match="rnn-course grades: No space left on device"):
        cli.main(["grades", "--to", "/dev/full"])


def test_the_commands_lead_from_an_archive_to_grades_and_feedback(here, tmp_path, capsys):
    ada, bai = (toy.filled_in(here, {}) for _ in range(2))
    toys = [toy.nbformat.writes(each).encode() for each in (ada, bai)]
    people = [(*PEOPLE[0], "Sunday, 1 March 2026, 5:04 PM"), *PEOPLE[1:2]]
    table = worksheet(tmp_path / "w.csv", people)
    handed = [Handed("Ada Lovelace", 101, "toy.ipynb", toys[0])]
    archive = moodle_zip(tmp_path / "a.zip", handed)
    assert run("collect", TOY, archive, "--roster", table, "--timezone", "UTC") == 0
    assert "collected 1 (ada)" in capsys.readouterr().out

    handed.append(Handed("Eve Mallory", 900, "toy.ipynb", toys[1]))
    archive = moodle_zip(tmp_path / "b.zip", handed, packed=FRIDAY)
    assert run("collect", TOY, archive, "--roster", table) == NEEDS_A_LOOK
    assert "w.csv does not have them" in capsys.readouterr().out

    give(here, "ada", 2.0, 2.0)
    assert run("grades", TOY, "--moodle", table) == 0
    assert cells(here.root / "exports" / "w.csv")[1][4] == of(100, 4)
    assert "handed nothing in, left as it was: 1 (bai)" in capsys.readouterr().out
    assert run("grades") == 0
    assert (here.root / "exports" / "grades.csv").is_file()

    shutil.copytree(here.root / "submitted", here.root / "autograded")  # as it would be graded
    assert run("feedback", TOY) == 0
    assert run("feedback", TOY, "--each") == 0
    assert [p.name for p in (here.root / "exports" / f"{TOY}-feedback").iterdir()] == ["ada.zip"]
    capsys.readouterr()
    assert run("feedback") == 0  # of all assignments that are graded
    assert f"{TOY}-feedback-moodle.zip: feedback for 1" in capsys.readouterr().out


def test_errors_are_messages_with_status_1(here, tmp_path):
    assert run("collect", TOY, tmp_path / "none.zip").startswith("rnn-course collect:")
    assert run("grades", TOY, "--canvas", tmp_path / "none.csv").startswith("rnn-course grades:")
    assert run("feedback", TOY).startswith("rnn-course feedback:")
    assert run("feedback").startswith("rnn-course feedback:")


@pytest.mark.slow
def test_nbgraders_own_zip_collect_reads_the_same_names(course, tmp_path):
    config = course.root / "nbgrader_config.py"
    settings = Config()
    with mock.patch.dict(os.environ):
        configure(settings, str(config))
    plugins = [f"c.ZipCollectApp.{name} = {x!r}" for name, x in settings.ZipCollectApp.items()]
    pattern = r'c.FileNameCollectorPlugin.named_regexp = r".*/(?P<student_id>[^/_]+)_.*\.ipynb"'
    lines = [*plugins, pattern, 'c.PlatformExtractor.timezone = "UTC"', ""]
    config.write_text(config.read_text() + "\n".join(lines))
    toys = toy.nbformat.writes(toy.filled_in(course, {})).encode()
    place = course.root / "downloaded" / TOY / "archive"
    handed = [Handed("Ada Lovelace", 101, "Home work.ipynb", toys)]
    moodle_zip(place / "a.zip", [*handed, Handed("Bai Li", 102, "essay.pdf", b"%PDF")])
    canvas_zip(place / "b.zip", [Handed("Zoë Ng", 55, "toy-1.ipynb", toys, 7)])
    (place / "chen_toy.ipynb").write_bytes(toys)
    typed = [sys.executable, "-m", "nbgrader", "zip_collect", TOY]
    done = subprocess.run(typed, cwd=course.root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert {found.student for found in course.find(TOY)} == {"ada-lovelace", "ngzoë-55", "chen"}
    assert "essay.pdf" in done.stderr
    assert (place.parents[2] / "submitted" / "chen" / TOY / "toy.ipynb").read_bytes() == toys
