"""From a key press to the painted frame: rnnkit's widgets in JupyterLab, in Chromium.

Run ``make bench-widgets``; with ``BENCH_ARGS="--rounds 61"`` it measures longer.

The floor is a trivial widget, whose slider sets a line of text. The other end is what one
writes without a widget library: ``interact`` and an inline figure of the explorer's picture.
Candidates take turns within a round, one arrow key each. The clock starts with the browser's
key event, and stops when the new picture is decoded and a frame with it was drawn.
"""

import argparse
import statistics
import tempfile
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import Page, sync_playwright

from benchmarks.machine import machine
from tests.support.chromium import launch
from tests.support.jupyter_servers import BIN, REPOSITORY, environment, serving
from tests.support.notebook_page import NotebookPage

OVER_TRIVIAL, UNDER_INTERACT = 2.0, 6.0  # targets of the explorer
SETTLE = 0.15  # seconds of rest before a key, so that nothing of the last one is left
TRIVIAL, INTERACT, EXPLORER = "trivial widget", "interact, inline figure", "explorer, RNN"
CELLS = {
    TRIVIAL: """
slider, text = ipywidgets.IntSlider(10), ipywidgets.HTML("10")
slider.observe(lambda change: setattr(text, "value", str(change["new"])), "value")
ipywidgets.VBox([slider, text])""",
    INTERACT: """
def draw(size):
    decay = compute_decay(Setting(scale=size), LayerCell("RNN"))
    fig = plt.figure(figsize=(6.6, 3.2))
    curve, jacobians = draw_axes(fig)
    curve.set_frame(50, True, False)
    jacobians.set_frame(decay.places)
    curve.update(decay.norms, decay.gamma, decay.rate)
    jacobians.update(decay.jacobians)
    plt.show()
_ = ipywidgets.interact(draw, size=ipywidgets.FloatSlider(0.9, min=0.05, max=2, step=0.05))""",
    EXPLORER: "GradientExplorer()",
    "explorer, LSTM": 'GradientExplorer(cell="LSTM", forget_bias=1.0)',
    "gate inspector": """
rng = np.random.default_rng(0)
GateInspector(["word"] * 40, {name: rng.random((40, 32)) for name in "ifgoch"})""",
    "tangent": "z = np.linspace(-5, 5, 101)\nTangentSlider(z, np.tanh(z), 1 - np.tanh(z) ** 2)",
    "temperature": """
logits, tokens = rng.standard_normal((160, 60)), rng.integers(0, 60, 160)
writings = {1 + k / 10: (tokens, logits) for k in range(12)}
TemperatureSlider(writings, [chr(65 + v) for v in range(60)], "")""",
    "cell by hand": "CellByHand()",
    "earlier tokens": 'EarlierTokens("word" * 10, {n: rng.random((40, 40)) for n in "abc"})',
    "stepper": 'unrolling_stepper(list("banana" * 3), np.tanh(rng.standard_normal((18, 8))))',
}
IMPORTS = """
import ipywidgets, matplotlib.pyplot as plt, numpy as np
from rnnkit.plots.gradient_decay import draw_axes
from rnnkit.widgets import (
    CellByHand, EarlierTokens, GateInspector, GradientExplorer, TangentSlider, TemperatureSlider,
    unrolling_stepper,
)
from rnnkit.widgets.explorer.cells import LayerCell
from rnnkit.widgets.explorer.gradient_decay import compute_decay
from rnnkit.widgets.explorer.setting import Setting"""
# The handle that keys go to: in the explorers that of the size. Returns whether it is at its end.
PREPARE = """(output) => {
    const sliders = [...output.querySelectorAll('.widget-slider')];
    const slider = sliders.find(s => /radius/.test(s.textContent)) ?? sliders[0];
    const shown = () => (output.querySelector('img')?.src
        ?? output.querySelector('.widget-html-content').textContent);
    const before = shown();
    output.scrollIntoView({block: 'center'});
    const handle = slider.querySelector('.noUi-handle');
    handle.focus();
    window.painted = new Promise((resolve, reject) => {
        setTimeout(() => reject(new Error('a key brought no new picture')), 60000);
        let start = null;
        const finish = async () => {
            if (start === null || shown() === before) return;
            observer.disconnect();
            await output.querySelector('img')?.decode();
            requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)));
        };
        const observer = new MutationObserver(finish);
        observer.observe(output, {subtree: true, childList: true, attributes: true,
                                  characterData: true});
        window.addEventListener('keydown', event => { start = event.timeStamp; },
                                {once: true, capture: true});
    });
    return handle.getAttribute('aria-valuenow') === handle.getAttribute('aria-valuemax');
}"""


