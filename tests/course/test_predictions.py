"""The predictions of the chapters: which there are, what is right, and that grading keeps them."""

import ast
import json
from copy import deepcopy
from itertools import product

import nbformat
import numpy as np
import pytest
from nbformat import v4
from nbgrader.validator import Validator

from rnn_course.build.answers import reference_sources, right_predictions
from rnn_course.build.chapters import read_chapter
from rnn_course.predictions import RIGHT, letters_in, predictions_in, with_letters
from rnnkit.workbook.merging import merge
from rnnkit.workbook.paths import notebook_in
from solutions.attention import (
    attention_decoder_step,
    attention_weights,
    attention_weights_backward,
    self_attention_forward,
)
from solutions.bidirectional import bidirectional_forward, reverse_padded, tags_to_words
from solutions.limits import automaton_weights, stack_forward
from solutions.nlp_basics import embedding_backward, embedding_forward, one_hot, pad_batch
from solutions.rnn_backward import cross_entropy, numerical_gradient, rnn_cell_backward
from solutions.rnn_forward import rnn_forward
from solutions.start_here import sigmoid, sigmoid_derivative
from tests.support.classroom import (
    CHAPTERS,
    Classroom,
    OneChapter,
    environment,
    grade_here,
    grade_id,
    read,
)
from tests.support.repository import COURSE

ASKED = {name: read_chapter(COURSE.chapters / f"{name}.md").notebook for name in CHAPTERS}
PREDICTIONS = {chapter: predictions_in(notebook) for chapter, notebook in ASKED.items()}
ALL = {name: each for found in PREDICTIONS.values() for name, each in found.items()}
ALL_RIGHT = {name: letter for c in CHAPTERS for name, letter in right_predictions(c).items()}


def sigmoid_values():
    low, middle, high = sigmoid(np.array([-50.0, 0, 50])).round(9)
    return f"σ(0) is {middle:g}, and the ends are {low:g} and {high:g}"


def sigmoid_steepest():
    z = np.linspace(-10, 10, 201)
    slopes = sigmoid_derivative(sigmoid(z))
    return f"at z = {abs(z[slopes.argmax()]):.0f}, with a slope of 1/{1 / slopes.max():.0f}"


def ten_sigmoids():
    size = sigmoid_derivative(np.array(0.5)) ** 10
    return {1: "tenth", 3: "thousandth", 6: "millionth"}[round(-np.log10(size))]


def one_hot_distance():
    cat, cats, zoom = one_hot(np.array([[1372, 1384, 9999]]), V=10_000)[0]
    distances = [np.linalg.norm(cat - other) for other in (cats, zoom)]
    return "to neither" if distances[0] == distances[1] else "to cats"


def repeated_row():
    numbers, by_numpy = np.array([[2], [4], [3], [2], [4], [3], [2], [4]]), np.zeros(5)
    by_numpy[numbers[:, 0]] += 1
    row = embedding_backward(np.ones((8, 1, 1)), numbers, 5)[4, 0]
    return f"it is {row:g}, and NumPy makes it {by_numpy[4]:g}"


def mean_with_padding():
    E = np.random.default_rng(0).standard_normal((9, 3))
    short, long = (pad_batch([[4] * steps, [5, 6]], pad=0)[0] for steps in (3, 7))
    means = [embedding_forward(numbers, E).mean(axis=0)[1] for numbers in (short, long)]
    return "no" if np.allclose(*means) else "yes"


def echo():
    x = np.array([1.0, 0, 0, 0])[:, None, None]
    h = rnn_forward(x, np.zeros((1, 1)), np.eye(1), 0.5 * np.eye(1), np.zeros(1))[0].ravel()
    assert np.all((h[1:] / h[:-1] > 0.4) & (h[1:] / h[:-1] < 0.5))
    return f"{h[0]:.2f}, and then a little less than half"


