"""Made-up people, what they write, and how their code looks."""

import ast
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from random import Random

_FILES = files("rnn_course.demo").joinpath("files")
_NAMES = tomllib.loads(_FILES.joinpath("people.toml").read_text("utf-8"))
GIVEN: dict[str, str] = _NAMES["given"]  # login names are made of the values
FAMILY: list[str] = _NAMES["family"]

# By grade_id: the parts of an answer, a point each.
QUESTIONS = tomllib.loads(_FILES.joinpath("essays.toml").read_text("utf-8"))

# What somebody makes of a variable's name.
STYLES = ("{}", "{}", "{}_", "my_{}", "{}1", "{}_new", "the_{}")
SIGNED = 0.25
COMMENTS = (
    "TODO tidy up",
    "see lecture",
    "finally works!!",
    "checked on paper",
    "why does this work",
)


@dataclass(frozen=True)
class Person:
    """A student: the login name and the name."""

    login: str
    given: str
    family: str

    @property
    def name(self) -> str:
        """Given name, family name."""
        return f"{self.given} {self.family}"


def make_up(size: int, rng: Random) -> list[Person]:
    """Make up people, each with a login name of their own, in the order of those."""
    given = list(GIVEN) * (size // len(GIVEN) + 1)
    people = {}
    for name in rng.sample(given, size):
        number = rng.randrange(10, 100)
        while f"{GIVEN[name]}{number}" in people:
            number += 1
        login = f"{GIVEN[name]}{number}"
        people[login] = Person(login, name, rng.choice(FAMILY))
    return [people[login] for login in sorted(people)]


@dataclass(frozen=True)
class WrittenAnswer:
    """An answer, and the points and the comment that a person gives for it."""

    text: str
    points: float
    comment: str


def write_answer(question: str, ability: float, rng: Random) -> WrittenAnswer:
    """Write an answer to a question (its grade_id); ``ability`` is how likely a part is right."""
    sentences, points, comments = [], 0.0, []
    for part in QUESTIONS[question]:
        if rng.random() < ability:
            points += 1
            sentences.append(rng.choice(part["right"]))
        else:
            comments.append(part["comment"])
            if rng.random() < 0.7:  # the others leave it out
                sentences.append(rng.choice(part["wrong"]))
    return WrittenAnswer(" ".join(sentences) or "I do not know.", points, " ".join(comments))


def restyle(source: str, style: str, name: str, rng: Random) -> str:
    """Rewrite an answer in one student's style; it does the same."""
    lines = _renamed(source, style).rstrip("\n").split("\n")
    if rng.random() < SIGNED:
        lines.insert(0, f"# {name}")
    elif rng.random() < SIGNED:
        lines.insert(0, f"# {rng.choice(COMMENTS)}")
    return "\n".join(lines)


def _renamed(source: str, style: str) -> str:
    """Give local variables other names. Parameters keep theirs: tests may use them."""
    tree = ast.parse(source)
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    local = {node.id for node in names if isinstance(node.ctx, ast.Store)}
    local -= {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    # Not those in f-strings, whose positions older Pythons do not tell.
    texts = [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
    local -= {node.id for text in texts for node in ast.walk(text) if isinstance(node, ast.Name)}
    local = {name for name in local if not name.startswith("_")}
    lines = [line.encode() for line in source.split("\n")]  # ast counts bytes
    positions = [(node.lineno - 1, node.col_offset, node.id) for node in names if node.id in local]
    for line, column, name in sorted(set(positions), reverse=True):
        end = column + len(name.encode())
        lines[line] = lines[line][:column] + style.format(name).encode() + lines[line][end:]
    return b"\n".join(lines).decode()
