"""The simple recurrent network, with tanh or relu."""

from rnnkit.layers._scans.base import Scan
from rnnkit.layers._scans.rnn import RNNScan
from rnnkit.layers._validation import check_choice
from rnnkit.layers.recurrent import Recurrent


class RNN(Recurrent):
    """Simple recurrent layer.

    Parameters
    ----------
    D, H : int
        Sizes of input and hidden state.
    nonlinearity : {"tanh", "relu"}
        The function f below.
    **options
        See `Recurrent`.

    Raises
    ------
    ValueError
        If the nonlinearity is another one.

    Notes
    -----
    h_t = f(x_t W_xh + h_{t-1} W_hh + b_h), D2 eq. (4), D1 §4 with h_{t-1} on the
    right-hand side.

    Parameters: W_xh (D, H), W_hh (H, H), b_h (H,).

    References
    ----------
    Elman, J. (1990). Finding structure in time. Cognitive Science 14.
    """

    def __init__(self, D: int, H: int, *, nonlinearity: str = "tanh", **options):
        check_choice("nonlinearity", nonlinearity, ("tanh", "relu"))
        self.nonlinearity = nonlinearity
        super().__init__(D, H, **options)

    def _scan(self, D: int) -> Scan:
        return RNNScan(D, self.H, self.dtype, self.nonlinearity)
