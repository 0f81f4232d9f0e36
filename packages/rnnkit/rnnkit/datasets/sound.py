"""Sound: made-up vowels as formant tones, and note sequences that can be heard."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np

from rnnkit.datasets._common import Dataset, Part, frozen, made, random_parts

# Mean formants of men in hertz, from Peterson and Barney (1952).
FORMANTS = {
    "ee": (270, 2290, 3010),
    "eh": (530, 1840, 2480),
    "ah": (730, 1090, 2440),
    "aw": (570, 840, 2410),
    "oo": (300, 870, 2240),
}
VOWELS = ("silence", *FORMANTS)
WIDTHS = np.array([90.0, 110.0, 170.0])  # of the three formants, in hertz
LEVELS = np.array([1.0, 0.5, 0.25])
STEPS, BANDS = 30, 20
NOISE = 3.0  # standard deviation
FRAME = 0.02  # seconds
HARMONICS = 40
RATE = 16_000  # samples a second


class Sound(NamedTuple):
    """Samples to be played: `IPython.display.Audio(sound.samples, rate=sound.rate)`.

    samples (n,) are sound pressure in [-1, 1], rate of them a second.
    """

    samples: np.ndarray
    rate: int


@cache
def formant_tones(count: int = 600, *, seed: int = 0) -> Dataset:
    """Return sequences of vowels from made-up voices, as spectra, with the vowel of each frame.

    Parameters
    ----------
    count : int, default 600
        Number of sequences, at least 10.
    seed : int, default 0
        Which sequences are made, and which are held out.

    Returns
    -------
    Dataset
        Each part has `x`, an ndarray of shape (T, N, D) of logarithms of the energy in each of
        20 bands from 100 to 4000 Hz, equally wide on the mel scale, for 30 frames of 0.02 s; and
        `y`, an ndarray of shape (T, N) of class numbers. `classes` names them: silence and five
        vowels, spelled as in English.

    Notes
    -----
    D1 §1, speech recognition. A vowel is known by the resonances of the vocal tract, its
    formants. Each sequence is another voice: its pitch lies between 90 and 250 Hz, and its
    formants are up to 15 % off the mean. Noise is added, with which a single frame is often not
    enough, and the frames around it help. `formant_sound` makes such vowels audible.

    Source: made by this function; 80, 10 and 10 %. Licence: MIT, as this course.

    References
    ----------
    Peterson, Barney (1952), Control methods used in a study of the vowels.
    """
    rng = np.random.default_rng(seed)
    runs = [
        np.repeat(rng.integers(len(VOWELS), size=STEPS), rng.integers(4, 9, size=STEPS))[:STEPS]
        for _ in range(count)
    ]
    y = np.array(runs).T  # (T, N)
    formants = np.array([(0.0, 0.0, 0.0), *FORMANTS.values()])[y]  # (T, N, 3)
    formants = formants * rng.uniform(0.85, 1.15, (count, 1))
    drift = 0.02 * rng.standard_normal((STEPS, count)).cumsum(axis=0)
    pitch = rng.uniform(90, 250, count) * np.exp(drift)  # (T, N)
    x = np.log(_band_energies(pitch, formants, y > 0) + 1e-4)
    x += NOISE * rng.standard_normal(x.shape)
    parts = random_parts(count, seed, lambda i: Part(frozen(x[:, i]), frozen(y[:, i])))
    return made("formant_tones", parts, VOWELS)


def formant_sound(vowels: Sequence[str], *, pitch: float = 120.0, seconds: float = 0.3) -> Sound:
    """Speak vowels, as `formant_tones().classes` names them, one after the other."""
    if unknown := sorted(set(vowels) - set(VOWELS)):
        raise ValueError(f"vowels must be among {', '.join(VOWELS)}; got {', '.join(unknown)}.")
    t = np.arange(round(seconds * RATE)) / RATE
    frequencies = pitch * np.arange(1, HARMONICS + 1)
    pieces = []
    for vowel in vowels:
        loudness = _resonance(frequencies, np.array(FORMANTS.get(vowel, (0, 0, 0)), float))
        loudness = loudness * (vowel != "silence") * (frequencies < RATE / 2)
        waves = np.sin(2 * np.pi * frequencies[:, None] * t)  # (harmonics, n)
        pieces.append(loudness @ waves * _fade(len(t)))
    return _sound(np.concatenate(pieces) if pieces else np.zeros(0))


def notes_sound(notes: np.ndarray, *, beats_per_minute: float = 110.0) -> Sound:
    """Make a melody that can be heard.

    notes (T, 2) are pitches as MIDI numbers (60 is middle C, 0 is a rest) and lengths in quarters
    of a beat. Twelve-tone equal temperament: a pitch p sounds at 440 · 2^((p - 69) / 12) Hz.
    """
    notes = np.asarray(notes)
    if notes.ndim != 2 or notes.shape[1] != 2:
        raise ValueError(f"notes must have shape (T, 2), pitch and length; got {notes.shape}.")
    pieces = [np.zeros(0)]
    for pitch, length in notes:
        t = np.arange(round(length * 15 / beats_per_minute * RATE)) / RATE
        phase = 2 * np.pi * 440 * 2 ** ((pitch - 69) / 12) * t
        tone = sum(np.sin(k * phase) / k**2 for k in range(1, 6))
        pieces.append((pitch > 0) * np.exp(-3 * t) * tone * _fade(len(t)))
    return _sound(np.concatenate(pieces))


def _resonance(frequencies: np.ndarray, formants: np.ndarray) -> np.ndarray:
    """Return the loudness of each frequency: a sum of three peaks."""
    distance = (frequencies[..., None] - formants[..., None, :]) / WIDTHS
    return (LEVELS / (1 + distance**2)).sum(axis=-1)


def _band_energies(pitch: np.ndarray, formants: np.ndarray, voiced: np.ndarray) -> np.ndarray:
    """Return energies of shape (T, N, BANDS)."""
    frequencies = pitch[..., None] * np.arange(1, HARMONICS + 1)  # (T, N, harmonics)
    energies = _resonance(frequencies, formants) ** 2 * voiced[..., None]
    low, high = _mel(100.0), _mel(4000.0)
    place = (_mel(frequencies) - low) / (high - low) * BANDS - 0.5
    # Each harmonic counts for the nearest bands, more for the nearer.
    shares = np.maximum(0, 1 - np.abs(place[..., None] - np.arange(BANDS)))
    return np.einsum("tnk,tnkb->tnb", energies, shares)


def _mel(frequency: np.ndarray | float) -> np.ndarray:
    return 2595 * np.log10(1 + np.asarray(frequency) / 700)


def _fade(samples: int) -> np.ndarray:
    """Return a window that rises and falls within 10 ms, so that nothing clicks."""
    ramp = np.arange(samples) / (0.01 * RATE)
    return np.clip(np.minimum(ramp, ramp[::-1]), 0, 1)


def _sound(samples: np.ndarray) -> Sound:
    return Sound(samples / max(np.abs(samples).max(initial=0), 1e-9) * 0.8, RATE)
