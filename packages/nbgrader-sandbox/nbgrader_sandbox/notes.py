"""Notes on a submission: what was odd about it, and why there is no verdict."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from string import Formatter
from typing import Self

Value = str | int
MAX_ERROR = 300  # characters

# Odd, and graded all the same.
ODDITIES = {
    "cell_missing": "cell {cell} was missing and put back",
    "cell_retyped": "cell {cell} was {was}, is {now} again",
    "cell_changed": "cell {cell} was changed; it counts as it was released",
    "cell_older": "cell {cell} is of an older release; it counts as it is released now",
    "cell_unnamed": "cell {cell} had lost its nbgrader name and was found all the same",
    "cell_repeated": "cell {cell} was there {count} times",
    "cells_damaged": "damaged cells left out: {count}",
    "encoding": "read as {encoding}",
    "file_renamed": "{file} was taken for {notebook}.ipynb",
    "file_in_the_way": "{file} was left out: a file or folder of the course has its name",
    "file_is_link": "{file} is a link, which is not followed",
    "file_unreadable": "{file} cannot be read: {error}",
    "file_not_regular": "{file} is not a regular file",
    "file_too_large": "{file} is larger than {megabytes} MB, which is too much",
    "folder_is_link": "the folder is a link, which is not followed",
    "name_recoded": "{file} has a name in another encoding than UTF-8",
    "path_too_long": "{file} was left out: it lies too deep in folders, or its path is too long",
    "too_many_notes": "and {count} more of such notes",
    "too_many_files": "more than {limit} files; the others are ignored",
    "not_handed_in": "the notebook was not handed in",
    "cells_isolated": (
        "a cell broke the process that it ran in; from then on each ran apart from the others"
    ),
    "cells_timed_out": "took too long: {cells}",
    "not_points": "its result {value} is not between 0 and its {max_points} points",
}
# No verdict: a person has to look.
REASONS = {
    "too_many_cells": "the notebook has more than {limit} cells",
    "too_many_values": "the notebook has more than {limit} parts",
    "folder_name": (
        "the name of the folder, {folder}, cannot be a student id: rename it, to at most 128 "
        "characters that can be printed"
    ),
    "folder_unreadable": "the folder cannot be read: {error}",
    "empty": "the notebook is empty",
    "several_notebooks": (
        "{files} differ, and each could be the notebook: leave the one that counts"
    ),
    "several_at_once": (
        "{students} are one team and handed in different notebooks, and no time tells which is "
        "the newest: leave the one that counts in submitted/"
    ),
    "not_json": "the notebook is not JSON ({error})",
    "no_cells": "the file is JSON, but no notebook: it has no list of cells",
    "unknown_encoding": "the notebook is in no known encoding",
    "other_language": "written for {language}",
    "test_process_died": "the grader's own process ended twice while it ran this test",
    "worker_died": "the grader's own process ended while it graded this submission",
    "not_recorded": "it could not be recorded: {error}",
    "grader_failed": "the grader failed: {error}",
    "unknown_assignment": (
        "no assignment of that name was generated, so this folder was left alone"
    ),
    "test_is_random": (
        "two runs of your own solution get different points in {cell}, so a rehearsal cannot "
        "tell how it should run"
    ),
    "rehearsal_timed_out": "took too long in the rehearsal with “{answer}” as the answer",
    "decision_postponed": (
        "the rehearsal now finds that {cells} should run the other way. {count} submissions are "
        "graded already, so they run as before. --retry-tests grades by the new finding; add "
        "--force to grade all anew"
    ),
    "solution_falls_short": "it gets {points} of {max_points} in {cell}",
}
NOTE_SENTENCES = ODDITIES | REASONS


@dataclass(frozen=True)
class Note:
    """Something about a submission that an instructor reads.

    Its values are put into the sentence; ``where`` (a cell, notebook or assignment) before it.
    """

    kind: str  # which of ``NOTE_SENTENCES``
    values: Mapping[str, Value] = field(default_factory=dict)

    def at(self, where: str) -> Self:
        """Return the same note about a cell, a notebook or an assignment."""
        return type(self)(self.kind, {**self.values, "where": where})

    def to_text(self, sentences: Mapping[str, str] = NOTE_SENTENCES) -> str:
        """Write it as a sentence, one of those or of their translations."""
        sentence = sentences[self.kind].format(**self.values)
        return f"{self.values['where']}: {sentence}" if "where" in self.values else sentence

    def to_json(self) -> dict[str, object]:
        """Return what stands for it in a notebook's metadata."""
        return {"kind": self.kind, "values": dict(self.values)}

    @classmethod
    def from_json(cls, found: object) -> Self:
        """Read what ``to_json`` returned; ValueError if a program or a student wrote otherwise."""
        match found:
            case {"kind": str(kind), "values": dict(values)} if kind in NOTE_SENTENCES:
                fields = {name for _, name, _, _ in Formatter().parse(NOTE_SENTENCES[kind]) if name}
                if fields <= values.keys() and all(isinstance(v, Value) for v in values.values()):
                    return cls(kind, values)
        raise ValueError(f"no note: {found!r}")


def described(error: Exception) -> str:
    """Return what is said of an error. Its text can be long, and half of it a student's."""
    return writable(f"{type(error).__name__}: {error}"[:MAX_ERROR])


def writable(text: str) -> str:
    """Return text without halves of characters, which JSON can hold and no file or database."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")
