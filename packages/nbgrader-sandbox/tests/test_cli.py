"""The command line: which course, which settings, and the exit status."""

import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from grader_support import toy
from nbgrader_sandbox.cli import main
from nbgrader_sandbox.notes import Note
from nbgrader_sandbox.run.summary import Summary
from nbgrader_sandbox.settings import Autograder

WRONG = {"square": "def square(x):\n    return x"}


def status(*words):
    """Exit status of the command in this process."""
    try:
        main(["grade", *map(str, words)])
    except SystemExit as end:
        return end.code
    return 0


@pytest.fixture
def asked(monkeypatch):
    """What the command asks the grader for; nothing is graded."""
    calls = []

    def record(course, options):
        calls.append((course, options))
        return Summary(options.has_sandbox)

    monkeypatch.setattr("nbgrader_sandbox.grade_app.grade_course", record)
    return calls


@pytest.mark.parametrize("inside", ["", "course", "course/submitted/ada"])
def test_the_course_is_found_from_here_upwards_and_named_first(
    course, asked, inside, monkeypatch, capsys
):
    folder = course.root.parent / inside
    folder.mkdir(parents=True, exist_ok=True)
    monkeypatch.chdir(folder)
    assert status() == 0
    assert capsys.readouterr().out.startswith(f"Course: {course.root}\n")
    assert asked[0][0].root == course.root


def test_where_no_course_is_it_says_how_to_name_one(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert "--course FOLDER" in status()


def test_the_command_line_has_the_last_word_over_the_courses_file(course, asked):
    limits = ["--Autograder.memory=2000", "--Execute.timeout=7"]
    words = ["--student", "12345", "--jobs", "3", "--force", "--no-sandbox", "--dask=tcp://a:1"]
    assert status("toy", "--course", course.root, *limits, *words) == 0
    ((graded, options),) = asked
    settings = Autograder(config=graded.config)
    assert (settings.memory, settings.storage, settings.timeouts(graded.config).cell) == (
        2000,
        50,
        7,
    )
    assert (options.assignments, options.student, options.jobs) == (("toy",), "12345", 3)
    assert (options.force, options.has_sandbox, options.dask) == (True, False, "tcp://a:1")


def test_options_of_the_command_stand_in_the_courses_file_too(course, asked):
    with (course.root / "nbgrader_config.py").open("a") as file:
        file.write("\nc.GradeApp.jobs = 5\nc.CourseDirectory.submitted_directory = 'in'\n")
    assert status("--course", course.root, "--CourseDirectory.submitted_directory=out") == 0
    ((graded, options),) = asked
    assert (options.jobs, graded.directory.submitted_directory) == (5, "out")


def test_settings_of_the_user_count_less_than_the_courses(course, asked, tmp_path, monkeypatch):
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path))
    text = "c.Autograder.memory = 1\nc.Autograder.cpu = 77\n"
    (tmp_path / "nbgrader_config.py").write_text(text)
    assert status("--course", course.root) == 0
    settings = Autograder(config=asked[0][0].config)
    assert (settings.memory, settings.cpu) == (3000, 77)


@pytest.mark.parametrize(
    ("lines", "explained"),
    [
        ("c.Autograder.memory = 'lots'", "'memory' trait .*expected an int"),
        ("c.Autograder.cpu = 1 / 0", r"nbgrader_config\.py, line \d+ .*: ZeroDivisionError"),
        ("c.Autograder.cpu =", r"nbgrader_config\.py cannot be used: SyntaxError.*line \d+"),
    ],
)
def test_a_config_file_that_cannot_be_used_is_a_message(course, asked, lines, explained):
    with (course.root / "nbgrader_config.py").open("a") as file:
        file.write(f"\n{lines}\n")
    with pytest.raises(SystemExit, match=f"^nbgrader-sandbox: .*{explained}"):
        main(["grade", "--course", str(course.root)])
    assert asked == []


@pytest.mark.parametrize(
    ("word", "named"),
    [
        ("--jobs=0", "'jobs'"),
        ("--jobs=two", "'two'"),
        ("--jobs=1.5", "'1.5'"),
        ("--jobs=-1", "'jobs'"),
        ("--jobs=", "'jobs'"),
        ("--Autograder.memory=lots", "'lots'"),
        ("--Autograder.memroy=2000", "--Autograder.memroy is unknown"),
        ("--Autogrdr.memory=2000", "--Autogrdr.memory is unknown"),
        ("--frce", "--frce"),
        ("--studnt=ada", "--studnt is unknown"),
        ("-x", "-x"),
    ],
)
def test_wrong_arguments_end_with_2_and_are_named(course, asked, word, named, capsys):
    assert status("--course", course.root, word) == 2
    assert named in capsys.readouterr().err
    assert asked == []


def test_the_status_says_that_something_needs_a_look(sandbox, course, monkeypatch, capsys):
    monkeypatch.chdir(course.root)
    toy.hand_in(course, "ada", toy.filled_in(course, WRONG))
    assert status("--jobs", 1) == 0
    folder = toy.hand_in(course, "bob", toy.filled_in(course, {}))
    (folder / "toy.ipynb").write_text("{")
    assert status("--jobs", 1) == 3
    assert "bob, toy" in capsys.readouterr().out
    assert toy.points(course)["ada"]["test_square"] == 0


def test_a_solution_without_full_marks_needs_a_look(course, asked, monkeypatch):
    short = Note("solution_falls_short", {"points": "0", "max_points": "1", "cell": "test_greet"})
    summary = Summary(own=[short])
    monkeypatch.setattr("nbgrader_sandbox.grade_app.grade_course", lambda *_: summary)
    assert status("--course", course.root) == 3


def test_help_lists_options_limits_and_statuses(capsys):
    assert status("--help-all") == 0
    out = capsys.readouterr().out
    for part in (
        "--course",
        "--no-sandbox",
        "--Autograder.memory=<Int>",
        "Exit status",
        "Megabyte",
    ):
        assert part in out


def test_the_module_is_the_command(tmp_path):
    command = [sys.executable, "-P", "-m", "nbgrader_sandbox"]
    run = lambda *words: subprocess.run(  # noqa: E731
        [*command, *words], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert run("--version").stdout.strip() == version("nbgrader-sandbox")
    nothing = run()
    assert nothing.returncode == 2
    assert "grade" in nothing.stdout
    assert run("grade").returncode == 1


def test_the_readme_has_the_limits_that_count():
    text = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `(\w+)` \| .* \| (\d+) \|$", text, re.MULTILINE))
    settings = Autograder()
    assert {name: float(value) for name, value in rows.items()} == {
        name: getattr(settings, name)
        for name in settings.trait_names(config=True)
        if isinstance(getattr(settings, name), int | float)
    }
