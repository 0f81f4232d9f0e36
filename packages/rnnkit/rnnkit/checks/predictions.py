"""Predictions: a choice that stands in the text of the student's own cell.

There it survives Run All, a restart, a new release, handing in and grading, without any file. What
is right is not known here: reports have it, and the chapter's text says it afterwards.
"""

import reprlib
import unicodedata
from collections.abc import Iterable

from rnnkit.checks.messages import Sentence, message
from rnnkit.checks.rendering import GREY, show_sentences

_made: dict[str, Sentence] = {}  # what predicted() says of each prediction, in this kernel


def predict(name: str, *, mine: str = "", **choices: str) -> None:
    """Show what can be predicted, or what you have predicted.

    ``mine`` is the letter of your choice, and empty as long as you have none. The others are what
    can be chosen, by letter, as in ``a="it grows", b="it shrinks"``; `predicted` has the name.
    """
    _made.pop(name, None)
    if letter := letter_of(mine, choices):
        said = {"letter": letter, "choice": choices[letter]}
        _made[name] = message("predicted", **said)
        show_sentences([message("prediction", **said)], GREY)
        return
    is_empty = mine is None or (isinstance(mine, str) and not mine.strip())
    lead = "choose" if is_empty else "no_such_choice"
    rows = [message("choice", letter=each, choice=text) for each, text in choices.items()]
    first = message(lead, got=reprlib.repr(mine), letters=", ".join(choices))
    show_sentences([first, *rows], GREY)


def predicted(name: str) -> None:
    """Show again what you have predicted in the cell of this name, beside what came out."""
    show_sentences([_made.get(name) or message("not_predicted", name=name)], GREY)


def letter_of(mine: object, choices: Iterable[str]) -> str:
    """Return the choice meant, also by a capital, a wide letter or between blanks; "" if none."""
    letter = unicodedata.normalize("NFKC", mine).strip().lower() if isinstance(mine, str) else ""
    return letter if letter in choices else ""
