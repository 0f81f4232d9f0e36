"""Programs without their authors: what the page shows of an answer."""

import ast
import builtins
import keyword
import re
import unicodedata
from collections.abc import Iterable

SOMEONE = "someone"
SHORTEST_ID, SHORTEST_NAME = 3, 2  # "h1" is a variable in every program, and an id in none
HIDDEN_IN_WORDS = 4  # letters from which on a name is looked for inside of longer words
COMMON = frozenset({*dir(builtins), *keyword.kwlist, "np", "plt"})
ADDRESS = re.compile(r"\S+@\S+")
LETTERS = re.compile(r"[^\W\d_]+")


class Anonymiser:
    """Take names out of programs: of people it knows, and all comments and docstrings."""

    def __init__(self, ids: Iterable[str], names: Iterable[str]) -> None:
        parts = {part for name in names for part in LETTERS.findall(name)}
        words = {part for part in parts if len(part) >= SHORTEST_NAME}
        words |= {name for name in ids if len(name) >= SHORTEST_ID}
        self._words = {form for word in words for form in (word.lower(), _plain(word))} - {""}
        self._long = [w for w in self._words if len(w) >= HIDDEN_IN_WORDS]
        longest_first = sorted(map(re.escape, self._words), key=len, reverse=True)
        pattern = rf"(?<![^\W_])(?:{'|'.join(longest_first)})(?![^\W_])"
        self._pattern = re.compile(pattern, re.IGNORECASE) if longest_first else None

    def program(self, code: str, exercise: str = "") -> str:
        """Return the same program without names of people, comments and docstrings, or nothing."""
        try:
            return ast.unparse(_Cleaner(self, exercise).visit(ast.parse(code)))
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return ""

    def text(self, text: str) -> str:
        """Return a text without names."""
        text = ADDRESS.sub(SOMEONE, text)
        return self._pattern.sub(SOMEONE, text) if self._pattern else text

    def identifier(self, name: str) -> str:
        """Return a variable's name, another one if a person's is in it."""
        if name in COMMON:
            return name
        parts = re.split(r"([^\W\d_]+)", self.text(name))
        cleaned = "".join(SOMEONE if _plain(part) in self._words else part for part in parts)
        letters = _plain(cleaned)
        return SOMEONE if any(word in letters for word in self._long) else cleaned


class _Cleaner(ast.NodeTransformer):
    """Rename what students name; attributes and keywords are other people's."""

    def __init__(self, people: Anonymiser, exercise: str) -> None:
        self._people, self._exercise = people, exercise

    def _new(self, name: str) -> str:
        return name if name == self._exercise else self._people.identifier(name)

    def generic_visit(self, node: ast.AST) -> ast.AST:
        documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
        if isinstance(node, documented) and ast.get_docstring(node) is not None:
            node.body = node.body[1:] or [ast.Pass()]
        match node:
            case ast.Name():
                node.id = self._new(node.id)
            case ast.arg():
                node.arg = self._new(node.arg)
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                node.name = self._new(node.name)
            case ast.alias(asname=str(name)):
                node.asname = self._new(name)
            case ast.Global() | ast.Nonlocal():
                node.names = [self._new(name) for name in node.names]
            case ast.Constant(value=str(text)):
                node.value = self._people.text(text)
        return super().generic_visit(node)


def _plain(word: str) -> str:
    """Return a word in small letters without accents."""
    letters = unicodedata.normalize("NFKD", word.lower())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
