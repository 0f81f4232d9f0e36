"""Right and wrong answers to a chapter's exercises, as text."""

from dataclasses import dataclass
from itertools import groupby

from rnn_course.build import answers
from rnn_course.build.chapters import Chapter, read_chapter
from rnn_course.build.exercises import exercises_in
from rnn_course.build.patching import patched_source
from rnn_course.build.solutions import solutions_in_reach
from rnn_course.paths import Course
from rnn_course.predictions import predictions_in


@dataclass(frozen=True)
class AnswerSet:
    """A chapter's exercises and answers to them."""

    chapter: str
    points: dict[str, float]  # in the order of the chapter
    references: dict[str, str]
    # Other right answers, and wrong ones, the likeliest first.
    equivalents: dict[str, list[str]]
    mistakes: dict[str, list[str]]
    questions: list[str]  # grade_ids of the written questions
    predictions: dict[str, list[str]]  # the letters of each prediction, the right one first


def read_answer_set(course: Course, chapter: str) -> AnswerSet:
    """Collect the answers to a chapter."""
    with solutions_in_reach(course):
        contents = read_chapter(course.chapters / f"{chapter}.md")
        specs = exercises_in(contents)
        functions = answers.references(chapter)
        wrong = [
            (each.exercise, patched_source(each, functions[each.exercise]))
            for each in answers.patched_mistakes(chapter)
        ]
        others = [
            (answers.exercise_of(name), answers.equivalent_source(function))
            for name, function in answers.equivalents(chapter).items()
        ]
        return AnswerSet(
            chapter,
            points={each.name: each.points for each in specs},
            references=answers.reference_sources(chapter),
            equivalents=_by_exercise(others),
            mistakes=_by_exercise(wrong),
            questions=list(answers.written_questions(course, chapter)),
            predictions=_predictions(chapter, contents),
        )


def _predictions(chapter: str, contents: Chapter) -> dict[str, list[str]]:
    asked, right = predictions_in(contents.notebook), answers.right_predictions(chapter)
    return {
        name: sorted(asked[name].choices, key=lambda letter: letter != right[name])
        for name in asked
    }


def _by_exercise(pairs: list[tuple[str, str]]) -> dict[str, list[str]]:
    ordered = sorted(pairs, key=lambda pair: pair[0])
    groups = groupby(ordered, key=lambda pair: pair[0])
    return {name: [source for _, source in group] for name, group in groups}
