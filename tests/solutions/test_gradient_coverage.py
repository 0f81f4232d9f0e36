"""Every gradient of every backward exercise is asked for, and is not zero where it is checked."""

import inspect
from collections import defaultdict

import numpy as np
import pytest

from rnnkit.checks.casefile import Output
from tests.support.solution_bank import REFERENCES, case_files, leaves

# Exercises that differentiate something else than the forward of their name.
DIFFERENTIATED = {
    "cross_entropy": ["cross_entropy"],
    "truncated_backward": ["rnn_forward"],
    "encoder_decoder_backward": ["encoder_state"],
    "attention_weights_backward": ["attention_weights"],
    "attention_backward": ["attention_scores", "attention_context"],
}
BACKWARD = [name for name in REFERENCES if name.endswith("_backward") or name in DIFFERENTIATED]
# Parameters whose gradient has another name than d and their own.
NAMES = {
    ("many_to_one_backward", "h"): {"dh_from_last", "dh_from_mean"},
    ("encoder_decoder_backward", "W_xh"): {"dW_xh_encoder", "dW_xh_decoder"},
    ("encoder_decoder_backward", "W_hh"): {"dW_hh_encoder", "dW_hh_decoder"},
    ("encoder_decoder_backward", "b_h"): {"db_h_encoder", "db_h_decoder"},
}
# Nothing is learnt through a mask or through random numbers.
NOT_DIFFERENTIABLE = {"mask", "u", "rate"}
# Gradients that an exercise leaves out, and why.
LEFT_OUT = {
    ("dropout_backward", "x"): "rnn_backward goes on from dh_total",
    ("dropout_backward", "h_0"): "rnn_backward goes on from dh_total",
    ("dropout_backward", "weights"): "rnn_backward goes on from dh_total",
    ("encoder_decoder_backward", "x"): "its inputs are given, not learnt",
    ("attention_backward", "a"): "made on the way: its gradient goes on to queries and keys",
    ("truncated_backward", "x"): "what is learnt from a long text are the weights",
    ("truncated_backward", "h_0"): "what the window before left is not changed any more",
}
backward = pytest.mark.parametrize("exercise", BACKWARD)


def cases_of(exercise):
    built = case_files(exercise)
    visible = [(f"visible, {case.edge or case.sizes}", case) for case in built.visible.cases]
    hidden = [(f"hidden, {case.edge or case.sizes}", case) for case in built.hidden.cases]
    return visible + hidden


def forwards_of(exercise):
    return DIFFERENTIATED.get(exercise, [exercise.replace("_backward", "_forward")])


def is_float(value):
    arrays = [np.asarray(value)] if isinstance(value, float) else list(leaves(value))
    return bool(arrays) and all(array.dtype.kind == "f" for array in arrays)


def parameters_to_learn(exercise):
    """The parameters on the way forward that a gradient could be taken of."""
    found = set()
    for forward in forwards_of(exercise):
        arguments = case_files(forward).visible.cases[0].arguments
        named = zip(inspect.signature(REFERENCES[forward]).parameters, arguments, strict=False)
        found |= {name for name, value in named if is_float(value)}
    return found - NOT_DIFFERENTIABLE


def gates(array, shape):
    """The columns of each gate; of an output without gates, all of it."""
    return np.split(array, Output("", shape).gates, axis=-1)


def named_leaves(name, value):
    """Arrays by name and place. A list is a stack of layers, which has another depth elsewhere."""
    if isinstance(value, np.ndarray | float):
        yield name, np.asarray(value)
    elif isinstance(value, tuple | list):
        for i, item in enumerate(value):
            yield from named_leaves(f"{name}[{i}]" if isinstance(value, tuple) else name, item)


def named_outputs(exercise, case):
    for output, value in zip(case_files(exercise).visible.outputs, case.outputs, strict=True):
        for name, array in named_leaves(output.name, value):
            for gate, part in enumerate(gates(array, output.shape)):
                yield f"{name}, gate {gate}", part


def named_arguments(exercise, case):
    parameters = case_files(exercise).visible.parameters
    for parameter, value in zip(parameters, case.arguments, strict=True):
        yield from named_leaves(parameter, value)


def cases_where_not_zero(exercise, named_arrays):
    """The cases in which an array is not zero, in every layer of a stack, by its name."""
    found = defaultdict(list)
    for case_name, case in cases_of(exercise):
        zero = {name for name, array in named_arrays(exercise, case) if not np.any(array)}
        for name in dict.fromkeys(name for name, _ in named_arrays(exercise, case)):
            found[name].extend([] if name in zero else [case_name])
    return found


def counts(cases):
    return [sum(case.startswith(side) for case in cases) for side in ("visible", "hidden")]


@backward
def test_every_parameter_has_its_gradient_among_the_outputs(exercise):
    outputs = {output.name for output in case_files(exercise).visible.outputs}
    for parameter in parameters_to_learn(exercise):
        if (exercise, parameter) not in LEFT_OUT:
            assert NAMES.get((exercise, parameter), {f"d{parameter}"}) <= outputs


@backward
def test_every_gradient_is_seen_in_visible_and_in_hidden_cases(exercise):
    for name, cases in cases_where_not_zero(exercise, named_outputs).items():
        assert min(counts(cases)) >= 2, f"{name} is not zero in {cases}"


@backward
def test_everything_that_a_gradient_depends_on_is_seen(exercise):
    for name, cases in cases_where_not_zero(exercise, named_arguments).items():
        assert min(counts(cases)) >= 2, f"{name} is not zero in {cases}"


def test_what_is_left_out_is_left_out():
    for exercise, parameter in LEFT_OUT:
        assert parameter in parameters_to_learn(exercise)
        outputs = {output.name for output in case_files(exercise).visible.outputs}
        assert f"d{parameter}" not in outputs
