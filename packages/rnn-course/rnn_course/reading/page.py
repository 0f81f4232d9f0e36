"""The reading page as HTML."""

import hashlib
from dataclasses import asdict

from rnn_course.pages.rendering import render
from rnn_course.pages.templates import page_file, templates
from rnn_course.reading.answers import Answer
from rnn_course.reading.questions import source_path
from rnn_course.reading.reader import Reader, Reading
from rnn_course.reading.words import KEYS, WORDS, say
from rnnkit.language import language

PACKAGE = "rnn_course.reading"


def plain_answers(reading: Reading) -> dict[str, dict]:
    """Return what a script needs to know of each answer; no names among it."""
    return {each.marked.id: _plain(each, reading) for each in reading.answers}


def _plain(answer: Answer, reading: Reading) -> dict:
    mark = answer.marked.mark
    known = {line.id for line in reading.rubric.lines}
    ticked = [each for each in answer.record.ticked if each in known]
    total = reading.rubric.points_of(ticked, reading.question.most)
    return asdict(mark) | {
        "ticked": ticked if mark.points == total else [],
        "comment": answer.marked.comment,
        "extra": answer.marked.extra,
        "again": answer.is_again,
    }


def make_page(reader: Reader, reading: Reading, nonce: str, xsrf: str) -> str:
    """Return the page of one question.

    Only scripts and styles with ``nonce`` run; ``xsrf`` is what each change has to bring back.
    """
    question, answers = reading.question, reading.answers
    place = f"{reader.course.root}\0{reader.assignment}"
    state = {
        "store": hashlib.sha256(place.encode()).hexdigest()[:12],
        "number": reading.questions.index(question) + 1,
        "most": question.most,
        "answers": plain_answers(reading),
        "rubric": asdict(reading.rubric),
        "words": dict(WORDS),
        "xsrf": xsrf,
    }
    template = templates(PACKAGE, "files").get_template("reading.html.j2")
    return template.render(
        say=say,
        keys=KEYS.items(),
        assignment=reader.assignment,
        reading=reading,
        prompt=render(question.prompt),
        model=render([question.model]) if question.model else None,
        source=source_path(reader.course, reader.assignment, question.notebook),
        shown=[each for each in answers if each.cells and not each.is_empty],
        empty=[each for each in answers if each.is_empty],
        unreadable=[each for each in answers if not each.cells],
        render=render,
        nonce=nonce,
        language=language(),
        state=state,
        style=page_file(PACKAGE, "reading.css"),
        script=page_file(PACKAGE, "reading.js"),
    )
