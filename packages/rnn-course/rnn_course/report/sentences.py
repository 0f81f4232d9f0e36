"""The sentences of the class report, which stand in ``sentences.toml``."""

import tomllib
from importlib.resources import files

from markupsafe import Markup

SENTENCES: dict[str, str] = tomllib.loads(
    files("rnn_course.report").joinpath("sentences.toml").read_text(encoding="utf-8")
)


def say(name: str, /, **values: object) -> Markup:
    """Return a sentence with its values, which are escaped.

    Raises
    ------
    KeyError
        If there is no sentence of that name, or it asks for a value that is not given.
    """
    return Markup(SENTENCES[name]).format(**values)
