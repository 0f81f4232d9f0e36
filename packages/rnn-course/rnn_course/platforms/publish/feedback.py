"""Feedback pages, packed for those who get them."""

import zipfile
from dataclasses import dataclass, field
from pathlib import Path

from nbgrader_sandbox import GradingCourse, GradingError, generated_assignments, open_gradebook
from rnn_course.platforms import manifest
from rnn_course.platforms.filenames import CANVAS, origin_of
from rnn_course.platforms.publish.grades import FOLDER, scores_of

NO_FEEDBACK = "There is no feedback on {name}. Run `rnn-course feedback {name}` first."
NOTHING = "expected graded assignments, found none. Grade first: rnn-course grade"


@dataclass
class Packed:
    """Packed feedback."""

    archives: dict[Path, int] = field(default_factory=dict)  # with how many students
    alone: list[str] = field(default_factory=list)  # came by no platform


def pack(course: GradingCourse, assignment: str, *, each_alone: bool = False) -> Packed:
    """Pack the feedback of an assignment: what came from a platform as it takes it back.

    Moodle gives a file to whom its folder's name says. Canvas goes by the numbers before the
    file's own name and shows it, in a comment, under the name of the file that was handed in.
    """
    packed = Packed()
    origins = {} if each_alone else origins_of(course, assignment)
    archives: dict[Path, dict[str, Path]] = {}
    with open_gradebook(course.directory) as gradebook:
        students = {*scores_of(gradebook, assignment)}
    students |= {submitted.student for submitted in course.find(assignment)}
    for student in sorted(students, key=lambda each: (each not in origins, each)):
        folder = course.folder("feedback", student, assignment)
        if pages := sorted(folder.glob("*.html")):
            platform, before = origins.get(student, ("", ""))
            before += "feedback-" if platform == CANVAS else ""
            name = f"{assignment}-feedback" + (f"-{platform}" if platform else f"/{student}")
            target = course.root / FOLDER / f"{name}.zip"
            archives.setdefault(target, {}).update({before + page.name: page for page in pages})
            packed.archives[target] = packed.archives.get(target, 0) + 1
            packed.alone += [] if platform else [student]
    if not archives:
        raise GradingError(NO_FEEDBACK.format(name=assignment))
    for target, files in archives.items():
        target.parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for inner, path in files.items():
                archive.write(path, inner)
    return packed


def graded_assignments(course: GradingCourse) -> list[str]:
    """List the assignments of which anything is graded."""
    with open_gradebook(course.directory) as gradebook:
        generated = sorted(generated_assignments(gradebook))
        names = [name for name in generated if scores_of(gradebook, name)]
    if not names:
        raise GradingError(NOTHING)
    return names


def origins_of(course: GradingCourse, assignment: str) -> dict[str, tuple[str, str]]:
    """Return, by student, the platform and how the name of a file begins that goes back."""
    table = course.root / "downloaded" / assignment / manifest.FILE
    origins: dict[str, tuple[str, str]] = {}
    for entry in manifest.read(table):
        _, _, inner = entry.file.partition("/")
        origin = origin_of(inner or entry.file) if entry.outcome in manifest.TAKEN else None
        if origin and not origin.typed:
            origins.setdefault(entry.student, (origin.platform, origin.before))
    return origins
