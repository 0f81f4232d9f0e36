"""Feedback pages, packed for those who get them."""

import zipfile
from dataclasses import dataclass, field
from pathlib import Path

from nbgrader_sandbox import GradingCourse, GradingError, generated_assignments, open_gradebook
from rnn_course.platforms import manifest
from rnn_course.platforms.filenames import CANVAS, origin_of
from rnn_course.platforms.publish.grades import FOLDER
from rnn_course.platforms.publish.scores import scores_of

NO_FEEDBACK = "There is no feedback on {name}. Run `rnn-course feedback {name}` first."
NOTHING = "expected graded assignments, found none. Grade first: rnn-course grade"


@dataclass
class Packed:
    """Packed feedback."""

    archives: dict[Path, int] = field(default_factory=dict)  # with how many students
    alone: list[str] = field(default_factory=list)  # came by no platform


def pack(course: GradingCourse, assignment: str, *, each_alone: bool = False) -> Packed:
    """Pack the feedback of an assignment.

    One archive that the platform takes back, if the submissions were collected from one;
    an archive a student for the others, or for all.
    """
    students = _students(course, assignment)
    found = {student: _pages(course, assignment, student) for student in students}
    pages = {student: files for student, files in found.items() if files}
    if not pages:
        raise GradingError(NO_FEEDBACK.format(name=assignment))
    packed = Packed()
    origins = {} if each_alone else origins_of(course, assignment)
    packed.alone = sorted(pages.keys() - origins.keys())
    for platform in sorted({platform for platform, _ in origins.values()}):
        target = _target(course, f"{assignment}-feedback-{platform}")
        _pack_for(platform, origins, pages, packed, target)
    for student in packed.alone:
        target = _target(course, f"{assignment}-feedback/{student}")
        _pack(target, {page.name: page for page in pages[student]})
        packed.archives[target] = 1
    return packed


def graded_assignments(course: GradingCourse) -> list[str]:
    """List the assignments of which anything is graded."""
    with open_gradebook(course.directory) as gradebook:
        generated = sorted(generated_assignments(gradebook))
        names = [name for name in generated if scores_of(gradebook, name)]
    if not names:
        raise GradingError(NOTHING)
    return names


def _students(course: GradingCourse, assignment: str) -> list[str]:
    """List who handed in, as the folders and the gradebook know it."""
    with open_gradebook(course.directory) as gradebook:
        graded = set(scores_of(gradebook, assignment))
    return sorted(graded | {submitted.student for submitted in course.find(assignment)})


def _pages(course: GradingCourse, assignment: str, student: str) -> list[Path]:
    step = course.directory.feedback_directory
    return sorted(Path(course.directory.format_path(step, student, assignment)).glob("*.html"))


def origins_of(course: GradingCourse, assignment: str) -> dict[str, tuple[str, str]]:
    """Return, by student, the platform and how the name of a file begins that goes back."""
    table = course.root / "downloaded" / assignment / manifest.FILE
    origins: dict[str, tuple[str, str]] = {}
    for entry in manifest.returnable(manifest.read(table)):
        _, _, inner = entry.file.partition("/")
        origin = origin_of(inner or entry.file)
        if origin and not origin.typed:
            origins.setdefault(entry.student, (origin.platform, origin.before))
    return origins


def _pack_for(
    platform: str,
    origins: dict[str, tuple[str, str]],
    pages: dict[str, list[Path]],
    packed: Packed,
    target: Path,
) -> None:
    """Pack what a platform takes back.

    Moodle gives a file to whom its folder's name says. Canvas goes by the numbers before the
    file's own name and shows it, in a comment, under the name of the file that was handed in.
    """
    theirs = {student: before for student, (of, before) in origins.items() if of == platform}
    files = {
        before + ("feedback-" if platform == CANVAS else "") + page.name: page
        for student, before in sorted(theirs.items())
        for page in pages.get(student, ())
    }
    if files:
        _pack(target, files)
        packed.archives[target] = len(theirs.keys() & pages.keys())


def _target(course: GradingCourse, name: str) -> Path:
    return course.root / FOLDER / f"{name}.zip"


def _pack(target: Path, files: dict[str, Path]) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, path in files.items():
            archive.write(path, name)
