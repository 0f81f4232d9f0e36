"""A text box with the sentence cut into words as networks cut it."""

import html
from collections.abc import Callable, Container, Iterable, Mapping, Sequence

from IPython.display import HTML, display

from rnnkit.plots._labels import LABELS
from rnnkit.widgets.panel import WIDTH, paragraph
from rnnkit.widgets.typing_box import TypingBox, guarded

LONGEST = 120  # characters; more would not be seen at a glance
FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}  # as Chinese newspapers print
LINE = f"max-width:{WIDTH}px;display:flex;flex-wrap:wrap;gap:6px;margin:2px 0 10px"
# The colours are set both, so that the words can be read in a dark theme as well.
WORD = "display:inline-flex;background:#DDEFFA;color:#222;border-radius:4px;padding:2px 3px"
CHARACTER = (
    "display:inline-flex;flex-direction:column;align-items:center;min-width:1.2em;"
    "font-size:17px;line-height:1.35"
)
TAG = "font-size:11px;color:#555;font-family:monospace"

Reader = Callable[[str], str]


class Segmenter(TypingBox):
    """Cut what is typed into words, with the tag of each character below it.

    Whatever is typed, and whatever a reader returns or raises, is answered in words. Where no
    kernel runs, the sentence that stood there last remains.

    Each of the ``readers``, by its name, takes a text and returns a tag for each character; ``cut``
    takes both and returns a list of words. The first of the ``examples`` stands there at the
    beginning. Characters that are not ``known``, if that is given, are pointed out. ValueError if
    there is no reader or no example.
    """

    def __init__(
        self,
        readers: Mapping[str, Reader],
        cut: Callable[[str, str], Sequence[str]],
        examples: Sequence[str],
        known: Container[str] | None = None,
    ) -> None:
        if not readers or not examples:
            got = f"{len(readers)} and {len(examples)}"
            raise ValueError(f"Segmenter needs at least one reader and one example; got {got}.")
        self._readers, self._cut, self._known = dict(readers), cut, known
        super().__init__(LABELS["segmenter_text"], examples)
        self._typed()

    def _typed(self, _change: dict | None = None) -> None:
        pieces, remarks = prepare(self.text.value, self._known)
        if not pieces:
            self.show_text(" ".join(remarks))
            return
        rows = [self._row(name, reader, pieces) for name, reader in self._readers.items()]
        self._set("".join(rows) + paragraph(" ".join([*remarks, LABELS["segmenter_tags"]])))

    def _row(self, name: str, reader: Reader, pieces: Sequence[str]) -> str:
        def answer() -> str:
            return _line(word for piece in pieces for word in self._words(reader, piece))

        return guarded(name, answer, "segmenter_unwritten", "segmenter_raised")

    def _words(self, reader: Reader, piece: str) -> list[tuple[str, str]]:
        """Return the words of a text without blanks, each with its tags."""
        tags = reader(piece.translate(FULL_WIDTH))
        if not isinstance(tags, str) or len(tags) != len(piece):
            raise ValueError(LABELS["segmenter_tag_count"].format(count=len(piece), got=tags))
        words = list(self._cut(piece, tags))
        if not all(isinstance(word, str) for word in words) or "".join(words) != piece:
            raise ValueError(LABELS["segmenter_lost"].format(words=words))
        found, end = [], 0
        for word in words:
            start, end = end, end + len(word)
            found.append((word, tags[start:end]))
        return found


def prepare(text: str, known: Container[str] | None = None) -> tuple[list[str], list[str]]:
    """Return the text in pieces, cut at blanks, and remarks on it; no piece if there is nothing."""
    # What cannot be printed joins emoji, or turns the direction of writing.
    seen = "".join(sign for sign in text if sign.isprintable() or sign.isspace())
    pieces = seen[:LONGEST].split()
    if not pieces:
        return [], [LABELS["segmenter_empty"]]
    remarks = []
    if len(seen) > LONGEST:
        remarks.append(LABELS["segmenter_long"].format(length=len(seen), longest=LONGEST))
    if not any("\u4e00" <= sign <= "\u9fff" for piece in pieces for sign in piece):
        remarks.append(LABELS["segmenter_foreign"])
    if known is not None:
        signs = dict.fromkeys("".join(pieces))
        if strange := [sign for sign in signs if sign.translate(FULL_WIDTH) not in known]:
            shown = " ".join(strange[:10]) + (" …" if len(strange) > 10 else "")
            remarks.append(LABELS["segmenter_unknown"].format(signs=shown))
    return pieces, remarks


def show_tags(text: str, tags: str) -> None:
    """Display a text with the tag of each of its T characters below it."""
    display(HTML(_line(zip(text, tags, strict=True))))


def _line(words: Iterable[tuple[str, str]]) -> str:
    shown = []
    for word in words:
        columns = "".join(
            f"<span style='{CHARACTER}'>{html.escape(sign)}"
            f"<span style='{TAG}'>{html.escape(tag)}</span></span>"
            for sign, tag in zip(*word, strict=True)
        )
        shown.append(f"<span style='{WORD}'>{columns}</span>")
    return f"<div lang='zh' style='{LINE}'>{''.join(shown)}</div>"
