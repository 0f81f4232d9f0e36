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
RULES: dict[str, Callable[[Mistake], bool]] = {
    f"1 to {MOST_SENTENCES} sentences": lambda mistake: (
        1 <= len(SENTENCE_END.findall(mistake.message)) <= MOST_SENTENCES
    ),
    f"{SHORTEST} to {LONGEST} characters": lambda mistake: (
        SHORTEST <= len(mistake.message) <= LONGEST
    ),
    "a full stop or a question mark at its end": lambda mistake: mistake.message[-1:] in (".", "?"),
    "single blanks and no new line": lambda mistake: not re.search(r"\s\s|\n", mistake.message),
    "British words that neither belittle nor shout": lambda mistake: (
        not BANNED.search(mistake.message)
    ),
    "no code that tells the answer": lambda mistake: not CODE.search(mistake.message),
    "no line of the solution": lambda mistake: not _told(mistake),
}


def broken_rules(mistake: Mistake) -> list[str]:
    """Return the rules that a message breaks, in words."""
    return [rule for rule, holds in RULES.items() if not holds(mistake)]


def _told(mistake: Mistake) -> list[str]:
    """Return the lines of the solution that a message has."""
    lines = [line.strip() for right in mistake.patch for line in right.splitlines()]
    return [line for line in lines if len(line) >= SHORTEST_PIECE and line in mistake.message]
