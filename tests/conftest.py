"""What several test folders share."""

import os
import shutil
from pathlib import Path
from unittest.mock import patch

import pytest

from authoring.build import build
from authoring.course import Course

AUTHORED = ("course/chapters", "course/rnnkit", "course/nbgrader_config.py", "solutions")


def copy_authored(root: Path) -> Course:
    """The course as its authors wrote it, without anything that is built."""
    built = shutil.ignore_patterns("__pycache__", "*.npz")
    for name in AUTHORED:
        path = Course.here().root / name
        copy = shutil.copytree if path.is_dir() else shutil.copy
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        copy(path, root / name, **({"ignore": built} if path.is_dir() else {}))
    return Course(root)


def build_anew(root: Path) -> Course:
    course = copy_authored(root)
    with patch.dict(os.environ):  # nbgrader_config.py sets variables of the process
        build(course, [])
    return course


@pytest.fixture(scope="session")
def fresh(tmp_path_factory) -> Course:
    """The whole course, built from the repository a moment ago. Not to be changed."""
    return build_anew(tmp_path_factory.mktemp("fresh"))
