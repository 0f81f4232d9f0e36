"""Right and wrong answers to a chapter's exercises, as text."""

from collections import defaultdict
from dataclasses import dataclass

from rnn_course.build import answers
from rnn_course.build.chapters import read_chapter
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
        mistakes, equivalents = defaultdict(list), defaultdict(list)
        for each in answers.patched_mistakes(chapter):
            mistakes[each.exercise].append(patched_source(each, functions[each.exercise]))
        for name, function in answers.equivalents(chapter).items():
            equivalents[answers.exercise_of(name)].append(answers.equivalent_source(function))
        asked, right = predictions_in(contents.notebook), answers.right_predictions(chapter)
        predictions = {
            name: sorted(each.choices, key=lambda letter: letter != right[name])
            for name, each in asked.items()
        }
        return AnswerSet(
            chapter,
            points={each.name: each.points for each in specs},
            references=answers.reference_sources(chapter),
            equivalents=equivalents,
            mistakes=mistakes,
            questions=list(answers.written_questions(course, chapter)),
            predictions=predictions,
        )
