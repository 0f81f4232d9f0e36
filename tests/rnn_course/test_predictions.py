"""Predictions in notebooks: read without being run, kept by a new release, counted."""

from copy import deepcopy

import pytest
from nbformat import v4

from rnn_course.predictions import (
    Prediction,
    letters_in,
    predictions_in,
    right_letters,
    with_letters,
)
from rnn_course.report.gathering import ClassWork
from rnn_course.report.statistics import most_often_wrong, summarise_predictions
from rnnkit.workbook.merging import merge

CELL = """\
predict(
    "memory",
    a="it lasts longer",
    b="it becomes noise",
    mine="",
)"""
OTHER = 'predict("sum", a="0", b="1", c="2", mine="")'
KNOWN = {
    "memory": Prediction("Longer?", {"a": "it lasts longer", "b": "it becomes noise"}),
    "sum": Prediction("And the sum?", {"a": "0", "b": "1", "c": "2"}),
}
DEEP = "(" * 400 + ")" * 400


def released():
    cells = [
        v4.new_markdown_cell("# Title\n\n*Text.*\n\n**Predict.** *Longer*?"),
        v4.new_code_cell(CELL),
        v4.new_code_cell("plot()"),
        v4.new_markdown_cell("Both.\n\n**Predict.** And the $sum$?\n\nUse the arrow keys."),
        v4.new_code_cell(OTHER),
        v4.new_code_cell('predicted("sum")'),
    ]
    for number, cell in enumerate(cells, start=1):
        cell["id"] = f"01-tiny-{number}"
    return v4.new_notebook(cells=cells)


def handed_in(source):
    return v4.new_notebook(cells=[v4.new_code_cell(source)])


def test_release_says_what_is_asked_with_its_question_and_choices():
    assert predictions_in(released()) == KNOWN


@pytest.mark.parametrize(
    "source",
    [
        CELL.replace('mine=""', 'mine="b"'),
        CELL.replace('mine=""', "mine=' B '"),
        CELL.replace('mine=""', 'mine="ｂ"'),
        f"# I think so\n{CELL.replace(chr(34) * 2, chr(34) + 'b' + chr(34))}\nprint('now')",
        'predict("memory", mine="b")',
    ],
)
def test_letter_is_read_however_it_is_written(source):
    assert letters_in(handed_in(source), KNOWN) == {"memory": "b"}


@pytest.mark.parametrize(
    "source",
    [
        CELL,
        CELL.replace('mine=""', 'mine="z"'),
        CELL.replace('mine=""', 'mine="ab"'),
        CELL.replace('mine=""', "mine=b"),
        CELL.replace('mine=""', "mine=2"),
        CELL.replace('mine=""', 'mine=f"b"'),
        CELL.replace('mine=""', 'mine=b"b"'),
        CELL.replace('mine=""', 'mine=str("b")'),
        CELL.replace('mine=""', 'mine=predict("memory", mine="b")'),
        CELL.replace('mine=""', 'mine="<b>b</b><script>alert(1)</script>"'),
        CELL.replace('mine=""', f'mine="{"b" * 1_000_000}"'),
        CELL.replace('mine=""', f'mine="{" " * 1_000_000}b"'),
        CELL.replace('mine=""', f"mine={DEEP}"),
        CELL.replace('mine=""', 'mine=""b""'),
        CELL.replace('mine=""', '**{"mine": "b"}'),
        CELL.replace('mine=""', 'c="mine", mine="c"'),  # no choice of the release
        'predict("unknown", a="1", b="2", mine="b")',
        'predict(["memory"], mine="b")',
        'predict(f"memory", mine="b")',
        'rnnkit.predict("memory", mine="b")',
        'check(predict("memory", mine="b"))',
        'def f():\n    predict("memory", mine="b")',
        'x = predict("memory", mine="b")',
        "%matplotlib\n" + CELL,
        "\0",
        "",
    ],
)
def test_whatever_else_stands_there_is_no_prediction(source):
    assert letters_in(handed_in(source), KNOWN) == {}


def test_text_cells_and_outputs_make_no_prediction():
    notebook = handed_in("1")
    notebook.cells += [v4.new_markdown_cell(OTHER), v4.new_raw_cell(OTHER)]
    notebook.cells[0].outputs = [v4.new_output("stream", text="You say b")]
    assert letters_in(notebook, KNOWN) == {}


def test_of_several_cells_the_last_with_a_letter_counts():
    sources = [f'predict("memory", mine="{letter}")' for letter in ("a", "b", "", "z")]
    assert letters_in(handed_in("\n".join(sources)), KNOWN) == {"memory": "b"}


