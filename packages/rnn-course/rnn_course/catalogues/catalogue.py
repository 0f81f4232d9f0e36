"""One catalogue: the translations of a file's units into one language, as Poedit reads it."""

import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, denormalize, read_po, write_po

from rnn_course.errors import fault
from rnnkit._atomic import write_if_changed

SIMILAR = 0.6  # part of the text that a sentence shares with the one that it was
HEADER = (
    'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n"MIME-Version: 1.0\\n"\n'
    '"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n\n'
)
BEFORE = re.compile(r"\|\s?(.*)")  # what a unit said before, which Babel writes and does not read
STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
Key = tuple[str, str]  # context, English


@dataclass(frozen=True)
class Unit:
    """What is translated at once: an English text, which may be translated otherwise elsewhere."""

    text: str
    context: str = ""  # the mistake, function or table that it belongs to
    note: str = ""  # for translators: what kind of text it is

    @property
    def key(self) -> Key:
        """Context and text."""
        return self.context, self.text


class Catalogue:
    """Translations by unit, in the order in which the units stand in their file."""

    def __init__(self, messages: Iterable[Message] = (), obsolete: Iterable[Message] = ()) -> None:
        self.messages = {_key(message): message for message in messages}
        self.obsolete = {_key(message): message for message in obsolete}

    @classmethod
    def read(cls, path: Path) -> "Catalogue":
        """Read a file; one that is not there is empty, and what is no catalogue is refused."""
        if not path.is_file():
            return cls()
        try:
            with path.open("rb") as file:
                found = read_po(file, abort_invalid=True)
        except (PoFileError, ValueError) as error:
            raise fault("catalogue", path, got=str(error)) from error
        messages = [message for message in found if message.id]
        for message in messages:
            _restore_previous(message)
        return cls(messages, found.obsolete.values())

    def write(self, path: Path, language: str) -> None:
        """Write it with nothing in it that changes by itself: no dates, no line numbers."""
        catalog = Catalog(charset="utf-8")
        for message in self.messages.values():
            message.flags &= {"fuzzy"}
            if not message.fuzzy:
                message.previous_id = []
            catalog[message.id] = message
        catalog.obsolete = {str(key): message for key, message in self.obsolete.items()}
        file = io.BytesIO()
        write_po(file, catalog, width=0, omit_header=True, include_previous=True)
        body = file.getvalue().decode("utf-8").lstrip("\n")
        write_if_changed(path, HEADER.format(language=language) + body)

    def updated(self, units: Iterable[Unit]) -> "Catalogue":
        """Return the catalogue for the units as they are now; no translation is dropped.

        What was of other English is marked as fuzzy; what has no unit any more stands at the end.
        """
        wanted = {unit.key: unit for unit in units}
        known = self.messages | {k: m for k, m in self.obsolete.items() if k not in self.messages}
        left = {k: m for k, m in self.messages.items() if k not in wanted and m.string}
        messages = []
        for key, unit in wanted.items():
            message = Message(unit.text, context=unit.context or None)
            message.auto_comments = [unit.note] if unit.note else []
            if key in known:
                _take(message, known[key])
            elif (old := _closest(unit, left)) is not None:
                _take(message, left.pop(old))
                message.flags.add("fuzzy")
                message.previous_id = [old[1]]
            messages.append(message)
        dropped = {k: m for k, m in self.obsolete.items() if k not in wanted}
        return Catalogue(messages, (dropped | left).values())

    def lookup(self, text: str, context: str = "") -> str | None:
        """Return a unit's translation; None if there is none, or its English has changed."""
        message = self.messages.get((context, text))
        return str(message.string) if message and message.string and not message.fuzzy else None

    def is_stale(self, unit: Unit) -> bool:
        """Return whether a unit's translation is of what the English was before."""
        message = self.messages.get(unit.key)
        return bool(message and message.string and message.fuzzy)


def _key(message: Message) -> Key:
    return message.context or "", str(message.id)


def _take(message: Message, old: Message) -> None:
    message.string, message.flags = old.string, set(old.flags)
    message.user_comments, message.previous_id = old.user_comments, old.previous_id


def _closest(unit: Unit, left: dict[Key, Message]) -> Key | None:
    """Return which translated unit that is gone this one was: of its own context, or alike."""
    same = [key for key in left if key[0] == unit.context]
    alike = [(SequenceMatcher(None, unit.text, key[1]).ratio(), key) for key in same]
    ratio, key = max(alike, default=(0.0, None))
    is_alone = bool(unit.context) and len(same) == 1
    return key if ratio >= SIMILAR or is_alone else None


def _restore_previous(message: Message) -> None:
    found = [BEFORE.fullmatch(comment) for comment in message.user_comments]
    lines = [match[1].removeprefix("msgid ") for match in found if match]
    own = [c for c, match in zip(message.user_comments, found, strict=True) if not match]
    message.user_comments = own
    strings = STRING.findall(" ".join(lines))  # babel wraps these lines at their blanks
    message.previous_id = ["".join(map(denormalize, strings))] if strings else []
