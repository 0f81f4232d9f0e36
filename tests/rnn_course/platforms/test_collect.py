"""From an archive to points and back, with a toy course; what is odd is listed."""

import csv
import datetime
import json
import shutil
from dataclasses import replace

import pytest

from tests.support.platform_files import (
    FRIDAY,
    Handed,
    canvas_gradebook,
    canvas_path,
    canvas_zip,
    generated_once,
    moodle_path,
    moodle_zip,
    pack,
    worksheet,
)

from grader_support import toy  # isort: skip (platform_files knows where it is)

import nbformat
from nbgrader.api import Gradebook

from nbgrader_sandbox.course.directory import GradingCourse
from nbgrader_sandbox.errors import GradingError
from rnn_course.class_table.table import ClassCourse
from rnn_course.platforms import manifest
from rnn_course.platforms.collect.command import Options, collect
from rnn_course.platforms.commands import format_collected

TOY = toy.ASSIGNMENT
UTC = Options(timezone="UTC")


@pytest.fixture
def course(tmp_path_factory, tmp_path):
    shutil.copytree(generated_once(tmp_path_factory), tmp_path / "course")
    return GradingCourse(tmp_path / "course")


@pytest.fixture
def notebook(course):
    """Bytes of a solved notebook; whoever solves it writes a name into it."""

    def solved(name, **answers):
        made = toy.filled_in(course, answers)
        made.cells[0].source += f" by {name}"
        return nbformat.writes(made).encode()

    return solved


def outcomes(collected):
    """Outcome by the student's own part of the path."""
    return {entry.file.partition("/")[2]: entry.outcome for entry in collected.entries}


def in_submitted(course):
    return {
        path.parent.parent.name: path.read_bytes()
        for path in (course.root / "submitted").glob(f"*/{TOY}/*.ipynb")
    }


def students(course):
    with Gradebook(course.directory.db_url, course.directory.course_id) as gradebook:
        return {s.id: (s.first_name, s.last_name, s.email) for s in gradebook.students}


def set_due(course, due):
    with Gradebook(course.directory.db_url, course.directory.course_id) as gradebook:
        gradebook.update_or_create_assignment(TOY, duedate=due)


def timestamp(course, student):
    return (course.root / "submitted" / student / TOY / "timestamp.txt").read_text()


@pytest.mark.parametrize("form", ["4.1", "3.1", "flat"])
def test_moodles_archive_becomes_submissions_with_times(course, notebook, tmp_path, form):
    handed = [
        Handed("Ada Lovelace", 101, "toy.ipynb", notebook("ada")),
        Handed("Zoë Ng_Müller", 102, "toy(1).ipynb", notebook("zoe")),
        Handed("王 小明", 103, "Home work.ipynb", notebook("wang")),
    ]
    done = collect(course, TOY, [moodle_zip(tmp_path / "a.zip", handed, form)], UTC)
    ids = ["ada-lovelace", "zoë-ng-müller", "王-小明"]
    assert in_submitted(course) == {i: h.content for i, h in zip(ids, handed, strict=True)}
    assert set(outcomes(done).values()) == {manifest.COLLECTED}
    assert timestamp(course, "ada-lovelace").startswith("2026-03-02 09:00")
    assert students(course)["zoë-ng-müller"] == ("Zoë Ng", "Müller", None)
    assert not any(entry.needs_a_look for entry in done.entries)


def test_canvas_archive_becomes_submissions_and_late_ones_are_marked(course, notebook, tmp_path):
    set_due(course, datetime.datetime(2026, 3, 1, 12))
    handed = [
        Handed("Ada Lovelace", 55, "toy.ipynb", notebook("ada"), 7001),
        Handed("Shaun O'Neil", 56, "toy-1.ipynb", notebook("shaun"), 7002, late=True),
    ]
    done = collect(course, TOY, [canvas_zip(tmp_path / "a.zip", handed)], UTC)
    assert set(in_submitted(course)) == {"lovelaceada-55", "oneilshaun-56"}
    # The archive was packed after the due date; only Canvas knows who was late, not by how much.
    assert timestamp(course, "lovelaceada-55") == "2026-03-01 12:00:00"
    assert timestamp(course, "oneilshaun-56") == "2026-03-01 12:00:01"
    assert [entry.late for entry in done.entries] == ["", manifest.UNTIMED]
    assert "late, says the platform: 1 (oneilshaun-56)" in format_collected(done)
    assert f"{manifest.UNTIMED}: 1 (oneilshaun-56)" in format_collected(done)
    again = collect(course, TOY, [tmp_path / "a.zip"], UTC)  # by now it may have the real time
    assert manifest.UNTIMED not in format_collected(again)


