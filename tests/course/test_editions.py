"""The chapters in another language: the same cells and code, and every string may be changed.

The translation here is made up and changes every text. So what holds of it holds of any.
"""

import ast
import os
import shutil
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell

from rnn_course.build.chapters import read_chapter
from rnn_course.catalogues.code import code_units, masked, translated_code
from rnn_course.catalogues.edition import Edition, shown_texts
from rnn_course.paths import Course
from rnn_course.translate.commands import check
from rnn_course.translate.rules import LINK, MATHS, SPAN, say
from rnnkit.workbook.paths import notebook_in
from tests.support.classroom import CHAPTERS
from tests.support.notebooks import needs_training
from tests.support.pseudo_edition import MARK, translate_all, write_edition
from tests.support.repository import COURSE
from tests.support.samples import sample

# An f-string pads by letters, of which a Chinese one is two columns wide.
REFUSE_PADDING = """
import ast
from rnnkit.language import columns

def formatted(value, spec):
    wide = isinstance(value, str) and columns(value) > len(value)
    assert not (wide and spec), f"write padded(…, {spec}), which counts columns: {value!r}"
    return format(value, spec)

class Formatted(ast.NodeTransformer):
    def visit_FormattedValue(self, node):
        self.generic_visit(node)
        if node.format_spec is not None and node.conversion == -1:
            name = ast.Name("formatted", ast.Load())
            node.value = ast.Call(name, [node.value, node.format_spec], [])
            node.format_spec = None
        return node

get_ipython().ast_transformers.append(Formatted())
"""


@pytest.fixture(scope="module")
def edition(tmp_path_factory) -> Course:
    """The whole course in a made-up translation, notebooks only."""
    root = tmp_path_factory.mktemp("edition")
    for folder in (COURSE.chapters, COURSE.locale, COURSE.solutions):
        shutil.copytree(folder, root / folder.relative_to(COURSE.root))
    shutil.copy(COURSE.config, root / "course")
    course = Course(root)
    write_edition(translate_all(course), course.chapter_names())
    return replace(course, language="zh")


def pairs(edition, chapter, folder="source"):
    """Each English cell with the one in the other language."""
    others = read(notebook_in(getattr(edition, folder), chapter)).cells
    english = read(notebook_in(getattr(COURSE, folder), chapter)).cells
    return zip(english, others, strict=True)


def read(path: Path):
    return nbformat.read(path, as_version=4)


def code_of(source):
    try:
        return masked(source.partition("\n\nimport rnnkit\n")[0])
    except SyntaxError:  # an IPython magic
        return source


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_cells_ids_points_and_code_are_the_same(edition, chapter):
    for folder in ("source", "release"):
        for one, other in pairs(edition, chapter, folder):
            assert (one.id, one.cell_type) == (other.id, other.cell_type)
            headers = [dict(each.metadata.get("nbgrader", {})) for each in (one, other)]
            assert headers[0] | {"checksum": ""} == headers[1] | {"checksum": ""}
            assert one.metadata.get("tags") == other.metadata.get("tags")
            if one.cell_type == "code":
                assert code_of(one.source) == code_of(other.source), one.id


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_maths_code_and_links_of_the_prose_are_the_same(edition, chapter):
    for one, other in pairs(edition, chapter):
        if one.cell_type == "markdown":
            for pattern in (MATHS, SPAN, LINK):
                found = pattern.findall(other.source.replace(MARK, ""))
                assert found == pattern.findall(one.source), one.id


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_nothing_is_left_in_english(edition, chapter):
    """But what keep.txt names: the first cell says so otherwise."""
    first = read(notebook_in(edition.source, chapter)).cells[0].source
    assert "still in English" not in first
    assert MARK in first


@pytest.mark.slow
@pytest.mark.parametrize("chapter", sample(CHAPTERS, "02", "05", "09", "12"))
def test_every_string_of_given_code_may_be_changed_and_is_padded_by_columns(
    edition, chapter, tmp_path
):
    """A text that another program or another cell looks for belongs into keep.txt."""
    notebook = read(notebook_in(edition.source, chapter))
    notebook.cells.insert(0, new_code_cell(REFUSE_PADDING))
    variables = {"RNNKIT_UPDATES": "2", "RNNKIT_HIDDEN_CASES": str(COURSE.hidden_cases)}
    with patch.dict(os.environ, variables):
        paths = {"metadata": {"path": str(tmp_path)}}
        NotebookClient(notebook, allow_errors=True, timeout=300, resources=paths).execute()
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    failed = {
        cell.id: output.evalue
        for cell in code
        for output in cell.outputs
        if output.output_type == "error" and not needs_training(cell)
    }
    assert failed == {}


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_no_code_looks_up_a_text_that_other_code_put_together(chapter):
    """An f-string is translated, and what it becomes as a key elsewhere is another text."""
    cells = read_chapter(COURSE.chapters / f"{chapter}.md").notebook.cells
    trees = [ast.parse(cell.source) for cell in cells if cell.cell_type == "code"]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    read_only = [n for n in nodes if isinstance(n, ast.Subscript) and isinstance(n.ctx, ast.Load)]
    keys = {node for each in read_only for node in ast.walk(each.slice)}
    texts = [n for n in nodes if isinstance(n, ast.Constant) and " " in str(n.value)]
    written = {node.value for node in texts if node not in keys}
    assert {node.value for node in texts if node in keys} <= written


@pytest.mark.parametrize("language", COURSE.languages())
def test_what_is_translated_so_far_has_no_fault(language):
    """What has become stale since is counted elsewhere, and only a release refuses it."""
    found = check(Edition(COURSE, language), "", with_terms=False)
    assert [fault for fault in found if not fault.endswith((say("order"), say("fuzzy")))] == []


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_the_cell_that_imports_the_tools_is_called_setup(chapter):
    cells = read_chapter(COURSE.chapters / f"{chapter}.md").notebook.cells
    first = next(cell for cell in cells if cell.cell_type == "code")
    assert first.metadata.nbgrader.grade_id == "setup"


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_each_text_that_is_listed_as_shown_stands_in_its_chapter(chapter):
    cells = read_chapter(COURSE.chapters / f"{chapter}.md").cells()
    listed = shown_texts(COURSE).get(chapter, [])
    units = [text for _, cell in cells for text in code_units(cell.source, listed)]
    assert [text for text in listed if text not in units] == []


def test_a_listed_text_is_translated_where_it_is_a_value_a_key_or_compared():
    code = 'rows = {"rule": rule}\nif name == "rule":\n    rows["rule"] = data["other"]'
    assert code_units(code) == []
    assert code_units(code, ["rule"]) == ["rule", "rule", "rule"]
    chinese = {"rule": "规则", "other": "别的"}.get
    assert translated_code(code, chinese, shown=["rule"]) == code.replace('"rule"', '"规则"')
