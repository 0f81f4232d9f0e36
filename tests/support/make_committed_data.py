"""Make the committed data of tests/data, by what students and instructors do.

Run ``make committed-data``. What comes out is the same each time but for the gradebook's random
ids. tests/data/README.md says when the data may be made anew.
"""

import json
import shutil
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode

from rnn_course.build.answers import (
    equivalent_sources,
    mistaken_sources,
    mistakes,
    packed_equivalents,
    reference_sources,
)
from rnn_course.cli import main
from rnn_course.demo.nbgrader_steps import generate_assignment, gradebook_of
from rnn_course.platforms.cli import LOOK
from rnn_course.regrade.journal import Journal
from rnn_course.regrade.scores import as_plain
from rnn_course.report.gathering import VERDICT
from rnnkit.checks.progress import FILE as PROGRESS
from rnnkit.workbook.paths import CONFIG_FILE, CourseFiles, notebook_in
from rnnkit.workbook.sync import STANDS_ON, fill
from tests.support.classroom import environment, grade_id, read
from tests.support.committed_data import (
    CLASS,
    EXPECTED,
    FIRST,
    REGRADED,
    SECOND,
    WORKBOOK,
    observe,
    pack,
    table,
)
from tests.support.platform_files import Handed, moodle_zip, worksheet
from tests.support.repository import COURSE

OWN_SETTINGS = '''
from nbgrader.plugins import LateSubmissionPlugin


class HalfAPointADay(LateSubmissionPlugin):
    """A rule of the instructor's own."""

    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return 0.5 * (total_seconds_late // 86400 + 1)


c.AssignLatePenalties.plugin_class = HalfAPointADay
'''
DUE = {FIRST: "2026-10-09 18:00:00 UTC", SECOND: "2026-10-16 18:00:00 UTC"}
NOOR = "noor.van-dijk@uni.example"  # an id as some hubs give it
NAMES = {
    "ada": ("Ada", "Lovelace"),
    "ada2": ("Ada", "Lovelace"),
    "bai": ("Bai", "Li"),
    NOOR: ("Noor", "van Dijk"),
    "wang": ("小明", "王"),
    "zoe": ("Zoë", "Ng_Müller"),
}
PEOPLE = [  # as Moodle's worksheet for the second chapter has them
    (101, "Ada Lovelace", "ada@uni.example", "Thursday, 15 October 2026, 5:04 PM"),
    (102, "Zoë Ng_Müller", "zoe@uni.example", "Saturday, 17 October 2026, 11:30 PM"),
    (103, "王 小明", "wang@uni.example", "Friday, 16 October 2026, 8:00 AM"),
    (104, "Ada Lovelace", "ada2@uni.example", "Friday, 16 October 2026, 5:59 PM"),
    (105, "Bai Li", "bai@uni.example", "Wednesday, 14 October 2026, 10:10 AM"),
    (106, "Noor van Dijk", NOOR),
]
WRITTEN = {
    "ada": "The first word goes through 20 tanhs. The weights W_xh (D, H), W_hh (H, H) and b_h "
    "(H,) are the same in each. A 21st word is one more turn of the loop.",
    "zoe": "20 words are 20 layers, so there are 20 times as many weights.",
    "wang": "$W_{hh}$ is shared: 展开 only draws it 20 times.",
    "ada2": "See above.",
}


def wrong(*names: str) -> dict[str, str]:
    """Answers with known mistakes, by their ids."""
    known = {each.id: each for chapter in (FIRST, SECOND) for each in mistakes(chapter)}
    made = [known[name] for name in names]
    chapter = FIRST if any(each in mistakes(FIRST) for each in made) else SECOND
    return mistaken_sources(chapter, {each.exercise: each for each in made})


def in_other_words(chapter: str) -> dict[str, str]:
    return equivalent_sources(packed_equivalents(chapter)[0])


def filled(notebook: NotebookNode, answers: dict[str, str]) -> NotebookNode:
    for cell in notebook.cells:
        cell.source = answers.get(grade_id(cell), cell.source)
    return notebook


def find(notebook: NotebookNode, name: str) -> NotebookNode:
    return next(cell for cell in notebook.cells if grade_id(cell) == name)


def remove(notebook: NotebookNode, name: str) -> None:
    notebook.cells.remove(find(notebook, name))


def as_if_earlier(path: Path) -> None:
    """Make an earlier edition of the second chapter: a test, a point and words are others."""
    notebook = read(path)
    remove(notebook, "test_rnn_cell_forward_combined")
    find(notebook, "twenty_layers").metadata.nbgrader.points = 2
    for name in ("rnn_cell_forward", "softmax"):
        cell = find(notebook, name)
        cell.source = cell.source.replace('"""', '"""In the first edition: ', 1)
    text = next(cell for cell in notebook.cells[1:] if cell.cell_type == "markdown")
    text.source += "\n\nA sentence of the first edition."
    dropped = nbformat.v4.new_markdown_cell("A cell of the first edition.", id="first-edition")
    notebook.cells.insert(5, dropped)
    path.chmod(0o644)
    nbformat.write(notebook, path)


