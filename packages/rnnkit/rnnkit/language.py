"""The language that checks, pictures and pages speak, and the tables of what they say."""

import json
import os
import re
import sys
import unicodedata
import warnings
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

LOCALE = Path(__file__).parent / "locale"  # built: a table for each language
VARIABLE = "RNNKIT_LANGUAGE"
ENGLISH = "en"
_chosen = ENGLISH
TABLES: dict[str, "Words"] = {}


class Words(Mapping[str, str]):
    """Sentences or words by id, in the language that is spoken; in a catalogue as ``name.id``."""

    def __init__(self, name: str, english: Mapping[str, str]) -> None:
        self.name, self.english = name, english
        self.module = sys._getframe(1).f_globals["__name__"]
        TABLES[name] = self

    def __getitem__(self, word_id: str) -> str:
        english = self.english[word_id]
        return "".join(translated(f"{self.name}.{word_id}")) or english

    def say(self, word_id: str, /, **values: object) -> str:
        """Return a sentence with its values."""
        return self[word_id].format(**values)

    def __iter__(self) -> Iterator[str]:
        return iter(self.english)

    def __len__(self) -> int:
        return len(self.english)


def language() -> str:
    """Return the language that is spoken: of ``RNNKIT_LANGUAGE``, else as ``use_language`` said."""
    return os.environ.get(VARIABLE) or _chosen


def use_language(code: str) -> None:
    """Have checks, pictures and widgets speak a language from here on, as in ``"zh"``.

    The environment variable ``RNNKIT_LANGUAGE`` overrides it. For one that there is no table for,
    there is a warning, and English is spoken.
    """
    known = sorted({ENGLISH, *(path.stem for path in LOCALE.glob("*.json"))})
    if code not in known:
        names = ", ".join(f'"{each}"' for each in known)
        warnings.warn(
            f"Expected one of the languages {names}, and got {code!r}: what follows is in English. "
            "Get a copy of rnnkit that has it, or build it with `rnn-course build`.",
            stacklevel=2,
        )
    choose(code if code in known else ENGLISH)


def choose(code: str) -> None:
    """Speak a language from here on, also one whose table is yet to be built."""
    global _chosen
    _chosen = code


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Speak a language within a block."""
    before = _chosen
    choose(code)
    try:
        yield
    finally:
        choose(before)


def translated(text_id: str) -> tuple[str, ...]:
    """Return the sentences of an id in the language that is spoken; none in English."""
    spoken = language()
    return () if spoken == ENGLISH else tuple(read(LOCALE / f"{spoken}.json").get(text_id, ()))


def read(path: Path) -> dict[str, list[str]]:
    """Read a table of sentences by id; a file that is not there has none."""
    return _read(path, path.stat().st_mtime_ns) if path.is_file() else {}


@lru_cache(maxsize=4)
def _read(path: Path, _modified: int) -> dict[str, list[str]]:
    return json.loads(path.read_text(encoding="utf-8"))


JOINTS = Words("language", {"comma": ", ", "and": " and ", "semicolon": "; "})
NO_SPACE_AFTER = tuple("。？！：；，、")


def listed(names: Iterable[object]) -> str:
    """Write a list: A, B and C."""
    *first, last = [*map(str, names)] or [""]
    return JOINTS["and"].join([commas(first), last] if first else [last])


def commas(names: Iterable[object]) -> str:
    """Write a list to which more may be added: A, B, C."""
    return JOINTS["comma"].join(map(str, names))


def joined(sentences: Iterable[str]) -> str:
    """Write sentences one behind the other, with a space where the language has one."""
    text = ""
    for sentence in sentences:
        needs_space = text and not text.endswith(NO_SPACE_AFTER)
        text += (" " if needs_space else "") + sentence
    return text


# A word, or a Chinese character with the marks that may not begin a line.
WRAPPED = re.compile(
    r"\s+|[\u2e80-\uffef][，。、：；？！）”》]*|[^\s\u2e80-\uffef]+[，。、：；？！）”》]*"
)


def wrapped(text: str, width: int) -> list[str]:
    """Break a text into lines of so many columns, where Chinese and English may be broken."""
    lines, taken = [""], 0
    tokens = WRAPPED.findall(re.sub(r"\s", " ", text))
    for token in (each[i : i + width] for each in tokens for i in range(0, len(each), width)):
        size = columns(token)
        if taken + size > width:
            lines.append("")
            taken = 0
        lines[-1] += token
        taken += size
    return [line.strip() for line in lines if line.strip()]


def columns(text: str) -> int:
    """Return how many columns a text takes in letters of one width."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def padded(text: str, width: int) -> str:
    """Fill a text of one line up to a width in columns, of which a Chinese character takes two."""
    return text + " " * (width - columns(text))
