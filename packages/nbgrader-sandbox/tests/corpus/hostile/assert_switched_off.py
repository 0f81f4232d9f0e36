"""Has every later cell compiled without its asserts."""

POINTS = {"test_square": 0.0}
ANSWERS = {
    "square": """
import ast


class NoAsserts(ast.NodeTransformer):
    def visit_Assert(self, node):
        return ast.Pass()


get_ipython().ast_transformers.append(NoAsserts())


def square(x):
    return 0
""",
}
