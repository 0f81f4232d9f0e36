"""Short films of a shape that moves, for video classification."""

from functools import cache

import numpy as np

from rnnkit.datasets._common import Dataset, Part, frozen, made, random_parts

MOVES = ("left", "right", "up", "down", "clockwise", "anticlockwise")
STEPS = 12  # frames in a film
SPEED = 0.5  # pixels a frame
TURN = 0.45  # radians a frame


@cache
def moving_shapes(
    count: int = 3000, *, size: int = 8, noise: float = 0.1, seed: int = 0
) -> Dataset:
    """Return films of a square, disc or diamond, and how it moves.

    Parameters
    ----------
    count : int, default 3000
        Number of films, at least 10.
    size : int, default 8
        Height and width of a frame, in pixels, at least 8.
    noise : float, default 0.1
        Standard deviation of what is added to each pixel; a shape has brightness 1.
    seed : int, default 0
        Which films are made, and which are held out.

    Returns
    -------
    Dataset
        Each part has `x`, an ndarray of shape (T, N, size * size) of brightness, row by row,
        and `y`, an ndarray of shape (N,) of class numbers. `classes` names the six moves.

    Notes
    -----
    D1 §1, video activity. What leaves the frame on one side comes in on the other. Thus every
    place is equally likely in every frame, whatever the move is: a single frame says nothing
    about it, only the order of the frames does.

    Source: made by this function; 80, 10 and 10 %. Licence: MIT, as this course.

    References
    ----------
    Srivastava, Mansimov, Salakhutdinov (2015), Unsupervised learning of video representations
    using LSTMs.
    """
    if size < 8:
        raise ValueError(f"size must be at least 8 pixels; got {size}.")
    rng = np.random.default_rng(seed)
    moves = rng.integers(len(MOVES), size=count)
    centres = _paths(rng, moves) + rng.uniform(0, size, (count, 2))
    films = _draw(centres, rng.integers(3, size=count), rng.uniform(1.2, 2.2, count), size)
    films += noise * rng.standard_normal(films.shape)
    films = films.reshape(STEPS, count, size * size)
    parts = random_parts(count, seed, lambda i: Part(frozen(films[:, i]), frozen(moves[i])))
    return made("moving_shapes", parts, MOVES)


def _paths(rng: np.random.Generator, moves: np.ndarray) -> np.ndarray:
    """Return centres of shape (T, N, 2), as (row, column), relative to where a film begins."""
    t = np.arange(STEPS)[:, None]  # (T, 1)
    ways = np.array([(0, -1), (0, 1), (-1, 0), (1, 0), (0, 0), (0, 0)])[moves]  # (N, 2)
    straight = SPEED * t[:, :, None] * ways
    sense = np.array([0, 0, 0, 0, 1, -1])[moves]  # (N,)
    angle = sense * TURN * t + rng.uniform(0, 2 * np.pi, len(moves))  # (T, N)
    # Rows count downwards, so this turns with the clock as the angle grows.
    circle = 2.0 * np.stack([np.sin(angle), np.cos(angle)], axis=-1)
    return straight + np.abs(sense)[:, None] * circle


def _draw(centres: np.ndarray, shapes: np.ndarray, radii: np.ndarray, size: int) -> np.ndarray:
    """Return frames of shape (T, N, size, size) with soft edges."""
    away = np.abs(np.arange(size) - centres[..., None]) % size  # (T, N, 2, size)
    away = np.minimum(away, size - away)  # the sides of the frame are joined
    down, across = away[:, :, 0, :, None], away[:, :, 1, None, :]
    frames = np.empty((*centres.shape[:2], size, size))
    for shape, distance in enumerate((np.maximum, np.hypot, np.add)):
        chosen = shapes == shape
        frames[:, chosen] = distance(down[:, chosen], across[:, chosen])
    return np.clip(radii[:, None, None] + 0.5 - frames, 0.0, 1.0)
