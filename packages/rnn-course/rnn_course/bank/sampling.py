"""Random arguments, of sizes at which a bug shows."""

import zlib

import numpy as np

# Every letter has another value in every visible case, so that a swapped axis cannot fit.
VISIBLE_SIZES = (
    {"T": 4, "N": 3, "D": 5, "H": 6, "V": 7},
    {"T": 6, "N": 2, "D": 7, "H": 3, "V": 5},
)
# Other relations between the sizes than in the visible cases: more steps than units, D = H.
HIDDEN_SIZES = (
    {"T": 7, "N": 4, "D": 2, "H": 5, "V": 9},
    {"T": 3, "N": 5, "D": 4, "H": 4, "V": 8},
)


class Sampler:
    """Sample the arguments of one case: ``sample.normal("N", "H")``, ``sample.weight("D", "H")``.

    Parameters
    ----------
    sizes : dict of str to int
        What the letters T, N, D, H and V stand for in this case.
    seed : str
        Named after the exercise, so that adding one leaves the others as they are.
    hidden : bool
        Whether it is for a hidden case, which should differ in kind from the visible ones.
    """

    def __init__(self, sizes: dict[str, int], seed: str, hidden: bool = False) -> None:
        self.sizes = sizes
        self.hidden = hidden
        self.rng = np.random.default_rng(zlib.crc32(seed.encode()))

    def shape(self, *letters: str) -> tuple[int, ...]:
        """Return the sizes of the given letters."""
        return tuple(self.sizes[letter] for letter in letters)

    def normal(self, *letters: str) -> np.ndarray:
        """Return standard normal numbers."""
        return self.rng.standard_normal(self.shape(*letters))

    def gradient(self, *letters: str) -> np.ndarray:
        """Return a gradient that arrives on a way back."""
        return self.as_gradient(self.normal(*letters))

    def as_gradient(self, array: np.ndarray) -> np.ndarray:
        """Return it so large in hidden cases that an answer which clips on the way shows."""
        return (100.0 if self.hidden else 1.0) * array

    def weight(self, *letters: str) -> np.ndarray:
        """Return normal numbers over √fan-in: large enough that no bug hides in rounding."""
        shape = self.shape(*letters)
        return self.rng.standard_normal(shape) / np.sqrt(shape[0])

    def bias(self, letter: str) -> np.ndarray:
        """Return numbers half as large as a state."""
        return 0.5 * self.normal(letter)

    def labels(self, *letters: str, classes: str = "V") -> np.ndarray:
        """Return class indices, where the classes differ."""
        return self.rng.integers(0, self.sizes[classes], size=self.shape(*letters))

    def mask(self) -> np.ndarray:
        """Return ones where a step is real: (T, N), one full sequence, the others shorter."""
        T, N = self.shape("T", "N")
        lengths = np.r_[T, self.rng.integers(1, T, size=N - 1)]
        return (np.arange(T)[:, None] < lengths).astype(float)
