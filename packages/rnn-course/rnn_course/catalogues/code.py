"""Strings and comments of given code that people read, found through the syntax tree."""

import ast
import io
import re
import tokenize
from collections.abc import Collection, Iterator

from rnn_course.catalogues.docstrings import WIDTH, Lookup, function_units, span, with_docstrings
from rnnkit.language import columns

Texts = Collection[str]
# A value of an f-string, a Chinese character with its mark, a word, or what is between.
TOKEN = re.compile(
    r"\{\{|\}\}|\{[^{}]*\}|[\u2e80-\uffef][，。、：；？！）”]*|[^\s{}\u2e80-\uffef]+|\s+|.", re.S
)
TWO_WORDS = re.compile(r"[A-Za-z]{2,}[,:;]? +(?:a +)?\(?[A-Za-z]{2,}")
LETTERS = re.compile(r"[A-Za-z]{2,}")
READ = {"alt", "xlabel", "ylabel", "title", "desc", "label", "suptitle"}  # keywords
SAYS = {"print", "set_title", "set_xlabel", "set_ylabel", "suptitle"}  # calls
NAMES, KNOWS = {"loc"}, {"measured_losses"}  # a keyword, and a call, with names of their own
ANSWERED = {"predict": "mine"}  # a call whose choices are read, and the student's own keyword
COMMENT = re.compile(r"(#\s*+)(?!#|fmt:|noqa|type:)(.+)")


class NotTheSameCodeError(ValueError):
    """A translated string cannot stand where the English one did."""


def code_units(code: str, shown: Texts = ()) -> list[str]:
    """Return the strings, ``shown`` among them, docstrings and comments that people read."""
    if _tree(code) is None:
        return []
    found = [(span(code, node)[0], text) for node, text in _strings(code, shown)]
    found += [(start, text) for start, _, text in _comments(code)]
    return [*function_units(code), *(text for _, text in sorted(found))]


def translated_code(code: str, lookup: Lookup, key: Lookup | None = None, shown: Texts = ()) -> str:
    """Return code with those that have a translation in that language, or NotTheSameCodeError.

    ``key`` translates what stands as a key or in a comparison, if it is a unit elsewhere.
    """
    if _tree(code) is None:
        return code
    expected = masked(code)
    code = with_docstrings(code, lookup)
    strings = [(node, lookup(text)) for node, text in _strings(code, shown)]
    # The same text as a key, here or in another cell, has to stay the same.
    strings += [(node, key(text)) for node, text in _keys(code)] if key else []
    changes = {(*span(code, node), _literal(new, code, node)) for node, new in strings if new}
    changes |= {(s, e, new) for s, e, text in _comments(code) if (new := lookup(text))}
    new_code = code
    for start, end, text in sorted(changes, reverse=True):
        new_code = new_code[:start] + text + new_code[end:]
    if _tree(new_code) is None or masked(new_code) != expected:
        raise NotTheSameCodeError(f"the code would no longer do the same:\n{new_code}")
    return new_code


def _tree(code: str) -> ast.Module | None:
    try:
        return ast.parse(code)
    except SyntaxError:  # an IPython magic, or wrong on purpose
        return None


def _keys(code: str) -> Iterator[tuple[ast.expr, str]]:
    for node in ast.walk(ast.parse(code)):
        parts: list[ast.AST] = [node.slice] if isinstance(node, ast.Subscript) else []
        parts += [node.left, *node.comparators] if isinstance(node, ast.Compare) else []
        for part in parts:
            for each in getattr(part, "elts", [part]):
                if text_of(each):
                    yield each, text_of(each)


def _strings(code: str, shown: Texts) -> Iterator[tuple[ast.expr, str]]:
    """Yield the strings that people read, each with its text as a translator sees it."""
    yield from _strings_below(ast.parse(code), shown, is_read=False)
    yield from ((node, text) for node, text in _keys(code) if text in shown)


def _strings_below(node: ast.AST, shown: Texts, is_read: bool) -> Iterator[tuple[ast.expr, str]]:
    if isinstance(node, ast.JoinedStr | ast.Constant):
        text, plain = text_of(node), _plain(node)
        if text in shown or TWO_WORDS.search(plain) or (is_read and LETTERS.search(plain)):
            yield node, text
        return
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return  # a docstring
    own = ANSWERED.get(_called(node))
    for child in ast.iter_child_nodes(node):
        inside = child
        if _is_data(child, node) and _is_text(child):
            continue
        says = _called(node) in SAYS and child is not getattr(node, "func", None)
        if isinstance(child, ast.keyword):
            says = child.arg in READ or bool(own and child.arg != own)
            inside = child.value
        yield from _strings_below(inside, shown, says)


