"""Text boxes with examples, and answers of functions that may fail, such as a beam search."""

import html
from collections.abc import Callable, Container, Sequence

import ipywidgets
import numpy as np

from rnnkit.plots._labels import LABELS
from rnnkit.widgets.panel import BOX, LABELLED, WIDTH, Panel, paragraph, step_slider

LAYOUT = {"width": f"{WIDTH - 20}px", "max_width": "100%"}
LONGEST = 60  # characters; no date is longer
WIDEST = 8

Decoder = Callable[[str, int], tuple[str, float]]


class TypingBox(Panel):
    """A box for text, and examples of it: what a function makes of the text is said in words."""

    def __init__(
        self, label: str, examples: Sequence[str], controls: Sequence[ipywidgets.Widget] = ()
    ) -> None:
        look: dict = {"style": LABELLED, "layout": LAYOUT}
        self.text = ipywidgets.Text(examples[0], description=label, **look)
        self.examples = ipywidgets.Dropdown(
            options=list(examples), description=LABELS["or_choose"], **look
        )
        super().__init__([self.text, self.examples, *controls])
        self.examples.observe(self._chosen, "value")
        for control in (self.text, *controls):
            control.observe(self._typed, "value")

    def _chosen(self, change: dict) -> None:
        self.text.value = change["new"]

    def _typed(self, _change: dict | None = None) -> None:
        raise NotImplementedError


def guarded(name: str, answer: Callable[[], str], unwritten: str, raised: str) -> str:
    """Return an answer as HTML below its name; a label, if its function is unwritten or raises."""
    try:
        said = answer()
    except NotImplementedError:
        return paragraph(LABELS[unwritten], name)
    except Exception as error:  # a student's function may raise anything
        kind = type(error).__name__
        return paragraph(LABELS[raised].format(kind=kind, error=error), name)
    return f"<div><b>{html.escape(name)}</b></div>{said}"


class BeamBox(TypingBox):
    """What beam search writes with a beam of one and with a wider one, and how likely that is.

    ``write`` takes a text and a width, returns what is written and the logarithm of its
    probability. ``examples`` are texts to choose from, ValueError if there is none. Characters that
    are not ``known`` to the network are pointed out.
    """

    def __init__(self, write: Decoder, examples: Sequence[str], known: Container[str]) -> None:
        if not examples:
            raise ValueError("BeamBox needs at least one example; got none.")
        self._write, self._known = write, known
        self.width = step_slider(WIDEST, LABELS["beam_width"], value=2)
        super().__init__(LABELS["beam_text"], examples, [self.width])
        self._typed()

    def _typed(self, _change: dict | None = None) -> None:
        text = " ".join(self.text.value.split())[:LONGEST]
        if not text:
            self.show_text(LABELS["beam_empty"])
            return
        widths = dict.fromkeys((1, self.width.value))
        rows = [self._row(text, width) for width in widths]
        strange = [sign for sign in dict.fromkeys(text) if sign not in self._known]
        remark = LABELS["beam_unknown"].format(signs=" ".join(strange)) if strange else ""
        self._set("".join(rows) + paragraph(remark or LABELS["beam_reading"]))

    def _row(self, text: str, width: int) -> str:
        def answer() -> str:
            written, score = self._write(text, width)
            p = LABELS["beam_probability"].format(p=float(np.exp(score)), score=float(score))
            return f'<p style="{BOX}"><code>{html.escape(str(written))}</code> {html.escape(p)}</p>'

        name = LABELS["beam_of"].format(width=width)
        return guarded(name, answer, "beam_unwritten", "beam_raised")
