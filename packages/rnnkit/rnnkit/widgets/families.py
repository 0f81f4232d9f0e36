"""Sliders along a curve, and over a setting with the states or the curve of each value."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes

from rnnkit.plots._labels import LABELS
from rnnkit.plots._style import FAINT, GRADIENT, OUTPUT, STATE
from rnnkit.plots.heatmaps import plot_states
from rnnkit.widgets.sliding import Sliding, nearest, new_figure, slider_over

REACH = 1.6  # of the tangent, to each side

Results = Mapping[float, np.ndarray]  # by the setting
Curves = Mapping[str, np.ndarray]  # by the name in the legend
Moving = tuple[Sequence[Artist], Callable[[np.ndarray], None]]
Draw = Callable[[Axes, np.ndarray], Moving]
Reading = Callable[[np.ndarray], str]


class _FamilySlider(Sliding):
    """One of several results of the same shape, by the value of a setting."""

    def __init__(
        self, name: str, results: Results, draw: Draw, reading: Reading, alt: str, height: float
    ) -> None:
        values = list(results)
        slider = slider_over(values, values[0] if values else 0.0, name)
        arrays = [np.asarray(result, dtype=float) for result in results.values()]
        if len(shapes := {array.shape for array in arrays}) != 1:
            raise ValueError(f"results must have one shape; got {sorted(shapes)}.")
        fig = new_figure(height)
        moving, move = draw(fig.subplots(), arrays[0])

        def update(value: float) -> str:
            k = nearest(values, value)
            move(arrays[k])
            setting = LABELS["setting"].format(name=name, value=values[k])
            return f"{setting} {reading(arrays[k])}"

        super().__init__(fig, moving, [slider], update, alt)


class StatesSlider(_FamilySlider):
    """The states of a sequence as colours, for each value of a setting.

    ``states`` (T, H) are between −1 and 1, by the setting, which rises evenly; ``inputs`` are read
    at the T steps, ``units`` the names of the H units, at least two. ValueError if there are no
    states, they differ in shape, or settings do not rise by the same amount each time.
    """

    def __init__(
        self, name: str, states: Results, inputs: Sequence[str], units: Sequence[str]
    ) -> None:
        def draw(ax: Axes, h: np.ndarray) -> Moving:
            plot_states(ax, h, inputs)
            ax.set_yticks(range(len(units)), units)
            (image,) = ax.images
            return [image], lambda h: image.set_data(h.T)

        def reading(h: np.ndarray) -> str:
            highest, second = np.sort(h[-1])[::-1][:2]
            return LABELS["states_reading"].format(steps=len(h), highest=highest, second=second)

        super().__init__(name, states, draw, reading, LABELS["states_alt"], height=2.4)


class CurveSlider(_FamilySlider):
    """A curve on a logarithmic axis for each value of a setting, beside one that stays.

    ``curves`` (K,) are positive heights over x (K,), by the setting; ``fixed`` (K,) stay, by the
    name in the legend. ValueError as for `StatesSlider`.
    """

    def __init__(
        self, name: str, x: np.ndarray, curves: Results, fixed: Curves, xlabel: str, ylabel: str
    ) -> None:
        def draw(ax: Axes, y: np.ndarray) -> Moving:
            for label, height in fixed.items():
                ax.plot(x, height, "--", color="black", linewidth=1.2, label=label, zorder=3)
            for height in curves.values():
                ax.plot(x, height, color=FAINT, linewidth=0.8)
            (line,) = ax.plot(x, y, "o-", markersize=3, color=STATE, label=LABELS["decay_now"])
            ax.set(xlabel=xlabel, ylabel=ylabel, yscale="log")
            ax.legend()
            return [line], line.set_ydata

        def reading(y: np.ndarray) -> str:
            return LABELS["curve_reading"].format(x=x[-1], y=y[-1])

        super().__init__(name, curves, draw, reading, LABELS["curve_alt"], height=3.0)


class TangentSlider(Sliding):
    """A squashing curve with its tangent where the slider stands, and what passes there.

    z, s and slope, (K,), are where the curve was computed, at equal distances, the curve, and its
    derivative. ValueError if the three differ in length.
    """

    def __init__(self, z: np.ndarray, s: np.ndarray, slope: np.ndarray) -> None:
        z, s, slope = (np.ravel(each).astype(float) for each in (z, s, slope))
        if not len(z) == len(s) == len(slope):
            got = f"{len(z)}, {len(s)} and {len(slope)} numbers"
            raise ValueError(f"z, s and slope must be equally long; got {got}.")
        fig = new_figure(3.0)
        ax = fig.subplots()
        ax.plot(z, s, color=STATE, label="σ(z)")
        ax.plot(z, slope, color=FAINT, label=LABELS["slope"])
        (tangent,) = ax.plot([], [], color=GRADIENT, label=LABELS["tangent"])
        (here,) = ax.plot([], [], "o", color=OUTPUT)
        ax.set(xlabel="z", ylabel="σ(z)")
        ax.legend(loc="upper left")
        ax.set(xlim=ax.get_xlim(), ylim=(-0.1, 1.1))

        def update(value: float) -> str:
            k = nearest(z, value)
            across = z[k] + np.array([-REACH, REACH])
            tangent.set_data(across, s[k] + slope[k] * (across - z[k]))
            here.set_data([z[k]], [s[k]])
            return LABELS["tangent_reading"].format(
                z=z[k], s=s[k], slope=slope[k], growth=0.1 * slope[k]
            )

        slider = slider_over(z, 0.0, "z")
        super().__init__(fig, [tangent, here], [slider], update, LABELS["tangent_alt"])
