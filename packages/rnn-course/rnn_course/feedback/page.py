"""A feedback page: the summary, and the student's cells with what is said of them."""

import base64
import hashlib
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta

from babel import Locale
from babel.dates import format_timedelta
from markupsafe import Markup
from nbformat import NotebookNode
from nbgrader.utils import is_grade, is_solution, is_task

from nbgrader_sandbox import Note
from rnn_course.cells import grade_id, header, headings, title_of
from rnn_course.feedback.grades import CellGrade, Graded, NotebookGrades
from rnn_course.feedback.words import say
from rnn_course.nbgrader import VERDICT
from rnn_course.pages.rendering import colored, render_cell, render_outputs, render_text
from rnn_course.pages.templates import page_file, templates
from rnn_course.verdicts import last_verdict
from rnnkit.language import commas, language

PACKAGE = "rnn_course.feedback"
TIME = "%Y-%m-%d %H:%M"
# A student's heading is none of the page's; and a table's head that says nothing is no head.
HEADING, NO_HEAD = re.compile(r"<(/?)h[1-6]>"), re.compile(r"<th( [^>]*)?></th>")
NOT_GRADED = "not-graded"  # the grader's own cell in a notebook that it could not read
Given = frozenset[tuple[str, str]]  # kinds and texts of released cells


@dataclass
class Exercise:
    """A cell that was asked for, with the tests that follow it."""

    answer: NotebookNode | None  # None if tests stand alone
    heading: str
    tests: list[NotebookNode] = field(default_factory=list)

    @property
    def is_written(self) -> bool:
        """Whether it is an answer in words."""
        return self.answer is not None and self.answer.cell_type != "code"

    @property
    def name(self) -> str:
        """Its function, or what the chapter calls it."""
        if self.is_written and self.heading:
            return self.heading
        if self.answer is not None:
            return grade_id(self.answer)
        return grade_id(self.tests[0]).removeprefix("test_")

    @property
    def cells(self) -> list[str]:
        """The grade_ids that have its points and comments."""
        return [grade_id(cell) for cell in (self.answer, *self.tests) if cell is not None]


@dataclass
class Own:
    """A cell that a student added, or one of the chapter's that they changed."""

    cell: NotebookNode


@dataclass
class Text:
    """Cells of the chapter between two of the student's."""

    cells: list[NotebookNode] = field(default_factory=list)

    @property
    def headings(self) -> list[str]:
        """What its headings say."""
        return [text for cell in self.cells for _, text in headings(cell)]


Part = Exercise | Own | Text


def given_in(notebooks: Iterable[NotebookNode]) -> Given:
    """Return what students were given, to tell it from what they wrote."""
    return frozenset(_content(cell) for notebook in notebooks for cell in notebook.cells)


def parts_of(cells: Iterable[NotebookNode], given: Given) -> list[Part]:
    """Sort the cells of a graded notebook, in its order."""
    parts: list[Part] = []
    heading = ""
    for cell in cells:
        if is_solution(cell) or is_task(cell):
            parts.append(Exercise(cell, heading))
        elif is_grade(cell):
            # Of the exercise before it, whatever text or own cell stands between.
            known = [part for part in parts if isinstance(part, Exercise)]
            if not known or known[-1].is_written:
                known.append(Exercise(None, heading))
                parts.append(known[-1])
            known[-1].tests.append(cell)
        elif cell.get("id") != NOT_GRADED:
            is_own = not header(cell) and bool(given) and _content(cell) not in given
            if is_own and cell.source.strip():
                parts.append(Own(cell))
            elif not is_own:
                if not isinstance(last := parts[-1] if parts else None, Text):
                    last = Text()
                    parts.append(last)
                last.cells.append(cell)
                heading = next((text for _, text in reversed(headings(cell))), heading)
    return parts


def _content(cell: NotebookNode) -> tuple[str, str]:
    return cell.cell_type, cell.source.strip()


def shown_verdict(test: NotebookNode) -> tuple[dict | None, list[NotebookNode]]:
    """Return the last verdict of a test cell, which says it all, and its other outputs."""
    outputs = test.get("outputs", [])
    found = [(each, _verdict(each.get("data", {}).get(VERDICT))) for each in outputs]
    verdicts = [verdict for _, verdict in found if verdict]
    if not verdicts:
        return None, outputs
    others = [each for each, verdict in found if not verdict and not _is_score(each)]
    return verdicts[-1], others


