"""The gated recurrent unit, with the reset gate before or after the product."""

from rnnkit.layers._scans.base import Scan
from rnnkit.layers._scans.gru_reset_after import ResetAfterScan
from rnnkit.layers._scans.gru_reset_before import ResetBeforeScan
from rnnkit.layers._validation import check_choice
from rnnkit.layers.recurrent import Recurrent


class GRU(Recurrent):
    """Gated recurrent unit.

    Parameters
    ----------
    D, H : int
        Sizes of input and hidden state.
    reset : {"before", "after"}
        Where r meets h_{t-1}: before the product with W_hn, as in D2, or after
        it, as in PyTorch. "after" is the faster of the two.
    **options
        See `Recurrent`.

    Raises
    ------
    ValueError
        If reset is anything else.

    Notes
    -----
    D2 eqs. (10) to (12), as corrected in the errata; z keeps the old state, as in
    D2, d2l and PyTorch (Ng's lectures keep the new candidate with it)::

        r, z = σ(x_t W_xh + h_{t-1} W_hh + b_h), each its own columns
        n    = tanh(x_t W_xn + (r h_{t-1}) W_hn + b_n)            "before"
        n    = tanh(x_t W_xn + r (h_{t-1} W_hn + b_hn) + b_n)     "after"
        h_t  = z h_{t-1} + (1 - z) n

    Parameters, with the gates stacked in the order r, z, n: W_xh (D, 3H),
    W_hh (H, 3H), b_h (3H,); for "after" also b_hn (H,).

    References
    ----------
    Cho, K. et al. (2014). Learning phrase representations using RNN
    encoder-decoder for statistical machine translation. EMNLP.
    """

    def __init__(self, D: int, H: int, *, reset: str = "before", **options):
        check_choice("reset", reset, ("before", "after"))
        self.reset = reset
        super().__init__(D, H, **options)

    def _scan(self, D: int) -> Scan:
        scan = ResetBeforeScan if self.reset == "before" else ResetAfterScan
        return scan(D, self.H, self.dtype)
