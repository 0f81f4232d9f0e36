"""Writes until there is no room; the function is right."""

POINTS = {}
ANSWERS = {
    "square": """
def square(x):
    return x * x


with open("big", "wb") as file:
    while True:
        file.write(bytes(10_000_000))
""",
}
