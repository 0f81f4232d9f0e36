"""``rnn-course site``: the chapters run, their pages laid out, and a folder made by Sphinx."""

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from html import escape
from pathlib import Path

from rnn_course.build.ensure import ensure_built
from rnn_course.build.pipeline import begun_editions
from rnn_course.errors import AuthoringError
from rnn_course.pages.words import WORDS as PAGES
from rnn_course.paths import Course
from rnn_course.site.outputs import chapter_with_outputs
from rnn_course.site.pages import Site
from rnnkit._atomic import write_if_changed
from rnnkit.language import ENGLISH, choose

FIRST_PAGE = (
    '<!doctype html><html lang="{first}"><meta charset="utf-8"><title>{title}</title>'
    '<meta http-equiv="refresh" content="0; url={first}/index.html">{links}'
)
SPHINX = ("-b", "html", "-q", "--fail-on-warning", "--keep-going", "-j", "auto")


def site(options: argparse.Namespace, course: Course) -> None:
    """Write the site, and say where."""
    ensure_built(course)
    to = options.to or course.root / "dist" / "site"
    build_site(course, course.find_chapters(options.assignments), to, options.run_at)
    print(f"{to}/index.html")


def build_site(
    course: Course, chapters: Sequence[str], to: Path, run_at: str = "", work: Path | None = None
) -> None:
    """Write the site of all editions into a folder.

    ``run_at`` is where the edition in the browser lies, seen from a language's folder. ``work``
    keeps runs of chapters and what Sphinx reads for the next time.
    """
    mathjax = _mathjax()
    languages = (ENGLISH, *(edition.language for edition in begun_editions(course)))
    work = work or course.root / "build" / "site"
    for language in languages:
        choose(language)
        edition = replace(course, language=language)
        run = partial(chapter_with_outputs, edition, cache=work / "outputs")
        with ThreadPoolExecutor(os.cpu_count()) as pool:  # each waits for a kernel of its own
            notebooks = dict(zip(chapters, pool.map(run, chapters), strict=True))
        folder = work / language
        (folder / "_static").mkdir(parents=True, exist_ok=True)
        shutil.copy(mathjax, folder / "_static" / mathjax.name)
        Site(edition, folder, languages, run_at).write(notebooks)
    choose(languages[0])
    title = escape(PAGES["title"])
    choose(course.language)
    _sphinx(work, languages)
    for language in languages:  # a page that is gone is gone there, too
        shutil.rmtree(to / language, ignore_errors=True)
        shutil.copytree(work / "pages" / language, to / language)
    links = "".join(f'<a href="{each}/index.html">{each}</a> ' for each in languages)
    page = FIRST_PAGE.format(title=title, first=languages[0], links=links)
    write_if_changed(to / "index.html", page)


def _sphinx(work: Path, languages: Sequence[str]) -> None:
    running = {}
    for language in languages:
        folders = [work / "doctrees" / language, work / language, work / "pages" / language]
        call = [sys.executable, "-m", "sphinx", *SPHINX, "-d", *map(str, folders)]
        running[language] = subprocess.Popen(call, stderr=subprocess.PIPE, text=True)
    said = {language: process.communicate()[1].strip() for language, process in running.items()}
    for language, process in running.items():
        if process.returncode:
            remedy = "mend what it names, then run `rnn-course site` again"
            raise AuthoringError(
                f"site in {language}", "no warning of Sphinx", said[language], remedy
            )


def _mathjax() -> Path:
    path = Path(sys.prefix) / "node/node_modules/mathjax/es5/tex-svg.js"
    if not path.is_file():
        remedy = "run `make site`, which installs it with npm"
        raise AuthoringError("formulas of the site", f"MathJax in {path}", "no such file", remedy)
    return path
