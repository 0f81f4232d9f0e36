"""Chapters that are run for the site."""

import pytest

from rnn_course.build.pipeline import build
from rnn_course.errors import AuthoringError
from rnn_course.site.building import chapter_with_outputs
from tests.support.tiny_course import CHAPTER


def test_a_cell_that_fails_is_told_with_its_place(course, tmp_path):
    path = course.chapters / f"{CHAPTER}.md"
    text = path.read_text(encoding="utf-8").replace(
        "import numpy as np", "import numpy as np\n\n1 // 0", 1
    )
    path.write_text(text, encoding="utf-8")
    build(course, [])
    with pytest.raises(AuthoringError) as caught:
        chapter_with_outputs(course, CHAPTER, tmp_path / "cache")
    assert f"course/chapters/{CHAPTER}.md" in str(caught.value)
    assert "(setup)" in str(caught.value)
    assert "ZeroDivisionError" in str(caught.value)
