"""Shows pages with scripts; only people's eyes are in danger."""

POINTS = {"test_square": 0.0}
ANSWERS = {
    "square": """
from IPython.display import HTML, Javascript, display

display(HTML("<script>document.title = 1</script>"), Javascript("alert(1)"))


def square(x):
    display({"text/html": "<script>1</script>", "application/x-python": 5}, raw=True)
    return 0
""",
}
