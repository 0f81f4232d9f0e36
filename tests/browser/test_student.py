"""The first quarter of an hour of a student, from `rnn-course lab` to the first points."""

import re

import pytest

pytestmark = pytest.mark.browser

MIRROR_IMAGE = "it is the mirror image of the sigmoid"


def test_first_sight_asks_nothing_and_shows_nothing_of_instructors(student_lab, notebook):
    address, _ = student_lab
    page = notebook.page
    page.goto(address)
    notebook.wait_until_ready()
    assert page.locator(".jp-Dialog, .Toastify__toast").count() == 0
    assert page.locator(".jp-mod-dirty").count() == 0  # the kernel is there, and nothing is to save
    page.get_by_role("menuitem", name="Nbgrader").click()
    shown = page.locator(".lm-Menu-itemLabel:visible").all_inner_texts()
    notebook.shoot("student-0-menu")
    assert "Formgrader" not in shown
    page.keyboard.press("Escape")
    assert page.get_by_text("Create Assignment").count() == 0
    notebook.shoot("student-0-untouched")


def test_first_exercise_from_untouched_to_solved(student_lab, notebook):
    address, workbook = student_lab
    for path in workbook.rglob("progress.json"):  # of other tests, in whatever order they run
        path.unlink()
    notebook.page.goto(address)  # the address alone leads to chapter 00
    notebook.wait_until_ready()
    title = notebook.page.locator(".jp-MarkdownOutput h1").first
    title.get_by_text("Start here").wait_for()
    notebook.shoot("student-1-first-sight")

    assert notebook.run("from rnnkit import check") == ""
    notebook.run("def sigmoid(z")
    untouched = notebook.run("check(sigmoid, ", "sigmoid is not implemented yet")
    assert "Traceback" not in untouched
    notebook.shoot("student-2-untouched")

    notebook.type_over("def sigmoid(z", "raise NotImplementedError()", "return 1 / (1 + np.exp(z))")
    notebook.run("def sigmoid(z")
    wrong = notebook.run("check(sigmoid, ", MIRROR_IMAGE)
    assert "Traceback" not in wrong
    notebook.shoot("student-3-wrong")

    notebook.type_over("def sigmoid(z", "return 1 /", "return 1 / (1 + np.exp(-z))")
    notebook.run("def sigmoid(z")
    notebook.run("check(sigmoid, ", "1 of 1 point")
    notebook.shoot("student-4-right")

    listed = notebook.run("progress()", "exercises done")
    assert re.search(r"\b1 of \d+ exercises done", listed)
    notebook.shoot("student-5-progress")
