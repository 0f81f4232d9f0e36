"""Finished pages of formgrader and feedback: whatever an output's metadata says, nothing runs."""

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbconvert.exporters import HTMLExporter
from nbformat.v4 import new_code_cell, new_notebook, new_output
from nbgrader.server_extensions.formgrader import handlers
from traitlets.config import Config

from rnn_course.nbgrader import configure

RUNS = "1 onerror=ran()"
ENDS = "\"'><script>ran()</script><img src=x onerror=ran()>"
KINDS = ("image/png", "image/jpeg", "text/html", "image/svg+xml", "text/markdown", "text/plain")
FORMGRADER = {
    **dict.fromkeys(("assignment_id", "notebook_id", "submission_id", "notebook_path"), "x"),
    "index": 0,
    "total": 1,
    "base_url": "",
    "student": "ada",
}
FEEDBACK = {"nbgrader": {"notebook": "x", "score": 1, "max_score": 2, "late_penalty": 0}}
PAGES = {"formgrade": FORMGRADER, "feedback": FEEDBACK}


def metadata(value):
    keys = ("width", "height", "alt", "unconfined", "isolated", "needs_background", str(value))
    filenames = dict.fromkeys(KINDS, value)
    flat = dict.fromkeys(keys, value) | {"filenames": filenames}
    return flat | dict.fromkeys(KINDS, flat)


def page(template, outputs, *, is_cleaned=True):
    config = Config()
    if is_cleaned:
        configure(config, __file__)
    config.HTMLExporter.template_name = template
    config.HTMLExporter.extra_template_basedirs = [handlers.template_path]
    bootstrap = f"{handlers.static_path}/node_modules/bootstrap/dist/css"
    config.HTMLExporter.extra_template_paths = [bootstrap]
    notebook = new_notebook(cells=[new_code_cell("x", outputs=outputs)])
    html, _ = HTMLExporter(config=config).from_notebook_node(notebook, PAGES[template].copy())
    return BeautifulSoup(html, "html.parser")


def what_runs(page):
    scripts = [str(script) for script in page(["script", "iframe", "object", "form"])]
    handlers = [
        value for element in page(True) for name, value in element.attrs.items() if name[:2] == "on"
    ]
    return scripts, handlers


def shown(value):
    return [
        new_output("display_data", {kind: "AAAA"}, metadata=nbformat.from_dict(metadata(value)))
        for kind in KINDS
    ]


@pytest.mark.parametrize("template", PAGES)
@pytest.mark.parametrize("value", [RUNS, ENDS, {"a": RUNS}, [ENDS], 1e99, "https://elsewhere/"])
def test_metadata_of_outputs_adds_nothing_that_runs_or_loads(template, value):
    found = page(template, shown(value))
    assert what_runs(found) == what_runs(page(template, []))
    assert all(img["src"].startswith("data:") for img in found("img"))


def test_attack_works_where_nothing_is_cleaned():
    # Else the test above would pass for the wrong reason.
    _, handlers = what_runs(page("formgrade", shown(RUNS), is_cleaned=False))
    assert "ran()" in handlers


@pytest.mark.parametrize("template", PAGES)
@pytest.mark.parametrize("size", [120, 0.5e3, "50%", "12em"])
def test_sizes_of_pictures_stay(template, size):
    output = new_output("display_data", {"image/png": "AAAA"})
    output.metadata = nbformat.from_dict({"image/png": {"width": size, "alt": "a loss"}})
    (picture,) = page(template, [output])("img")
    assert (picture["width"], picture["alt"]) == (str(size), "a loss")
