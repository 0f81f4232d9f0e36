"""Rubrics: lines with points and saved comments of each question, in ``rubrics/``."""

import fcntl
import hashlib
import json
import re
import uuid
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from math import isfinite
from pathlib import Path

from nbgrader_sandbox import GradingError
from rnn_course.reading.answers import Question
from rnn_course.reading.marks import ChangedMeanwhileError
from rnn_course.reading.words import say
from rnnkit._atomic import write_if_changed

FOLDER = "rubrics"
NUMBER = r"(\d+(?:[.,]\d+)?)"
POINTS = re.compile(rf"[(（]{NUMBER} (?:points?|分)[)）]")  # (1 point)
SHARED = re.compile(rf"\({NUMBER} points? for [^()]*\)")  # (1 point for this, 2 for that)
PARTS = re.compile(rf"{NUMBER} (?:points? )?for ([^,;()]+)")
# With a short one, the next; Chinese says more in a line and has no space after its full stop.
FIRST_SENTENCE = re.compile(r".{30,}?[.!?](?=\s|$)|.{15,}?[。！？]|.+", re.DOTALL)


@dataclass(frozen=True)
class Line:
    """One line of a rubric; its id stays when its text is changed."""

    id: str
    points: float
    text: str


@dataclass(frozen=True)
class Rubric:
    """The lines and the saved comments of a question."""

    lines: tuple[Line, ...] = ()
    comments: tuple[str, ...] = ()

    def points_of(self, ticked: list[str], most: float) -> float:
        """Return the sum of the lines that are ticked, between 0 and ``most``."""
        return min(max(sum(line.points for line in self.lines if line.id in ticked), 0.0), most)


def from_model(question: Question) -> Rubric:
    """Make lines of the points that stand in a model answer, such as "(1 point)"."""
    text = question.model.source if question.model else ""
    lines = [line for part in re.split(r"\n\s*\n", text) for line in _lines_of(part.strip())]
    return Rubric(tuple(lines))


def _lines_of(paragraph: str) -> Iterator[Line]:
    for shared in SHARED.finditer(paragraph):
        for points, what in PARTS.findall(shared[0]):
            yield _line(points, what.strip())
    if found := POINTS.findall(paragraph):
        first = FIRST_SENTENCE.match(POINTS.sub("", paragraph).strip())
        yield _line(found[0], first[0] if first else paragraph)


def _line(points: str, text: str) -> Line:
    text = " ".join(text.split())
    digest = hashlib.sha256(text.encode()).hexdigest()[:12]
    return Line(digest, float(points.replace(",", ".")), text)


def parse(plain: object, most: float) -> Rubric:
    """Read a rubric that came from a page or a file."""
    match plain:
        case {"lines": [*lines], "comments": [*comments]}:
            kept = [text.strip() for text in comments if isinstance(text, str) and text.strip()]
            return Rubric(tuple(_parse_line(line, most) for line in lines), tuple(kept))
    raise ValueError(say("malformed"))


def _parse_line(plain: object, most: float) -> Line:
    match plain:
        case {"points": int() | float() as points, "text": str(text), **others} if (
            text.strip() and isfinite(points) and abs(points) <= most
        ):
            return Line(str(others.get("id") or uuid.uuid4().hex[:12]), float(points), text.strip())
    raise ValueError(say("rubric_line", most=most, got=json.dumps(plain, ensure_ascii=False)))


class RubricFile:
    """``rubrics/<assignment>.json`` in a course directory, which several people may write."""

    def __init__(self, root: Path, assignment: str) -> None:
        self.path = root / FOLDER / f"{assignment}.json"

    def read(self, question: Question) -> Rubric:
        """Return the rubric of a question: from the model answer until somebody has saved one."""
        try:
            plain = self._all().get(question.key)
            return from_model(question) if plain is None else parse(plain, float("inf"))
        except (ValueError, AttributeError) as error:
            raise GradingError(say("rubric_file", file=self.path, error=error)) from None

    def write(self, question: Question, was: Rubric, now: Rubric) -> None:
        """Save a rubric in place of ``was``."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.with_name(f".{self.path.stem}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            theirs = self.read(question)
            if theirs not in (was, now):
                raise ChangedMeanwhileError(asdict(theirs))
            everything = self._all() | {question.key: asdict(now)}
            write_if_changed(self.path, json.dumps(everything, indent=1, ensure_ascii=False) + "\n")

    def _all(self) -> dict:
        return json.loads(self.path.read_text("utf-8")) if self.path.is_file() else {}