def run(root: Path, *words: str | Path) -> None:
    """Give a command as an instructor does. That something needs a look is no failure."""
    try:
        with chdir(root):
            main([str(word) for word in words])
    except SystemExit as end:
        if end.code != LOOK:
            raise


def release(root: Path) -> None:
    """Set up the course with the earlier edition, its class and its due dates."""
    root.mkdir(parents=True)
    settings = COURSE.config.read_text(encoding="utf-8")
    (root / CONFIG_FILE).write_text(settings + OWN_SETTINGS, encoding="utf-8")
    shutil.copytree(COURSE.hidden_cases, root / "hidden_cases")
    for chapter in (FIRST, SECOND):
        shutil.copytree(COURSE.source / chapter, root / "source" / chapter)
    as_if_earlier(notebook_in(root / "source", SECOND))
    with gradebook_of(root) as gradebook:
        for student, (first, last) in NAMES.items():
            gradebook.add_student(student, first_name=first, last_name=last)
        for chapter, due in DUE.items():
            gradebook.update_or_create_assignment(chapter, duedate=due)
    for chapter in (FIRST, SECOND):
        generate_assignment(root, chapter)


def hand_in_first(root: Path) -> None:
    """The first chapter comes as from an exchange: late, under another name, tampered with."""
    right, blank = reference_sources(FIRST), notebook_in(root / "release", FIRST)
    answers = {
        "ada": right | in_other_words(FIRST),
        "ada2": right,
        "bai": right,
        NOOR: {},
        "wang": right | wrong("sigmoid.tanh"),
        "zoe": right | wrong("sigmoid_derivative.sigmoid_again"),
    }
    handed = {student: filled(read(blank), said) for student, said in answers.items()}
    remove(handed["ada2"], "test_sigmoid")
    find(handed["bai"], "sigmoid").metadata.pop("nbgrader")
    for student, notebook in handed.items():
        folder = root / "submitted" / student / FIRST
        folder.mkdir(parents=True)
        name = f"{FIRST} (1).ipynb" if student == "zoe" else f"{FIRST}.ipynb"
        nbformat.write(notebook, folder / name)
        day = 11 if student == "zoe" else 8
        (folder / "timestamp.txt").write_text(f"2026-10-{day:02} 09:00:00 UTC", encoding="utf-8")


def hand_in_second(root: Path, place: Path) -> None:
    """The second chapter comes from Moodle: two of one name, one late, one file damaged."""
    right = reference_sources(SECOND)
    blank = notebook_in(root / "release", SECOND)
    mistaken = {
        "ada": in_other_words(SECOND),
        "zoe": wrong("rnn_cell_forward.cache_states_swapped", "rnn_forward.state_not_carried"),
        "wang": wrong("rnn_cell_forward_combined.order", "softmax.over_batch"),
    }
    answers = {student: right | made for student, made in mistaken.items()}
    answers["ada2"] = dict(list(right.items())[:2])
    whole = {
        student: nbformat.writes(filled(read(blank), said | {"twenty_layers": WRITTEN[student]}))
        for student, said in answers.items()
    }
    whole["bai"] = whole["ada"][:20_000]  # the connection broke
    files = {"zoe": f"{SECOND} (1).ipynb"}
    handed = [
        Handed(name, number, files.get(student, f"{SECOND}.ipynb"), whole[student].encode())
        for number, name, email, *_ in PEOPLE
        if (student := email.partition("@")[0]) in whole
    ]
    handed.append(Handed("Zoë Ng_Müller", 102, "essay.pdf", b"%PDF-1.7"))
    archive = moodle_zip(place / "moodle.zip", handed)
    roster = worksheet(root / "worksheet.csv", PEOPLE)
    run(root, "collect", SECOND, archive, "--roster", roster, "--timezone", "UTC")


def give(root: Path, chapter: str, student: str, cell: str, comment: str, **points: float) -> None:
    """Give points and a comment as a person does in formgrader."""
    with gradebook_of(root) as gradebook:
        grade = gradebook.find_grade(cell, chapter, chapter, student)
        for name, value in points.items():
            setattr(grade, name, value)
        grade.needs_manual_grade = False
        answer = cell.removeprefix("test_")
        gradebook.find_comment(answer, chapter, chapter, student).manual_comment = comment
        gradebook.db.commit()


