import os
import signal

import pytest

from rnn_course import cli
from rnn_course.cli import main
from rnnkit.workbook.errors import CourseError
from rnnkit.workbook.paths import find_course_directory
from tests.support.tiny_course import edit


@pytest.fixture
def here(course, monkeypatch):
    """The command works on the tiny course."""
    monkeypatch.chdir(course.chapters)
    return course


def test_build_prints_one_line_a_chapter(here, capsys):
    main(["build", "01"])
    where, line = capsys.readouterr().out.splitlines()
    assert where == f"Course: {here.directory}"
    assert " ".join(line.split()) == "01-tiny 1 exercises, 6 cases, 4 known mistakes"


def test_an_error_is_a_message_and_status_1(here):
    edit(here, "course/chapters/01-tiny.md", "points: 2}", "points: 0}")
    with pytest.raises(SystemExit) as caught:
        main(["build"])
    assert caught.value.code.startswith(
        "rnn-course build: course/chapters/01-tiny.md:27: cell 4 (test_scale)\n"
    )


def test_a_folder_that_cannot_be_made_is_a_message(here, tmp_path, monkeypatch):
    place = tmp_path / "file" / "folder"
    place.parent.touch()
    monkeypatch.setattr("rnn_course.build.pipeline.build", lambda *_: place.mkdir())
    with pytest.raises(SystemExit) as caught:
        main(["build"])
    assert caught.value.code == f"rnn-course build: {place}: Not a directory"


def test_unknown_arguments_go_to_jupyterlab_only(here, monkeypatch, capsys):
    passed = []
    monkeypatch.setattr(
        "rnnkit.workbook.lab.lab", lambda course, others: passed.append((course, others))
    )
    main(["lab", "--no-browser", "--port", "8899", "--help"])
    assert passed == [(here, ["--no-browser", "--port", "8899", "--help"])]
    with pytest.raises(SystemExit):
        main(["build", "--no-browser"])
    assert "unrecognized arguments: --no-browser" in capsys.readouterr().err


@pytest.fixture
def interrupts():
    """A command that was interrupted hears no second Ctrl-C; later tests do."""
    before = signal.getsignal(signal.SIGINT)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interrupts")
def test_ctrl_c_shows_no_traceback(here, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("rnn_course.build.pipeline.build", interrupted)
    with pytest.raises(SystemExit, match="stopped"):
        main(["build"])


def test_without_a_command_it_says_what_there_is(capsys):
    with pytest.raises(SystemExit):
        cli.main([])
    said = capsys.readouterr().err
    assert all(f"{name}," in said for name in ("{build", "lab", "grade", "report", "demo"))


def test_commands_are_there_also_where_only_linux_grades(monkeypatch):
    for name in ("sched_getaffinity", "openpty", "setsid"):
        monkeypatch.delattr(os, name, raising=False)
    options = cli._parser().parse_args(["grade", "03-rnn-backward"])
    assert options.jobs >= 1


def test_the_course_is_found_from_a_folder_in_it_and_named_by_its_directory(here, tmp_path):
    assert find_course_directory() == here.directory
    assert find_course_directory(named=here.directory) == here.directory
    with pytest.raises(CourseError, match=r"(?s)the folder.*no nbgrader_config\.py"):
        find_course_directory(named=here.root)
    with pytest.raises(CourseError, match="no such folder"):
        find_course_directory(named=here.root / "nowhere")


def test_where_no_course_is_it_says_how_to_name_one(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CourseError, match="--course FOLDER"):
        find_course_directory()


@pytest.mark.parametrize("words", [["--course", "{}", "build"], ["build", "--course", "{}"]])
def test_the_course_may_be_named_before_and_after_the_command(
    course, tmp_path_factory, monkeypatch, capsys, words
):
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    monkeypatch.setattr("rnn_course.build.pipeline.build", lambda *_: [])
    main([word.format(course.directory) for word in words])
    assert capsys.readouterr().out == f"Course: {course.directory}\n"


def test_every_command_calls_assignments_by_one_name_and_help_has_the_exit_statuses(capsys):
    for name in ("build", "handout", "grade", "grades", "feedback", "report", "collect", "regrade"):
        with pytest.raises(SystemExit):
            main([name, "--help"])
        assert "ASSIGNMENT" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        main(["--help"])
    said = " ".join(capsys.readouterr().out.split())
    assert cli.EXIT_STATUSES in said
