"""The sentences of the class report, from ``sentences.toml``, and those of the grader's notes."""

import tomllib
from importlib.resources import files

from markupsafe import Markup

from nbgrader_sandbox import NOTE_SENTENCES, Note
from rnnkit.language import Words

_TABLE = files("rnn_course.report").joinpath("sentences.toml")
SENTENCES = Words("report", tomllib.loads(_TABLE.read_text(encoding="utf-8")))
NOTES = Words("notes", NOTE_SENTENCES)

LINKS = "a folder was packed with links in place of files"
WHOLE_FOLDER = "folders of Jupyter and of editors come along when a whole folder is packed"
_ENGLISH = {
    "cell_missing": "a cell is soon deleted: D twice in JupyterLab, or Cut for Copy",
    "cell_retyped": "M or Y, pressed outside of a cell's text, makes a cell text or code",
    "cell_changed": (
        "a line was added to look at something, or an older copy of the notebook handed in"
    ),
    "cell_older": "the workbook was filled before the course was brought up to date",
    "cell_unnamed": "cells lose it when they are copied, or saved by another program",
    "cell_repeated": "cells are copied to try something out",
    "cells_damaged": "a program that is not Jupyter saved the file, or a transfer broke it",
    "encoding": "an editor saved the file in its own way",
    "file_renamed": "browsers and platforms rename files, as in “03 (1).ipynb”",
    "file_in_the_way": "a folder was unpacked into itself, or a file called as one of the course's",
    "file_is_link": LINKS,
    "file_unreadable": WHOLE_FOLDER,
    "file_not_regular": WHOLE_FOLDER,
    "file_too_large": WHOLE_FOLDER,
    "folder_is_link": LINKS,
    "name_recoded": "an archive was made on another system, or long ago",
    "path_too_long": WHOLE_FOLDER,
    "too_many_files": WHOLE_FOLDER,
    "too_many_notes": WHOLE_FOLDER,
    "not_handed_in": "another notebook of the assignment was handed in alone",
    "cells_timed_out": "a loop without end, or a way to work it out that is very slow",
    "cells_isolated": "a loop without end or too large an array ended the process",
    "not_points": "a helper's last line gave a number where the test expected none",
    "otherwise": "a slip of the keyboard, an older copy of the notebook, or another program",
}
EXPLANATIONS = Words("note_explanations", _ENGLISH)


def say(name: str, /, **values: object) -> Markup:
    """Return a sentence with its values, which are escaped."""
    return Markup(SENTENCES[name]).format(**values)


def explain(note: Note) -> str:
    """Return an innocent explanation of what the autograder noted."""
    return EXPLANATIONS.get(note.kind) or EXPLANATIONS["otherwise"]
