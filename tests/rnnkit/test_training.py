"""rnnkit.training: the loop, and how it ends."""

import signal
import threading

import numpy as np
import pytest

from rnnkit.optimizers import SGD, Adam
from rnnkit.plots import plot_loss
from rnnkit.training import LivePlot, Training, _interrupt_held_back


@pytest.fixture(autouse=True)
def ctrl_c_interrupts():
    """Also where these tests run in the background, and inherit that nobody can interrupt them."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


class Bowl:
    """Loss (w - target)², with its gradient."""

    def __init__(self, start=4.0):
        self.w = np.array([start])
        self.parameters = {"w": self.w}

    def step(self, target):
        return float((self.w[0] - target) ** 2), {"w": 2 * (self.w - target)}


@pytest.fixture
def bowl():
    return Bowl()


def test_loop_gives_step_and_loss_and_changes_parameters_in_place(bowl):
    training = Training(bowl.step, [1.0], bowl.parameters, SGD(0.25), steps=3)
    assert list(training) == [(1, 9.0), (2, 2.25), (3, 0.5625)]
    assert bowl.w[0] == 1.375
    assert training.reason == "steps"
    assert training.losses == [9.0, 2.25, 0.5625]


def random_targets(rng):
    return rng.normal(size=5)


def test_same_seed_same_run_and_other_seed_other_run():
    def losses(seed):
        bowl = Bowl()
        options = {"steps": 12, "seed": seed}
        return (
            Training(bowl.step, random_targets, bowl.parameters, Adam(1e-3), **options).run().losses
        )

    assert losses(1) == losses(1) != losses(2)


def test_each_epoch_is_drawn_anew():
    seen = []

    def step(batch):
        seen.append(batch)
        return 0.0, {"w": np.zeros(1)}

    Training(step, random_targets, {"w": np.zeros(1)}, SGD(0.1), steps=10).run()
    assert len(set(seen)) == 10


def test_list_of_batches_is_repeated():
    seen = []

    def step(batch):
        seen.append(batch)
        return 0.0, {"w": np.zeros(1)}

    Training(step, "abc", {"w": np.zeros(1)}, SGD(0.1), steps=5).run()
    assert "".join(seen) == "abcab"


def test_iterator_ends_the_run(bowl):
    training = Training(bowl.step, iter([1.0, 1.0]), bowl.parameters, SGD(0.1)).run()
    assert (training.reason, len(training.losses)) == ("no more batches", 2)


def interrupt_at(bowl, when, how):
    calls = []

    def step(target):
        calls.append(target)
        if len(calls) == when:
            how()
        return bowl.step(target)

    return step


def raise_interrupt():
    raise KeyboardInterrupt


def send_interrupt():
    signal.raise_signal(signal.SIGINT)


@pytest.mark.parametrize("how", [raise_interrupt, send_interrupt])
def test_interrupt_keeps_the_parameters_reached_and_returns(bowl, capsys, how):
    untouched = Bowl()
    Training(untouched.step, [1.0], untouched.parameters, SGD(0.1), steps=4).run()
    step = interrupt_at(bowl, 5, how)
    training = Training(step, [1.0], bowl.parameters, SGD(0.1), steps=50)
    assert len(list(training)) == 4
    assert training.reason == "interrupted"
    assert "after step 4" in capsys.readouterr().out
    np.testing.assert_array_equal(bowl.w, untouched.w)


def test_interrupted_run_goes_on(bowl):
    untouched = Bowl()
    Training(untouched.step, [1.0], untouched.parameters, SGD(0.1), steps=10).run()
    step = interrupt_at(bowl, 5, raise_interrupt)
    training = Training(step, iter([1.0] * 11), bowl.parameters, SGD(0.1), steps=10)
    training.run()
    assert [number for number, _ in training] == [5, 6, 7, 8, 9, 10]
    np.testing.assert_array_equal(bowl.w, untouched.w)


def test_interrupt_during_an_update_waits_until_it_is_complete(bowl):
    class Slow(SGD):
        def step(self, parameters, gradients):
            send_interrupt()
            return super().step(parameters, gradients)

    training = Training(bowl.step, [1.0], bowl.parameters, Slow(0.25), steps=9).run()
    assert training.reason == "interrupted"
    assert bowl.w[0] == 2.5
    assert training.losses == [9.0]


def test_interrupt_while_the_bar_is_drawn_ends_the_run_too(bowl, monkeypatch):
    monkeypatch.setattr("tqdm.std.tqdm.set_postfix", lambda *args, **options: raise_interrupt())
    training = Training(bowl.step, [1.0], bowl.parameters, SGD(0.25), steps=9)
    assert list(training) == [(1, 9.0)]
    assert training.reason == "interrupted"


def test_handler_is_put_back():
    before = signal.getsignal(signal.SIGINT)
    with _interrupt_held_back():
        assert signal.getsignal(signal.SIGINT) is not before
    assert signal.getsignal(signal.SIGINT) is before


def test_training_works_in_another_thread(bowl):
    training = Training(bowl.step, [1.0], bowl.parameters, SGD(0.25), steps=3)
    thread = threading.Thread(target=training.run)
    thread.start()
    thread.join()
    assert training.losses == [9.0, 2.25, 0.5625]


@pytest.mark.parametrize("loss", [np.nan, np.inf])
def test_loss_that_is_not_finite_stops_with_the_step(bowl, loss):
    losses = iter([1.0, loss])
    training = Training(
        lambda batch: (next(losses), {"w": np.ones(1)}), [0], bowl.parameters, SGD(0.5), steps=5
    )
    with pytest.raises(FloatingPointError, match="step 2"):
        training.run()
    assert bowl.w[0] == 3.5


def test_run_without_end_is_refused(bowl):
    with pytest.raises(ValueError, match="give steps="):
        Training(bowl.step, [1.0], bowl.parameters, SGD(0.1))


@pytest.mark.parametrize("batches", [[], lambda rng: iter([])])
def test_no_batches_are_refused(bowl, batches):
    with pytest.raises(ValueError, match="at least one batch"):
        Training(bowl.step, batches, bowl.parameters, SGD(0.1), steps=1).run()


def test_plot_shows_nothing_outside_a_notebook(bowl, capfd):
    Training(bowl.step, [1.0], bowl.parameters, SGD(0.1), steps=2, plot=True).run()
    assert capfd.readouterr() == ("", "")


def test_live_plot_replaces_its_picture(monkeypatch):
    shown = []

    class Handle:
        def update(self, picture):
            shown.append(("update", picture))

    def display(picture, display_id):
        shown.append(("new", picture))
        return Handle()

    monkeypatch.setattr("rnnkit.training.display", display)
    live = LivePlot()
    live.update([3.0])
    live.update([3.0, 2.0], now=True)
    assert [kind for kind, _ in shown] == ["new", "update"]
    assert all(picture.data.startswith('<img src="data:image/png') for _, picture in shown)
    assert "step 2 it is 2" in shown[1][1].data


def test_drawn_lines_hold_the_losses():
    from matplotlib.figure import Figure

    ax = Figure().subplots()
    plot_loss(ax, [4.0, 2.0, 0.0])
    each, mean = (line.get_xydata().tolist() for line in ax.lines)
    assert each == [[1, 4], [2, 2], [3, 0]]
    assert mean == [[1, 4], [2, 3], [3, 2]]


KERNEL_CELL = """
import time
import numpy as np
from rnnkit.optimizers import SGD
from rnnkit.plots import plot_loss
from rnnkit.training import Training

