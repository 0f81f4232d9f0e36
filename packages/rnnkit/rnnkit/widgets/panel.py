"""The base of the widgets: controls, a picture with its words, and the same without a kernel."""

import html
from collections.abc import Sequence

import ipywidgets

from rnnkit.plots._display import image_tag
from rnnkit.plots._style import GRADIENT

WIDTH = 660  # pixels; less where there is less room
BOX = f"max-width:{WIDTH}px;white-space:pre-wrap;overflow-wrap:anywhere;line-height:1.4"
# Vermilion at the side; both colours are set, so that it can be read in a dark theme as well.
WARNING = f";background:#FFF3E6;color:#222;border-left:5px solid {GRADIENT};padding:4px 8px"
LABELLED = {"description_width": "initial"}
# However long the label is, room is left for the track: alone, a control takes the whole row.
CONTROL = {"style": LABELLED, "layout": {"flex": "1 1 300px", "width": "auto"}}
# ipywidgets gives the handle of a slider no name for screen readers, only a label beside it.
# A style element says when it is there, which scripts in HTML widgets cannot.
NAME_HANDLES = (
    "<style onload=\"this.closest('.widget-vbox')?.querySelectorAll('.widget-slider').forEach("
    "slider => slider.querySelector('.noUi-handle')?.setAttribute('aria-label',"
    "slider.querySelector('.widget-label')?.textContent ?? ''))\"></style>"
)


class Panel(ipywidgets.VBox):
    """Controls, with a description each, above; below them a picture with its words.

    The picture is HTML, since ipywidgets' own Image has no alternative text. It stands in the
    notebook as well, for viewers that have no kernel to move anything.
    """

    def __init__(self, controls: Sequence[ipywidgets.Widget]) -> None:
        self.view = ipywidgets.HTML()
        row = ipywidgets.Box(controls, layout={"flex_flow": "row wrap", "max_width": f"{WIDTH}px"})
        super().__init__([row, self.view])

    def show(self, picture: bytes, alt: str, *paragraphs: str) -> None:
        """Show a JPEG or PNG with what a screen reader reads aloud of it, and HTML below it."""
        self._set(image_tag(picture, alt, WIDTH) + "".join(paragraphs))

    def show_text(self, text: str) -> None:
        """Show words in place of a picture."""
        self._set(paragraph(text))

    def _set(self, content: str) -> None:
        self._content = content
        self.view.value = content + NAME_HANDLES

    def without_kernel(self) -> str:
        """Return what to show where no kernel runs, as HTML."""
        return self._content

    def _repr_mimebundle_(self, **kwargs: object) -> dict:
        bundle = super()._repr_mimebundle_(**kwargs)
        return bundle | {"text/html": self.without_kernel()}


def step_slider(count: int, label: str, value: int = 1, lowest: int = 1) -> ipywidgets.IntSlider:
    """Return a slider over the numbers from lowest to count."""
    return ipywidgets.IntSlider(value, min=lowest, max=count, description=label, **CONTROL)


def paragraph(text: str, title: str = "", warning: bool = False) -> str:
    """Return plain text as HTML, as wide as the pictures, with its title in bold before it."""
    head = f"<b>{html.escape(title)}</b> " if title else ""
    return f'<p style="{BOX}{WARNING if warning else ""}">{head}{html.escape(text)}</p>'
