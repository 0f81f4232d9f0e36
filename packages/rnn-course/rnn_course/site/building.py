"""``rnn-course site``: the chapters run, their pages laid out, and a folder made by Sphinx."""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from html import escape
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode

from rnn_course.build.chapters import read_chapter
from rnn_course.build.ensure import ensure_built
from rnn_course.build.pipeline import begun_editions
from rnn_course.errors import CellPlace, fault
from rnn_course.handout.writer import answers_given_away
from rnn_course.pages.rendering import WORDS as PAGES
from rnn_course.paths import Course
from rnn_course.site.pages import Site
from rnnkit._atomic import write_if_changed
from rnnkit.language import ENGLISH, VARIABLE, speaking
from rnnkit.workbook.paths import notebook_in

FIRST_PAGE = (
    '<!doctype html><html lang="{first}"><meta charset="utf-8"><title>{title}</title>'
    '<meta http-equiv="refresh" content="0; url={first}/index.html">{links}'
)
MARK = "api-rnnkit.html"  # a page that no other site has
SPHINX = ("-b", "html", "-q", "--fail-on-warning", "--keep-going", "-j", "auto")
LIMIT = 600  # seconds of a cell, on a busy machine
LONG = 600  # characters of given code that are folded
WIDGET = "application/vnd.jupyter.widget-view+json"
# A site has no kernel and no scripts of other hosts: each output is shown in one of these forms.
SHOWN = ("text/html", "image/png", "image/jpeg", "text/plain")


def site(options: argparse.Namespace, course: Course) -> None:
    """Write the site, and say where."""
    ensure_built(course)
    to = options.to or course.root / "dist" / "site"
    chapters = course.find_chapters(options.assignments)
    build_site(course, chapters, to, options.run_at)
    warnings = answers_given_away(course, chapters) if options.assignments else []
    print(f"{to}/index.html", *warnings, sep="\n")


def build_site(
    course: Course, chapters: Sequence[str], to: Path, run_at: str = "", work: Path | None = None
) -> None:
    """Write the site of all editions into a folder.

    ``run_at`` is where the edition in the browser lies, seen from a language's folder. ``work``
    keeps runs of chapters and what Sphinx reads for the next time.
    """
    if to.is_dir() and any(to.iterdir()) and not (to / ENGLISH / MARK).is_file():
        raise fault("not_ours", to)
    mathjax = _mathjax()
    languages = (ENGLISH, *(edition.language for edition in begun_editions(course)))
    work = work or course.root / "build" / "site"
    for language in languages:
        with speaking(language):
            edition = replace(course, language=language)
            run = partial(chapter_with_outputs, edition, cache=work / "outputs")
            with ThreadPoolExecutor(os.cpu_count()) as pool:  # each waits for a kernel of its own
                notebooks = dict(zip(chapters, pool.map(run, chapters), strict=True))
            folder = work / language
            (folder / "_static").mkdir(parents=True, exist_ok=True)
            shutil.copy(mathjax, folder / "_static" / mathjax.name)
            Site(edition, folder, languages, run_at and f"{run_at.rstrip('/')}/").write(notebooks)
    with speaking(ENGLISH):
        title = escape(PAGES["title"])
    _sphinx(work, languages)
    to.mkdir(parents=True, exist_ok=True)
    for language in languages:
        shutil.rmtree(to / language, ignore_errors=True)
        shutil.move(work / "pages" / language, to / language)
    links = "".join(f'<a href="{each}/index.html">{each}</a> ' for each in languages)
    page = FIRST_PAGE.format(title=title, first=languages[0], links=links)
    write_if_changed(to / "index.html", page)


def _sphinx(work: Path, languages: Sequence[str]) -> None:
    running = {}
    for language in languages:
        # What a run that failed has left: Sphinx takes no page away.
        shutil.rmtree(work / "pages" / language, ignore_errors=True)
        folders = [work / "doctrees" / language, work / language, work / "pages" / language]
        call = [sys.executable, "-m", "sphinx", *SPHINX, "-d", *map(str, folders)]
        running[language] = subprocess.Popen(call, stderr=subprocess.PIPE, text=True)
    said = {language: process.communicate()[1].strip() for language, process in running.items()}
    for language, process in running.items():
        if process.returncode:
            raise fault("sphinx", f"site in {language}", got=said[language])