def test_where_the_day_of_the_download_costs_nothing_more(course, notebook, tmp_path):
    """What the platform calls late is late by one day, whoever downloads it when."""
    set_due(course, datetime.datetime(2026, 3, 1, 12))
    handed = [Handed("Ada Lovelace", 55, "toy.ipynb", notebook("ada"), 7001, late=True)]
    packed = datetime.datetime(2026, 3, 20, 8)
    collect(course, TOY, [canvas_zip(tmp_path / "a.zip", handed, packed)], UTC)
    assert timestamp(course, "lovelaceada-55") == "2026-03-01 12:00:01"


def test_a_roster_gives_ids_names_addresses_and_times(course, notebook, tmp_path):
    table = worksheet(
        tmp_path / "w.csv",
        [
            (101, "Ada Lovelace", "ada@uni.example", "Sunday, 1 March 2026, 5:04 PM"),
            (102, "Ada Lovelace", "ada.l@uni.example", "Sunday, 1 March 2026, 6:00 PM"),
            (103, "Bai Li", "bai@uni.example"),
        ],
    )
    handed = [
        Handed("Ada Lovelace", 102, "toy.ipynb", notebook("two")),
        Handed("Ada Lovelace", 101, "toy.ipynb", notebook("one")),
    ]
    options = Options(roster=table, timezone="Europe/Berlin")
    done = collect(course, TOY, [moodle_zip(tmp_path / "a.zip", handed)], options)
    assert in_submitted(course) == {"ada": handed[1].content, "ada.l": handed[0].content}
    assert timestamp(course, "ada") == "2026-03-01 16:04:00"
    assert students(course)["ada.l"] == ("Ada", "Lovelace", "ada.l@uni.example")
    assert [person.name for person in done.absent] == ["Bai Li"]
    assert "handed nothing in: 1 (Bai Li)" in format_collected(done)


def test_two_of_one_name_are_not_guessed_without_numbers(course, notebook, tmp_path):
    handed = [
        Handed("Ada Lovelace", 101, "toy.ipynb", notebook("one")),
        Handed("Ada Lovelace", 102, "toy.ipynb", notebook("two")),
        Handed("Bai Li", 103, "toy.ipynb", notebook("bai")),
    ]
    archive = moodle_zip(tmp_path / "a.zip", handed)
    done = collect(course, TOY, [archive], UTC)
    assert set(in_submitted(course)) == {"bai-li"}
    unknown = [entry for entry in done.entries if entry.outcome == manifest.UNKNOWN]
    assert len(unknown) == 2
    assert all("--roster" in entry.note and not entry.student for entry in unknown)

    (tmp_path / "p.csv").write_text(
        "First name,Last name,Email address\nAda,Lovelace,a@x\nAda,Lovelace,b@x\nBai,Li,bai@x\n"
    )
    done = collect(course, TOY, [archive], Options(roster=tmp_path / "p.csv", timezone="UTC"))
    assert sum("2 people of this name" in entry.note for entry in done.entries) == 2


