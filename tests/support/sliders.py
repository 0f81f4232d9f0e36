"""Cells that show widgets with a slider, by the slider's name."""

IMPORTS = "import numpy as np\nfrom rnnkit.widgets import *"
SLIDERS = {
    "z": "z = np.linspace(-5, 5, 101)\nTangentSlider(z, np.tanh(z), 1 - np.tanh(z) ** 2)",
    "length of the first sentence": """
mask = np.array([[1, 1], [1, 0], [1, 0]])
PaddingSlider([["a", "b"], ["a", "<pad>"], ["a", "<pad>"]], np.random.rand(3, 2, 2), mask)""",
    "temperature": """
tokens, logits = np.array([0, 1, 2, 1]), np.random.rand(4, 3)
TemperatureSlider({1 + k / 4: (tokens, logits) for k in range(4)}, "abc", "")""",
    "gain": """
StatesSlider("gain", {g: np.tanh(g * np.random.rand(4, 2)) for g in (1, 2, 3)}, "0101", "ab")""",
    "bias": """
x = np.arange(1, 9)
CurveSlider("bias", x, {b: x ** (b - 3.0) for b in (0, 1, 2)}, {"fixed": 1.0 / x}, "x", "y")""",
    "round": "scan_stepper(8)",
    "width of the beam": "BeamBox(lambda text, n: (text * n, -n), ['5 mai'], '5 mai')",
}
