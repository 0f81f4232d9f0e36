"""A setting of the explorer's controls, and the weights and inputs that belong to it."""

from dataclasses import dataclass

import numpy as np

from rnnkit.plots._labels import LABELS

Arrays = list[np.ndarray]

STATES = {"RNN": ("h",), "LSTM": ("h", "c"), "GRU": ("h",)}
GATES = {"RNN": 1, "LSTM": 4, "GRU": 3}
D, H = 4, 12  # small, so that a slider need not wait
INPUT_SCALE = 0.5  # inputs of this size leave tanh between its straight and its flat part
SEED = 6


@dataclass(frozen=True)
class Setting:
    """The values of the controls.

    Attributes
    ----------
    cell : {"RNN", "LSTM", "GRU"}
        Which network.
    scale_by : {"spectral radius", "weight scale"}
        Which measure of W_hh, or of each gate's block of it, is set: its spectral radius, or
        the standard deviation of its entries times √H.
    scale : float
        Its value.
    T : int
        Steps; the loss is at the last one.
    nonlinearity : {"tanh", "relu", "none"}
        The f of an RNN.
    forget_bias : float
        Bias of an LSTM's forget gate.
    clip : float
        Largest norm of the gradient of all weights; infinity leaves it as it is.
    """

    cell: str = "RNN"
    scale_by: str = "spectral radius"
    scale: float = 0.9
    T: int = 50
    nonlinearity: str = "tanh"
    forget_bias: float = 0.0
    clip: float = float("inf")

    @property
    def measure(self) -> str:
        """Which measure of the weights is set, in the language that is spoken."""
        return LABELS[f"explorer_{self.scale_by}".replace(" ", "_")]


def draw_weights(setting: Setting) -> Arrays:
    """Return W_xh (D, GH), W_hh (H, GH) and b_h (GH,), for G gates.

    The same setting gives the same weights; another scale the same ones, scaled.
    """
    gates, rng = GATES[setting.cell], np.random.default_rng(SEED)
    blocks = rng.standard_normal((gates, H, H)) / np.sqrt(H)
    if setting.scale_by == "spectral radius":
        blocks /= np.abs(np.linalg.eigvals(blocks)).max(axis=1)[:, None, None]
    W_xh = rng.standard_normal((D, gates * H)) * INPUT_SCALE / np.sqrt(D)
    b_h = np.zeros(gates * H)
    if setting.cell == "LSTM":
        b_h[H : 2 * H] = setting.forget_bias  # the gates' order is i, f, g, o
    return [W_xh, setting.scale * np.concatenate(blocks, axis=1), b_h]


def draw_sequence(T: int) -> tuple[np.ndarray, np.ndarray]:
    """Return inputs (T, 1, D) and ∂L/∂h_T, of shape (H,) and length 1: L = v · h_T.

    The inputs nearest to the loss are the same for every T.
    """
    rng = np.random.default_rng(SEED + 1)
    v = rng.standard_normal(H)
    return rng.standard_normal((T, 1, D))[::-1], v / np.linalg.norm(v)
