"""The gate inspector, and gates over a sentence."""

import warnings

import numpy as np
import pytest
from matplotlib.figure import Figure

from rnnkit.plots import gates as module
from rnnkit.plots.gates import plot_gates
from rnnkit.widgets import GateInspector

TOKENS = ["The", "cat", "was", "full"]


@pytest.fixture
def gates():
    rng = np.random.default_rng(0)
    values = {name: rng.random((4, 6)) for name in "ifo"}
    return values | {"g": rng.uniform(-1, 1, (4, 6)), "c": rng.uniform(-2, 2, (4, 6))}


def test_it_says_the_means_at_the_chosen_token(gates, text, alt):
    inspector = GateInspector(TOKENS, gates)
    inspector.step.value = 2
    means = ", ".join(f"{name} {values[1].mean():.2f}" for name, values in gates.items())
    for words in (text(inspector), alt(inspector)):
        assert f"“cat”, number 2 of 4, is marked; means here: {means}." in words


def test_every_token_and_every_gate_has_a_picture_of_its_own(gates, picture):
    inspector, pictures = GateInspector(TOKENS, gates), set()
    for name in gates:
        inspector.gate.value = name
        for step in range(1, 5):
            inspector.step.value = step
            pictures.add(picture(inspector))
    assert len(pictures) == 4 * len(gates)


def test_controls_have_labels(gates):
    inspector = GateInspector(TOKENS, gates)
    assert inspector.step.description
    assert inspector.gate.description
    assert inspector.unit.description


def test_without_a_kernel_there_is_the_picture(gates, picture):
    inspector = GateInspector(TOKENS, gates)
    assert picture(inspector) in inspector._repr_mimebundle_()["text/html"]


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ({}, "at least one"),
        ({"i": np.zeros((3, 6))}, "T = 4"),
        ({"i": np.zeros((4, 1, 6))}, r"Take one sequence of a batch: i\[:, 0\]"),
        ({"i": np.zeros((4, 0))}, "shape"),
    ],
)
def test_gates_that_do_not_fit_the_tokens_are_refused(bad, said):
    with pytest.raises(ValueError, match=said):
        GateInspector(TOKENS, bad)


def test_lines_are_means_over_the_units(gates):
    ax = Figure().subplots()
    plot_gates(ax, TOKENS, gates)
    drawn = {line.get_label(): line.get_ydata() for line in ax.lines}
    assert drawn.keys() == gates.keys()
    for name, values in gates.items():
        np.testing.assert_allclose(drawn[name], values.mean(axis=1))


def names_below(tokens):
    fig = Figure()
    ax = fig.subplots()
    plot_gates(ax, tokens, {"f": np.full((len(tokens), 2), 0.5)})
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # such as a glyph that no font has
        fig.draw_without_rendering()
    return [label.get_text() for label in ax.get_xticklabels()]


def test_chinese_tokens_stand_as_they_are_or_as_numbers_without_a_font(monkeypatch):
    tokens = ["猫", "was", "饱"]
    shown = names_below(tokens)
    assert shown == (tokens if module.can_draw("猫饱") else ["1", "was", "3"])
    latin = {"DejaVu Sans": module._fonts()["DejaVu Sans"]}
    monkeypatch.setattr(module, "_fonts", lambda: latin)
    assert names_below(tokens) == ["1", "was", "3"]


def test_dollar_signs_begin_no_formula():
    assert names_below(["$x", "y$"]) == [r"\$x", r"y\$"]


def test_rows_are_numbered_as_the_units_are():
    inspector = GateInspector(
        "ab", {"z": np.ones((2, 3)), "r": np.ones((2, 3))}, units={"z": [7, 2, 9]}
    )
    assert [label.get_text() for label in inspector._marks[1].axes.get_yticklabels()] == [
        "7",
        "2",
        "9",
    ]
    inspector.gate.value = "r"
    assert "7" not in [label.get_text() for label in inspector._marks[1].axes.get_yticklabels()]


def test_the_line_of_a_chosen_unit_comes_to_the_means(gates, text):
    inspector = GateInspector(TOKENS, gates, units={"i": [3, 1, 4, 9, 2, 6]})
    top = inspector._marks[0].axes
    assert len(top.lines) == len(gates)
    inspector.unit.label, inspector.step.value = "9", 2
    top = inspector._marks[0].axes
    np.testing.assert_array_equal(top.lines[-1].get_ydata(), gates["i"][:, 3])
    assert top.lines[-1].get_label() == "i, unit 9"
    assert f"Unit 9 of i: {gates['i'][1, 3]:.2f}." in text(inspector)
    inspector.gate.value = "f"
    assert inspector.unit.value is None  # each gate has units of its own
    assert len(inspector._marks[0].axes.lines) == len(gates)
    assert "Unit" not in text(inspector)


@pytest.mark.parametrize("units", [{"z": [1, 2]}, {"q": [1, 2, 3]}])
def test_a_number_for_each_unit_is_needed(units):
    with pytest.raises(ValueError, match=r"^units: expected"):
        GateInspector("ab", {"z": np.ones((2, 3))}, units=units)
