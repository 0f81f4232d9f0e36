"""Names that a chapter uses and no cell of it defines: students would get a NameError."""

import builtins
import re

from nbformat import NotebookNode

from nbgrader_sandbox import names_of
from rnn_course.build.chapters import Chapter
from rnn_course.errors import AuthoringError

OF_NOTEBOOKS = {"In", "Out", "_", "__", "___", "__name__", "display", "exit", "get_ipython", "quit"}


def check_defined(chapter: Chapter, source: NotebookNode) -> None:
    """Check that some cell binds each name which a cell of the built notebook uses."""
    cells = list(zip(chapter.cells(), source.cells, strict=True))
    code = [(place, cell.source) for (place, _), cell in cells if cell.cell_type == "code"]
    bound = {name for _, text in code for name in names_of(text).bound}
    for place, text in code:
        for name in sorted(names_of(text).used - bound - OF_NOTEBOOKS - {*dir(builtins)}):
            lines = (each for each in text.splitlines() if re.search(rf"\b{name}\b", each))
            got = f"{name} in `{next(lines, text).strip()}`"
            remedy = f"define or import {name} in a cell above, or leave this out"
            expected = "names that a cell of this chapter defines"
            raise AuthoringError(str(place), expected, got, remedy)