def grade(root: Path) -> None:
    """Grade, read by hand, bring the second chapter to today's edition, read once more."""
    run(root, "grade", "--jobs", "1")
    give(root, FIRST, "wang", "test_sigmoid", "The shape is right.", manual_score=0.5)
    give(root, SECOND, "ada", "twenty_layers", "Complete and exact.", manual_score=2.0)
    give(root, SECOND, "zoe", "twenty_layers", "In which shape is T?", manual_score=0.5)
    give(root, SECOND, "wang", "twenty_layers", "好。", manual_score=1.0)
    give(root, SECOND, "wang", "test_output_forward", "Without a loop!", extra_credit=0.5)
    source = notebook_in(root / "source", SECOND)
    source.chmod(0o644)
    shutil.copy(notebook_in(COURSE.source, SECOND), source)
    run(root, "regrade", SECOND, "--yes", "--jobs", "1")
    (journal,) = (root / "regrades").glob(f"{SECOND}-*")
    journal.rename(journal.with_name(REGRADED))
    give(root, SECOND, "ada", "twenty_layers", "Complete and exact.", manual_score=3.0)


def work(course: CourseFiles, chapter: str, answers: dict[str, str], last: str) -> None:
    """Work through a chapter down to one cell: answer, try something, run, save."""
    path = notebook_in(course.workbook, chapter)
    notebook = filled(read(path), answers)
    place = notebook.cells.index(find(notebook, last))
    tried = f'mine = "{chapter}"\nprint("tried in", mine)'
    notebook.cells[place:place] = [
        nbformat.v4.new_code_cell(tried, id="my-trial"),
        nbformat.v4.new_markdown_cell("My notes: draw it again before the exam.", id="my-notes"),
    ]
    folder = {"metadata": {"path": str(path.parent)}}
    client = NotebookClient(
        notebook, allow_errors=True, record_timing=False, kernel_name="python3", resources=folder
    )
    with client.setup_kernel():
        for number, cell in enumerate(notebook.cells[: place + 3]):
            client.execute_cell(cell, number)
    nbformat.write(notebook, path)


def half_done(releases: Path, place: Path) -> Path:
    """Make the workbook of somebody who has done the first chapter and half of the second."""
    course = CourseFiles(place)
    shutil.copytree(releases, course.release)
    list(fill(course))
    made = wrong("sigmoid_derivative.s_missing")
    work(course, FIRST, reference_sources(FIRST) | made, "test_sigmoid_derivative")
    right = in_other_words(SECOND)
    done = {"rnn_cell_forward": right["rnn_cell_forward"]}
    work(course, SECOND, done | wrong("rnn_forward.stored_too_early"), "test_rnn_forward")
    return course.workbook


def left_in(workbook: Path) -> dict[str, dict]:
    """What the student wrote and what the checks said, by chapter."""
    found = {}
    for chapter in (FIRST, SECOND):
        notebook = read(notebook_in(workbook, chapter))
        base = workbook / ".release" / chapter / f"{notebook.metadata[STANDS_ON]}.ipynb"
        given = {cell.id: cell.source for cell in read(base).cells}
        own = [cell for cell in notebook.cells if cell.source != given.get(cell.id)]
        found[chapter] = {
            "progress": json.loads((workbook / chapter / PROGRESS).read_text(encoding="utf-8")),
            "written": {cell.id: cell.source for cell in own},
            "verdicts": {
                verdict["exercise"]: {
                    "is_right": verdict["points"] == verdict["max_points"],
                    "mistakes": sorted(verdict["mistakes"]),
                }
                for cell in notebook.cells
                for verdict in verdicts_in(cell)
            },
        }
    return found


def verdicts_in(cell: NotebookNode) -> list[NotebookNode]:
    return [out.data[VERDICT] for out in cell.get("outputs", []) if VERDICT in out.get("data", {})]


def expect(root: Path, workbook: Path) -> None:
    """Write down what the data gives, to be compared with what it gives later."""
    with TemporaryDirectory() as folder:
        exported, moodle = Path(folder) / "grades.csv", Path(folder) / "moodle.csv"
        run(root, "grades", "--to", exported)
        run(root, "grades", SECOND, "--moodle", root / "worksheet.csv", "--to", moodle)
        found = observe(root) | {
            "before_regrade": as_plain(Journal(root / "regrades" / REGRADED).before().scores),
            "exported": table(exported),
            "moodle": table(moodle),
            "workbook": left_in(workbook),
        }
    text = json.dumps(found, indent=1, sort_keys=True, ensure_ascii=False)
    EXPECTED.write_text(text + "\n", encoding="utf-8")


def make(place: Path) -> None:
    root = place / "instructor" / "course"
    with environment(root, IPYTHONDIR=str(place / ".ipython")):
        release(root)
        workbook = half_done(root / "release", place / "student")
        hand_in_first(root)
        hand_in_second(root, place)
        grade(root)
        expect(root, workbook)
    shutil.rmtree(root / "hidden_cases")  # the tests take those of the day
    pack(root, CLASS)
    pack(workbook, WORKBOOK)


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        make(Path(folder))
