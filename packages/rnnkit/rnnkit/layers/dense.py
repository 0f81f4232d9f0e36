"""The output layer."""

import numpy as np

from rnnkit.layers._validation import check_array
from rnnkit.layers.layer import Layer, Rng, kept_by_forward


class Dense(Layer):
    """Affine map from a state to scores, the same at every step.

    Parameters
    ----------
    H, V : int
        Sizes of input and output.
    dtype, rng : dtype-like, int or numpy.random.Generator, optional
        float32 or float64; what draws the first parameters, uniform within ±1/√H.

    Notes
    -----
    y = h W_hy + b_y, the inside of D1 §4's formula for ŷ.

    Parameters: W_hy (H, V), b_y (V,).

    References
    ----------
    Goodfellow, I., Bengio, Y., Courville, A. (2016). Deep learning, section 10.2.
    """

    def __init__(self, H: int, V: int, *, dtype: np.typing.DTypeLike = np.float64, rng: Rng = None):
        super().__init__(dtype)
        self.H, self.V = H, V
        rng, bound = np.random.default_rng(rng), 1 / np.sqrt(H)
        self._add_parameter("W_hy", rng.uniform(-bound, bound, (H, V)))
        self._add_parameter("b_y", rng.uniform(-bound, bound, V))
        self._h: np.ndarray | None = None

    def forward(self, h: np.ndarray) -> np.ndarray:
        """Return scores (..., V) of states h (..., H), with any axes before the last."""
        leading = ("any",) * (np.ndim(h) - 1)
        self._h = h = check_array("h", h, (*leading, self.H), self.dtype)
        y = (h.reshape(-1, self.H) @ self.parameters["W_hy"]).reshape(*h.shape[:-1], self.V)
        y += self.parameters["b_y"]
        return y

    def backward(self, dy: np.ndarray) -> np.ndarray:
        """Take the gradient of the scores (..., V), overwrite ``gradients``, return that of h."""
        h = kept_by_forward(self._h, "Dense")
        dy = check_array("dy", dy, (*h.shape[:-1], self.V), self.dtype)
        rows = dy.reshape(-1, self.V)
        np.matmul(h.reshape(-1, self.H).T, rows, out=self.gradients["W_hy"])
        np.sum(rows, axis=0, out=self.gradients["b_y"])
        return (rows @ self.parameters["W_hy"].T).reshape(h.shape)