def test_wrong_files_are_listed_with_the_reason_and_kept(course, notebook, tmp_path):
    other = (course.root / "release" / "04-other" / "04-other.ipynb").read_bytes()
    handed = [
        Handed("A A", 1, "essay.pdf", b"%PDF-1.7"),
        Handed("B B", 2, "toy.ipynb", b""),
        Handed("C C", 3, "toy.ipynb.txt", notebook("c")),
        Handed("D D", 4, "toy.ipynb", other),
        Handed("E E", 5, "toy.ipynb", notebook("e")),
        Handed("E E", 5, "toy-Copy1.ipynb", notebook("e again")),
        Handed("F F", 6, "TOY.IPYNB", notebook("f")),
        Handed("G G", 7, "toy.ipynb", notebook("g")[:200]),
        Handed("H H", 8, "notes.ipynb", json.dumps({"cells": []}).encode()),
    ]
    typed = moodle_path(Handed("I I", 9, "onlinetext.html", b""), kind="onlinetext")
    others = {"__MACOSX/._toy.ipynb": b"x", "readme.ipynb": b"{}", typed: b"Dear teacher"}
    entries = {moodle_path(each): each.content for each in handed}
    archive = pack(tmp_path / "a.zip", entries | others)
    done = collect(course, TOY, [archive], UTC)

    assert set(in_submitted(course)) == {"b-b", "c-c", "f-f", "g-g"}
    said = {entry.file.partition("/")[2]: (entry.outcome, entry.note) for entry in done.entries}
    path = {each: moodle_path(each) for each in handed}
    assert said[path[handed[0]]] == (manifest.WRONG, "essay.pdf: no notebook")
    assert said[path[handed[1]]][1] == "cannot be graded: the notebook is empty"
    assert said[path[handed[2]]] == (manifest.COLLECTED, "was called toy.ipynb.txt")
    assert said[path[handed[3]]] == (manifest.WRONG, "toy.ipynb: the notebook of 04-other")
    assert said[path[handed[4]]] == (manifest.UNDECIDED, "")
    assert said[path[handed[5]]] == (manifest.UNDECIDED, "was called toy-Copy1.ipynb")
    assert said[path[handed[6]]] == (manifest.COLLECTED, "was called TOY.IPYNB")
    assert said[path[handed[7]]][1].startswith("cannot be graded: the notebook is not JSON")
    assert said[path[handed[8]]] == (manifest.WRONG, "notes.ipynb: a notebook of something else")
    assert said["__MACOSX/._toy.ipynb"][0] == manifest.IGNORED
    assert said["readme.ipynb"][0] == manifest.UNKNOWN
    assert said[typed][0] == manifest.WRONG
    assert len(said) == len(entries | others)
    assert (course.root / "downloaded" / TOY / "archive" / "a.zip").is_file()
    assert manifest.read(done.table) == done.entries
    assert "nothing that can be graded: 5 (a-a, d-d, e-e, h-h, i-i)" in format_collected(done)


def test_of_two_submissions_the_newer_counts_and_the_other_is_listed(course, notebook, tmp_path):
    old = Handed("Ada Lovelace", 55, "toy.ipynb", notebook("ada on Monday"), 7001)
    new = Handed("Ada Lovelace", 55, "toy-1.ipynb", notebook("ada on Friday"), 7009)
    bai = Handed("Bai Li", 56, "toy.ipynb", notebook("bai"), 7002)
    archives = [
        canvas_zip(tmp_path / "2.zip", [old, bai]),
        canvas_zip(tmp_path / "1.zip", [new, bai], FRIDAY),
    ]
    done = collect(course, TOY, archives, UTC)
    assert in_submitted(course)["lovelaceada-55"] == new.content
    assert timestamp(course, "lovelaceada-55").startswith("2026-03-06 18:00")
    assert outcomes(done)[canvas_path(old)] == manifest.OLDER
    assert outcomes(done)[canvas_path(new)] == manifest.COLLECTED
    bais = [entry.outcome for entry in done.entries if entry.student == "libai-56"]
    assert sorted(bais) == [manifest.SAME, manifest.COLLECTED]  # the same in both: no question
    assert "twice" not in format_collected(done)


def test_of_two_files_at_once_the_later_upload_counts(course, notebook, tmp_path):
    first = Handed("Ada Lovelace", 55, "toy.ipynb", notebook("first"), 7001)
    second = Handed("Ada Lovelace", 55, "toy-1.ipynb", notebook("second"), 7002)
    collect(course, TOY, [canvas_zip(tmp_path / "a.zip", [second, first])], UTC)
    assert in_submitted(course) == {"lovelaceada-55": second.content}


