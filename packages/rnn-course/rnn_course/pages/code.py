"""Python code in colours that can be told apart and read on light and dark."""

import re
from functools import lru_cache

from markupsafe import Markup
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

# A docstring is one piece, which a page may leave out of print.
BETWEEN_LINES = re.compile(r'</span>(\n\s*)<span class="sd">')
_LEXER = PythonLexer(stripnl=False)
_FORMATTER = HtmlFormatter(nowrap=True)


@lru_cache(maxsize=2048)  # most students keep the code that is given
def colored(source: str) -> Markup:
    """Return code as HTML; colours of the classes are the page's."""
    html = highlight(source, _LEXER, _FORMATTER).rstrip("\n")  # it escapes by itself
    code = Markup(BETWEEN_LINES.sub(r"\1", html))
    return Markup('<pre class="code" tabindex="0">{}</pre>').format(code)
