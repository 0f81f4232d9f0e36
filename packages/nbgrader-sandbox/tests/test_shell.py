"""The shell that cells run in: what it leaves out for speed changes nothing."""

import pytest
from IPython.core.inputtransformer2 import TokenTransformBase, TransformerManager

from nbgrader_sandbox.kernel import shell

CELLS = {
    "plain": "x = 1\nfor i in range(3):\n    x += i",
    "magic": "%matplotlib inline",
    "indented magic": "if True:\n    %time x = 1",
    "assigned magic": "files = %ls",
    "command": "!ls",
    "assigned command": "files = !ls -a",
    "cell magic": "%%timeit\nx = 1",
    "help": "x?",
    "help before": "?x",
    "source": "len??",
    "quoted": ",print a b",
    "quoted as one": "  ;print a b",
    "called": "/print a",
    "prompts": ">>> x = 1\n... y = 2",
    "IPython's prompts": "In [1]: x = 1",
    "indented": "    x = 1\n    y = 2",
    "blank lines first": "\n\nx = 1",
    "remainder": "x = (7\n     % 3)",
    "unequal": "x != 1",
    "question": 'print("really?")  # why?',
    "operators at the beginning": "x = (1\n     / 2\n     , 3)",
    "continued": "x = 1 \\\n    + 2",
    "unfinished": "x = (1,",
    "empty": "",
}


@pytest.mark.parametrize("source", CELLS.values(), ids=CELLS)
def test_cells_are_transformed_as_by_ipython(source):
    assert shell._Transformer().transform_cell(source) == TransformerManager().transform_cell(
        source
    )


def test_a_transformer_of_an_extension_is_asked():
    class Doubles(TokenTransformBase):
        @classmethod
        def find(cls, tokens_by_line):
            first = tokens_by_line[0][0]
            return cls(first.start) if first.string == "once" else None

        def transform(self, lines):
            return ["twice" + lines[0].removeprefix("once"), *lines[1:]]

    transformer = shell._Transformer()
    transformer.token_transformers.append(Doubles)
    assert transformer.transform_cell("once = 1") == "twice = 1\n"


def test_cells_have_names_of_their_own():
    names = {shell._Compiler().get_code_name(source, source, 1) for source in CELLS.values()}
    assert len(names) == len(CELLS)
