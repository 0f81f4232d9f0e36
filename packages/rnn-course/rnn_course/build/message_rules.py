"""Rules for what a known mistake says to whoever makes it."""

import re
from collections.abc import Callable

from rnn_course.bank.mistake import Mistake

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


def broken_rules(mistake: Mistake) -> list[str]:
    """Return the rules that a message breaks, in words."""
    lines = [line.strip() for right in mistake.patch for line in right.splitlines()]
    return [rule for rule, holds in RULES.items() if not holds(mistake.message, lines)]
