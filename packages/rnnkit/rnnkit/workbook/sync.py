"""The student's own notebooks: copied from the release once, merged with care afterwards.

Each notebook says in its metadata which release it stands on, and every release that was
ever copied is kept in ``workbook/.release``. So what a merge needs to know travels with
the notebook, whatever is saved, restored or killed in between.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from rnnkit._atomic import create, write_if_changed
from rnnkit._extras import extra
from rnnkit.checks import due
from rnnkit.language import Words, commas
from rnnkit.workbook.carrying import answers_elsewhere, carry, other_workbooks
from rnnkit.workbook.merging import merge
from rnnkit.workbook.paths import CourseFiles, notebook_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from nbformat import NotebookNode

STANDS_ON = "rnn_course_release"
_ENGLISH = {
    "left_alone": (
        "{chapter}: there is a newer release, but your notebook is left as it is: {why}.\n"
        "  For a fresh copy rename yours and start again; nothing of yours is deleted."
    ),
    "unreadable": "it cannot be read ({kind})",
    "no_release": "it does not say which release it was copied from",
    "just_saved": "it was saved a moment ago",
    "carried": "{chapter}: your answers from {where} are here now, too: {cells}.",
    "merged": "{chapter}: brought up to the new release.",
    "updated": "new text in",
    "added": "added",
    "removed": "removed",
    "kept": "kept as you wrote it, though the release changed it",
    "change": "  {what}: {cells}",
}
MESSAGES = Words("workbook", _ENGLISH)


def fill(course: CourseFiles) -> Iterator[str]:
    """Copy and update notebooks where the student changed nothing; yield a message a change."""
    for path in sorted(course.release.glob("*/*.ipynb")):
        chapter = path.stem
        text = path.read_text(encoding="utf-8")
        digest = hashlib.sha256(text.encode()).hexdigest()[:16]
        write_if_changed(_base(course, chapter, digest), text)
        own = notebook_in(course.workbook, chapter)
        is_there = own.exists() or not create(own, _new(text, digest))
        if is_there and (said := _update(course, chapter, text, digest)):
            yield said
        yield from _carry_over(course, chapter)
        released, own_date = path.with_name(due.FILE), own.with_name(due.FILE)
        if released.is_file():
            write_if_changed(own_date, released.read_text(encoding="utf-8"))
        else:
            own_date.unlink(missing_ok=True)  # there is no date any more


def _base(course: CourseFiles, chapter: str, digest: str) -> Path:
    return course.workbook / ".release" / chapter / f"{digest}.ipynb"


def _new(release: str, digest: str) -> str:
    """Return a release as JupyterLab would save it: it asks nobody to save what nobody touched."""
    with extra("lab"):
        from ipykernel.ipkernel import IPythonKernel
    notebook = _parse(release)
    notebook.metadata["language_info"] = IPythonKernel.language_info
    return _stamped(notebook, digest)


def _stamped(notebook: NotebookNode, digest: str) -> str:
    with extra("lab"):
        import nbformat
    notebook.metadata[STANDS_ON] = digest
    return nbformat.writes(notebook) + "\n"


def _parse(text: str) -> NotebookNode:
    with extra("lab"):
        import nbformat
    notebook = nbformat.reads(text, as_version=4)
    nbformat.validate(notebook)
    return notebook


def _update(course: CourseFiles, chapter: str, release: str, digest: str) -> str:
    """Merge a notebook with a newer release; return what there is to say."""
    path = notebook_in(course.workbook, chapter)
    before = path.read_bytes()
    try:
        notebook = _parse(before.decode("utf-8"))
    except Exception as error:  # whatever is wrong with it, it is the student's
        return _left_alone(chapter, MESSAGES["unreadable"].format(kind=type(error).__name__))
    stands_on = notebook.metadata.get(STANDS_ON)
    if stands_on == digest:
        return ""
    base = _base(course, chapter, str(stands_on))
    if not base.is_file():
        return _left_alone(chapter, MESSAGES["no_release"])
    merged = merge(notebook, _parse(base.read_text(encoding="utf-8")), _parse(release))
    if path.read_bytes() != before:
        return _left_alone(chapter, MESSAGES["just_saved"])
    write_if_changed(path, _stamped(merged.notebook, digest))
    lines = [MESSAGES["merged"].format(chapter=chapter)]
    for change in ("updated", "added", "removed", "kept"):
        if ids := getattr(merged, change):
            lines.append(MESSAGES["change"].format(what=MESSAGES[change], cells=commas(ids)))
    return "\n".join(lines)


def _carry_over(course: CourseFiles, chapter: str) -> Iterator[str]:
    """Bring answers from another language into a notebook in which nothing is written yet."""
    if not any(other_workbooks(course)):
        return
    path = notebook_in(course.workbook, chapter)
    before = path.read_bytes()
    own = _with_base(course, chapter)
    if own is None or [c.source for c in own[0].cells] != [c.source for c in own[1].cells]:
        return
    where, answers = answers_elsewhere(course, chapter, _with_base)
    carried = carry(answers, own[0])
    if carried and path.read_bytes() == before:
        write_if_changed(path, _stamped(own[0], own[0].metadata[STANDS_ON]))
        yield MESSAGES["carried"].format(chapter=chapter, where=where, cells=commas(carried))


def _with_base(course: CourseFiles, chapter: str) -> tuple[NotebookNode, NotebookNode] | None:
    """Return a student's notebook and the release that it stands on; None if one is damaged."""
    try:
        own = _parse(notebook_in(course.workbook, chapter).read_text(encoding="utf-8"))
        base = _base(course, chapter, str(own.metadata.get(STANDS_ON)))
        return own, _parse(base.read_text(encoding="utf-8"))
    except Exception:  # whatever is wrong with it, it is the student's, and stays as it is
        return None


def _left_alone(chapter: str, why: str) -> str:
    return MESSAGES["left_alone"].format(chapter=chapter, why=why)
