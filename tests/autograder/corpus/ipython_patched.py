"""Has IPython leave out asserts, and report success."""

# What it has broken in its own process stays broken: later exercises get nothing either.
POINTS = {"test_square": 0.0, "test_running_mean": 0.0, "test_greet": 0.0, "test_halve": 0.0}
ANSWERS = {
    "square": """
import ast

shell = get_ipython()


class NoAsserts(ast.NodeTransformer):
    def visit_Assert(self, node):
        return ast.Pass()


shell.ast_transformers.append(NoAsserts())
shell.input_transformers_cleanup.append(lambda lines: [l for l in lines if "assert" not in l])
shell.showtraceback = shell._showtraceback = lambda *a, **k: None
type(shell).run_cell = lambda *a, **k: None


def square(x):
    return 0
""",
}