def test_letters_are_written_where_they_are_read():
    notebook = released()
    for cell in notebook.cells:
        cell.source = with_letters(cell, {"memory": "a", "sum": "c"})
    assert letters_in(notebook, KNOWN) == {"memory": "a", "sum": "c"}
    assert [c.source for c in notebook.cells if "predict(" not in c.source] == [
        c.source for c in released().cells if "predict(" not in c.source
    ]


def student():
    notebook = released()
    notebook.cells[1].source = with_letters(notebook.cells[1], {"memory": "b"})
    notebook.cells[1].outputs = [v4.new_output("display_data", {"text/plain": "You say b"})]
    return notebook


def test_new_release_keeps_a_letter_and_brings_what_is_new():
    release = released()
    more = v4.new_code_cell('predict("new", a="yes", b="no", mine="")')
    release.cells[0:0] = [v4.new_markdown_cell("A new beginning."), more]
    release.cells[-2].source = OTHER.replace('"2"', '"infinity"')
    for number, cell in enumerate(release.cells, start=1):
        cell["id"] = f"01-tiny-{number}"
    merged = merge(student(), released(), release).notebook
    known = predictions_in(release)
    assert list(predictions_in(merged)) == ["new", "memory", "sum"]
    assert letters_in(merged, known) == {"memory": "b"}
    assert predictions_in(merged)["sum"].choices["c"] == "infinity"
    kept = next(cell for cell in merged.cells if "memory" in cell.source)
    assert kept.outputs == student().cells[1].outputs


def test_new_words_for_the_choices_leave_a_letter_where_it_is():
    release = released()
    release.cells[1].source = CELL.replace("it lasts longer", "it lasts for much longer")
    result = merge(student(), released(), release)
    assert letters_in(result.notebook, predictions_in(release)) == {"memory": "b"}
    assert result.kept == ["01-tiny-2"]


def test_older_workbook_without_predictions_gets_them():
    base = released()
    base.cells = [cell for cell in base.cells if "predict" not in cell.source]
    merged = merge(deepcopy(base), base, released()).notebook
    assert predictions_in(merged) == KNOWN


def work(*letters):
    return ClassWork("01-tiny", [], {}, 0, [], {}, predictions=KNOWN, letters=[*letters])


def test_summary_counts_by_hand():
    made = ["a", "b", "b", "c", "c", "a"]
    letters = [{"sum": letter} for letter in made] + [{"memory": "a"}, {}]
    memory, total = summarise_predictions(work(*letters), {"memory": "b", "sum": "a"})
    assert (total.students, total.answered, total.right_count) == (8, 6, 2)
    assert total.share_right == pytest.approx(1 / 3)
    assert (total.right, total.right_choice) == ("a", "0")
    assert (total.wrong, total.wrong_choice, total.wrong_count) == ("b", "1", 2)
    assert (memory.answered, memory.right_count, memory.wrong_count) == (1, 0, 1)
    assert (memory.wrong_choice, memory.question) == ("it lasts longer", "Longer?")


def test_prediction_that_nobody_made_or_nobody_got_wrong_has_no_wrong_choice():
    memory, total = summarise_predictions(work({"sum": "c"}), {"memory": "b", "sum": "c"})
    assert (memory.answered, memory.share_right, memory.wrong, memory.wrong_choice) == (
        0,
        0,
        "",
        "",
    )
    assert (total.share_right, total.wrong, total.wrong_count) == (1, "", 0)


@pytest.mark.parametrize("right", [{}, {"memory": "z"}, {"other": "a"}])
def test_prediction_without_a_right_choice_is_left_out(right):
    assert summarise_predictions(work({"memory": "a"}), right) == []


def summaries(*letters):
    return summarise_predictions(work(*letters), {"memory": "b", "sum": "a"})


def test_worst_predictions_come_first_and_few_answers_say_nothing():
    letters = [{"memory": "a", "sum": letter} for letter in "aabbb"] + [{"memory": "b"}]
    names = [summary.prediction for summary in most_often_wrong(summaries(*letters))]
    assert names == ["memory", "sum"]
    half_right = [{"sum": letter} for letter in "aabb"]
    assert most_often_wrong(summaries(*half_right)) == []
    assert most_often_wrong(summaries(*letters[:2])) == []


def test_without_a_build_nothing_is_right(tmp_path):
    assert right_letters(tmp_path) == {}
