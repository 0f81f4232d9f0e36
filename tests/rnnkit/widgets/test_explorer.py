"""The explorer: what it shows and says, of right functions and of wrong ones."""

import re

import ipywidgets
import numpy as np
import pytest
from matplotlib import pyplot as plt
from matplotlib.figure import Figure
from matplotlib.text import Text

from rnnkit.language import speaking
from rnnkit.plots.gradient_decay import draw_axes, number
from rnnkit.widgets import GradientExplorer
from rnnkit.widgets.explorer.cells import LayerCell
from rnnkit.widgets.explorer.gradient_decay import compute_decay
from rnnkit.widgets.explorer.setting import Setting
from rnnkit.widgets.panel import WARNING
from solutions.lstm import lstm_backward, lstm_forward
from solutions.rnn_backward import rnn_backward
from solutions.rnn_forward import rnn_forward
from tests.support.samples import sample

T = 20
CORNERS = {
    "scale_by": ("spectral radius", "weight scale"),
    "scale": (0.05, 2.0),
    "T": (10, 100),
    "forget_bias": (-2.0, 6.0),
}


def unwritten(*arguments):
    raise NotImplementedError


def failing(*arguments):
    raise ValueError("operands <do> not fit")


def silent(*arguments):
    return None


def nan_forward(*arguments):
    h, cache = rnn_forward(*arguments)
    h[3] = np.nan
    return h, cache


def listed_forward(*arguments):
    h, cache = rnn_forward(*arguments)
    return h.tolist(), cache


def batch_first_forward(*arguments):
    h, cache = rnn_forward(*arguments)
    return h.swapaxes(0, 1), cache


def single_backward(dh, cache):
    return rnn_backward(dh, cache)[1]


def wide_backward(dh, cache):
    dx, _, *rest = rnn_backward(dh, cache)
    return dx, dx, *rest


def nan_backward(dh, cache):
    dx, dh_0, *rest = rnn_backward(dh, cache)
    return dx, dh_0 * np.nan, *rest


def flat_backward(dh, cache):
    """Forgets what comes from later steps."""
    x, h_0, W_xh, W_hh, h = cache
    _, dh_0, *_ = rnn_backward(dh[:1], (x[:1], h_0, W_xh, W_hh, h[:1]))
    return np.zeros_like(x), dh_0, W_xh, W_hh, W_hh[0]


def talking_forward(*arguments):
    print("here")
    np.log(np.zeros(1))
    return rnn_forward(*arguments)


def exploding_backward(dh, cache):
    dx, dh_0, *rest = rnn_backward(dh, cache)
    return dx, dh_0 * 1e300, *rest


def changing_backward(dh, cache):
    outputs = rnn_backward(dh, cache)
    for array in (dh, *cache):
        array[...] = 7.0
    return outputs


UNUSABLE = {
    "unwritten": (unwritten, rnn_backward, "unwritten is not implemented yet"),
    "raises": (failing, rnn_backward, "failing raised ValueError: operands <do> not fit"),
    "nothing": (silent, rnn_backward, "silent should return 2 values, got NoneType"),
    "NaN": (nan_forward, rnn_backward, "nan_forward returned NaN or infinity in h"),
    "list": (listed_forward, rnn_backward, "h of listed_forward should be an array"),
    "shape": (batch_first_forward, rnn_backward, "h of batch_first_forward should have shape"),
    "back unwritten": (rnn_forward, unwritten, "unwritten is not implemented yet"),
    "back raises": (rnn_forward, failing, "failing raised ValueError"),
    "back single": (rnn_forward, single_backward, "should return 5 values, got ndarray"),
    "back shape": (rnn_forward, wide_backward, "dh_0 of wide_backward should have shape (20, 12)"),
    "overflow": (rnn_forward, exploding_backward, "beyond what a computer can hold"),
    "back NaN": (rnn_forward, nan_backward, "nan_backward returned NaN or infinity in dh_0"),
}


