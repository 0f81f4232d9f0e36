"""rnnkit.optimizers: the update rules against their equations and against PyTorch."""

import numpy as np
import pytest

from rnnkit.optimizers import SGD, Adam, warmup_cosine

RULES = [
    pytest.param(lambda **options: SGD(0.1, **options), id="sgd"),
    pytest.param(lambda **options: Adam(0.1, **options), id="adam"),
]


@pytest.fixture
def rng():
    return np.random.default_rng(7)


def random_arrays(rng, dtype=np.float64):
    return {
        "W": rng.normal(size=(3, 4)).astype(dtype),
        "b": rng.normal(size=4).astype(dtype),
    }


def test_sgd_takes_learning_rate_times_gradient():
    parameters = {"w": np.array([1.0, -2.0])}
    SGD(0.5).step(parameters, {"w": np.array([3.0, -4.0])})
    np.testing.assert_array_equal(parameters["w"], [-0.5, 0.0])


def test_first_adam_step_has_the_length_of_the_learning_rate(rng):
    parameters = {"w": np.zeros(5)}
    gradient = rng.normal(size=5) * 10.0 ** np.arange(-2, 3)
    optimizer = Adam(0.01)
    optimizer.epsilon = 1e-12
    optimizer.step(parameters, {"w": gradient})
    np.testing.assert_allclose(parameters["w"], -0.01 * np.sign(gradient), rtol=1e-6)


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("name", ["sgd", "adam", "adamw"])
def test_ten_steps_equal_pytorch(rng, name, dtype):
    torch = pytest.importorskip("torch")
    ours, theirs = {
        "sgd": (SGD(0.05), lambda p: torch.optim.SGD(p, 0.05)),
        "adam": (Adam(0.01), lambda p: torch.optim.Adam(p, 0.01)),
        "adamw": (
            Adam(0.01, weight_decay=0.3),
            lambda p: torch.optim.AdamW(p, 0.01, weight_decay=0.3),
        ),
    }[name]
    parameters = {"W": rng.normal(size=(3, 4)).astype(dtype)}
    tensor = torch.tensor(parameters["W"].copy())
    optimizer = theirs([tensor])
    for _ in range(10):
        gradient = rng.normal(size=(3, 4)).astype(dtype)
        ours.step(parameters, {"W": gradient})
        tensor.grad = torch.tensor(gradient)
        optimizer.step()
    tolerance = 1e-12 if dtype == np.float64 else 2e-6
    np.testing.assert_allclose(parameters["W"], tensor.numpy(), rtol=tolerance, atol=tolerance)


@pytest.mark.parametrize("make", RULES)
def test_arrays_stay_the_same_objects_and_gradients_are_left_alone(rng, make):
    parameters, gradients = random_arrays(rng), random_arrays(rng)
    kept, copies = dict(parameters), {n: g.copy() for n, g in gradients.items()}
    make(clip_norm=0.5, weight_decay=0.1).step(parameters, gradients)
    for name, copy in copies.items():
        assert parameters[name] is kept[name]
        np.testing.assert_array_equal(gradients[name], copy)


@pytest.mark.parametrize("make", RULES)
def test_float32_stays_float32(rng, make):
    parameters = random_arrays(rng, np.float32)
    before = parameters["W"].copy()
    make(weight_decay=0.1, clip_norm=0.1).step(parameters, random_arrays(rng, np.float64))
    assert parameters["W"].dtype == np.float32
    assert not np.array_equal(parameters["W"], before)


@pytest.mark.parametrize("make", RULES)
def test_all_rules_find_the_minimum_of_a_bowl(rng, make):
    target = random_arrays(rng)
    parameters = {name: np.zeros_like(array) for name, array in target.items()}
    optimizer = make()
    for _ in range(500):
        optimizer.step(parameters, {name: parameters[name] - target[name] for name in target})
    for name, array in target.items():
        np.testing.assert_allclose(parameters[name], array, atol=1e-3)


def test_clip_norm_keeps_the_direction_over_all_arrays():
    parameters = {"a": np.zeros(1), "b": np.zeros(1)}
    norm = SGD(1.0, clip_norm=1.0).step(parameters, {"a": np.array([3.0]), "b": np.array([-4.0])})
    assert norm == 5.0
    np.testing.assert_allclose([parameters["a"][0], parameters["b"][0]], [-0.6, 0.8], rtol=1e-15)