def _is_data(child: ast.AST, parent: ast.AST) -> bool:
    """Whether a string is a key, compared, or a name that another program knows."""
    is_key = isinstance(parent, ast.Compare) or child is getattr(parent, "slice", None)
    is_name = isinstance(child, ast.keyword) and child.arg in NAMES
    return is_key or is_name or _called(parent) in KNOWS


def _is_text(node: ast.AST) -> bool:
    inside = node.value if isinstance(node, ast.keyword) else node
    parts = getattr(inside, "elts", [inside])
    return all(isinstance(part, ast.Constant | ast.JoinedStr) for part in parts)


def _called(node: ast.AST) -> str:
    function = getattr(node, "func", None)
    return getattr(function, "id", "") or getattr(function, "attr", "")


def text_of(node: ast.expr) -> str:
    """Return what a translator sees of a string: values of f-strings as ``{expression}``."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if not isinstance(node, ast.JoinedStr):
        return ""
    return "".join(
        ast.unparse(ast.JoinedStr([part]))[2:-1]
        if isinstance(part, ast.FormattedValue)
        else str(getattr(part, "value", "")).replace("{", "{{").replace("}", "}}")
        for part in node.values
    )


def _plain(node: ast.expr) -> str:
    """Return the words of a string, without what its f-string computes."""
    if isinstance(node, ast.JoinedStr):
        return "".join(text_of(part) or "·" for part in node.values)
    return text_of(node)


def _literal(text: str, code: str, node: ast.expr) -> str:
    """Write a string anew, as a raw one where that was one, and over lines where it was."""
    start, end = span(code, node)
    is_raw = code[start:end].lower().startswith(("r", "fr", "rf"))
    parts = _lines(text, WIDTH - node.col_offset) if node.end_lineno != node.lineno else [text]
    literals = [_quoted(part, isinstance(node, ast.JoinedStr), is_raw) for part in parts]
    return ("\n" + " " * node.col_offset).join(literals)


def _lines(text: str, width: int) -> list[str]:
    """Cut a text into parts that fit into a line of code; no value is cut."""
    lines = [""]
    for token in TOKEN.findall(text):
        if lines[-1] and columns(lines[-1] + token) > width and not token.isspace():
            lines.append("")
        lines[-1] += token
    return lines


def _quoted(text: str, is_f: bool, is_raw: bool) -> str:
    if is_raw and "\\" in text and "\n" not in text and '"' not in text:
        return ("rf" if is_f else "r") + f'"{text}"'
    plain = text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")
    quotes = [q for q in ('"', "'", '"""') if q not in plain and not plain.endswith(q[0])]
    if not quotes:
        raise NotTheSameCodeError(f"no quotes fit around {text!r}: take “ ” for one kind")
    return ("f" if is_f else "") + quotes[0] + plain + quotes[0]


def _comments(code: str) -> Iterator[tuple[int, int, str]]:
    starts = [0]
    for line in code.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    for token in tokenize.generate_tokens(io.StringIO(code).readline):
        found = COMMENT.fullmatch(token.string) if token.type == tokenize.COMMENT else None
        if found and TWO_WORDS.search(found[2]):
            end = starts[token.end[0] - 1] + token.end[1]
            yield end - len(found[2]), end, found[2]


class _Mask(ast.NodeTransformer):
    def visit_Constant(self, node: ast.Constant) -> ast.Constant:
        return ast.Constant("text") if isinstance(node.value, str) else node

    def visit_JoinedStr(self, node: ast.JoinedStr) -> ast.expr:
        values = [self._value(p) for p in node.values if isinstance(p, ast.FormattedValue)]
        return ast.Constant(f"f{sorted(values)}" if values else "text")

    def _value(self, node: ast.FormattedValue) -> str:
        form = ast.dump(node.format_spec) if node.format_spec else ""
        return f"{ast.dump(self.visit(node.value))}{node.conversion}{form}"


def masked(code: str) -> str:
    """Return what code does, whatever its strings and comments say, as a text to compare."""
    return ast.dump(_Mask().visit(ast.parse(code)))
