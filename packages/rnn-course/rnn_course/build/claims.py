"""The message of a known mistake as claims: sentences, each with the outputs that it speaks of."""

import re
from collections.abc import Callable
from typing import Literal

from rnn_course.bank.mistake import Mistake
from rnn_course.errors import fault
from rnnkit.checks.casefile import Claim, Output

Outputs = tuple[Output, ...]
_SENTENCE_END = re.compile(r"(?<=[.?!])(?<!\beq\.)(?<!\beqs\.)\s+(?=[^a-z\s])")
_SAYS_RIGHT = re.compile(r"(.+?) (?:is|are) right(?=[.,;:])")
_BETWEEN_NAMES = re.compile(r", (?:and )?| and |\b[Yy]our ")
# Words that speak of outputs without naming them.
_UNNAMED = re.compile(
    r"\b(both|everything|the rest|the others|all (the )?(results|outputs))\b", re.I
)

BANNED = re.compile(
    r"\b(simply|just|obvious(ly)?|easy|easily|trivial(ly)?|of course|color|behavior)\b|!", re.I
)
CODE = re.compile(r"np\.|@|\*\*|axis=|keepdims|\.T\b")
SENTENCE_END = re.compile(r"[.?](?=\s|$)")
SHORTEST, LONGEST, MOST_SENTENCES = 60, 300, 4
SHORTEST_PIECE = 4  # letters of a solution's line that a message must not have
# Of a message, and of the lines of the solution that its patch changes.
RULES: dict[str, Callable[[str, list[str]], bool]] = {
    f"1 to {MOST_SENTENCES} sentences": lambda message, _: (
        1 <= len(SENTENCE_END.findall(message)) <= MOST_SENTENCES
    ),
    f"{SHORTEST} to {LONGEST} characters": lambda message, _: SHORTEST <= len(message) <= LONGEST,
    "a full stop or a question mark at its end": lambda message, _: message[-1:] in (".", "?"),
    "single blanks and no new line": lambda message, _: not re.search(r"\s\s|\n", message),
    "British words that neither belittle nor shout": lambda message, _: not BANNED.search(message),
    "no code that tells the answer": lambda message, _: not CODE.search(message),
    "no line of the solution": lambda message, lines: (
        not any(len(line) >= SHORTEST_PIECE and line in message for line in lines)
    ),
}


def split_sentences(message: str) -> list[str]:
    """Split a message where a sentence ends."""
    return _SENTENCE_END.split(message)


def claims_of(message: str, outputs: Outputs) -> tuple[Claim, ...]:
    """Return, by sentence, the outputs that it names, and what it says of them."""
    names = {output.name for output in outputs}
    return tuple((_spoken_of(s, outputs), _kind(s, names)) for s in split_sentences(message))


def _kind(sentence: str, names: set[str]) -> Literal["right", "wrong", "names", "idle"]:
    if _called_right(sentence, names):
        return "right"
    if "makes no difference to your " in sentence:  # shown only if an argument makes none
        return "idle"
    is_wrong = any(re.search(rf"\b[Yy]our {re.escape(name)}(?!\w)", sentence) for name in names)
    return "wrong" if is_wrong else "names"


def _spoken_of(sentence: str, outputs: Outputs) -> tuple[int, ...]:
    if len(outputs) > 1 and _UNNAMED.search(sentence):
        return tuple(range(len(outputs)))
    names = {i: re.escape(output.name) for i, output in enumerate(outputs)}
    return tuple(i for i, name in names.items() if re.search(rf"(?<!\w){name}(?!\w)", sentence))


def check_claims(mistake: Mistake, outputs: Outputs, wrong: set[int], place: str) -> None:
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


def broken_rules(mistake: Mistake) -> list[str]:
    """Return the rules that a message breaks, in words."""
    lines = [line.strip() for right in mistake.patch for line in right.splitlines()]
    return [rule for rule, holds in RULES.items() if not holds(mistake.message, lines)]
