"""Who is in the class of the committed data, and what they hand in."""

from pathlib import Path

import nbformat
from nbformat import NotebookNode

from rnn_course.build.answers import mistakes, reference_sources
from rnnkit.workbook.paths import notebook_in
from tests.support.classroom import grade_id, read
from tests.support.committed_data import FIRST, SECOND
from tests.support.packed_answers import equivalent_sources, mistaken_sources, packed_equivalents
from tests.support.platform_files import Handed

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


def wrong(chapter: str, *names: str) -> dict[str, str]:
    """Answers with these known mistakes."""
    made = [each for each in mistakes(chapter) if each.id in names]
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


def answers_to_first() -> dict[str, dict[str, str]]:
    right = reference_sources(FIRST)
    return {
        "ada": right | in_other_words(FIRST),
        "ada2": right,
        "bai": right,
        NOOR: {},
        "wang": right | wrong(FIRST, "sigmoid.tanh"),
        "zoe": right | wrong(FIRST, "sigmoid_derivative.sigmoid_again"),
    }


def hand_in_first(root: Path) -> None:
    """The first chapter comes as from an exchange: late, under another name, tampered with."""
    blank = notebook_in(root / "release", FIRST)
    handed = {student: filled(read(blank), said) for student, said in answers_to_first().items()}
    remove(handed["ada2"], "test_sigmoid")
    find(handed["bai"], "sigmoid").metadata.pop("nbgrader")
    for student, notebook in handed.items():
        folder = root / "submitted" / student / FIRST
        folder.mkdir(parents=True)
        is_late = student == "zoe"
        nbformat.write(notebook, folder / (f"{FIRST} (1).ipynb" if is_late else f"{FIRST}.ipynb"))
        time = f"2026-10-{11 if is_late else 8:02} 09:00:00 UTC"
        (folder / "timestamp.txt").write_text(time, encoding="utf-8")


def answers_to_second() -> dict[str, dict[str, str]]:
    right = reference_sources(SECOND)
    in_zoe = ("rnn_cell_forward.cache_states_swapped", "rnn_forward.state_not_carried")
    in_wang = ("rnn_cell_forward_combined.order", "softmax.over_batch")
    answers = {
        "ada": right | in_other_words(SECOND),
        "ada2": dict(list(right.items())[:2]),
        "wang": right | wrong(SECOND, *in_wang),
        "zoe": right | wrong(SECOND, *in_zoe),
    }
    return {name: said | {"twenty_layers": WRITTEN[name]} for name, said in answers.items()}


def files_of_second(blank: Path) -> list[Handed]:
    """The second chapter comes from Moodle: two of one name, one late, one file damaged."""
    whole = {
        student: nbformat.writes(filled(read(blank), said)).encode()
        for student, said in answers_to_second().items()
    }
    whole["bai"] = whole["ada"][:20_000]  # the connection broke
    named = {"zoe": f"{SECOND} (1).ipynb"}
    handed = [
        Handed(name, number, named.get(student, f"{SECOND}.ipynb"), whole[student])
        for number, name, email, *_ in PEOPLE
        if (student := email.partition("@")[0]) in whole
    ]
    return [*handed, Handed("Zoë Ng_Müller", 102, "essay.pdf", b"%PDF-1.7")]