@pytest.mark.parametrize(("forward", "backward", "said"), UNUSABLE.values(), ids=UNUSABLE)
def test_an_unusable_function_is_told_of_in_words(forward, backward, said, text, picture, capfd):
    explorer = GradientExplorer({"RNN": (forward, backward)}, T=T)
    assert said in text(explorer)
    assert "There is nothing to draw" in explorer._repr_mimebundle_()["text/html"]
    assert picture(explorer) is None
    assert np.isnan(explorer.norms).all()
    assert explorer.norms.shape == (T + 1,)
    explorer.controls["clip"].value = 1.0  # nor do moves raise
    explorer.keep.value = True
    assert capfd.readouterr() == ("", "")


def test_cells_that_are_usable_are_shown_beside_one_that_is_not(picture):
    explorer = GradientExplorer({"RNN": (unwritten, unwritten)}, T=T)
    explorer.controls["cell"].value = "GRU"
    assert picture(explorer)
    explorer.controls["cell"].value = "RNN"
    assert not picture(explorer)


def test_functions_that_print_and_warn_are_not_heard(capfd, recwarn):
    explorer = GradientExplorer({"RNN": (talking_forward, rnn_backward)}, T=T)
    assert np.isfinite(explorer.norms).all()
    assert capfd.readouterr() == ("", "")
    assert not recwarn.list


def test_functions_that_write_into_their_arguments_change_nothing():
    explorer = GradientExplorer({"RNN": (rnn_forward, changing_backward)}, T=T)
    np.testing.assert_allclose(explorer.norms, GradientExplorer(T=T).norms)


def test_a_wrong_gradient_is_drawn_and_doubted(text, picture):
    explorer = GradientExplorer({"RNN": (rnn_forward, flat_backward)}, T=T)
    assert picture(explorer)
    assert "Careful: flat_backward and rnn_forward do not agree" in text(explorer)
    assert "exactly 0" in text(explorer)
    assert WARNING in explorer.view.value


def test_a_wrong_gradient_of_the_cell_state_is_doubted_by_its_name(text):
    def halved(dh, cache):
        dx, dh_0, dc_0, *rest = lstm_backward(dh, cache)
        return dx, dh_0, dc_0 / 2, *rest

    explorer = GradientExplorer({"LSTM": (lstm_forward, halved)}, cell="LSTM", T=T)
    assert "The curve of ∂L/∂c_t is what halved gives" in text(explorer)
    assert f"{number(2 * explorer.decay.cell_norms[0])}. check(halved)" in text(explorer)


def test_right_functions_are_not_doubted(text):
    explorer = GradientExplorer({"RNN": (rnn_forward, rnn_backward)}, T=T)
    for size in (0.05, 0.9, 2.0):
        explorer.controls["scale"].value = size
        assert "do not agree" not in text(explorer)
        assert WARNING not in explorer.view.value


@pytest.mark.parametrize("nonlinearity", ["relu", "none"])
def test_other_nonlinearities_are_said_to_be_not_the_students(nonlinearity, text):
    explorer = GradientExplorer({"RNN": (unwritten, unwritten)}, T=T, nonlinearity=nonlinearity)
    assert "Computed by rnnkit" in text(explorer)
    assert np.isfinite(explorer.norms).all()


def test_a_nonlinearity_chosen_for_the_rnn_leaves_other_cells_to_the_student(text):
    explorer = GradientExplorer({"GRU": (unwritten, unwritten)}, T=T, nonlinearity="relu")
    explorer.controls["cell"].value = "GRU"
    assert "unwritten is not implemented yet" in text(explorer)


@pytest.mark.parametrize("cell", ["RNN", "LSTM", "GRU"])
def test_norms_belong_to_the_setting(cell):
    explorer = GradientExplorer(cell=cell, spectral_radius=1.2, T=T, forget_bias=1.0)
    setting = Setting(cell=cell, scale=1.2, T=T, forget_bias=1.0)
    assert explorer.setting == setting
    np.testing.assert_array_equal(explorer.norms, compute_decay(setting, LayerCell(cell)).norms)


