"""A text box for what is to be translated, and a slider for the width of the beam."""

import html
from collections.abc import Callable, Container, Sequence

import numpy as np

from rnnkit.plots._labels import LABELS
from rnnkit.widgets.panel import BOX, paragraph, step_slider
from rnnkit.widgets.typing_box import TypingBox, guarded

LONGEST = 60  # characters; no date is longer
WIDEST = 8

Decoder = Callable[[str, int], tuple[str, float]]


class BeamBox(TypingBox):
    """What beam search writes with a beam of one and with a wider one, and how likely that is.

    Parameters
    ----------
    write : callable
        Takes a text and a width, returns what is written and the logarithm of its probability.
    examples : sequence of str
        Texts to choose from, at least one.
    known : container of str
        The characters that the network has learnt. Others are pointed out.

    Raises
    ------
    ValueError
        If there is no example.
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