def _is_score(output: NotebookNode) -> bool:
    return output.output_type == "execute_result" or output.get("ename") == "CheckFailed"


def _verdict(data: object) -> dict | None:
    """Read what a check left; in stock nbgrader a student's code can leave anything."""
    with suppress(KeyError, TypeError):
        match data:
            case {"lines": list(lines), "problem": list(problem), "notes": list(notes), **others}:
                return {
                    "language": str(others.get("language", "")),
                    "lines": [_line(each) for each in lines],
                    "sentences": [str(each) for each in (*problem, *notes)],
                }
    return None


def _line(data: dict) -> dict:
    return {
        "name": str(data["name"]),
        "shape": str(data["shape"]),
        "is_right": data["is_right"] is True,
        "said": [str(each) for each in (data["finding"], *data["hints"])],
    }


def make_page(notebook: NotebookNode, graded: Graded, name: str, given: Given, mark: str) -> str:
    """Return the page of one notebook, with the digest ``mark`` of what it is made of in it."""
    grades = graded.notebooks[name]
    parts = parts_of(notebook.cells, given)
    exercises = [(n, part) for n, part in enumerate(parts, 1) if isinstance(part, Exercise)]
    shown = {id(part): _shown(part, number, grades) for number, part in exercises}
    about = notebook.metadata.get("autograder", {}).get("no_verdict")
    style = page_file(PACKAGE, "feedback.css")
    text = (cell for part in parts if isinstance(part, Text) for cell in part.cells)
    template = templates(PACKAGE, "files").get_template("feedback.html.j2")
    return template.render(
        say=say,
        language=language(),
        title=title_of(text) or name,
        mark=mark,
        style=style,
        style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        grades=grades,
        remarks=_remarks(graded),
        not_graded=Note.from_json(about).to_text() if about else "",
        shown=[each for each in shown.values() if each["exercise"].cells],
        parts=[(type(part).__name__.lower(), shown.get(id(part), part)) for part in parts],
        rendered=_rendered,
        listed=commas,
    )


def _shown(exercise: Exercise, number: int, grades: NotebookGrades) -> dict:
    """Return an exercise as the page shows it."""
    names = exercise.cells
    verdicts = [shown_verdict(test) for test in exercise.tests]
    found = [verdict for verdict, _ in verdicts if verdict]
    graded = [grades.cells[name] for name in names if name in grades.cells]
    points, most = sum(each.points for each in graded), sum(each.most for each in graded)
    grade = CellGrade(points, most, any(each.waits for each in graded))
    comments = [grades.comments[name] for name in names if name in grades.comments]
    return {
        "place": f"exercise-{number}",
        "exercise": exercise,
        "grade": grade,
        "state": _state(grade, exercise.is_written),
        "comments": [_adapted(render_text(text)) for text in comments],
        "mistakes": [m for test in exercise.tests for m in last_verdict(test).mistakes.values()],
        "answer": _rendered(filter(None, [exercise.answer])),
        "is_untouched": any(name in grades.untouched for name in names),
        "verdict": found[-1] if found else None,
        "outputs": _adapted(render_outputs([each for _, others in verdicts for each in others])),
    }


def _state(grade: CellGrade, is_written: bool) -> str:
    if grade.waits:
        return "waits"
    if grade.points >= grade.most:
        return "full"
    if is_written:
        return "read"
    return "part" if grade.points > 0 else "none"


def _rendered(cells: Iterable[NotebookNode]) -> Markup:
    return _adapted(Markup("\n").join(render_cell(cell, colored) for cell in cells))


def _adapted(html: Markup) -> Markup:
    flat = HEADING.sub(lambda found: "</p>" if found[1] else '<p class="heading">', html)
    return Markup(NO_HEAD.sub(lambda found: f"<td{found[1] or ''}></td>", flat))


def _remarks(graded: Graded) -> list[str]:
    said = []
    if graded.team:
        said.append(say("team", names=commas(graded.team)))
    if graded.handed_in and graded.due:
        said.append(say("handed_in", time=graded.handed_in.strftime(TIME)))
        due, extension = graded.due.strftime(TIME), graded.extension
        longer = extension and say("due_extended", time=due, extension=_length(extension))
        said.append(longer or say("due", time=due))
    if graded.late:
        said.append(say("late", time=_length(graded.late)))
    return said


def _length(time: timedelta) -> str:
    locale = Locale.parse(language().replace("-", "_"))
    return format_timedelta(time, threshold=2, granularity="minute", locale=locale)
