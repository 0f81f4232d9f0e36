"""A notebook in JupyterLab, as its reader sees and drives it."""

import contextlib
import re
import uuid
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from playwright.sync_api import Locator, Page, TimeoutError, expect

SECONDS = 1000  # playwright counts milliseconds
ONE_CELL = 60 * SECONDS  # on a machine that does other things as well
WHOLE_CHAPTER = 300 * SECONDS  # they train networks, and the machine may be busy
TYPESETTING = 15 * SECONDS
SLIDER = ".jp-OutputArea:has(.widget-slider)"
VALIDATED = re.compile("Success!|failed|changed", re.IGNORECASE)

# The command's promise settles when the last cell has run, or the first has failed.
RUN_ALL = """() => {
    window.runAllDone = false;
    const done = () => { window.runAllDone = true; };
    window.jupyterapp.commands.execute('notebook:run-all-cells').then(done, done);
}"""
IS_IDLE = """() => {
    const kernel = window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel;
    const prompts = [...document.querySelectorAll('.jp-InputPrompt')];
    return kernel?.connectionStatus === 'connected' && kernel.status === 'idle'
        && !prompts.some(prompt => prompt.textContent.includes('*'));
}"""
AS_IT_STANDS = "() => window.jupyterapp.shell.currentWidget.context.model.toString()"
IS_TYPESET = """() => [...document.querySelectorAll('.jp-MarkdownOutput')].every(
    text => !/\\$[^$]+\\$/.test(text.textContent))"""


def wait_for_words(place: Locator, *words: str | re.Pattern, timeout: float = ONE_CELL) -> None:
    """Wait until all of ``words`` stand in a place, however they are wrapped there."""
    for word in words:
        expect(place).to_contain_text(word, timeout=timeout)


