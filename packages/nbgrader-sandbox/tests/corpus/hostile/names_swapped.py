"""The names of test and answer are swapped."""

POINTS = {"test_square": 0.0}


def tamper(notebook):
    by_id = {cell.id: cell for cell in notebook.cells}
    test, answer = by_id["test-square"], by_id["square"]
    test.metadata, answer.metadata = answer.metadata, test.metadata
    test.id, answer.id = "square", "test-square"
    test.source = answer.source = "2.0"
