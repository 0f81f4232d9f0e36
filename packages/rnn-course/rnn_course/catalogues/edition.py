"""The catalogues of one language."""

import ast
import importlib
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path

from nbformat import NotebookNode

from rnn_course.catalogues.catalogue import Catalogue, Key
from rnn_course.catalogues.docstrings import Lookup
from rnn_course.errors import fault
from rnn_course.paths import Course
from rnnkit.language import TABLES, Words

PACKAGES = {"rnnkit": "rnnkit", "course": "rnn_course"}  # catalogue -> whose tables are in it
_ENGLISH = {
    "untranslated": "{count} texts of this chapter are still in English.",
    "answer_here": "YOUR ANSWER HERE",
    "code_here": "YOUR CODE HERE",
}
WORDS = Words("edition", _ENGLISH)


@dataclass(eq=False)
class Edition:
    """A language that the course is translated into."""

    course: Course
    language: str
    untranslated: set[Key] = field(default_factory=set)  # of what is being built
    left: int = 0  # how many of them there are in all that was built
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
        """Texts that stay as they are; ``keep.txt`` has them as Python writes them, and remarks."""
        path = self.folder / "keep.txt"
        lines = path.read_text("utf-8").splitlines() if path.is_file() else []
        try:
            return {ast.literal_eval(line) for line in lines if line and not line.startswith("#")}
        except (SyntaxError, ValueError) as error:
            raise fault("keep", path, got=str(error)) from error

    @property
    def is_begun(self) -> bool:
        """Whether anything is translated; until then there is no edition to build."""
        files = sorted(self.folder.rglob("*.po"))
        names = (path.relative_to(self.folder).with_suffix("").as_posix() for path in files)
        messages = (each for name in names for each in self.catalogue(name).messages.values())
        return any(each.string and not each.fuzzy for each in messages)

    def lookup(self, name: str, context: str = "") -> Lookup:
        """Return what translates the units of one catalogue and context."""
        return partial(self._translation, name, context)

    def word(self, table: Words, word_id: str) -> str:
        """Return an entry of a table of this package."""
        english = table.english[word_id]
        return self.catalogue("course").lookup(english, f"{table.name}.{word_id}") or english

    def say_what_is_left(self, notebook: NotebookNode) -> None:
        """Say in a chapter's first text how many of its texts are not translated yet."""
        count = len(self.untranslated)
        self.left += count
        first = next((cell for cell in notebook.cells if cell.cell_type == "markdown"), None)
        if count and first is not None:
            first.source += "\n\n> " + self.word(WORDS, "untranslated").format(count=count)
        self.untranslated.clear()

    def table(self, texts: Mapping[str, Sequence[str]], name: str) -> dict[str, list[str]]:
        """Return sentences by id in this language: those of which the whole is translated."""
        found = {k: [*map(self.lookup(name, k), sentences)] for k, sentences in texts.items()}
        self.left += len(self.untranslated)
        self.untranslated.clear()
        return {text_id: [*filter(None, each)] for text_id, each in found.items() if all(each)}

    def words(self) -> dict[str, list[str]]:
        """Return the entries of all tables of words by id in this language."""
        found: dict[str, list[str]] = {}
        for name in PACKAGES:
            for table in tables_of(name):
                texts = {f"{table.name}.{each}": [text] for each, text in table.english.items()}
                found |= self.table(texts, name)
        return found

    def _translation(self, name: str, context: str, text: str) -> str | None:
        found = self.catalogue(name).lookup(text, context)
        if found is None and text not in self.kept:
            self.untranslated.add((context, text))
        return found


def shown_texts(course: Course) -> dict[str, list[str]]:
    """Read ``shown.toml``: strings of a chapter's given code that no rule knows to be read."""
    path = course.locale / "shown.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def tables_of(catalogue: str) -> list[Words]:
    """Return the tables of words of a package, all of its modules that have one imported."""
    package = PACKAGES[catalogue]
    folder = Path(str(importlib.import_module(package).__file__)).parent
    for path in sorted(folder.rglob("*.py")):
        if " = Words(" in path.read_text(encoding="utf-8"):
            parts = path.relative_to(folder).with_suffix("").parts
            importlib.import_module(".".join([package, *parts]).removesuffix(".__init__"))
    found = [table for table in TABLES.values() if table.module.split(".")[0] == package]
    return sorted(found, key=lambda table: table.name)
