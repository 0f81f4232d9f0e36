"""The recurrent layers: a simple network, the LSTM with its variants, the GRU."""

from rnnkit.layers._scans.base import Scan
from rnnkit.layers._scans.gru_reset_after import ResetAfterScan
from rnnkit.layers._scans.gru_reset_before import ResetBeforeScan
from rnnkit.layers._scans.lstm import LSTMScan
from rnnkit.layers._scans.lstm_variants import VariantScan
from rnnkit.layers._scans.rnn import RNNScan
from rnnkit.layers._validation import check_choice
from rnnkit.layers.recurrent import Recurrent


class RNN(Recurrent):
    """Simple recurrent layer.

    Parameters
    ----------
    nonlinearity : {"tanh", "relu", "none"}
        The function f below.
    D, H, **options
        See `Recurrent`.

    Notes
    -----
    h_t = f(x_t W_xh + h_{t-1} W_hh + b_h), D2 eq. (4), D1 §4 with h_{t-1} on the right-hand side.

    Parameters: W_xh (D, H), W_hh (H, H), b_h (H,).

    References
    ----------
    Elman, J. (1990). Finding structure in time. Cognitive Science 14.
    """

    def __init__(self, D: int, H: int, *, nonlinearity: str = "tanh", **options):
        check_choice("nonlinearity", nonlinearity, ("tanh", "relu", "none"))
        self.nonlinearity = nonlinearity
        super().__init__(D, H, **options)

    def _scan(self, D: int) -> Scan:
        return RNNScan(D, self.H, self.dtype, self.nonlinearity)


class LSTM(Recurrent):
    """Long short-term memory.

    Parameters
    ----------
    variant : {"standard", "no_forget", "coupled", "peephole"}
        Which of the forms below.
    D, H, **options
        See `Recurrent`.

    Notes
    -----
    D2 eq. (13), D1 §9.1 (whose update gate is i here)::

        i, f, o = σ(x_t W_xh + h_{t-1} W_hh + b_h), each its own columns
        g       = tanh(the same, its own columns)
        c_t     = f c_{t-1} + i g
        h_t     = o tanh(c_t)

    - "no_forget", D2 eq. (14): c_t = c_{t-1} + i g; gates i, g, o.
    - "coupled", D2 eq. (15): f = 1 - i; gates i, g, o.
    - "peephole", D2 eq. (16): V_i c_{t-1}, V_f c_{t-1} and V_o c_t are added inside
      the σ of i, f and o. Each V is a diagonal matrix, kept as its diagonal.

    Parameters, for G stacked gates in the order i, f, g, o: W_xh (D, G H),
    W_hh (H, G H), b_h (G H,); with peepholes also V_i, V_f, V_o (H,).

    The states are the pair (h, c).

    References
    ----------
    Greff, K. et al. (2017). LSTM: a search space odyssey. IEEE TNNLS 28.
    """

    def __init__(self, D: int, H: int, *, variant: str = "standard", **options):
        check_choice("variant", variant, ("standard", "no_forget", "coupled", "peephole"))
        self.variant = variant
        super().__init__(D, H, **options)

    def _scan(self, D: int) -> Scan:
        if self.variant == "standard":
            return LSTMScan(D, self.H, self.dtype)
        return VariantScan(D, self.H, self.dtype, self.variant)


class GRU(Recurrent):
    """Gated recurrent unit.

    Parameters
    ----------
    reset : {"before", "after"}
        Where r meets h_{t-1}: before the product with W_hn, as in D2, or after it, as in PyTorch.
        "after" is the faster of the two.
    D, H, **options
        See `Recurrent`.

    Notes
    -----
    D2 eqs. (10) to (12), as corrected in the errata; z keeps the old state, as in D2, d2l and
    PyTorch (Ng's lectures keep the new candidate with it)::

        r, z = σ(x_t W_xh + h_{t-1} W_hh + b_h), each its own columns
        n    = tanh(x_t W_xn + (r h_{t-1}) W_hn + b_n)            "before"
        n    = tanh(x_t W_xn + r (h_{t-1} W_hn + b_hn) + b_n)     "after"
        h_t  = z h_{t-1} + (1 - z) n

    Parameters, with the gates stacked in the order r, z, n: W_xh (D, 3H), W_hh (H, 3H),
    b_h (3H,); for "after" also b_hn (H,).

    References
    ----------
    Cho, K. et al. (2014). Learning phrase representations using RNN encoder-decoder for
    statistical machine translation. EMNLP.
    """

    def __init__(self, D: int, H: int, *, reset: str = "before", **options):
        check_choice("reset", reset, ("before", "after"))
        self.reset = reset
        super().__init__(D, H, **options)

    def _scan(self, D: int) -> Scan:
        scan = ResetBeforeScan if self.reset == "before" else ResetAfterScan
        return scan(D, self.H, self.dtype)
