"""What an author has to mend, in the sentences of ``faults.toml``."""

import tomllib
from importlib.resources import files

from rnn_course.errors import AuthoringError

FAULTS = tomllib.loads(files("rnn_course.build").joinpath("faults.toml").read_text("utf-8"))


def fault(fault_id: str, place: object, /, **values: object) -> AuthoringError:
    """Return the error of that id; an exception among its values stands there with its kind."""
    for name, value in values.items():
        if isinstance(value, Exception):
            values[name] = f"{type(value).__name__}: {value}"
    said = {part: text.format(**values) for part, text in FAULTS[fault_id].items()}
    return AuthoringError(str(place), **said)
