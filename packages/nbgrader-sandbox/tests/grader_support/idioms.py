"""Idioms of test cells: read from text files, built into a course, graded by either grader.

A file below ``idioms/`` is a topic: a title, a cell of imports, then idioms. Topics share a
notebook as long as no two of them give a name to something, so that there are few notebooks.

An idiom has a name after ``==`` and parts after ``--``, which become cells in this order:
``given`` (locked), ``plain`` (no cell of nbgrader's), ``right`` and ``wrong`` (two answers
for one cell), and ``test``, with its points if these are not 1.
"""

import re
import shutil
from pathlib import Path
from typing import NamedTuple

import nbformat
import nbgrader
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde, GenerateAssignment

from grader_support.ports import KernelPorts
from grader_support.toy import _named
from nbgrader_sandbox.course.directory import GradingCourse
from nbgrader_sandbox.course.gradebook import open_gradebook

FOLDER = Path(__file__).parents[1] / "idioms"
AUTOTESTS = Path(nbgrader.__file__).parent / "docs/source/user_guide/autotests.yml"
ASSIGNMENT = "idioms"
ALONE = "autotests"  # nbgrader runs its notebook early, and stumbles over what others show
STUDENTS = ("right", "wrong")
CONFIG = """
c = get_config()  # noqa: F821
c.CourseDirectory.course_id = "idioms"
c.ExecutePreprocessor.kernel_name = "python3"
c.Execute.timeout = 10  # some answers of a rehearsal have no end
"""
PART = re.compile(r"^-- (given|plain|right|wrong|test)(?: (\d+))?\n", re.MULTILINE)
DEFINED = re.compile(r"^(?:async )?(?:def|class) (\w+)|^(\w+)(?:, (\w+))* [-+*]?= ", re.MULTILINE)
Points = dict[tuple[str, str], float | None]


class Part(NamedTuple):
    kind: str
    points: int
    text: str


class Topic(NamedTuple):
    """Idioms that share their imports."""

    name: str
    title: str
    setup: str
    idioms: dict[str, list[Part]]

    def names(self) -> set[str]:
        """What given cells and answers define."""
        parts = (part for idiom in self.idioms.values() for part in idiom)
        texts = [self.setup, *(part.text for part in parts if part.kind != "test")]
        return {name for text in texts for line in DEFINED.findall(text) for name in line if name}


def read_topics(folder: Path = FOLDER) -> list[Topic]:
    return [read_topic(path) for path in sorted(folder.glob("*.txt"))]


