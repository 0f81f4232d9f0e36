"""The repository that the tests belong to."""

from pathlib import Path

from rnn_course.paths import Course

REPOSITORY = Path(__file__).resolve().parents[2]
COURSE = Course(REPOSITORY)
PACKAGES = [REPOSITORY / "packages" / n for n in ("rnnkit", "rnn-course", "nbgrader-sandbox")]
