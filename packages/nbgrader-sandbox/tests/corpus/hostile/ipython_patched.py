"""Has IPython leave out asserts, and report success."""

POINTS = {"test_square": 0.0}
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
