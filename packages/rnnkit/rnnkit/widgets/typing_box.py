"""A text box with examples beside it, and answers of functions that may fail."""

import html
from collections.abc import Callable, Sequence

import ipywidgets

from rnnkit.plots._labels import LABELS
from rnnkit.widgets.panel import LABELLED, WIDTH, Panel, paragraph

LAYOUT = {"width": f"{WIDTH - 20}px", "max_width": "100%"}


class TypingBox(Panel):
    """Whatever is typed, and whatever a function makes of it, is answered in words.

    The first of the examples to choose from stands there at the beginning.
    """

    def __init__(
        self, label: str, examples: Sequence[str], controls: Sequence[ipywidgets.Widget] = ()
    ) -> None:
        self.text = ipywidgets.Text(examples[0], description=label, style=LABELLED, layout=LAYOUT)
        self.examples = ipywidgets.Dropdown(
            options=list(examples),
            description=LABELS["or_choose"],
            style=LABELLED,
            layout=LAYOUT,
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
    """Return an answer as HTML below its name; a sentence if its function cannot give it.

    unwritten and raised are labels of what to say where it is not implemented, or raises.
    """
    try:
        said = answer()
    except NotImplementedError:
        return paragraph(LABELS[unwritten], name)
    except Exception as error:  # a student's function may raise anything
        kind = type(error).__name__
        return paragraph(LABELS[raised].format(kind=kind, error=error), name)
    return f"<div><b>{html.escape(name)}</b></div>{said}"
