"""Editions of a tiny course: built, stale, in a third language, handed in to another's course."""

import json
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest

from rnn_course.build.pipeline import LEFT as NEW_TEXTS
from rnn_course.build.pipeline import build
from rnn_course.catalogues.catalogue import Catalogue
from rnn_course.catalogues.edition import Edition
from rnn_course.cli import main
from rnn_course.errors import AuthoringError
from rnn_course.translate.commands import preview, status, total, update
from rnnkit.checks.messages import hidden_table, table_beside
from rnnkit.workbook.paths import notebook_in
from tests.support.pseudo_edition import MARK, translate_all
from tests.support.tiny_course import CHAPTER, edit

MARKDOWN = "course/chapters/01-tiny.md"
MEAN = [
    "Your total is too small, by as much as y has entries.",
    "Is a sum asked for, or a mean?",
]
LEFT = "of this chapter are still in English"


@pytest.fixture
def translated(course):
    """A tiny course with two paragraphs, all of it translated and nothing built."""
    edit(course, MARKDOWN, "# Tiny\n", "# Tiny\n\nThe first sentence of it.\n\nAnother one.\n")
    translate_all(course)
    return course


def cells(course, language="zh", folder="release"):
    path = notebook_in(getattr(replace(course, language=language), folder), CHAPTER)
    return {cell.id: cell for cell in nbformat.read(path, as_version=4).cells}


def table(path):
    return json.loads(path.read_text(encoding="utf-8"))


def test_all_that_students_read_is_in_the_language(translated):
    build(translated, [])
    found = cells(translated)
    title = found[f"{CHAPTER}-1"].source
    assert title == f"# {MARK}Tiny\n\n{MARK}The first sentence of it.\n\n{MARK}Another one."
    assert f'"""{MARK}Scale and sum.' in found["scale"].source
    stub = f"# {MARK}YOUR CODE HERE\n    raise NotImplementedError()"
    assert found["scale"].source.endswith(stub)
    assert found["why"].source == f"{MARK}YOUR ANSWER HERE"
    assert 'rnnkit.use_language("zh")' in found["setup"].source
    visible = table(table_beside(translated.cases, "zh"))
    assert visible["scale.no_factor"] == [
        f"{MARK}Your y is as it was before it was scaled.",
        f"{MARK}Where is the factor in what you compute?",
    ]
    assert visible["edge.one_input"] == [f"{MARK}one input"]
    assert visible["checks.ok"] == [f"{MARK}ok"]
    assert [*table(hidden_table(translated.hidden_cases, "zh"))] == ["edge.one_sequence"]


def test_cells_ids_points_and_tests_are_those_of_the_english(translated):
    build(translated, [])
    english, chinese = cells(translated, "en"), cells(translated)
    assert [*english] == [*chinese]
    for cell_id, cell in english.items():
        other = chinese[cell_id]
        assert other.cell_type == cell.cell_type
        header, others = (dict(each.metadata.get("nbgrader", {})) for each in (cell, other))
        assert header | {"checksum": ""} == others | {"checksum": ""}
    assert english["test_scale"].source == chinese["test_scale"].source


def test_one_english_sentence_changed_is_one_unit_stale_and_shown_in_english(translated):
    edit(translated, MARKDOWN, "The first sentence of it.", "The very first sentence of it.")
    edition = Edition(translated, "zh")
    update(edition)
    build(translated, [])
    assert total(status(Edition(translated, "zh"))).stale == 1
    title = cells(translated)[f"{CHAPTER}-1"].source
    assert "\n\nThe very first sentence of it.\n" in title
    assert f"> {MARK}1 texts {LEFT}." in title
    assert f"{MARK}Another one." in title


def test_what_is_changed_is_english_before_anybody_updates_the_catalogues(translated):
    edit(translated, MARKDOWN, "The first sentence of it.", "The very first sentence of it.")
    *_, last = build(translated, [])
    assert last == NEW_TEXTS.format(language="zh", left=1)
    title = cells(translated)[f"{CHAPTER}-1"].source
    assert "\n\nThe very first sentence of it.\n" in title
    assert f"> {MARK}1 texts {LEFT}." in title


def test_the_made_up_translation_is_one_of_what_is_changed_as_well(translated):
    edit(translated, MARKDOWN, "The first sentence of it.", "The very first sentence of it.")
    assert str(total(status(translate_all(translated)))).endswith("0 missing,    0 stale")


def test_a_sentence_of_a_mistake_that_is_not_translated_leaves_the_message_english(translated):
    build(translated, [])
    edit(translated, "solutions/tiny/mistakes/__init__.py", "Is a sum asked for", "Is a sum wanted")
    *_, last = build(translated, ["01"])
    assert last == NEW_TEXTS.format(language="zh", left=1)
    assert "scale.mean" not in table(table_beside(translated.cases, "zh"))
    assert "scale.no_factor" in table(table_beside(translated.cases, "zh"))


def test_a_third_language_needs_a_folder_and_nothing_else(course):
    (course.locale / "fr").mkdir(parents=True)
    update(Edition(course, "fr"))
    for name, text, translation in (
        (f"chapters/{CHAPTER}", "Tiny", "Petit"),
        ("mistakes/tiny", MEAN[0], "Total trop petit."),
        ("mistakes/tiny", MEAN[1], "Total ou moyenne ?"),
    ):
        path = course.locale / "fr" / f"{name}.po"
        catalogue = Catalogue.read(path)
        next(m for m in catalogue.messages.values() if m.id == text).string = translation
        catalogue.write(path, "fr")
    build(course, [])
    assert cells(course, "fr")[f"{CHAPTER}-1"].source.startswith("# Petit\n")
    assert table(table_beside(course.cases, "fr"))["scale.mean"] == [
        "Total trop petit.",
        "Total ou moyenne ?",
    ]


def test_a_language_in_which_nothing_is_translated_has_no_edition(course):
    (course.locale / "fr").mkdir(parents=True)
    update(Edition(course, "fr"))
    build(course, [])
    assert not replace(course, language="fr").release.exists()


def test_a_catalogue_that_changes_what_code_does_is_refused(translated):
    edit(translated, MARKDOWN, "halve(np.ones(2))", 'print(f"{np.pi} is nearly three")')
    edition = translate_all(translated)
    path = edition.folder / f"chapters/{CHAPTER}.po"
    text = path.read_text(encoding="utf-8").replace('{np.pi} is nearly three"\n\n', '三"\n\n')
    path.write_text(text.replace(f"{MARK}{{np.pi}} is nearly three", "三"), encoding="utf-8")
    with pytest.raises(AuthoringError, match=rf"(?s){CHAPTER}.md:\d+: cell .*translate check"):
        build(translated, [])


def test_a_language_that_is_unknown_is_refused(course):
    with pytest.raises(AuthoringError, match="expected: one of en"):
        replace(course, language="xx").check_language()


def test_preview_shows_a_chapter_without_building_it(translated, monkeypatch, capsys):
    opened = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    preview(Edition(translated, "zh"), "01")
    (path,) = map(Path, capsys.readouterr().out.split())
    assert opened == [path.as_uri()]
    assert f"{MARK}Another one." in path.read_text(encoding="utf-8")
    assert not translated.release.exists()


def test_a_release_asks_for_all_of_it(translated, capsys):
    command = ["--course", str(translated.directory), "translate", "status", "--complete"]
    main(command)
    edit(translated, MARKDOWN, "The first sentence of it.", "The very first sentence of it.")
    with pytest.raises(SystemExit) as caught:
        main(command)
    assert caught.value.code == 1
    assert "1 missing,    0 stale" in capsys.readouterr().out.splitlines()[-1]
