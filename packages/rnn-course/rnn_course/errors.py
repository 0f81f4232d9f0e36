"""What is wrong with a chapter or a solution, said to its author."""


class AuthoringError(Exception):
    """Something that an author has to mend before the course can be built.

    Parameters
    ----------
    place : str
        Chapter and cell, as ``CellPlace`` writes them.
    expected, got : str
        What should be there, and what is.
    remedy : str
        What to do.
    """

    def __init__(self, place: str, expected: str, got: str, remedy: str) -> None:
        super().__init__(f"{place}\n  expected: {expected}\n  got: {got}\n  to do: {remedy}")