w = np.zeros(1)

def step(batch):
    if batch == 20:
        print("twenty", flush=True)
    time.sleep(0.02)
    return float(w[0]), {"w": np.full(1, -1.0)}

training = Training(step, range(10**6), {"w": w}, SGD(1.0), steps=10**6, plot=True).run()
print("reached", training.reason, len(training.losses) == w[0] >= 19)
"""


@pytest.mark.slow
def test_kernel_interrupt_ends_the_cell_in_the_normal_way():
    from jupyter_client.manager import start_new_kernel

    manager, client = start_new_kernel(kernel_name="python3", startup_timeout=120)
    seen = []

    def watch(message):
        seen.append(message)
        if "twenty" in message["content"].get("text", ""):
            manager.interrupt_kernel()

    try:
        reply = client.execute_interactive(KERNEL_CELL, output_hook=watch, timeout=120)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    assert reply["content"]["status"] == "ok"
    text = "".join(m["content"].get("text", "") for m in seen if m["msg_type"] == "stream")
    assert "Interrupted after step" in text
    assert "reached interrupted True" in text
    assert not any(m["content"].get("name") == "stderr" for m in seen)
    pictures = [m for m in seen if "<img" in m["content"].get("data", {}).get("text/html", "")]
    assert pictures[0]["msg_type"] == "display_data"
    assert {m["msg_type"] for m in pictures[1:]} == {"update_display_data"}


@pytest.mark.parametrize(("steps", "made"), [(1, 1), (7, 2), (None, 2)])
def test_a_variable_limits_the_updates_of_every_run(bowl, monkeypatch, steps, made):
    monkeypatch.setenv("RNNKIT_UPDATES", "2")
    run = Training(bowl.step, iter([1.0] * 9), bowl.parameters, SGD(0.1), steps=steps).run()
    assert len(run.losses) == made
