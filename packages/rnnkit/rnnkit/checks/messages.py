"""Every sentence of a check that students read, by a stable id.

The sentences of a known mistake are written beside the mistake, the name of an edge case beside
the case. A build collects both in a table, ``rnnkit/locale/<language>.json``.
"""

import os
from pathlib import Path

from rnnkit.language import ENGLISH, LOCALE, Words, language, read, translated


def table_beside(cases: Path, spoken: str = ENGLISH) -> Path:
    """Return the table of sentences that goes with a folder of visible cases."""
    return cases.parent / "locale" / f"{spoken}.json"


def hidden_table(hidden_cases: Path, spoken: str = ENGLISH) -> Path:
    """Return the table of those that only graders have: the names of hidden edge cases."""
    return hidden_cases / f"{spoken}.json"


_ENGLISH = {
    "not_a_function": (
        "check() takes the function itself, as in check({name}), but it was given "
        "something of type {got}. Leave out the parentheses after the function's name."
    ),
    "unknown_format": (
        "{file} was built by another version of rnnkit. Build the course again with "
        "`rnn-course build`, or take the handout of the version that is installed."
    ),
    "no_exercise": "There is no exercise called '{name}'. {hint}",
    "did_you_mean": "Did you mean {name}?",
    "exercises": "There are: {names}.",
    "no_hidden_cases": (
        "The hidden cases of {name} are missing. Instructors: build them with `rnn-course build` "
        "and let the environment variable RNNKIT_HIDDEN_CASES name their folder, as "
        "nbgrader_config.py does."
    ),
    "not_implemented": (
        "{name} is not implemented yet. Write it in the cell above, in place of "
        "`raise NotImplementedError()`, run that cell, then this one."
    ),
    "wrong_call": (
        "{name} could not be called with ({parameters}): {error}. Has its first line been "
        "changed? It must take these arguments, in this order."
    ),
    "exception": "{error} in line {line} of {function}:",
    "exception_line": "    {source}",
    "exception_elsewhere": "{error}",
    "raised_in": "{name} stopped with an error{cases}:",
    "exception_shapes": "There: {shapes}.",
    "returned_nothing": (
        "{name} returned None. Does it end with a `return`, and is that line reached?"
    ),
    "wrong_count": "{name} must return {expected}, but it returned {got}.",
    "expected_results": "{count} results ({names})",
    "array": "an array of shape {shape}",
    "array_of_text": "an array of shape {shape} that holds text",
    "array_of_objects": "an array of shape {shape} that holds objects",
    "array_of_complex_numbers": "an array of shape {shape} that holds complex numbers",
    "masked_array": "an array of shape {shape} with masked entries",
    "masked": "A masked entry stands for nothing. What should stand there?",
    "number": "a number",
    "object": "an object of type {kind}",
    "sequence": "a {kind} of {length}",
    "in_letters": "{shape}, which is {letters}",
    "wrong_type": "wrong type: expected {expected}, got {got}",
    "wrong_kind": "right in value, but {got} in place of {expected}",
    "kind_whole_numbers": "whole numbers",
    "kind_numbers": "numbers",
    "kind_complex_numbers": "complex numbers",
    "kind_truths": "True and False",
    "kind_one_array": "one array",
    "cure_whole_numbers": (
        "Whatever follows takes them for indices or counts: `astype(int)` makes whole numbers of "
        "an array, `int()` of a single one."
    ),
    "cure_complex_numbers": (
        "The imaginary part is 0, and is there all the same: `.real` leaves it out. Which line "
        "makes complex numbers?"
    ),
    "cure_numbers": "Whatever follows calculates with them: `astype(float)` makes numbers of them.",
    "cure_one_array": (
        "Whatever follows cuts along several axes: `np.stack` makes one array of a list."
    ),
    "cure_truths": "Whatever follows selects with them: `astype(bool)` makes True and False.",
    "wrong_length": "wrong length: expected {expected}, got {got}",
    "first_difference": "The first difference is at {first}: got {got}, expected {expected}.",
    "unused": (
        "Your {outputs} stays the same when {argument} alone is changed. Where should {argument} "
        "come in?"
    ),
    "unused_by_several": (
        "Your {outputs} stay the same when {argument} alone is changed. Where should {argument} "
        "come in?"
    ),
    "wrong_keys": "wrong keys: {parts}",
    "keys_missing": "{count} missing, as {keys}",
    "keys_extra": "{count} too many, as {keys}",
    "not_fresh": "right in value, but no new array",
    "alias_of": (
        "It shares its memory with {argument}, so that whoever changes the one in place changes "
        "the other too. What makes an array of its own?"
    ),
    "raised": "not there: an error{cases}",
    "wrong_shape": "wrong shape: expected {expected}, got {got}{cases}",
    "squeezed": "An axis of length 1 is gone. An axis stays, whatever its length.",
    "one_too_many": "The axis {axis} is longer by one than it should be.",
    "one_too_few": "The axis {axis} is shorter by one than it should be.",
    "transposed": "The axes are in the opposite order.",
    "batch_not_summed": (
        "One row for each sequence in the batch is left. What does the batch add up to?"
    ),
    "bias_broadcast": (
        "One number a unit is asked for, and a matrix came. A row that meets a column makes one, "
        "and so does a matrix product. Where does the second axis come from?"
    ),
    "not_finite": "contains {what}{places}",
    "wrong_entries": (
        "wrong: {count} of {total} entries, the first at {first}: got {got}, expected "
        "{expected}{cases}"
    ),
    "wrong_parts": "The wrong entries of {output}: {parts}. Its other entries are right there.",
    "wrong_value": "wrong: got {got}, expected {expected}{cases}",
    "wrong": "wrong: relative error {error}{places}{cases}",
    "not_zero": (
        "Right to several digits, but entries that must be exactly 0 are small numbers. What keeps "
        "them from being 0?"
    ),
    "later_case": ", first in case {case} ({sizes})",
    "unsized_case": ", first in case {case}",
    "edge_case": ", first in the case “{edge}”",
    "hidden_case": ", in the hidden cases only",
    "hidden_edge": ", in a hidden case only: “{edge}”",
    "two_at_once": "Two things seem to have gone wrong at once in your {output}.",
    "hidden_only": (
        "All visible cases are right and a hidden one is not. Does the function rely on something "
        "that the visible cases happen to share: a size, a value, a sign?"
    ),
    "at_steps": ", at {steps}",
    "every_step": "every step t",
    "in_gates": ", in gate {gates} of {count}",
    "some_steps": "t = {steps} of 0 … {last}",
    "ok": "ok",
    "not_float64": "ok, but not in float64: relative error {error}",
    "not_float64_note": (
        "The results are right, but only to a few digits, as with float32 or a rounded number on "
        "the way. That costs nothing here."
    ),
    "mutated": (
        "changed in place: {names}. An exercise leaves its arguments as they were, since the "
        "caller still needs them: work on a copy, or build a new array."
    ),
    "no_points": "{score}. The reasons stand above.",
    "point": "{points} of {max_points} point",
    "points": "{points} of {max_points} points",
    "own": "your own {name}, chapter {chapter}",
    "given": "the given {name}: {reason}",
    "own_missing": "yours is not written yet",
    "own_needs": "yours needs `{name}`, which is not a function of its notebook",
    "own_no_text": "yours is not written as a `def` in its notebook",
    "own_too_long": "yours is longer than {size} KB",
    "own_raises": "yours stops with {error}",
    "own_wrong": "yours does not pass its check from its file alone",
    "own_differs": "yours gives other results here",
    "own_slow": "yours takes {times} times as long",
    "own_graded": "nbgrader runs this notebook, and looks at no other",
    "own_call": (
        "yours({name}, on=...) takes the given function of an exercise, and a tuple of the "
        "arguments that it will be called with."
    ),
    "own_remove": "That is your own {name}. Remove {file} to go on with the given one.",
    "not_kept": "Right, but chapters to come cannot use it: {reason}.",
    "progress": "{done} of {total} exercises done",
    "progress_chapter": "chapter",
    "progress_points": "points",
    "progress_open": "still open",
    "progress_due": "due",
    "points_of": "{points} of {max_points}",
    "milestone_reached": "Milestone: {what} is all your own work.",
    "milestone_open": "Still open for {what}: {names}.",
    "milestone_spells": "the first network that spells (chapter 03)",
    "milestone_reads": "the first network that reads a text to its end (chapter 04)",
    "milestone_cuts_chinese": "the first network that cuts Chinese (chapter 09)",
    "milestone_translates": "the first network that translates (chapter 11)",
    "hidden_same": "With the hidden cases: the same.",
    "choose": (
        'Decide, write the letter of your choice between the quotes of mine="", and run this '
        "cell again."
    ),
    "choice": "{letter}: {choice}",
    "prediction": "You say {letter}: {choice}.",
    "no_such_choice": (
        "Expected one of the letters {letters} in quotes after mine=, and got {got}. Write the "
        "letter of your choice, and run this cell again."
    ),
    "predicted": "Your prediction was {letter}: {choice}.",
    "not_predicted": (
        'There is no prediction of yours here. Put a letter into the cell predict("{name}", …) '
        "above and run it, before you read on."
    ),
}
MESSAGES = Words("checks", _ENGLISH)


