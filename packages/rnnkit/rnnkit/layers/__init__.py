"""Fast recurrent layers in NumPy, with PyTorch's results.

Arrays are time-major, (T, N, D): steps, batch, features. A layer has ``parameters`` and
``gradients``, two dicts with the same names, and ``forward`` and ``backward``. Recurrent layers
also take and return states::

    lstm = LSTM(D=32, H=64, num_layers=2, bidirectional=True, dtype=np.float32)
    y, final_states = lstm.forward(x, states=None, lengths=lengths)
    dx, dinitial_states = lstm.backward(dy)

`Model` chains layers, and `softmax_cross_entropy` is the loss.
"""

from rnnkit.layers.cells import GRU, LSTM, RNN
from rnnkit.layers.dense import Dense
from rnnkit.layers.embedding import Embedding
from rnnkit.layers.layer import Layer
from rnnkit.layers.loss import softmax_cross_entropy
from rnnkit.layers.model import Model
from rnnkit.layers.recurrent import Recurrent

__all__ = [
    "GRU",
    "LSTM",
    "RNN",
    "Dense",
    "Embedding",
    "Layer",
    "Model",
    "Recurrent",
    "softmax_cross_entropy",
]