def _mathjax() -> Path:
    path = Path(sys.prefix) / "node/node_modules/mathjax/es5/tex-svg.js"
    if not path.is_file():
        raise fault("no_mathjax", "formulas of the site", path=path)
    return path


def chapter_with_outputs(course: Course, chapter: str, cache: Path) -> NotebookNode:
    """Return a chapter as released, with results where no answer is wanted; run if it changed."""
    source = nbformat.read(notebook_in(course.source, chapter), 4)
    shown = nbformat.read(notebook_in(course.release, chapter), 4)
    run = _run_once(course, chapter, source, cache / f"{chapter}{course.edition}.ipynb")
    for cell, executed in zip(shown.cells, run.cells, strict=True):
        if cell.cell_type == "code":
            cell.outputs = [] if is_answered(cell) else list(_without_widgets(executed.outputs))
            cell.metadata.tags = _tags(cell)
    shown.metadata.pop("widgets", None)
    return shown


def _run_once(course: Course, chapter: str, notebook: NotebookNode, kept: Path) -> NotebookNode:
    digest = _digest(course, notebook)
    if kept.is_file():
        before = nbformat.read(kept, 4)
        if before.metadata.get("digest") == digest:
            return before
    environment = os.environ | {
        VARIABLE: course.language,
        "RNNKIT_HIDDEN_CASES": str(course.hidden_cases),
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }
    with TemporaryDirectory() as folder:  # checks write a reader's own functions beside a notebook
        resources = {"metadata": {"path": folder}}
        try:
            NotebookClient(notebook, timeout=LIMIT, resources=resources).execute(env=environment)
        except CellExecutionError as error:
            got = f"{error.ename}: {error.evalue}"
            place = _failed_place(course, chapter, notebook)
            raise fault("failed_cell", place, language=course.language, got=got) from None
    notebook.metadata.digest = digest
    write_if_changed(kept, nbformat.writes(notebook))
    return notebook


def _failed_place(course: Course, chapter: str, notebook: NotebookNode) -> CellPlace:
    cells = read_chapter(course.chapters / f"{chapter}.md").cells()
    pairs = zip(cells, notebook.cells, strict=True)
    return next(place for (place, _), cell in pairs if _has_failed(cell))


def _has_failed(cell: NotebookNode) -> bool:
    return any(output.output_type == "error" for output in cell.get("outputs", ()))


def _digest(course: Course, notebook: NotebookNode) -> str:
    """Hash what a run depends on: the code, rnnkit, its language, and what computes and draws."""
    versions = version("numpy"), version("matplotlib")
    digest = hashlib.sha256(" ".join((course.language, *versions)).encode())
    for cell in notebook.cells:
        if cell.cell_type == "code":
            digest.update(cell.source.encode())
    for path in sorted(course.rnnkit.rglob("*")):
        if path.suffix in (".py", ".csv", ".json", ".mplstyle", ".toml", ".otf"):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def is_answered(cell: NotebookNode) -> bool:
    """Whether what a cell gives depends on a reader's answer: exercises, checks, predictions."""
    graded = cell.metadata.get("nbgrader", {})
    return graded.get("solution") or graded.get("grade") or cell.source.startswith("predicted(")


def _without_widgets(outputs: list[NotebookNode]) -> Iterator[NotebookNode]:
    """Yield outputs that a page can show: of a widget its picture, of a progress bar nothing."""
    for output in outputs:
        if "data" not in output:
            if output.get("name") != "stderr":
                yield output
            continue
        data = {form: output.data[form] for form in SHOWN if form in output.data}
        if WIDGET not in output.data or set(data) != {"text/plain"}:
            yield NotebookNode(output | {"data": NotebookNode(data), "metadata": NotebookNode()})


def _tags(cell: NotebookNode) -> list[str]:
    """Fold imports and long given code: a reader wants what they give."""
    graded = cell.metadata.get("nbgrader", {})
    is_given = graded.get("locked") and not graded.get("grade")
    is_folded = graded.get("grade_id") == "setup" or (is_given and len(cell.source) > LONG)
    return sorted({*cell.metadata.get("tags", []), *(["hide-input"] if is_folded else [])})
