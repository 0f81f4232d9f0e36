"""The message of a known mistake as claims: sentences, each with the outputs that it speaks of."""

import re
from typing import Literal

from rnn_course.bank.mistake import Mistake
from rnn_course.build.faults import fault
from rnnkit.checks.casefile import Claim, Output

_SENTENCE_END = re.compile(r"(?<=[.?!])(?<!\beq\.)(?<!\beqs\.)\s+(?=[^a-z\s])")
_SAYS_RIGHT = re.compile(r"(.+?) (?:is|are) right(?=[.,;:])")
_BETWEEN_NAMES = re.compile(r", (?:and )?| and |\b[Yy]our ")
# Words that speak of outputs without naming them.
_UNNAMED = re.compile(
    r"\b(both|everything|the rest|the others|all (the )?(results|outputs))\b", re.I
)


def split_sentences(message: str) -> list[str]:
    """Split a message where a sentence ends."""
    return _SENTENCE_END.split(message)


def claims_of(message: str, outputs: tuple[Output, ...]) -> tuple[Claim, ...]:
    """Return, by sentence, the outputs that it names, and what it says of them."""
    names = {output.name for output in outputs}
    return tuple((_spoken_of(s, outputs), _kind(s, names)) for s in split_sentences(message))


def _kind(sentence: str, names: set[str]) -> Literal["right", "wrong", "names"]:
    if _called_right(sentence, names):
        return "right"
    is_wrong = any(re.search(rf"\b[Yy]our {re.escape(name)}(?!\w)", sentence) for name in names)
    return "wrong" if is_wrong else "names"


def _spoken_of(sentence: str, outputs: tuple[Output, ...]) -> tuple[int, ...]:
    if len(outputs) > 1 and _UNNAMED.search(sentence):
        return tuple(range(len(outputs)))
    names = {i: re.escape(output.name) for i, output in enumerate(outputs)}
    return tuple(i for i, name in names.items() if re.search(rf"(?<!\w){name}(?!\w)", sentence))


def check_claims(
    mistake: Mistake, outputs: tuple[Output, ...], wrong: set[int], place: str
) -> None:
    """Check that no output is called right that one of the mistake's forms has wrong."""
    for sentence in split_sentences(mistake.message):
        right = _called_right(sentence, {output.name for output in outputs})
        untrue = [outputs[i].name for i in sorted(wrong) if outputs[i].name in right]
        if untrue:
            said = {"mistake": mistake.id, "sentence": sentence, "outputs": ", ".join(untrue)}
            raise fault("untrue_claim", place, **said)


def _called_right(sentence: str, names: set[str]) -> set[str]:
    """Return the outputs of "dx, dh_0 and your dW are right …", if its subjects are outputs."""
    found = _SAYS_RIGHT.match(sentence)
    subjects = set(filter(None, _BETWEEN_NAMES.split(found[1]))) if found else set()
    return subjects if subjects <= names else set()
