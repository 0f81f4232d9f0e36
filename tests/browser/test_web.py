"""The edition in the browser, in Chromium, with as much of Pyodide as is at hand.

What a reader's browser gets from the content delivery network comes from npm's package here:
Python, but no NumPy. With ``PYODIDE_DIST=/folder``, that of an unpacked Pyodide release, all of it
is there: every check runs, a whole chapter in its notebook, and a slider is moved.
"""

import functools
import json
import os
import threading
from dataclasses import replace
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from rnn_course.build.answers import module_of, references
from rnn_course.web import building
from rnn_course.web.wheels import FILE
from rnnkit.datasets.words import all_words
from tests.support.axe import assert_accessible
from tests.support.jupyter_servers import solved
from tests.support.notebooks import has_passed
from tests.support.repository import COURSE, REPOSITORY
from tests.support.sliders import IMPORTS, SLIDERS

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not (REPOSITORY / building.LITE).exists(), reason="JupyterLite is missing (make .venv/.web)"
    ),
]
PYODIDE_DIST = os.environ.get("PYODIDE_DIST")
AT_HAND = Path(PYODIDE_DIST or REPOSITORY / building.PYODIDE)
CHAPTER = "03-rnn-backward"
CORE = {"pyodide.asm.wasm", "python_stdlib.zip"}
with_release = pytest.mark.skipif(
    not PYODIDE_DIST, reason="PYODIDE_DIST names no unpacked Pyodide release"
)
START = 120_000  # milliseconds, on a busy machine

PYTHON = """async ([cdn, lock, packages, given, program]) => {
    const { loadPyodide } = await import(cdn + 'pyodide.mjs');
    const python = await loadPyodide({ lockFileURL: lock });
    await python.loadPackage(packages);
    python.globals.set('given', given);
    return python.runPython(program);
}"""
WORDS_IN_DATA = """
import pathlib, rnnkit_data
text = pathlib.Path(rnnkit_data.__file__).with_name("wordfreq").joinpath("english.txt").read_text()
len(text.split())
"""
CHECKS = """
import io, json
import numpy as np
from rnnkit.checks import judging
from rnnkit.checks.casefile import VISIBLE_CASES, load
from rnnkit.datasets import english_vocabulary, review_sentiment, written_dates
from rnnkit.plots import plot_loss
from matplotlib.figure import Figure

found = {}
for module, names in json.loads(given):
    namespace = {"__name__": "answers"}
    exec(module, namespace)
    for name in names:
        found[name] = judging.judge(namespace[name], load(VISIBLE_CASES / f"{name}.npz")).is_full
figure, picture = Figure(), io.BytesIO()
plot_loss(figure.subplots(), [3.0, 2.0, 1.0])
figure.savefig(picture, format="png")
found["picture"] = picture.getvalue().startswith(b"\\x89PNG")
sets = english_vocabulary(), review_sentiment().train.x, written_dates().train.x
found["data"] = all(map(len, sets))
json.dumps(found)
"""


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    folder = tmp_path_factory.mktemp("web") / "web"
    building.build_web(COURSE, COURSE.chapter_names(), folder)
    settings = folder / "jupyter-lite.json"
    told = json.loads(settings.read_text())
    told["jupyter-config-data"]["exposeAppInBrowser"] = True  # for NotebookPage
    settings.write_text(json.dumps(told))
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture
def cdn(address, page):
    """The network's address, answered from what is at hand; what was asked for, and of whom."""
    package = json.loads((REPOSITORY / building.PYODIDE / "package.json").read_text())
    base = building.CDN.format(version=package["version"])
    page.asked = []
    page.context.on("request", lambda request: page.asked.append(request.url))

    def answer(route):
        path = AT_HAND / urlsplit(route.request.url).path.rpartition("/")[2]
        if path.is_file():
            route.fulfill(path=path, headers={"Access-Control-Allow-Origin": "*"})
        else:
            route.abort()

    page.context.route(f"{base}**", answer)
    return base


def of_others(page, address, cdn):
    asked = [url for url in page.asked if url.startswith("http")]  # not blob: and data:
    return [url for url in asked if not url.startswith((address, cdn))]


@pytest.mark.parametrize("width", [1400, 390])
def test_the_first_page_leads_to_both_languages(width, address, page, screenshots):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert [
        link.get_attribute("href").count("00-start-here") for link in page.locator("a").all()
    ] == [2, 2]
    page.screenshot(path=screenshots / f"web-first-{width}.png")
    assert_accessible(page)


@pytest.mark.parametrize(("language", "words"), [("en", "browser edition"), ("zh", "浏览器版")])
def test_a_chapter_opens_and_its_kernel_asks_one_network_only(
    language, words, address, cdn, page, screenshots
):
    page.goto(address + replace(COURSE, language=language).address_in_browser(CHAPTER))
    page.locator(".jp-MarkdownOutput", has_text=words).first.wait_for(timeout=START)
    for name in CORE:
        if not any(url.endswith(name) for url in page.asked):
            page.context.wait_for_event(
                "request", lambda r, n=name: r.url.endswith(n), timeout=START
            )
    page.screenshot(path=screenshots / f"web-{language}.png")
    assert any(url == f"{address}wheels/{FILE}" for url in page.asked)
    assert not of_others(page, address, cdn)


def in_python(page, address, cdn, packages, given, program):
    page.goto(f"{address}wheels/{FILE}")  # a page without scripts of its own
    lock = f"{address}wheels/{FILE}"
    return page.evaluate(PYTHON, [cdn, lock, packages, given, program])


def test_python_there_has_our_data(address, cdn, page):
    found = in_python(page, address, cdn, ["rnnkit-data"], "", WORDS_IN_DATA)
    assert found == len(all_words())
    assert not of_others(page, address, cdn)


def opened(notebook, content, address):
    """Open chapter 03 with another content, since JupyterLite lists no other notebook."""
    notebook.page.context.route(
        f"**/files/**/{CHAPTER}.ipynb", lambda route: route.fulfill(json=content)
    )
    notebook.page.goto(address + COURSE.address_in_browser(CHAPTER))
    notebook.wait_until_ready()


@with_release
def test_a_solved_chapter_passes_its_checks_there(address, cdn, notebook):
    opened(notebook, solved(COURSE.directory, CHAPTER), address)
    notebook.run_all()
    notebook.shoot_all("web-solved")
    assert has_passed(notebook.read())
    assert not of_others(notebook.page, address, cdn)


@with_release
def test_a_slider_moves_there(address, cdn, notebook):
    cells = [new_code_cell(source) for source in (IMPORTS, SLIDERS["z"])]
    kernel = {"name": "python", "display_name": "Python (Pyodide)"}
    opened(notebook, new_notebook(cells=cells, metadata={"kernelspec": kernel}), address)
    notebook.run_all()
    notebook.press_right("z")


@with_release
def test_every_answer_passes_there(address, cdn, page, capsys):
    given = [
        ((COURSE.solutions / module_of(name) / "__init__.py").read_text(), [*references(name)])
        for name in COURSE.chapter_names()
    ]
    found = json.loads(in_python(page, address, cdn, ["rnnkit"], json.dumps(given), CHECKS))
    assert not [name for name, is_right in found.items() if not is_right]
    assert not of_others(page, address, cdn)
    with capsys.disabled():
        print(f"\nFor the README: {len(found)} checks passed with {urlsplit(cdn).path}.")
