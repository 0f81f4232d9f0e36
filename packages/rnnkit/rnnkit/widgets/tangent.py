"""A slider along a curve, with the slope where it stands."""

import numpy as np

from rnnkit.plots._labels import LABELS
from rnnkit.plots._style import FAINT, GRADIENT, OUTPUT, STATE
from rnnkit.widgets.sliding import Sliding, nearest, new_figure, slider_over

REACH = 1.6  # of the tangent, to each side


class TangentSlider(Sliding):
    """A squashing curve with its tangent where the slider stands, and what passes there.

    Parameters
    ----------
    z : ndarray of shape (K,)
        Where the curve was computed, at equal distances.
    s : ndarray of shape (K,)
        The curve.
    slope : ndarray of shape (K,)
        Its derivative.
    start : float, default 0
        Where the slider begins.

    Raises
    ------
    ValueError
        If the three differ in length.
    """

    def __init__(self, z: np.ndarray, s: np.ndarray, slope: np.ndarray, start: float = 0.0) -> None:
        z, s, slope = (np.ravel(each).astype(float) for each in (z, s, slope))
        if not len(z) == len(s) == len(slope):
            raise ValueError(
                "z, s and slope must be equally long; "
                f"got {len(z)}, {len(s)} and {len(slope)} numbers."
            )
        fig = new_figure(3.0)
        ax = fig.subplots()
        ax.plot(z, s, color=STATE, label="σ(z)")
        ax.plot(z, slope, color=FAINT, label=LABELS["slope"])
        (tangent,) = ax.plot([], [], color=GRADIENT, label=LABELS["tangent"])
        (here,) = ax.plot([], [], "o", color=OUTPUT)
        ax.set(xlabel="z", ylabel="σ(z)")
        ax.legend(loc="upper left")
        limits = ax.get_xlim(), (-0.1, 1.1)
        ax.set(xlim=limits[0], ylim=limits[1])

        def update(value: float) -> str:
            k = nearest(z, value)
            across = z[k] + np.array([-REACH, REACH])
            tangent.set_data(across, s[k] + slope[k] * (across - z[k]))
            here.set_data([z[k]], [s[k]])
            return LABELS["tangent_reading"].format(
                z=z[k], s=s[k], slope=slope[k], growth=0.1 * slope[k]
            )

        slider = slider_over(z, start, "z")
        super().__init__(fig, [tangent, here], [slider], update, LABELS["tangent_alt"])