def notebook() -> nbformat.NotebookNode:
    """All candidates, one below the other."""
    cells = [new_code_cell(source.strip()) for source in (IMPORTS, *CELLS.values())]
    kernel = {"name": "python3", "display_name": "Python 3"}
    return new_notebook(cells=cells, metadata={"kernelspec": kernel})


def measure(page: Page, rounds: int) -> dict[str, list[float]]:
    """Milliseconds of each candidate in each round, after one round that does not count."""
    outputs = dict(
        zip(CELLS, page.query_selector_all(".jp-OutputArea:has(.widget-slider)"), strict=True)
    )
    taken: dict[str, list[float]] = {name: [] for name in CELLS}
    for turn in range(rounds + 1):
        for name, output in outputs.items():
            is_at_end = output.evaluate(PREPARE)
            page.wait_for_timeout(1e3 * SETTLE)
            page.keyboard.press("ArrowLeft" if is_at_end or turn % 20 >= 10 else "ArrowRight")
            milliseconds = page.evaluate("() => window.painted")
            if turn:
                taken[name].append(milliseconds)
    return taken


def table(taken: dict[str, list[float]]) -> str:
    """Medians, and ratios of the medians."""
    median = {name: statistics.median(times) for name, times in taken.items()}
    lines = [f"{'':26}{'median':>8}{'tenth':>8}{'90 %':>8}{'/ trivial':>12}{'interact /':>12}"]
    for name, times in taken.items():
        tenths = statistics.quantiles(times, n=10)
        ratios = median[name] / median[TRIVIAL], median[INTERACT] / median[name]
        numbers = f"{median[name]:8.0f}{tenths[0]:8.0f}{tenths[-1]:8.0f}"
        lines.append(f"{name:26}{numbers}{ratios[0]:12.2f}{ratios[1]:12.2f}")
    over, under = median[EXPLORER] / median[TRIVIAL], median[INTERACT] / median[EXPLORER]
    lines += [
        f"{EXPLORER}: {over:.2f} times the trivial widget "
        f"{_judged(over <= OVER_TRIVIAL, OVER_TRIVIAL)}; interact takes {under:.2f} times as long "
        f"{_judged(under >= UNDER_INTERACT, UNDER_INTERACT)}"
    ]
    return "\n".join(lines)


def _judged(held: bool, target: float) -> str:
    return f"(target {target:g}: {'held' if held else 'MISSED'})"


def run(rounds: int, folder: Path) -> str:
    """Start everything, measure, and return the machine and the table."""
    nbformat.write(notebook(), folder / "widgets.ipynb")
    (folder / "home").mkdir()
    env = environment(REPOSITORY, folder / "home")
    lab = [str(BIN / "jupyter-lab"), "--allow-root"]
    with serving(lab, folder, env, folder / "lab.log") as address, sync_playwright() as playwright:
        browser = launch(playwright, folder / "home")
        page = browser.new_page(viewport={"width": 1400, "height": 1000})
        opened = NotebookPage(page, folder)
        opened.open(address, "widgets.ipynb")
        opened.run_all()
        taken = measure(page, rounds)
        opened.shut_down()
        return f"{machine()}\nChromium {browser.version}\n{table(taken)}"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.widgets", description=__doc__)
    parser.add_argument("--rounds", type=int, default=41)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        print(run(arguments.rounds, Path(folder)))


if __name__ == "__main__":
    main()
