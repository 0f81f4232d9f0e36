"""The sentences of the class report, from ``sentences.toml``, and those of the grader's notes."""

import tomllib
from importlib.resources import files

from markupsafe import Markup

from nbgrader_sandbox import NOTE_SENTENCES
from rnnkit.language import Words

_TABLE = files("rnn_course.report").joinpath("sentences.toml")
SENTENCES = Words("report", tomllib.loads(_TABLE.read_text(encoding="utf-8")))
NOTES = Words("notes", NOTE_SENTENCES)


def say(name: str, /, **values: object) -> Markup:
    """Return a sentence with its values, which are escaped."""
    return Markup(SENTENCES[name]).format(**values)