@pytest.mark.parametrize("form", ["4.1", "3.1", "flat"])
@pytest.mark.parametrize("are_equal", [True, False])
def test_of_two_at_one_time_neither_is_taken_unless_they_are_equal(
    course, notebook, tmp_path, form, are_equal
):
    whole = notebook("ada")
    part = whole if are_equal else notebook("ada", square="def square(x): ...")
    handed = [
        Handed("Ada Lovelace", 101, "toy.ipynb", part),
        Handed("Ada Lovelace", 101, "toy(1).ipynb", whole),
    ]
    done = collect(course, TOY, [moodle_zip(tmp_path / "a.zip", handed, form)], UTC)
    if are_equal:
        assert in_submitted(course) == {"ada-lovelace": whole}
        assert "The same one twice from a student" in format_collected(done)
        return
    assert in_submitted(course) == {}
    assert [entry.outcome for entry in done.entries] == [manifest.UNDECIDED] * 2
    said = format_collected(done)
    assert all(entry.needs_a_look and entry.file in said for entry in done.entries)
    # The one that counts, in an archive of its own: it is the newer one.
    chosen = moodle_zip(tmp_path / "chosen.zip", handed[1:], form, packed=FRIDAY)
    collect(course, TOY, [chosen], UTC)
    assert in_submitted(course) == {"ada-lovelace": whole}


def test_the_class_table_says_who_is_missing_and_who_has_more_time(course, notebook, tmp_path):
    set_due(course, datetime.datetime(2026, 3, 1, 8))
    (course.root / "class.csv").write_text(
        "id,name,team,extension\n"
        "lovelaceada-55,,,1\nli-56,Bai Li,blue,\nchen-57,,blue,\ndora-58,Dora,,\n",
        encoding="utf-8",
    )
    handed = [
        Handed("Ada Lovelace", 55, "toy.ipynb", notebook("ada"), 7001, late=True),
        Handed("Li", 56, "toy.ipynb", notebook("bai"), 7002, late=True),
    ]
    archive = canvas_zip(tmp_path / "a.zip", handed)
    done = collect(ClassCourse(course.root), TOY, [archive], UTC)
    # Packed a day later: for whoever has an extension, the platform's word says nothing.
    assert timestamp(course, "lovelaceada-55") == "2026-03-02 08:00:00"
    assert timestamp(course, "li-56") == "2026-03-01 08:00:01"
    assert [person.name for person in done.absent] == ["Dora"]  # chen's team has handed in


def test_what_was_collected_stays_until_update_which_keeps_it_aside(course, notebook, tmp_path):
    old = Handed("Ada Lovelace", 101, "toy.ipynb", notebook("Monday"))
    new = Handed("Ada Lovelace", 101, "toy.ipynb", notebook("Friday"))
    archive = moodle_zip(tmp_path / "a.zip", [old])
    collect(course, TOY, [archive], UTC)
    again = collect(course, TOY, [archive], UTC)
    assert list(outcomes(again).values()) == [manifest.UNCHANGED]

    friday = moodle_zip(tmp_path / "new" / "a.zip", [new], packed=FRIDAY)
    waiting = collect(course, TOY, [friday], UTC)
    assert in_submitted(course) == {"ada-lovelace": old.content}
    assert sorted(e.outcome for e in waiting.entries) == [manifest.OLDER, manifest.WAITING]

    taken = collect(course, TOY, [friday], Options(update=True, timezone="UTC"))
    assert in_submitted(course) == {"ada-lovelace": new.content}
    assert sorted(e.outcome for e in taken.entries) == [manifest.COLLECTED, manifest.OLDER]
    aside = course.root / "downloaded" / TOY / "replaced" / "ada-lovelace-1" / "toy.ipynb"
    assert aside.read_bytes() == old.content
    assert len(list((course.root / "downloaded" / TOY / "archive").iterdir())) == 2


BERLIN = Options(timezone="Europe/Berlin")


def correcting(options):
    return replace(options, update=True)


@pytest.fixture
def from_moodle(course, notebook, tmp_path):
    """Collect what Ada handed in at half past six, by the worksheet, an hour after it was due."""
    set_due(course, datetime.datetime(2026, 3, 1, 17, 30))
    times = [(101, "Ada Lovelace", "ada@uni.example", "Sunday, 1 March 2026, 6:30 PM")]
    table = worksheet(tmp_path / "w.csv", times)
    handed = [Handed("Ada Lovelace", 101, "toy.ipynb", notebook("ada"))]
    archive = moodle_zip(tmp_path / "a.zip", handed)
    return lambda options: collect(course, TOY, [archive], replace(options, roster=table))


def graded_as_of(course, student):
    """When what was graded was handed in, in the gradebook and beside the notebook."""
    with Gradebook(course.directory.db_url, course.directory.course_id) as gradebook:
        time = gradebook.find_submission(TOY, student).timestamp
    folder = course.folder("autograded", student, TOY)
    assert (folder / "timestamp.txt").read_text() == str(time)
    return str(time)


