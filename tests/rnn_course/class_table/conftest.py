import shutil

import pytest

from rnn_course.class_table.table import ClassCourse
from tests.support.platform_files import generated_once


@pytest.fixture
def course_with(tmp_path_factory, tmp_path):
    """Make the toy course with a class table, and lines added to its settings."""

    def make(table="", settings=""):
        root = tmp_path / "course"
        shutil.copytree(generated_once(tmp_path_factory), root)
        if table:
            (root / "class.csv").write_text(table, encoding="utf-8")
        with (root / "nbgrader_config.py").open("a", encoding="utf-8") as file:
            file.write(settings)
        return ClassCourse(root)

    return make
