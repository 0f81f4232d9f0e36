"""``rnn-course build``: chapters and solutions to notebooks and case files."""

import json
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

import nbformat

from rnn_course.build import answers
from rnn_course.build.cases import BuiltExercise, build_exercise
from rnn_course.build.chapters import SolutionImport, read_chapter
from rnn_course.build.exercises import ExerciseSpec, exercises_in
from rnn_course.build.fingerprint import mark_current
from rnn_course.build.names import check_defined, check_not_given, check_unique
from rnn_course.build.notebooks import (
    release_notebooks,
    remove_stale,
    source_notebook,
    write_notebooks,
)
from rnn_course.build.solutions import load_functions, solutions_in_reach
from rnn_course.catalogues.edition import Edition
from rnn_course.errors import AuthoringError
from rnn_course.paths import Course
from rnn_course.predictions import RIGHT
from rnnkit._atomic import write_if_changed
from rnnkit.checks import messages
from rnnkit.checks.casefile import save
from rnnkit.language import ENGLISH

Texts = dict[str, list[str]]
LEFT = (
    "{language}: new or changed, and in English there: {left}. `rnn-course translate update` "
    "marks them, `rnn-course translate status` says where they are."
)


def build(course: Course, wanted: list[str]) -> list[str]:
    """Build the wanted chapters, or all, and return a line on each.

    If one fails, an AuthoringError is raised and nothing is written.
    """
    names = course.find_chapters(wanted)
    with solutions_in_reach(course):
        chapters = [read_chapter(course.chapters / f"{name}.md") for name in names]
        specs = {chapter.name: exercises_in(chapter) for chapter in chapters}
        all_specs = [*_specs_elsewhere(course, names), *chain(*specs.values())]
        check_unique(all_specs)
        check_not_given(course, all_specs)
        functions = {chapter.name: load_functions(chapter) for chapter in chapters}
        editions: list[Edition | None] = [None, *begun_editions(course)]
        notebooks = {
            edition: {c.name: source_notebook(c, functions[c.name], edition) for c in chapters}
            for edition in editions
        }
        for chapter in chapters:
            check_defined(chapter, notebooks[None][chapter.name])
        exercises = {
            n: [build_exercise(s, functions[n][SolutionImport(s.module, s.name)]) for s in each]
            for n, each in specs.items()
        }
        right = [answers.right_predictions(name) for name in names]
    sources = {
        edition: {name: f"{nbformat.writes(notebook)}\n" for name, notebook in each.items()}
        for edition, each in notebooks.items()
    }
    # Nothing is written before nbgrader has taken all.
    releases = {e: release_notebooks(_in(course, e), sources[e], chapters, e) for e in editions}
    for edition in editions:
        write_notebooks(_in(course, edition), sources[edition], releases[edition])
    course.hidden_cases.mkdir(mode=stat.S_IRWXU, parents=True, exist_ok=True)
    every = list(chain(*exercises.values()))
    for built in every:
        save(built.visible, course.cases)
        save(built.hidden, course.hidden_cases)
    for edition in editions:
        _save_texts(course, edition, every, keep=bool(wanted))
    _save_table(course.hidden_cases / RIGHT, right, keep=bool(wanted))
    if not wanted:
        for edition in editions:
            remove_stale(_in(course, edition))
        _remove_stale_cases(course, {each.visible.name for each in every})
        mark_current(course)
    left = [LEFT.format(language=e.language, left=e.left) for e in editions if e and e.left]
    return [*(_counts(name, built) for name, built in exercises.items()), *left]


def _counts(chapter: str, exercises: Sequence[BuiltExercise]) -> str:
    cases = sum(len(each.visible.cases) + len(each.hidden.cases) for each in exercises)
    mistakes = sum(len(each.visible.mistakes) for each in exercises)
    counts = f"{len(exercises):3} exercises, {cases:3} cases, {mistakes:3} known mistakes"
    return f"{chapter:<24} {counts}"


def begun_editions(course: Course) -> list[Edition]:
    """Return the languages that something is translated into, and the one that is asked for."""
    editions = [Edition(course, language) for language in course.languages()]
    return [each for each in editions if each.is_begun or each.language == course.language]


def _in(course: Course, edition: Edition | None) -> Course:
    return replace(course, language=edition.language if edition else ENGLISH)


def _specs_elsewhere(course: Course, names: list[str]) -> Iterator[ExerciseSpec]:
    for name in course.chapter_names():
        if name not in names:
            try:
                yield from exercises_in(read_chapter(course.chapters / f"{name}.md"))
            except AuthoringError:
                continue  # reported when that chapter is built


def _save_texts(
    course: Course, edition: Edition | None, exercises: list[BuiltExercise], keep: bool
) -> None:
    language = edition.language if edition else ENGLISH
    visible = [_texts_in(edition, each.visible.chapter, each.texts) for each in exercises]
    hidden = [_texts_in(edition, each.visible.chapter, each.hidden_texts) for each in exercises]
    words = [edition.words()] if edition else []
    _save_table(messages.table_beside(course.cases, language), [*visible, *words], keep)
    _save_table(messages.hidden_table(course.hidden_cases, language), hidden, keep)


def _texts_in(edition: Edition | None, chapter: str, texts: Texts) -> Texts:
    """Return the sentences of an exercise; none in place of those that are not translated."""
    if edition is None:
        return texts
    name = f"mistakes/{answers.module_of(chapter)}"
    return {text_id: [] for text_id in texts} | edition.table(texts, name)


def _save_table(path: Path, parts: Sequence[Mapping], keep: bool) -> None:
    table = json.loads(path.read_text("utf-8")) if keep and path.is_file() else {}
    for texts in parts:
        table.update(texts)
    table = {text_id: texts for text_id, texts in table.items() if texts}
    write_if_changed(path, json.dumps(table, ensure_ascii=False, indent=1, sort_keys=True) + "\n")


def _remove_stale_cases(course: Course, names: set[str]) -> None:
    for folder in (course.cases, course.hidden_cases):
        for path in sorted(folder.glob("*.npz")):
            # Up to the first dot: `save` of a build beside this one writes name.PID.tmp.npz.
            if path.name.split(".")[0] not in names:
                path.unlink()
