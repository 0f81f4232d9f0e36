"""Shows a progress bar in a function; the function is right."""

POINTS = {}
ANSWERS = {
    "square": """
from tqdm.auto import tqdm


def square(x):
    for _ in tqdm(range(3)):
        pass
    return x * x
""",
}