class NotebookPage:
    """One notebook, opened in one browser page."""

    def __init__(self, page: Page, screenshots: Path, every_window: bool = True) -> None:
        self.page = page
        self.screenshots = screenshots
        self.every_window = every_window

    def open(self, address: str, path: str) -> None:
        """Open a notebook in a workspace of its own, and wait for its kernel."""
        self.page.goto(f"{address}/lab/workspaces/{uuid.uuid4().hex}/tree/{path}?reset")
        self.wait_until_ready()

    def wait_until_ready(self) -> None:
        """Wait until the notebook is drawn and its kernel is there."""
        self.page.locator(".jp-NotebookPanel .jp-Notebook .jp-Cell").first.wait_for(
            timeout=ONE_CELL
        )
        self.wait_until_idle()

    def wait_until_idle(self, timeout: float = ONE_CELL) -> None:
        """Wait until the kernel has nothing to do, and no cell waits for it."""
        self.page.wait_for_function(IS_IDLE, timeout=timeout)

    def run_all(self) -> None:
        """Run all cells, and wait until the last one is done and formulas are drawn."""
        self.page.evaluate(RUN_ALL)
        self.page.wait_for_function("() => window.runAllDone", timeout=WHOLE_CHAPTER)
        self.wait_until_idle()
        with contextlib.suppress(TimeoutError):  # what stays unset is a finding, no hang
            self.page.wait_for_function(IS_TYPESET, timeout=TYPESETTING)

    def read(self) -> NotebookNode:
        """Return the notebook as it stands, with its outputs."""
        return nbformat.reads(self.page.evaluate(AS_IT_STANDS), 4)

    def cell(self, text: str) -> Locator:
        """Find the code cell whose source contains ``text``."""
        editor = self.page.locator(".cm-content", has_text=text)
        return self.page.locator(".jp-CodeCell", has=editor).first

    def run(self, text: str, *words: str) -> str:
        """Run the code cell that contains ``text`` as a reader does.

        Wait until its output is drawn with all of ``words``; return what it says.
        """
        cell = self.cell(text)
        before = cell.locator(".jp-InputPrompt").inner_text()
        cell.locator(".cm-content").click()
        self.page.keyboard.press("Control+Enter")
        prompt = cell.locator(".jp-InputPrompt").element_handle()
        self.page.wait_for_function(
            "([prompt, before]) => /\\d/.test(prompt.innerText) && prompt.innerText !== before",
            arg=[prompt, before],
            timeout=ONE_CELL,
        )
        self.wait_until_idle()
        output = cell.locator(".jp-OutputArea")
        wait_for_words(output, *words)  # drawn a little after the kernel is idle
        return output.inner_text()

    def type_over(self, text: str, old: str, new: str) -> None:
        """Replace the rest of the line that starts with ``old``, by keyboard."""
        line = self.cell(text).locator(".cm-line", has_text=old)
        line.click()
        for key in ("End", "Shift+Home"):  # Shift+Home stops at the indentation
            self.page.keyboard.press(key)
        self.page.keyboard.type(new)

    def press_right(self, slider: str) -> None:
        """Move a slider by one, and wait until the picture beside it has changed."""
        handle = self.page.get_by_role("slider", name=slider, exact=True)
        view = self.page.locator(SLIDER).filter(has=handle).locator(".widget-html-content")
        before = view.inner_html()
        handle.scroll_into_view_if_needed()
        handle.focus()
        self.page.keyboard.press("ArrowRight")
        self.page.wait_for_function(
            "([view, before]) => view.innerHTML !== before", arg=[view.element_handle(), before]
        )

    def validate(self) -> str:
        """Press Validate; return what the dialog with the result says."""
        # nbgrader's commands register late, and the button does nothing before.
        self.page.locator(".validate-button").click(timeout=ONE_CELL)
        dialog = self.page.locator(".jp-Dialog .jp-Dialog-body", has_text=VALIDATED)
        dialog.wait_for(timeout=WHOLE_CHAPTER)
        return self.page.locator(".jp-Dialog").inner_text()

    def close_dialog(self) -> None:
        """Accept the dialog that is open."""
        self.page.locator(".jp-Dialog button.jp-mod-accept").click()
        self.page.locator(".jp-Dialog").wait_for(state="detached")

    def shut_down(self) -> None:
        """End the kernel of the notebook that is open, if there is one."""
        self.page.evaluate(
            "() => window.jupyterapp?.shell.currentWidget?.sessionContext?.shutdown()"
        )

    def resize(self, width: int, height: int = 1200) -> None:
        """Change the window, and wait until the notebook has followed."""
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.wait_for_function(
            "width => document.querySelector('.jp-NotebookPanel').getBoundingClientRect().right"
            " <= width + 1",
            arg=width,
        )

    def hide_side_bar(self) -> None:
        """Close the file browser, if it is open."""
        self.page.evaluate(
            "() => { const shell = window.jupyterapp.shell;"
            " if (!shell.leftCollapsed) shell.collapseLeft(); }"
        )

    def use_theme(self, name: str) -> None:
        """Change JupyterLab's colours."""
        self.page.evaluate(
            "theme => window.jupyterapp.commands.execute('apputils:change-theme', {theme})", name
        )
        self.page.wait_for_function(
            "theme => document.body.dataset.jpThemeName === theme", arg=name
        )

    def shoot(self, name: str) -> None:
        """Take a picture of the window."""
        self.page.screenshot(path=self.screenshots / f"{name}.png")

    def shoot_all(self, name: str) -> None:
        """Take pictures of the whole notebook, window by window from the top.

        That takes seconds, so it is done only if somebody wants to look.
        """
        if not self.every_window:
            return
        panel = self.page.locator(".jp-NotebookPanel .jp-WindowedPanel-outer")
        panel.evaluate("panel => { panel.scrollTop = 0; }")
        top, bottom = panel.bounding_box(), self.page.locator(".jp-Notebook .jp-Cell").last
        end = bottom.bounding_box()["y"] + bottom.bounding_box()["height"] - top["y"]
        step = int(top["height"]) - 60  # a little is seen twice, so that nothing is cut in both
        for number, offset in enumerate(range(0, max(1, int(end) - 60), step)):
            panel.evaluate("(panel, offset) => { panel.scrollTop = offset; }", offset)
            self.shoot(f"{name}-{number:02}")
