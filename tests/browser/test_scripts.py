"""A submission full of scripts, where an instructor and its author read it: none may run."""

import re
import shutil
import subprocess

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_raw_cell

from tests.support.jupyter_servers import (
    BIN,
    REPOSITORY,
    copy_for_instructor,
    environment,
    released,
    serving,
    with_answer,
)

pytestmark = pytest.mark.browser

CHAPTER = "02-rnn-forward"
QUESTION = "twenty_layers"
STUDENT = "mallory"
READABLE = "Twenty layers, in **bold**"

# Each says on the console that it has run, in double quotes.
HTML = {
    "script": "<script>{}</script>",
    "picture": "<img src='nothing.png' onerror='{}'>",
    "drawing": "<svg onload='{}'></svg>",
    "frame": "<iframe srcdoc='<script>{}</script>'></iframe>",
    "details": "<details open ontoggle='{}'><summary>x</summary></details>",
    "end of the cell": "</pre></div></div><script>{}</script>",
    "style": "<style>@keyframes k {{}} p {{ animation: k 1s }}</style>"
    "<p onanimationstart='{}'>x</p>",
}
CODE = """
from IPython.display import HTML, Javascript, Markdown, display
for html in {html!r}:
    display(HTML(html), Markdown(html))
display(HTML({tag!r}, metadata={{"isolated": True}}))
display({{"text/latex": {tag!r}, "text/vnd.mermaid": {tag!r}}}, raw=True)
display({{"image/svg+xml": {svg!r}}}, raw=True)
display(Javascript({script!r}))
print({tag!r})
raise ValueError({tag!r})
"""
AS_NBGRADER_COMES = ["--HTMLExporter.sanitize_html=False", "--HTMLExporter.filters={}"]


def attempts(place):
    return [html.format(f'console.log("ran: {place}, {how}")') for how, html in HTML.items()]


def hostile():
    """The chapter as it was released, with scripts in all places that hold text."""
    script = 'console.log("ran: in other outputs")'
    tag = f"<script>{script}</script>"
    svg = f"<svg xmlns='http://www.w3.org/2000/svg'>{tag}</svg>"
    code = CODE.format(html=attempts("output"), tag=tag, svg=svg, script=script)
    notebook = released(REPOSITORY / "course", CHAPTER)
    with_answer(notebook, QUESTION, "\n\n".join([READABLE, *attempts("answer")]))
    notebook.cells += [
        new_markdown_cell("\n\n".join(attempts("text"))),
        new_code_cell(code),
        new_raw_cell("\n".join(attempts("raw")), metadata={"raw_mimetype": "text/html"}),
    ]
    return notebook


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course directory with the submission, graded; and the environment to work in it."""
    if shutil.which("bwrap") is None:
        pytest.skip("bubblewrap is not installed")
    course = copy_for_instructor(tmp_path_factory.mktemp("scripts"))
    env = environment(course.parent, tmp_path_factory.mktemp("scripts-home"))
    path = course / "submitted" / STUDENT / CHAPTER / f"{CHAPTER}.ipynb"
    path.parent.mkdir(parents=True)
    nbformat.write(hostile(), path)
    run(course, env, "nbgrader", "generate_assignment", CHAPTER, "--force")
    run(course, env, "nbgrader-sandbox", "grade")
    return course, env


def run(course, env, program, *arguments):
    command = [BIN / program, *arguments]
    done = subprocess.run(command, cwd=course, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.fixture
def said(page):
    """What scripts have said on the page."""
    words = []
    page.on("console", lambda message: words.append(message.text))
    return lambda: sorted({word for word in words if word.startswith("ran")})


def feedback(course, env, page, *options):
    run(course, env, "nbgrader", "generate_feedback", CHAPTER, "--force", *options)
    file = course / "feedback" / STUDENT / CHAPTER / f"{CHAPTER}.html"
    page.goto(file.as_uri(), wait_until="load")
    page.locator("strong", has_text="bold").wait_for()


def test_on_a_feedback_page(course, page, said, screenshots):
    feedback(*course, page)
    page.screenshot(path=screenshots / "scripts-feedback.png", full_page=True)
    page.get_by_text("<IPython.core.display.Javascript object>").wait_for()
    assert said() == []


def test_on_the_courses_own_feedback_page(course, page, said, screenshots):
    folder, env = course
    run(folder, env, "rnn-course", "feedback", CHAPTER, "--force")
    page.goto((folder / "feedback" / STUDENT / CHAPTER / f"{CHAPTER}.html").as_uri())
    page.locator("strong", has_text="bold").wait_for()
    page.locator("details").evaluate_all("all => all.forEach(each => each.open = true)")
    page.screenshot(path=screenshots / "scripts-own-feedback.png", full_page=True)
    assert said() == []


def test_on_a_feedback_page_as_nbgrader_makes_it(course, page, said):
    feedback(*course, page, *AS_NBGRADER_COMES)
    places = {word.partition(",")[0] for word in said()}
    assert places == {"ran: answer", "ran: text", "ran: output", "ran: in other outputs"}


def test_in_formgrader(course, page, said, screenshots):
    folder, env = course
    lab = [str(BIN / "rnn-course"), "formgrader", "--course", str(folder)]
    with serving(lab, folder, env, folder.parent / "lab.log") as address:
        page.goto(f"{address}/formgrader/gradebook/{CHAPTER}/{CHAPTER}")
        page.get_by_role("link", name=re.compile("Submission #1$")).click()
        page.locator("textarea.comment").last.wait_for()
        page.locator("strong", has_text="bold").wait_for()
        page.screenshot(path=screenshots / "scripts-formgrader.png", full_page=True)
        assert said() == []
