"""``rnn-course web``: a JupyterLite with the chapters, rnnkit, and the list of its packages."""

import argparse
import json
import shlex
import shutil
import subprocess
from dataclasses import replace
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
from nbformat import NotebookNode

from rnn_course.build.ensure import ensure_built
from rnn_course.build.pipeline import begun_editions
from rnn_course.errors import fault
from rnn_course.handout.writer import answers_given_away
from rnn_course.pages.rendering import WORDS as PAGES
from rnn_course.paths import Course
from rnn_course.web.wheels import EPOCH, FILE, build_wheels, write_lock
from rnnkit._atomic import write_if_changed
from rnnkit.language import ENGLISH, Words, choose, speaking
from rnnkit.workbook.paths import notebook_in

# What `make web` installs, in the repository's folder.
LITE = Path(".venv/web/bin/jupyter-lite")
LOADED = Path(".venv/web/wheels")  # pure Python packages that no Pyodide release has
PYODIDE = Path(".venv/node/node_modules/pyodide")
CDN = "https://cdn.jsdelivr.net/pyodide/v{version}/full/"

KERNEL = "@jupyterlite/pyodide-kernel-extension:kernel"
SETTINGS = {
    "jupyter-lite-schema-version": 0,
    "jupyter-config-data": {
        "litePluginSettings": {
            KERNEL: {
                "loadPyodideOptions": {"lockFileURL": f"./wheels/{FILE}"},
                "disablePyPIFallback": True,  # or a misspelt import would ask another host
            }
        }
    },
}
BUILD = {
    "apps": ["lab"],
    "contents": ["contents"],
    "output_dir": "output",
    "no_sourcemaps": True,
    "no_unused_shared_packages": True,
    "source_date_epoch": int(EPOCH),
}
# JupyterLite reads its settings in the pages above its own; this one adds none.
PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<script id="jupyter-config-data" type="application/json" data-jupyter-lite-root=".">{{}}</script>
<style>
body {{ font: 1.25rem/1.6 sans-serif; margin: 3rem auto; max-width: 40rem; padding: 0 1rem }}
</style>
</head>
<body>
<main>
<h1>{title}</h1>
{links}
</main>
</body>
</html>
"""
LINK = '<p lang="{language}"><a href="{address}">{title} ({name})</a></p>'
IDS = ("in-browser-first", "in-browser-last")
# What notebooks say in the browser only, and the page that leads to them.
_ENGLISH = {
    "language": "English",
    "first": (
        "**You are in the browser edition.** What you write here is kept by this browser only, "
        "on this computer and at this address. It is lost when the browser's data are cleared, "
        "which Safari does by itself after a week without a visit, and a private window when it "
        "is closed. So use no private window, save with Ctrl+S, and download a copy now and "
        "then: File → Download. To go on from a copy, drag it into the list of files on the left "
        "and open it there.\n\n"
        "The first cell takes a minute, since Python comes through the network. A cell that "
        "runs too long cannot be interrupted: Kernel → Restart Kernel ends it, and what you "
        "wrote stays. Training is slower here, so it makes fewer updates than "
        "elsewhere: where the text tells a result, yours may fall short of it.\n\n"
        "A new release of the course comes in a folder with its number; your notebooks stay "
        "in theirs."
    ),
    "last": (
        "There is no **Validate** here: Kernel → Restart Kernel and Run All Cells runs the "
        "notebook again, and each check says what it found.\n\n"
        "**To hand this chapter in:** save it, choose File → Download, and hand in the file "
        "`{file}` that you get, in the way your instructor says. Keep its name. If the "
        "browser has added a number to it, as in `{numbered}`, it is taken all the same. "
        "Hand in one file only, the newest: of two that differ, perhaps none is taken."
    ),
}
WORDS = Words("web", _ENGLISH)


def web(options: argparse.Namespace, course: Course) -> None:
    """Write the folder, and say where."""
    ensure_built(course)
    to = options.to or course.root / "dist" / "web"
    chapters = course.find_chapters(options.assignments)
    build_web(course, chapters, to)
    warnings = answers_given_away(course, chapters) if options.assignments else []
    command = f"python -m http.server --directory {shlex.quote(str(to))}"
    print(f"{to}: open it with `{command}`", *warnings, sep="\n")


def build_web(course: Course, chapters: list[str], to: Path) -> None:
    """Write the edition in the browser, in all languages, into a folder of its own."""
    for needed in (LITE, LOADED, PYODIDE / FILE):
        if not (course.root / needed).exists():
            raise fault("not_installed", "edition in the browser", path=course.root / needed)
    if to.is_dir() and any(to.iterdir()) and not any(to.glob("wheels/rnnkit-*")):
        raise fault("not_ours", to)
    languages = (ENGLISH, *(edition.language for edition in begun_editions(course)))
    editions = [replace(course, language=language) for language in languages]
    parent = course.root / "build"
    parent.mkdir(exist_ok=True)
    # A folder of its own: two may build at a time.
    with speaking(course.language), TemporaryDirectory(prefix="web-", dir=parent) as place:
        work = Path(place)
        for edition in editions:
            write_notebooks(edition, chapters, work / "contents")
        _build_lite(course, work)
        _add_packages(course, work / "output" / "wheels")
        write_if_changed(work / "output" / "index.html", _first_page(editions, chapters[0]))
        shutil.rmtree(to, ignore_errors=True)
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(work / "output", to)


def _build_lite(course: Course, work: Path) -> None:
    (work / "jupyter-lite.json").write_text(json.dumps(SETTINGS), encoding="utf-8")
    config = json.dumps({"LiteBuildConfig": BUILD})
    (work / "jupyter_lite_config.json").write_text(config, encoding="utf-8")
    call = [str(course.root / LITE), "build"]
    done = subprocess.run(call, cwd=work, capture_output=True, text=True, check=False)
    if done.returncode:
        got = (done.stdout + done.stderr).strip()[-2000:]
        raise fault("jupyterlite", "JupyterLite", got=got)


def _add_packages(course: Course, wheels: Path) -> None:
    shutil.copytree(course.root / LOADED, wheels)
    build_wheels(course, wheels)
    pyodide = course.root / PYODIDE
    number = json.loads((pyodide / "package.json").read_text(encoding="utf-8"))["version"]
    write_lock(pyodide / FILE, wheels, CDN.format(version=number))


def _first_page(editions: list[Course], chapter: str) -> str:
    links = []
    for edition in editions:
        with speaking(edition.language):
            words = {"title": escape(PAGES["title"]), "name": escape(WORDS["language"])}
        address = edition.address_in_browser(chapter)
        links.append(LINK.format(language=edition.language, address=address, **words))
    with speaking(ENGLISH):
        return PAGE.format(title=escape(PAGES["title"]), links="\n".join(links))


def write_notebooks(edition: Course, chapters: list[str], folder: Path) -> None:
    """Write an edition's notebooks below a folder, as a student's workbook lies elsewhere."""
    choose(edition.language)
    for chapter in chapters:
        path = notebook_in(folder / edition.workbook_in_browser, chapter)
        notebook = nbformat.read(notebook_in(edition.release, chapter), 4)
        write_if_changed(path, nbformat.writes(surround(notebook, path.name)) + "\n")


def surround(notebook: NotebookNode, name: str) -> NotebookNode:
    """Put cells around a notebook that say where work lies, and how to hand it in.

    They have no data of nbgrader's, which is why collecting and grading pass over them.
    """
    texts = WORDS["first"], WORDS.say("last", file=name, numbered=f"{Path(name).stem} (1).ipynb")
    first, last = map(nbformat.v4.new_markdown_cell, texts)
    first.id, last.id = IDS
    notebook.cells = [first, *notebook.cells, last]
    return notebook