def grade_as_of(course, student, time):
    """What grading leaves behind."""
    folder = course.folder("autograded", student, TOY)
    folder.mkdir(parents=True)
    (folder / "timestamp.txt").write_text(time)
    (folder / "timestamp.txt").chmod(0o444)
    with Gradebook(course.directory.db_url, course.directory.course_id) as gradebook:
        gradebook.update_or_create_student(student)
        gradebook.update_or_create_submission(TOY, student, timestamp=time)


def test_a_time_that_was_wrong_waits_until_update_corrects_it(course, from_moodle):
    from_moodle(UTC)
    wrong, right = "2026-03-01 18:30:00", "2026-03-01 17:30:00"
    assert timestamp(course, "ada") == wrong
    grade_as_of(course, "ada", wrong)

    for _ in range(2):
        (entry,) = from_moodle(BERLIN).entries
        assert (entry.outcome, entry.time) == (manifest.WAITING, wrong)
        assert entry.needs_a_look
        assert right in entry.note
        assert timestamp(course, "ada") == graded_as_of(course, "ada") == wrong

    done = from_moodle(correcting(BERLIN))
    (entry,) = done.entries
    assert (entry.outcome, entry.time) == (manifest.UNCHANGED, right)
    assert wrong in format_collected(done)
    assert timestamp(course, "ada") == graded_as_of(course, "ada") == right
    (entry,) = from_moodle(BERLIN).entries
    assert (entry.outcome, entry.note) == (manifest.UNCHANGED, "")


def test_a_corrected_time_is_that_of_the_whole_team(course, from_moodle):
    (course.root / "class.csv").write_text("id,team\nada,blue\nbai,blue\nchen,\n")
    from_moodle(UTC)
    for student in ("ada", "bai", "chen"):
        grade_as_of(course, student, "2026-03-01 18:30:00")
    from_moodle(correcting(BERLIN))
    assert graded_as_of(course, "bai") == "2026-03-01 17:30:00"
    assert graded_as_of(course, "chen") == "2026-03-01 18:30:00"


@pytest.mark.parametrize("by_hand", ["2026-03-01 17:00:00 UTC", "at five"])
def test_a_time_that_was_written_by_hand_stays(course, from_moodle, by_hand):
    from_moodle(UTC)
    path = course.root / "submitted" / "ada" / TOY / "timestamp.txt"
    path.write_text(by_hand)
    for _ in range(2):
        (entry,) = from_moodle(correcting(BERLIN)).entries
        assert entry.outcome == manifest.UNCHANGED
        assert by_hand.removesuffix(" UTC") in entry.note
        assert path.read_text() == by_hand


def test_a_notebook_without_a_time_gets_that_of_the_platform(course, from_moodle):
    from_moodle(UTC)
    (course.root / "submitted" / "ada" / TOY / "timestamp.txt").unlink()
    (entry,) = from_moodle(UTC).entries
    assert (entry.outcome, entry.time) == (manifest.WAITING, "")
    from_moodle(correcting(UTC))
    assert timestamp(course, "ada") == "2026-03-01 18:30:00"


def test_a_later_download_tells_nothing_new_of_what_was_there(course, notebook, tmp_path):
    set_due(course, datetime.datetime(2026, 3, 9, 12))
    handed = [Handed("Ada Lovelace", 55, "toy.ipynb", notebook("ada"), 7001)]
    archive = canvas_zip(tmp_path / "a.zip", handed)
    collect(course, TOY, [archive], UTC)
    before = timestamp(course, "lovelaceada-55")
    again = canvas_zip(tmp_path / "b.zip", handed, FRIDAY)
    done = collect(course, TOY, [again], correcting(UTC))
    taken = [entry for entry in done.entries if entry.outcome != manifest.SAME]
    assert [(entry.outcome, entry.time) for entry in taken] == [(manifest.UNCHANGED, before)]
    assert timestamp(course, "lovelaceada-55") == before


