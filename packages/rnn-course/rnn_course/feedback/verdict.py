"""What a check said in a test cell, for the page to say it again."""

from dataclasses import dataclass

from nbformat import NotebookNode

from rnn_course.nbgrader import VERDICT


@dataclass(frozen=True)
class Line:
    """What it said of one output."""

    name: str
    shape: str
    is_right: bool
    said: tuple[str, ...]


@dataclass(frozen=True)
class Verdict:
    """What it said: in which language, of each output, and beside that."""

    language: str
    lines: tuple[Line, ...]
    sentences: tuple[str, ...]


def shown_verdict(test: NotebookNode) -> tuple[Verdict | None, list[NotebookNode]]:
    """Return the last verdict of a test cell, and the outputs that say something else.

    A check with hidden cases takes the visible ones as well: the last one says it all. Points
    and the error that stands for none are shown by the page itself.
    """
    outputs = test.get("outputs", [])
    found = [(each, _verdict(each.get("data", {}).get(VERDICT))) for each in outputs]
    verdicts = [verdict for _, verdict in found if verdict]
    if not verdicts:
        return None, outputs
    others = [each for each, verdict in found if not verdict and not _is_score(each)]
    return verdicts[-1], others


def _is_score(output: NotebookNode) -> bool:
    return output.output_type == "execute_result" or output.get("ename") == "CheckFailed"


def _verdict(data: object) -> Verdict | None:
    """Read what a check left; in stock nbgrader a student's code can leave anything."""
    try:
        match data:
            case {"lines": list(lines), "problem": list(problem), "notes": list(notes), **others}:
                sentences = (*map(str, problem), *map(str, notes))
                return Verdict(str(others.get("language", "")), (*map(_line, lines),), sentences)
    except (KeyError, TypeError):
        pass
    return None


def _line(data: dict) -> Line:
    said = (data["finding"], *data["hints"])
    return Line(str(data["name"]), str(data["shape"]), data["is_right"] is True, (*map(str, said),))