class Sentence(str):
    """A sentence as it is shown, with the id and the values that it was made of."""

    id: str
    values: dict[str, str | float]

    def __new__(cls, text: str, sentence_id: str, values: dict[str, str | float]) -> "Sentence":
        """Make a text that knows where it comes from."""
        sentence = super().__new__(cls, text)
        sentence.id, sentence.values = sentence_id, values
        return sentence

    def __getnewargs__(self) -> tuple[str, str, dict[str, str | float]]:  # type: ignore[override]
        return str(self), self.id, self.values  # so that it can be copied


def message(message_id: str, **values: str | float | tuple | BaseException | None) -> Sentence:
    """Fill in one message."""
    plain = {k: v if isinstance(v, int | float) else str(v) for k, v in values.items()}
    return Sentence(MESSAGES[message_id].format(**values), message_id, plain)


def sentences(mistake: str) -> tuple[Sentence, ...]:
    """Return what is said of a known mistake; nothing if no table has it."""
    texts = translated(mistake) or read(LOCALE / f"{ENGLISH}.json").get(mistake, ())
    return tuple(Sentence(text, f"{mistake}.{i}", {}) for i, text in enumerate(texts))


def edge_name(edge: str) -> str:
    """Return the words for an edge case, of a hidden one where there are hidden cases."""
    hidden = Path(os.environ.get("RNNKIT_HIDDEN_CASES", ""))
    for spoken in (language(), ENGLISH):
        known = read(LOCALE / f"{spoken}.json") | read(hidden_table(hidden, spoken))
        if edge in known:
            return "".join(known[edge])
    return edge
