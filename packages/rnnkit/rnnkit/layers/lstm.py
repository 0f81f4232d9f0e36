"""The long short-term memory and its variants."""

from rnnkit.layers._scans.base import Scan
from rnnkit.layers._scans.lstm import LSTMScan
from rnnkit.layers._scans.lstm_variants import VariantScan
from rnnkit.layers._validation import check_choice
from rnnkit.layers.recurrent import Recurrent


class LSTM(Recurrent):
    """Long short-term memory.

    Parameters
    ----------
    D, H : int
        Sizes of input and hidden state.
    variant : {"standard", "no_forget", "coupled", "peephole"}
        Which of the forms below.
    **options
        See `Recurrent`.

    Raises
    ------
    ValueError
        If the variant is another one.

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