@pytest.mark.parametrize("nonlinearity", ["tanh", "relu", "none"])
@pytest.mark.parametrize("cell", sample(["RNN", "LSTM", "GRU"], "LSTM", mark="slow"))
def test_every_corner_of_the_controls_gives_a_picture(cell, nonlinearity, picture, recwarn):
    explorer = GradientExplorer(cell=cell, nonlinearity=nonlinearity, clip=1.0)
    for n in range(2 ** len(CORNERS)):
        gray = n ^ n >> 1  # from each corner to the next, one control moves
        for i, (name, values) in enumerate(CORNERS.items()):
            explorer.controls[name].value = values[gray >> i & 1]
        assert picture(explorer)
        assert np.isfinite(explorer.norms).all()
    assert not recwarn.list


def test_first_look_is_a_gradient_that_vanishes(alt):
    explorer = GradientExplorer()
    assert explorer.setting == Setting(cell="RNN", scale=0.9, T=50)
    assert explorer.norms[0] < 1e-6
    assert "it falls, from 1 at t = 50 to 3.1e-8 at t = 0" in alt(explorer)
    assert "bound goes to" in alt(explorer)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("scale", 1.5, "spectral radius 1.5"),
        ("T", 80, "at t = 80"),
        ("nonlinearity", "relu", "RNN, relu"),
        ("cell", "GRU", "GRU"),
        ("scale_by", "weight scale", "weight scale 0.9"),
        ("clip", 0.01, "clipped at 0.01"),
    ],
)
def test_each_control_changes_picture_and_words(name, value, said, alt, picture):
    explorer = GradientExplorer()
    before = picture(explorer)
    explorer.controls[name].value = value
    assert picture(explorer) != before
    assert said in alt(explorer)


def test_forget_bias_is_for_the_lstm_and_nonlinearity_for_the_rnn():
    explorer = GradientExplorer(T=T)
    for cell, expected in {
        "RNN": (False, True),
        "LSTM": (True, False),
        "GRU": (True, True),
    }.items():
        explorer.controls["cell"].value = cell
        off = tuple(explorer.controls[name].disabled for name in ("nonlinearity", "forget_bias"))
        assert off == expected


def test_the_box_says_tanh_for_cells_that_have_one():
    explorer = GradientExplorer(T=T, nonlinearity="relu")
    explorer.controls["cell"].value = "GRU"
    assert explorer.controls["nonlinearity"].value == "tanh"
    assert explorer.setting == Setting(cell="GRU", T=T)
    np.testing.assert_array_equal(explorer.norms, GradientExplorer(cell="GRU", T=T).norms)


def test_an_exploding_curve_is_the_same_in_map_and_words(text, alt):
    """It was 5.7e14 in the curve, and "vanished" in the map."""
    explorer = GradientExplorer(nonlinearity="none", spectral_radius=2.0)
    assert explorer.decay.jacobians[-1, 0] > explorer.norms[explorer.decay.places[0]] > 1e14
    assert "‖∂L/∂h‖ is 5.7e14 at t = 0" in text(explorer)
    assert "to 5.7e14 at t = 0" in alt(explorer)


def test_the_belt_is_in_words_and_only_for_an_lstm(text, alt):
    explorer = GradientExplorer(cell="LSTM", T=T)
    decay = explorer.decay
    for said in (number(decay.cell_norms[0]), number(decay.belt_norms[0])):
        assert said in text(explorer)
        assert said in alt(explorer)
    explorer.controls["cell"].value = "GRU"
    assert "belt" not in text(explorer) + alt(explorer)


def test_a_kept_curve_shows_in_the_button():
    explorer = GradientExplorer(T=T)
    looks = []
    for kept in (False, True, False):
        explorer.keep.value = kept
        looks.append((explorer.keep.button_style, explorer.keep.icon))
    assert looks[0] == looks[2] == ("", "")
    assert all(looks[1])