def test_clip_norm_never_scales_up():
    parameters = {"a": np.zeros(2)}
    SGD(1.0, clip_norm=10.0).step(parameters, {"a": np.array([3.0, -4.0])})
    np.testing.assert_array_equal(parameters["a"], [-3.0, 4.0])


def test_clip_norm_holds_when_the_squares_overflow():
    parameters = {"a": np.zeros(2, np.float32)}
    gradient = np.array([3e30, -4e30], np.float32)
    norm = SGD(1.0, clip_norm=1.0).step(parameters, {"a": gradient})
    assert norm == pytest.approx(5e30)
    np.testing.assert_allclose(parameters["a"], [-0.6, 0.8], rtol=1e-6)


def test_weight_decay_shrinks_matrices_and_spares_biases():
    parameters = {"W": np.ones((2, 2)), "b": np.ones(2)}
    gradients = {name: np.zeros_like(array) for name, array in parameters.items()}
    Adam(0.1, weight_decay=0.5).step(parameters, gradients)
    np.testing.assert_allclose(parameters["W"], 0.95, rtol=1e-15)
    np.testing.assert_array_equal(parameters["b"], 1.0)


def test_schedule_is_read_at_each_step():
    parameters = {"w": np.zeros(1)}
    optimizer = SGD(lambda step: 0.1 ** (step // 2))
    moves = []
    for _ in range(5):
        before = parameters["w"][0]
        optimizer.step(parameters, {"w": np.ones(1)})
        moves.append(before - parameters["w"][0])
    np.testing.assert_allclose(moves, [1.0, 1.0, 0.1, 0.1, 0.01], rtol=1e-12)


def test_warmup_cosine_rises_falls_and_stays():
    rate = warmup_cosine(2.0, 110, warmup=9, floor=0.5)
    rates = np.array([rate(step) for step in range(200)])
    assert np.all(np.diff(rates[:10]) > 0)
    assert rates[9] == rates.max() == 2.0
    assert np.all(np.diff(rates[9:111]) < 0)
    np.testing.assert_allclose(rates[110:], 0.5, rtol=1e-12)


@pytest.mark.parametrize("make", RULES)
@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_nan_gradient_is_refused_and_changes_nothing(rng, make, bad):
    parameters, gradients = random_arrays(rng), random_arrays(rng)
    gradients["b"][1] = bad
    before = {name: array.copy() for name, array in parameters.items()}
    optimizer = make()
    with pytest.raises(ValueError, match="'b' has NaN or infinite"):
        optimizer.step(parameters, gradients)
    assert optimizer.steps == 0
    for name, array in before.items():
        np.testing.assert_array_equal(parameters[name], array)


def test_broadcastable_gradient_is_refused():
    with pytest.raises(ValueError, match=r"'b'.*\(4,\); got \(1, 4\)"):
        SGD(0.1).step({"b": np.zeros(4)}, {"b": np.zeros((1, 4))})


def test_missing_and_extra_names_are_refused():
    with pytest.raises(ValueError, match="W_hh"):
        SGD(0.1).step({"b": np.zeros(4), "W_hh": np.zeros((4, 4))}, {"b": np.zeros(4)})


@pytest.mark.parametrize("parameter", [1.0, np.zeros(2, int), [0.0, 1.0]])
def test_what_cannot_change_in_place_is_refused(parameter):
    with pytest.raises(TypeError, match="ndarray of floats"):
        SGD(0.1).step({"w": parameter}, {"w": np.zeros(np.shape(parameter))})


def test_model_of_another_shape_needs_a_new_optimizer():
    optimizer = Adam(1e-3)
    optimizer.step({"v": np.zeros(2), "w": np.zeros(2)}, {"v": np.ones(2), "w": np.ones(2)})
    other = {"v": np.zeros(2), "w": np.zeros(3)}
    with pytest.raises(ValueError, match="new optimizer"):
        optimizer.step(other, {"v": np.ones(2), "w": np.ones(3)})
    assert not other["v"].any()


@pytest.mark.parametrize(
    "make",
    [
        lambda: SGD(0.0),
        lambda: SGD(0.1, clip_norm=0.0),
        lambda: SGD(0.1, weight_decay=-0.1),
        lambda: warmup_cosine(1.0, 10, warmup=10),
    ],
)
def test_senseless_options_are_refused(make):
    with pytest.raises(ValueError, match="got"):
        make()