def test_a_due_date_that_comes_later_makes_nobody_late(course, notebook, tmp_path):
    handed = [Handed("Ada Lovelace", 55, "toy.ipynb", notebook("ada"), 7001)]
    archive = canvas_zip(tmp_path / "a.zip", handed)
    collect(course, TOY, [archive], UTC)
    set_due(course, datetime.datetime(2026, 3, 1, 12))
    collect(course, TOY, [archive], correcting(UTC))
    assert timestamp(course, "lovelaceada-55") == "2026-03-01 12:00:00"


def test_what_is_taken_in_place_of_another_is_graded_whatever_its_time(course, notebook, tmp_path):
    """Of two late files of Canvas nobody knows which hour each has."""
    set_due(course, datetime.datetime(2026, 3, 1, 12))
    file = Handed("Ada Lovelace", 55, "toy.ipynb", notebook("ada"), 7001, late=True)
    collect(course, TOY, [canvas_zip(tmp_path / "a.zip", [file])], UTC)
    student = "lovelaceada-55"
    grade_as_of(course, student, timestamp(course, student))
    assert not ungraded(course)
    file = replace(file, content=notebook("ada again"), attachment=7002)
    collect(course, TOY, [canvas_zip(tmp_path / "b.zip", [file], FRIDAY)], correcting(UTC))
    assert timestamp(course, student) == "2026-03-01 12:00:01"
    assert ungraded(course) == [student]


def ungraded(course):
    return [each.student for each in course.find(TOY) if not course.is_graded(each)]


def test_people_who_are_not_in_the_roster_are_listed(course, notebook, tmp_path):
    table = canvas_gradebook(tmp_path / "g.csv", [("Ada Lovelace", 55, "S1", "ada@x")], {})
    handed = [
        Handed("Ada Lovelace", 55, "toy.ipynb", notebook("ada"), 7001),
        Handed("Eve Mallory", 66, "toy.ipynb", notebook("eve"), 7002),
    ]
    archive = canvas_zip(tmp_path / "a.zip", handed)
    done = collect(course, TOY, [archive], Options(roster=table, timezone="UTC"))
    assert set(in_submitted(course)) == {"ada"}
    (eve,) = [entry for entry in done.entries if entry.needs_a_look]
    assert (eve.outcome, eve.note) == (manifest.UNKNOWN, "g.csv does not have them")
    assert students(course) == {"ada": ("Ada", "Lovelace", "ada@x")}


def test_the_gradebooks_own_ids_and_names_stay(course, notebook, tmp_path):
    with Gradebook(course.directory.db_url, course.directory.course_id) as gradebook:
        gradebook.add_student("s1815", first_name="A. A.", email="Ada@Uni.example")
        gradebook.add_student("bai", first_name="Bai", last_name="Li")
    table = worksheet(
        tmp_path / "w.csv", [(101, "Ada Lovelace", "ada@uni.example"), (102, "Bai Li", "b@x")]
    )
    handed = [
        Handed("Ada Lovelace", 101, "toy.ipynb", notebook("ada")),
        Handed("Bai Li", 102, "toy.ipynb", notebook("bai")),
    ]
    archive = moodle_zip(tmp_path / "a.zip", handed)
    collect(course, TOY, [archive], Options(roster=table, timezone="UTC"))
    assert set(in_submitted(course)) == {"s1815", "bai"}
    assert students(course)["s1815"] == ("A. A.", "Lovelace", "Ada@Uni.example")
    assert students(course)["bai"] == ("Bai", "Li", "b@x")


def test_a_class_list_of_nbgraders_own_names_the_ids(course, notebook, tmp_path):
    table = tmp_path / "students.csv"
    table.write_text("id,first_name,last_name,email\nx1,Ada,Lovelace,\nx2,Bai,Li,\n")
    handed = [Handed("Ada Lovelace", 101, "toy.ipynb", notebook("ada"))]
    archive = moodle_zip(tmp_path / "a.zip", handed)
    collect(course, TOY, [archive], Options(roster=table, timezone="UTC"))
    assert set(in_submitted(course)) == {"x1"}


def test_ids_hold_without_a_roster_when_there_was_one_before(course, notebook, tmp_path):
    table = worksheet(tmp_path / "w.csv", [(101, "Ada Lovelace", "countess@uni.example")])
    handed = [Handed("Ada Lovelace", 101, "toy.ipynb", notebook("ada"))]
    archive = moodle_zip(tmp_path / "a.zip", handed)
    collect(course, TOY, [archive], Options(roster=table, timezone="UTC"))
    done = collect(course, TOY, [archive], UTC)
    assert [entry.student for entry in done.entries] == ["countess"]
    assert list(outcomes(done).values()) == [manifest.UNCHANGED]