def read_topic(path: Path) -> Topic:
    head, *rest = re.split(r"^== (\w+)\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    title, setup = head.split("\n", 1)
    names, bodies = rest[::2], rest[1::2]
    assert len(set(names)) == len(names), f"{path.name}: two idioms of one name"
    return Topic(path.stem, title, setup, dict(zip(names, map(parts, bodies), strict=True)))


def parts(body: str) -> list[Part]:
    fields = iter(PART.split(body)[1:])
    return [
        Part(kind, int(points or 1), text.rstrip())
        for kind, points, text in zip(fields, fields, fields, strict=True)
    ]


def cells(topic: str, name: str, idiom: list[Part]) -> list[NotebookNode]:
    """The cells of one idiom; those after the first of a kind are numbered."""
    made, kinds = [], [part.kind for part in idiom]
    for k, (kind, points, text) in enumerate(idiom):
        cell = new_code_cell(text)
        again = f"_{k}" if kind in kinds[:k] else ""
        if kind == "given":
            _named(cell, f"{topic}-{name}_given{again}", locked=True)
        elif kind == "right":
            cell.source = solution(text)
            _named(cell, f"{topic}-{name}", solution=True)
        elif kind == "test":
            _named(cell, f"{topic}-test_{name}{again}", grade=True, locked=True, points=points)
        if kind != "wrong":
            made.append(cell)
    return made


def solution(text: str) -> str:
    """Mark an answer as nbgrader's; a cell magic stays the first line."""
    magic, text = text.split("\n", 1) if text.startswith("%%") else ("", text)
    return f"{magic}\n### BEGIN SOLUTION\n{text}\n### END SOLUTION".lstrip()


def notebooks(topics: list[Topic]) -> list[list[Topic]]:
    """Put each topic into the first notebook in which nothing else has its names."""
    shared: list[tuple[set[str], list[Topic]]] = []
    for topic in topics:
        for names, together in shared:
            alone = ALONE in (topic.name, together[0].name)
            if names.isdisjoint(topic.names()) and not alone:
                names |= topic.names()
                together.append(topic)
                break
        else:
            shared.append((topic.names(), [topic]))
    return [together for _names, together in shared]


def notebook(topics: list[Topic]) -> NotebookNode:
    made = []
    for topic in topics:
        setup = new_code_cell(topic.setup.rstrip())
        made.append(_named(setup, f"{topic.name}-setup", locked=True))
        for name, idiom in topic.idioms.items():
            made += cells(topic.name, name, idiom)
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return new_notebook(cells=made, metadata={"kernelspec": kernel})


def full_points(name: str, topics: list[Topic]) -> dict[str, float]:
    """The most that each test of a topic gives."""
    (topic,) = [topic for topic in topics if topic.name == name]
    headers = [cell.metadata.get("nbgrader", {}) for cell in notebook([topic]).cells]
    return {
        header["grade_id"].split("-")[1]: header["points"]
        for header in headers
        if header.get("grade")
    }


def make_course(root: Path, topics: list[Topic]) -> Path:
    """Write a course with an assignment of all topics, handed in once right and once wrong."""
    source = Path(shutil.copytree(FOLDER / "files", root / "source" / ASSIGNMENT))
    shutil.copy(AUTOTESTS, source)
    for k, together in enumerate(notebooks(topics), 1):
        nbformat.write(notebook(together), source / f"{k}.ipynb")
    (root / "nbgrader_config.py").write_text(CONFIG, encoding="utf-8")
    run_stock(GenerateAssignment, root)
    for student in STUDENTS:
        hand_in(root, student, topics)
    return root


def hand_in(root: Path, student: str, topics: list[Topic]) -> None:
    """Hand in the released folder with the answers that the student is named after."""
    folder = root / "submitted" / student / ASSIGNMENT
    shutil.copytree(root / "release" / ASSIGNMENT, folder)
    answers = {
        f"{topic.name}-{name}": part.text
        for topic in topics
        for name, idiom in topic.idioms.items()
        for part in idiom
        if part.kind == student
    }
    for path in folder.glob("*.ipynb"):
        filled = nbformat.read(path, 4)
        for cell in filled.cells:
            name = cell.metadata.get("nbgrader", {}).get("grade_id")
            cell.source = answers.get(name, cell.source)
        nbformat.write(filled, path)


def run_stock(converter: type, root: Path, assignment: str = ASSIGNMENT, **options: bool) -> None:
    """Run one of nbgrader's own converters on an assignment."""
    KernelPorts.instance()  # also in a process that has loaded no plugin of pytest's
    course = GradingCourse(root)
    course.config.CourseDirectory.assignment_id = assignment
    course.directory.assignment_id = assignment
    open_gradebook(course.directory).close()  # nbgrader would need seconds to make it
    converter(coursedir=course.directory, config=course.config, **options).start()


def grade_by_stock(root: Path, assignment: str = ASSIGNMENT, **options: bool) -> None:
    run_stock(Autograde, root, assignment, **options)


def points(root: Path) -> dict[str, Points]:
    """Points by student, then by topic and test; None where a person has to look."""
    directory = GradingCourse(root).directory
    with Gradebook(directory.db_url, directory.course_id) as gradebook:
        return {
            submission.student.id: {
                tuple(grade.name.split("-")): None if grade.needs_manual_grade else grade.score
                for notebook in submission.notebooks
                for grade in notebook.grades
            }
            for submission in gradebook.find_assignment(ASSIGNMENT).submissions
        }
