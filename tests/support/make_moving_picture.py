"""Make docs/course.gif: a check that names a mistake, and the gradient explorer under a hand.

Run ``make moving-picture``. Everything in it is JupyterLab, as students have it: an answer with a
wrong axis, the check, the answer put right, the check; then chapter 06's slider.
"""

import io
import sys
import tempfile
from pathlib import Path

import nbformat
from PIL import Image
from playwright.sync_api import Locator, Page, sync_playwright

from rnn_course.build.answers import reference_sources
from rnnkit.workbook.paths import notebook_in
from tests.support.chromium import launch
from tests.support.jupyter_servers import (
    BIN,
    copy_for_student,
    environment,
    serving,
    solved,
    with_answer,
)
from tests.support.notebook_page import NotebookPage
from tests.support.notebooks import without_demos_before
from tests.support.repository import REPOSITORY

PICTURE = REPOSITORY / "docs" / "course.gif"
MOST_BYTES = 1_500_000
SIZE = {"width": 1000, "height": 600}
COLOURS = 64  # Lab is flat: more would be spent on the edges of letters
SHORT, LONG = 140, 2600  # milliseconds of a frame
ANSWERED, EXERCISE, WRONG = "03-rnn-backward", "rnn_cell_backward", "dh_prev = dz_t @ W_hh"
EXPLORED, SETTING = "06-vanishing-gradients", "GradientExplorer(mine, cell="
# Chromium draws no pointer into its pictures.
POINTER = """() => {
    const pointer = document.createElement('div');
    pointer.innerHTML = '<svg width="26" height="26" viewBox="0 0 24 24"><path fill="#111" '
        + 'stroke="#fff" stroke-width="1.5" d="M4 2l15 11-7 1 4 7-3 1.5-4-7-5 5z"/></svg>';
    pointer.style.cssText = 'position:fixed;z-index:99999;pointer-events:none;left:0;top:0';
    document.body.append(pointer);
    window.addEventListener('pointermove', event => {
        pointer.style.transform = `translate(${event.clientX - 4}px, ${event.clientY - 2}px)`;
    }, {capture: true});
}"""


class Film:
    """Frames of one page, with how long each stays."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.frames: list[Image.Image] = []
        self.durations: list[int] = []

    def shoot(self, milliseconds: int = SHORT) -> None:
        shot = Image.open(io.BytesIO(self.page.screenshot())).convert("RGB")
        self.frames.append(shot.quantize(COLOURS, dither=Image.Dither.NONE))
        self.durations.append(milliseconds)

    def to_gif(self) -> bytes:
        first, *rest = self.frames
        gif = io.BytesIO()
        options = {"duration": self.durations, "loop": 0, "optimize": True}
        first.save(gif, "GIF", save_all=True, append_images=rest, **options)
        return gif.getvalue()


def answer_wrongly(workbook: Path) -> None:
    """Write an answer into the notebook that uses W_hh as it stands."""
    path = notebook_in(workbook, ANSWERED)
    notebook = nbformat.read(path, as_version=4)
    source = reference_sources(ANSWERED)[EXERCISE]
    assert f"{WRONG}.T" in source
    with_answer(notebook, EXERCISE, source.replace(f"{WRONG}.T", WRONG))
    nbformat.write(notebook, path)


def show(line: Locator) -> None:
    """Scroll so that a line of the answer and the whole verdict are in sight."""
    line.evaluate("line => line.previousElementSibling.previousElementSibling.scrollIntoView()")


def film_a_check(film: Film, notebook: NotebookPage) -> None:
    """Run the check, put the answer right, and run it again."""
    notebook.run("import numpy as np")
    notebook.run(f"def {EXERCISE}")
    line = notebook.cell(f"def {EXERCISE}").locator(".cm-line", has_text=WRONG)
    show(line)
    film.shoot(LONG // 2)
    notebook.run(f"check({EXERCISE}", "of 5 points")
    show(line)
    film.shoot(2 * LONG)
    line.click()
    film.page.keyboard.press("End")
    for key in ".T":
        film.page.keyboard.type(key)
        film.shoot(3 * SHORT)
    film.page.keyboard.press("Control+Enter")
    notebook.wait_until_idle()
    notebook.run(f"check({EXERCISE}", "5 of 5 points")
    show(line)
    film.shoot(LONG)


def film_the_explorer(film: Film, notebook: NotebookPage) -> None:
    """Drag the spectral radius from where gradients vanish to where they explode, and back."""
    notebook.run_all()
    panel = notebook.cell(SETTING).locator(".jp-OutputArea:has(.widget-slider)").first
    panel.evaluate("panel => panel.scrollIntoView({block: 'start'})")
    slider = panel.get_by_role("slider", name="spectral radius")
    box, track = slider.bounding_box(), slider.locator("xpath=../..").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    film.page.mouse.move(x, y)
    film.shoot(LONG // 2)
    film.page.mouse.down()
    reach = 0.34 * track["width"]  # to about 1.6
    for step in [*range(1, 17), *range(15, -1, -2)]:
        film.page.mouse.move(x + reach * step / 16, y)
        film.page.wait_for_timeout(300)  # the picture follows the hand
        film.shoot()
        if step == 16:
            film.durations[-1] = LONG // 2
    film.page.mouse.up()
    film.durations[-1] = LONG // 2


def make(folder: Path) -> None:
    """Start Lab and a browser, act, and write the picture."""
    root = copy_for_student(folder / "student")
    env = environment(root, folder / "home")
    (folder / "home").mkdir()
    lab = [str(BIN / "rnnkit"), "lab"]
    with serving(lab, root, env, root / "lab.log") as address, sync_playwright() as playwright:
        answer_wrongly(root / "workbook")
        explored = solved(REPOSITORY / "course", EXPLORED)
        path = notebook_in(root / "workbook", EXPLORED)
        nbformat.write(without_demos_before(explored, SETTING), path)
        page = launch(playwright, folder / "home").new_page(viewport=SIZE)
        film, notebook = Film(page), NotebookPage(page, folder)
        for chapter, act in ((ANSWERED, film_a_check), (EXPLORED, film_the_explorer)):
            notebook.open(address, f"{chapter}/{chapter}.ipynb")
            notebook.hide_side_bar()
            page.evaluate(POINTER)
            act(film, notebook)
            notebook.shut_down()
    gif = film.to_gif()
    print(f"{PICTURE.name}: {len(film.frames)} frames, {len(gif):,} bytes (at most {MOST_BYTES:,})")
    if len(gif) > MOST_BYTES:
        sys.exit("not written: take fewer frames, or a smaller window")
    PICTURE.write_bytes(gif)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        make(Path(name))