def test_an_unpacked_folder_is_taken_too(course, notebook, tmp_path):
    handed = Handed("Ada Lovelace", 101, "toy.ipynb", notebook("ada"))
    place = tmp_path / "Course-toy-42" / moodle_path(handed)
    place.parent.mkdir(parents=True)
    place.write_bytes(handed.content)
    (place.parent / "link.ipynb").symlink_to(place)
    collect(course, TOY, [tmp_path / "Course-toy-42"], UTC)
    assert in_submitted(course) == {"ada-lovelace": handed.content}


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda p: p / "none.zip", "no such file"),
        (lambda p: (p / "empty" / "inner").mkdir(parents=True) or p / "empty", "has no files"),
        (lambda p: (p / "a.rar").touch() or p / "a.rar", "no zip archive"),
        (lambda p: (p / "a.zip").touch() or p / "a.zip", "cannot be unpacked"),
    ],
)
def test_a_bad_archive_is_a_message(course, tmp_path, make, message):
    with pytest.raises(GradingError, match=message):
        collect(course, TOY, [make(tmp_path)], UTC)


def test_an_assignment_that_was_not_generated_is_a_message(course, tmp_path):
    archive = pack(tmp_path / "a.zip", {"x_1_2_a.ipynb": b"{}"})
    with pytest.raises(GradingError, match="generate_assignment 99-none"):
        collect(course, "99-none", [archive], UTC)
    assert not (course.root / "downloaded").exists()


def test_an_unknown_time_zone_is_a_message(course, tmp_path):
    with pytest.raises(GradingError, match="no time zone 'Mars'"):
        collect(course, TOY, [], Options(timezone="Mars"))


@pytest.mark.parametrize("content", [b"", b"<html>please log in</html>", "truncated"])
def test_archive_that_cannot_be_unpacked_stays_nowhere(course, notebook, tmp_path, content):
    whole = moodle_zip(tmp_path / "a.zip", [Handed("Ada L", 1, "toy.ipynb", notebook("ada"))])
    broken = tmp_path / "broken.zip"
    broken.write_bytes(whole.read_bytes()[:-30] if content == "truncated" else content)
    with pytest.raises(GradingError, match=r"broken\.zip cannot be unpacked"):
        collect(course, TOY, [whole, broken], UTC)
    assert collect(course, TOY, [whole], UTC).entries[0].outcome == manifest.COLLECTED


def test_table_of_what_was_collected_holds_no_formula_and_is_read_again(course, notebook, tmp_path):
    names = ["=HYPERLINK(1).ipynb", "\x1b[2J.ipynb", "toy.ipynb"]
    handed = [Handed(f"=cmd{n}", n, name, notebook(name)) for n, name in enumerate(names, 1)]
    done = collect(course, TOY, [canvas_zip(tmp_path / "a.zip", handed)], UTC)
    text = done.table.read_text(encoding="utf-8-sig")
    assert "\x1b" not in text
    cells = [cell for row in csv.reader(text.splitlines()) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert manifest.read(done.table) == done.entries


@pytest.mark.parametrize(
    "name", [".._toy.ipynb", ".x_toy.ipynb", "a\nb_toy.ipynb", f"{'n' * 200}_toy.ipynb"]
)
def test_name_that_is_no_student_id_is_listed_and_leads_nowhere(course, notebook, tmp_path, name):
    course.config.FileNameCollectorPlugin.named_regexp = (
        r"(?s).*/(?P<student_id>[^/_]+)_(?P<file_id>toy)\.ipynb"
    )
    folder = tmp_path / "class"
    folder.mkdir()
    (folder / "ada_toy.ipynb").write_bytes(notebook("ada"))
    (folder / f"{name}_toy.ipynb").write_bytes(notebook("eve"))
    before = set(course.root.parent.iterdir())
    done = collect(course, TOY, [folder], UTC)
    assert set(in_submitted(course)) == {"ada"}
    assert {e.outcome for e in done.entries} == {manifest.COLLECTED, manifest.UNKNOWN}
    assert set(course.root.parent.iterdir()) == before
    assert not (course.root / TOY).exists()
