"""The course says that its tests run apart from students' code; a rehearsal finds the same."""

import os

import pytest

from nbgrader_sandbox.course.directory import GradingCourse
from nbgrader_sandbox.run.grade_course import GradingOptions, grade_course
from nbgrader_sandbox.run.local_pool import on_this_machine
from rnn_course.build.answers import reference_sources
from tests.support.classroom import Classroom, OneChapter, environment

# Some 15 s of work for each; CHAPTERS names others.
CHAPTERS = os.environ.get("CHAPTERS", "03-rnn-backward").split()


@pytest.mark.slow
@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_rehearsal_finds_what_the_course_says(chapter, whole_course, sandbox, tmp_path):
    classroom = Classroom(OneChapter(whole_course.root, chapter=chapter), tmp_path / "course")
    classroom.hand_in_all(chapter, {"ada": reference_sources(chapter)})
    with environment(classroom.folder):
        course = GradingCourse(classroom.folder)
        assert course.config.Autograder.tests == "apart"
        course.config.Autograder.tests = "auto"
        summary = grade_course(course, GradingOptions(jobs=2), on_this_machine)
    assert summary.own == []
    (assignment,) = summary.assignments.values()
    assert [sorted(each.together) for each in assignment.templates] == [[]]
