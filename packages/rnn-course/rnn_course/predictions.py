"""The predictions of a notebook, read from its text and never run; and what is right."""

import ast
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode

from rnnkit.checks.predictions import letter_of

MARKUP = re.compile(r"[*$`{}]")
LONGEST = 5_000  # characters of a cell; one with a choice in it has some hundred
QUESTION = re.compile(r"\*\*[^*]+\*\* ")  # **Predict.** in any language
RIGHT = "predictions.json"  # beside the hidden cases: students do not get it


@dataclass(frozen=True)
class Prediction:
    """A prediction that a chapter asks for: the paragraph before its cell, and its choices."""

    question: str
    choices: Mapping[str, str]


def right_letters(hidden_cases: Path) -> dict[str, str]:
    """Return the right letter of each prediction; none if no build has written them."""
    path = hidden_cases / RIGHT
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def predictions_in(released: NotebookNode) -> dict[str, Prediction]:
    """Find all predictions of a released notebook, by name."""
    found, question = {}, ""
    for cell in released.cells:
        if cell.cell_type == "markdown":
            question = _question_in(cell.source) or question
        for name, words in _predict_calls(cell):
            choices = {letter: text for letter, text in words.items() if letter != "mine"}
            found[name] = Prediction(question, choices)
    return found


def _question_in(text: str) -> str:
    """Return the last paragraph that begins in bold, as a question does, without that."""
    begun = [(QUESTION.match(each), each) for each in text.split("\n\n")]
    found = [each[match.end() :] for match, each in begun if match]
    return MARKUP.sub("", found[-1]).strip() if found else ""


def letters_in(notebook: NotebookNode, known: Mapping[str, Prediction]) -> dict[str, str]:
    """Return the letter of each known prediction in somebody's notebook; the last of several."""
    letters = {}
    for cell in notebook.cells:
        for name, words in _predict_calls(cell):
            choices = known[name].choices if name in known else ()
            if letter := letter_of(words.get("mine"), choices):
                letters[name] = letter
    return letters


def with_letters(cell: NotebookNode, letters: Mapping[str, str]) -> str:
    """Return the text of a released cell as it is when these predictions are made in it."""
    names = [name for name, _ in _predict_calls(cell)]
    made = next((letters[name] for name in names if name in letters), "")
    return cell.source.replace('mine=""', f'mine="{made}"') if made else cell.source


def _predict_calls(cell: NotebookNode) -> list[tuple[str, dict[str, str]]]:
    """Return names and words of the calls of ``predict`` that stand by themselves in a cell."""
    if cell.cell_type != "code" or "predict(" not in cell.source or len(cell.source) > LONGEST:
        return []
    try:
        statements = ast.parse(cell.source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):  # magics, or anything
        return []
    calls = [each.value for each in statements if isinstance(each, ast.Expr)]
    return [call for each in calls if (call := _name_and_words(each))]


def _name_and_words(call: ast.expr) -> tuple[str, dict[str, str]] | None:
    match call:
        case ast.Call(ast.Name("predict"), [ast.Constant(str(name))], keywords):
            texts = [(each.arg, getattr(each.value, "value", None)) for each in keywords]
            return name, {key: text for key, text in texts if key and isinstance(text, str)}
    return None
