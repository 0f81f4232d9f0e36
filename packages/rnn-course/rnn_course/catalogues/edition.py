"""The catalogues of one language."""

import ast
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path

from rnn_course.catalogues.catalogue import Catalogue
from rnn_course.catalogues.pieces import Lookup
from rnn_course.errors import AuthoringError
from rnn_course.paths import Course


@dataclass
class Edition:
    """A language that the course is translated into; ``untranslated`` collects what is not yet."""

    course: Course
    language: str
    untranslated: set[str] = field(default_factory=set)
    _read: dict[str, Catalogue] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        """Where its catalogues lie."""
        return self.course.locale / self.language

    def catalogue(self, name: str) -> Catalogue:
        """Return a catalogue, as ``chapters/03-rnn-backward``."""
        if name not in self._read:
            self._read[name] = Catalogue.read(self.folder / f"{name}.po")
        return self._read[name]

    @cached_property
    def kept(self) -> set[str]:
        """Texts that are the same in this language: names, data, words under study."""
        return kept_texts(self.folder)

    def lookup(self, name: str, context: str = "") -> Lookup:
        """Return what translates the units of one catalogue and context."""
        return partial(self._translation, name, context)

    def _translation(self, name: str, context: str, text: str) -> str | None:
        found = self.catalogue(name).lookup(text, context)
        if found is None and text not in self.kept:
            self.untranslated.add(text)
        return found


def kept_texts(folder: Path) -> set[str]:
    """Read ``keep.txt``: a text a line, as Python writes it in quotes, or a remark after ``#``."""
    path = folder / "keep.txt"
    lines = path.read_text("utf-8").splitlines() if path.is_file() else []
    try:
        return {ast.literal_eval(line) for line in lines if line and not line.startswith("#")}
    except (SyntaxError, ValueError) as error:
        remedy = "put the text into double quotes, as in a Python program"
        raise AuthoringError(
            str(path), "a text in quotes on each line", str(error), remedy
        ) from error