@pytest.mark.parametrize(
    ("last", "said"),
    [
        (1e-3, None),
        (1e3, None),
        (0.0, None),
        (2e-15, "↓ 2.0e-15 at t = 0"),
        (6e14, "↑ 6.0e14 at t = 0"),
    ],
)
def test_a_curve_that_leaves_the_picture_has_its_number_there(last, said):
    curve, _ = draw_axes(Figure(figsize=(6.6, 3.2)))
    curve.set_frame(T, False, False)
    curve.update(np.geomspace(last, 1, T + 1) if last else np.eye(T + 1)[T], np.nan, np.nan)
    shown = [text.get_text() for text in curve.moving if isinstance(text, Text)]
    visible = [text.get_visible() for text in curve.moving if isinstance(text, Text)]
    assert visible == [said is not None]
    assert said is None or shown == [said]


def test_kept_setting_stays_while_another_is_shown(alt, text):
    explorer = GradientExplorer(T=T)
    explorer.keep.value = True
    explorer.controls["cell"].value = "LSTM"
    explorer.controls["T"].value = 40
    assert f"RNN, tanh, spectral radius 0.9, T {T}" in alt(explorer)
    assert "Kept, in grey: RNN" in text(explorer)
    explorer.keep.value = False
    assert "RNN" not in alt(explorer)


def test_clipping_moves_the_curve_and_says_by_how_much(text):
    explorer = GradientExplorer(T=T)
    free = explorer.norms
    explorer.controls["clip"].value = 0.01
    factor = explorer.decay.factor
    assert factor < 1
    np.testing.assert_allclose(explorer.norms, factor * free)
    assert "the curve moves down as a whole" in text(explorer)


def test_every_control_has_a_label():
    explorer = GradientExplorer(T=T)
    for control in (*explorer.controls.values(), explorer.keep):
        assert control.description
    explorer.controls["scale_by"].value = "weight scale"
    assert explorer.controls["scale"].description == "weight scale"


def test_without_a_kernel_there_is_the_picture_with_its_words(alt, picture):
    explorer = GradientExplorer(T=T)
    bundle = explorer._repr_mimebundle_()
    assert picture(explorer) in bundle["text/html"]
    assert "alt=" in bundle["text/html"]
    assert "onload" not in bundle["text/html"]
    assert "application/vnd.jupyter.widget-view+json" in bundle


def test_no_figure_is_left_for_the_end_of_the_cell():
    GradientExplorer(T=T)
    assert plt.get_fignums() == []


def test_a_frame_is_the_same_however_one_came_to_it(picture):
    explorer, other = GradientExplorer(), GradientExplorer(T=100, cell="LSTM")
    for name, value in (("T", 50), ("cell", "RNN"), ("scale", 1.3), ("scale", 0.9)):
        other.controls[name].value = value
    assert picture(explorer) == picture(other)


@pytest.mark.parametrize(
    ("options", "named"),
    [
        ({"cell": "rnn"}, "cell"),
        ({"spectral_radius": 3.0}, "spectral radius"),
        ({"T": 5}, "T"),
        ({"nonlinearity": "sigmoid"}, "nonlinearity"),
        ({"forget_bias": 9.0}, "forget_bias"),
        ({"clip": 0.0}, "clip"),
        ({"cells": {"rnn": (rnn_forward, rnn_backward)}}, "cells"),
        ({"cells": {"RNN": rnn_forward}}, "cells"),
    ],
)
def test_options_that_are_none_are_refused_by_name(options, named):
    with pytest.raises(ValueError, match=f"^{re.escape(named)}: expected"):
        GradientExplorer(**options)


def test_a_limit_between_those_of_the_slider_can_be_given():
    explorer = GradientExplorer(clip=2.5, T=T)
    assert isinstance(explorer.controls["clip"], ipywidgets.SelectionSlider)
    assert explorer.setting.clip == 2.5


def test_controls_name_their_choices_in_the_language_and_keep_the_values():
    with speaking("zh"):
        controls = GradientExplorer().controls
    assert [value for _, value in controls["scale_by"].options] == list(CORNERS["scale_by"])
    assert controls["scale_by"].label == controls["scale"].description == "谱半径"
