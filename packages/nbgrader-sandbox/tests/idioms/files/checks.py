"""A helper module beside the notebook, as teachers hand them out."""

from pathlib import Path

HALF = 0.5
REGISTERED = []


class Bag:
    def __init__(self):
        self.things = []

    def put(self, thing):
        self.things.append(thing)


def check_grow(grow):
    assert grow(1) == 2, "grow(1) is not 2"


def load_words():
    return Path("data/words/short.txt").read_text(encoding="utf-8").split()
