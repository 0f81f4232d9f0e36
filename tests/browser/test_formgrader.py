"""nbgrader's formgrader in JupyterLab: from the list of assignments to grading by hand."""

import re
import subprocess

import nbformat
import pytest

from tests.support.jupyter_servers import BIN, serving, solved

pytestmark = pytest.mark.browser

CHAPTER = "02-rnn-forward"
STUDENT = "ada"
QUESTION = "twenty_layers"


@pytest.fixture
def graded_lab(instructor):
    """JupyterLab in a course directory with one autograded submission."""
    course, env = instructor
    path = course / "submitted" / STUDENT / CHAPTER / f"{CHAPTER}.ipynb"
    path.parent.mkdir(parents=True)
    nbformat.write(solved(course, CHAPTER), path)
    with (course / "nbgrader_config.py").open("a") as config:  # not the machine's own exchange
        config.write(f"c.Exchange.root = {str(course.parent / 'exchange')!r}\n")
    for step in ("generate_assignment", "autograde"):
        command = [BIN / "nbgrader", step, CHAPTER, "--force"]
        done = subprocess.run(command, cwd=course, env=env, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
    command = [str(BIN / "rnn-course"), "formgrader", "--course", str(course)]
    with serving(command, course, env, course.parent / "lab.log") as address:
        yield address, course


def test_formgrader_leads_from_assignment_to_written_answer(graded_lab, notebook):
    from playwright.sync_api import expect

    address, course = graded_lab
    formgrader = open_formgrader(notebook, address)
    assignment = formgrader.locator("tr", has_text=CHAPTER)
    expect(assignment).to_have_count(1)
    notebook.shoot("formgrader-1-assignments")

    assignment.locator("td.num-submissions a").click()
    row = formgrader.locator("tr", has_text=STUDENT)
    # Everything is graded but the written answer, which nobody has read yet.
    expect(row).to_contain_text("needs manual grading")
    notebook.shoot("formgrader-2-submission")

    formgrader.get_by_role("link", name="Manual Grading").first.click()
    formgrader.get_by_role("link", name=CHAPTER).click()  # the notebooks of the assignment
    formgrader.locator("ol.breadcrumb", has_text=CHAPTER).wait_for()
    formgrader.get_by_role("link", name=CHAPTER).last.click()  # the submissions of one
    submission = formgrader.get_by_role("link", name=re.compile("Submission #1"))
    submission.wait_for()
    notebook.shoot("formgrader-3-manual-grading")

    submission.click()
    answer = formgrader.get_by_text(first_sentence(course))
    answer.wait_for()
    answer.scroll_into_view_if_needed()
    notebook.shoot("formgrader-4-answer")


def open_formgrader(notebook, address):
    """Open the formgrader by JupyterLab's own command; return its frame."""
    page = notebook.page
    page.goto(f"{address}/lab?reset")
    page.wait_for_function(
        "() => window.jupyterapp?.commands.hasCommand('nbgrader:open-formgrader')"
    )
    page.evaluate("() => { window.jupyterapp.commands.execute('nbgrader:open-formgrader'); }")
    frame = page.frame_locator("iframe[src*='formgrader']")
    frame.locator("tr", has_text=CHAPTER).wait_for()
    return frame


def first_sentence(course):
    """How the written answer begins."""
    (cell,) = [
        cell
        for cell in solved(course, CHAPTER).cells
        if cell.metadata.get("nbgrader", {}).get("grade_id") == QUESTION
    ]
    return cell.source.split(":")[0]