def softmax_of_1000():
    with np.errstate(over="ignore", invalid="ignore"):
        e = np.exp([1000.0, 1000.0])
        return "not a number, twice" if np.isnan(e / e.sum()).all() else ""


def negative_slope():
    logits = np.log([[[0.7, 0.2, 0.1]]])
    slopes = cross_entropy(logits, np.array([[1]]), np.ones((1, 1)))[1].ravel()
    which = "that of the right class" if (slopes < 0).tolist() == [False, True, False] else "those"
    return f"{which}, and they add up to {abs(slopes.sum()):.0f}"


def smaller_step():
    x = np.random.default_rng(0).standard_normal((3, 4))
    large, middle, small = (
        np.abs(numerical_gradient(lambda x: np.exp(x).sum(), x, eps) - np.exp(x)).max()
        for eps in (1e-1, 1e-5, 1e-12)
    )
    return "then larger again" if middle < large and middle < small / 10 else "smaller and"


def saturated_gradient():
    one = np.ones((1, 1))
    db_h = rnn_cell_backward(one, (one, one, one, one, 0.99 * one))[-1]
    return f"about {100 * db_h[0]:.0f} %"


def long_enough():
    windows = [w for w in (1, 4, 8, 12, 13) if 1 // w == 12 // w]  # the subject is the second word
    return " and ".join(map(str, windows)) + " alone" * (len(windows) == 1)


def days_of_the_bus():
    days = [next(n for n in range(1, 1000) if 30 - 10 * z**n >= 25) for z in (0.9, 0.99)]
    return "{} days, and {}".format(*days)


def reset_or_mixture():
    def moved(r, z):
        return abs(0.8 - (z * 0.8 + (1 - z) * np.tanh(-1 + 2 * r * 0.8)))

    return "r = 0 moves" if moved(0, 0.9) > moved(0.5, 0.5) else "z = 0.5 moves"


def two_paths():
    assert round((1 - 0.9) * (1 - 0.99**2), 3) == 0.002
    return "nine tenths, and two thousandths"


def upside_down():
    lengths, PAD = np.array([4, 2, 3]), 0
    box = np.where(np.arange(4)[:, None] < lengths, 1 + np.arange(4)[:, None], PAD)[:, :, None]
    assert reverse_padded(box, lengths)[0, 1, 0] == 2  # as it should be: its last character
    return "padding" if box[::-1][0, 1, 0] == PAD else "its"


def change_at_7():
    rng, H = np.random.default_rng(0), 4
    weights = [0.3 * rng.standard_normal(s) for s in ((3, H), (H, H), (H,)) * 2]
    x = rng.standard_normal((12, 1, 3))
    other = x.copy()
    other[6] += 1
    h, h_other = (bidirectional_forward(each, np.array([12]), *weights)[0] for each in (x, other))
    changed = np.abs(h - h_other)[:, 0].reshape(12, 2, H).max(axis=-1) > 0
    assert changed[:, 0].tolist() == [False] * 6 + [True] * 6
    assert changed[:, 1].tolist() == [True] * 7 + [False] * 5
    return "the one from the left changes from step 7 on, the other up to step 7"


def pairs_of_tags():
    words = ("S", "BE", "BME", "BMME")
    found = {t[i : i + 2] for t in map("".join, product(words, words)) for i in range(len(t) - 1)}
    return {4: "four", 8: "eight", 0: "none"}[16 - len(found)]


def tags_and_words():
    sentence, truth, guess = "我国社会主义建设", "BEBMMEBE", "BEBEBEBE"
    tags = sum(a == b for a, b in zip(truth, guess, strict=True))
    words = set(tags_to_words(sentence, truth)) & set(tags_to_words(sentence, guess))
    names = {2: "two", 3: "three", 4: "four", 6: "six"}
    return f"{names[tags]} tags and {names[len(words)]} words"


def paths_to_first_word():
    paths = np.ones((3, 5), dtype=int)  # layers, words: as many as come from above and the right
    for layer, word in product(range(1, 3), range(1, 5)):
        paths[layer, word] = paths[layer - 1, word] + paths[layer, word - 1]
    return str(paths[-1, -1])


def dropped_memory():
    return f"in {100 * 0.7**10:.0f} of 100"


def likelier_text():
    greedy, best = 0.55 * 0.4 * 0.5 * 0.6, 0.35 * 0.9 * 0.9
    return "more than four times" if best > 4 * greedy else "a little"


def tanh_counts():
    h = [0.0]
    for _ in range(10):
        h.append(np.tanh(h[-1] + 1))
    return f"{h[1]:.2f}, {h[3]:.2f} and {h[10]:.2f}"


def parity_states(gain, bits):
    W_xh, W_hh, b_h = automaton_weights(np.array([[0, 1], [1, 0]]), gain)
    h = [np.tile([1.0, -1, -1, -1], (bits.shape[1], 1))]
    for bits_t in bits:
        h.append(np.tanh(W_xh[bits_t] + h[-1] @ W_hh + b_h))
    return np.array(h[1:]), W_hh


def falling_gain():
    bits = np.random.default_rng(0).integers(0, 2, (200, 200))
    parity = bits.sum(axis=0) % 2

    def right(gain):  # the pairs (even, 1) and (odd, 0) lead to odd
        h = parity_states(gain, bits)[0][-1]
        return ((h[:, [1, 2]].max(axis=1) > h[:, [0, 3]].max(axis=1)) == parity).mean()

    assert right(5) == right(3) == right(2.75) == 1
    return "all at once" if right(2.5) < 0.7 else "little by little"


def gradient_of_a_memory():
    def norm(gain):
        h, W_hh = parity_states(gain, np.array([1, 0, 1, 1, 0, 0, 1, 1, 0, 1])[:, None])
        return np.linalg.norm(np.linalg.multi_dot([W_hh * (1 - h_t**2) for h_t in h[:, 0]]), 2)

    return "far smaller" if norm(5) < norm(2) / 1000 else "larger"


def sixty_bits():
    bits = np.random.default_rng(0).integers(0, 2, 60)
    operations = np.concatenate([bits + 1, np.full(60, 3)])[:, None]
    top = stack_forward(operations)[1][59:119, 0]
    wrong = np.flatnonzero(top != bits[::-1])
    return {True: "about 25", False: "all 60"}[len(wrong) > 0 and 20 <= wrong[0] <= 30]


def one_weight_complains():
    a = attention_weights(np.array([[[1.0, 3, 2]]]), np.ones((3, 1)))
    ds = attention_weights_backward(np.array([[[0.0, 0, -1]]]), a)[0, 0]
    assert np.sign(ds).tolist() == [1, 1, -1]  # a score grows where its slope is negative
    return f"others fall; the slopes add up to {abs(ds.sum()):.0f}"


def same_question():
    rng, shapes = np.random.default_rng(0), ((3, 4), (4, 4), (4,), (4, 6), (4, 6), (6,))
    k, weights = rng.standard_normal((5, 2, 4)), [rng.standard_normal(s) for s in shapes]
    x_u, h_0, mask = np.ones((2, 3)), np.zeros((2, 4)), np.ones((5, 2))
    logits, h_u, _ = attention_decoder_step(x_u, h_0, k, k, mask, *weights)
    assert [np.allclose(*both) for both in (h_u, logits)] == [True, False]
    return "h_1 is the same, the logits are not"


def first_two_swapped():
    rng = np.random.default_rng(0)
    x, weights = rng.standard_normal((6, 1, 5)), rng.standard_normal((3, 5, 4))
    swapped = x[[1, 0, 2, 3, 4, 5]]
    (y, a), (y_swapped, _) = (self_attention_forward(each, *weights) for each in (x, swapped))
    assert a[0, 0].tolist() == [1, 0, 0, 0, 0, 0]
    same = np.isclose(y, y_swapped).all(axis=(1, 2))
    assert same.tolist() == [False, False, True, True, True, True]
    return "and no later one"


COMPUTED = {
    function.__name__: function
    for function in (
        *(sigmoid_values, sigmoid_steepest, ten_sigmoids, one_hot_distance, repeated_row),
        *(mean_with_padding, echo, softmax_of_1000, negative_slope, smaller_step),
        *(saturated_gradient, long_enough, days_of_the_bus, reset_or_mixture, two_paths),
        *(upside_down, change_at_7, pairs_of_tags, tags_and_words, paths_to_first_word),
        *(dropped_memory, likelier_text, tanh_counts, falling_gain, gradient_of_a_memory),
        *(sixty_bits, one_weight_complains, same_question, first_two_swapped),
    )
}


@pytest.mark.parametrize("name", COMPUTED)
def test_right_choice_is_what_the_reference_computes(name):
    computed = COMPUTED[name]()
    assert [x for x, text in ALL[name].choices.items() if computed in text] == [ALL_RIGHT[name]]


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_each_prediction_has_a_right_choice_and_the_other_way_round(chapter):
    right = right_predictions(chapter)
    assert list(right) == list(PREDICTIONS[chapter])
    for name, letter in right.items():
        assert letter in PREDICTIONS[chapter][name].choices


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_chapter_asks_for_three_to_six(chapter):
    assert 3 <= len(PREDICTIONS[chapter]) <= 6


def test_names_are_unique_in_the_course():
    assert len(ALL) == sum(map(len, PREDICTIONS.values())) == len(ALL_RIGHT)


def test_no_letter_is_right_so_often_that_it_can_be_guessed():
    counts = np.unique([*ALL_RIGHT.values()], return_counts=True)[1]
    assert counts.max() < 0.4 * len(ALL_RIGHT)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_cell_asks_for_a_letter_after_its_question_and_is_plain(chapter):
    cells = [cell for cell in ASKED[chapter].cells if "predict(" in cell.source]
    assert len(cells) == len(PREDICTIONS[chapter])
    for cell in cells:
        assert cell.source.startswith("predict(")
        assert cell.source.count('mine=""') == 1
        assert "nbgrader" not in cell.metadata
        assert "tags" not in cell.metadata
    for each in PREDICTIONS[chapter].values():
        assert each.question.endswith(("?", ".", ")"))
        assert 3 <= len(each.choices) <= 4
        assert list(each.choices) == list("abcd")[: len(each.choices)]
        assert len({text.lower() for text in each.choices.values()}) == len(each.choices)
        assert not [text for text in each.choices.values() if text.endswith(".") or "$" in text]


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_prediction_is_shown_again_right_before_the_text_that_answers_it(chapter):
    cells = ASKED[chapter].cells
    for name in PREDICTIONS[chapter]:
        (asked,) = [
            i for i, c in enumerate(cells) if c.source.startswith(f'predict(\n    "{name}"')
        ]
        (shown,) = [i for i, c in enumerate(cells) if c.source == f'predicted("{name}")']
        assert shown > asked + 1
        assert cells[shown + 1].cell_type == "markdown"
        assert cells[shown].metadata.tags == ["demo"]


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_no_cell_takes_the_names_of_the_two_functions(chapter):
    code = [c.source for c in ASKED[chapter].cells if c.cell_type == "code"]
    nodes = [n for source in code for n in ast.walk(ast.parse(source))]
    taken = {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    assert not taken & {"predict", "predicted"}


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_release_asks_what_the_chapter_asks_and_says_nothing_of_what_is_right(
    whole_course, chapter
):
    release = read(notebook_in(whole_course.release, chapter))
    assert predictions_in(release) == PREDICTIONS[chapter]
    assert letters_in(release, PREDICTIONS[chapter]) == {}


def test_build_writes_what_is_right_beside_the_hidden_cases(whole_course):
    assert json.loads((whole_course.hidden_cases / RIGHT).read_text(encoding="utf-8")) == ALL_RIGHT
    assert [p for p in whole_course.rnnkit.rglob("*") if p.name == RIGHT] == []


def renumbered(notebook):
    """The ids of plain cells are ordinals, as a build gives them."""
    for number, cell in enumerate(notebook.cells, start=1):
        cell["id"] = grade_id(cell) or f"cell-{number}"
    return notebook


def all_made(notebook, chapter):
    """A notebook in which the last choice of each prediction is made."""
    last = {name: max(each.choices) for name, each in PREDICTIONS[chapter].items()}
    for cell in notebook.cells:
        cell.source = with_letters(cell, last)
    return notebook, last


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_letters_of_a_whole_chapter_survive_the_next_release(whole_course, chapter):
    base = read(notebook_in(whole_course.release, chapter))
    student, last = all_made(deepcopy(base), chapter)
    release = deepcopy(base)
    release.cells[1:1] = [v4.new_markdown_cell("A new paragraph."), v4.new_code_cell("1 + 1")]
    merged = merge(student, base, renumbered(release)).notebook
    assert letters_in(merged, PREDICTIONS[chapter]) == last
    assert [c.id for c in merged.cells] == [c.id for c in release.cells]


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_workbook_from_before_the_predictions_gets_them_in_their_places(whole_course, chapter):
    release = read(notebook_in(whole_course.release, chapter))
    base = deepcopy(release)
    base.cells = [c for c in base.cells if not c.source.startswith("predict")]
    base = renumbered(base)
    merged = merge(deepcopy(base), base, release).notebook
    assert [c.source for c in merged.cells] == [c.source for c in release.cells]


CHAPTER = "00-start-here"
MADE = {"sigmoid_values": "b", "ten_sigmoids": "a"}


def with_predictions(classroom):
    """A right notebook with two predictions, a third with forgotten quotes."""
    notebook = classroom.filled_in(CHAPTER, reference_sources(CHAPTER))
    for cell in notebook.cells:
        cell.source = with_letters(cell, MADE)
        if '"sigmoid_steepest"' in cell.source:
            cell.source = cell.source.replace('mine=""', "mine=c")
    return notebook


def letters_after_grading(folder, student):
    notebook = read(notebook_in(folder / "autograded" / student, CHAPTER))
    return letters_in(notebook, PREDICTIONS[CHAPTER])


def test_stock_nbgrader_leaves_predictions_and_points_alone(classroom):
    points = classroom.grade("predicts", CHAPTER, with_predictions(classroom))
    assert points == classroom.max_points(CHAPTER)
    assert letters_after_grading(classroom.folder, "predicts") == MADE


@pytest.mark.slow
def test_validate_is_content_with_letters_and_without(whole_course, tmp_path):
    classroom = Classroom(OneChapter(whole_course.root, chapter=CHAPTER), tmp_path / "course")
    path = tmp_path / "validated.ipynb"
    for notebook in (
        classroom.filled_in(CHAPTER, reference_sources(CHAPTER)),
        with_predictions(classroom),
    ):
        nbformat.write(notebook, path)
        with environment(classroom.folder):
            assert Validator().validate(str(path)).get("failed", []) == []


@pytest.mark.slow
def test_own_grader_leaves_predictions_and_points_alone(sandbox, whole_course, tmp_path):
    classroom = Classroom(OneChapter(whole_course.root, chapter=CHAPTER), tmp_path / "course")
    classroom.hand_in("predicts", CHAPTER, with_predictions(classroom))
    grade_here(classroom.folder, CHAPTER)
    assert classroom.points("predicts", CHAPTER) == classroom.max_points(CHAPTER)
    assert letters_after_grading(classroom.folder, "predicts") == MADE
    graded = read(notebook_in(classroom.folder / "autograded" / "predicts", CHAPTER))
    assert graded.metadata["autograder"]["notes"] == []
