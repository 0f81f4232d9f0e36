"""Sphinx's settings; what differs between languages stands in site.json beside it."""

import json
from pathlib import Path

from sphinx.search.zh import SearchChinese

extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
nb_execution_mode = "off"
myst_enable_extensions = ["dollarmath", "amsmath"]
myst_heading_anchors = 4
napoleon_google_docstring = False
napoleon_use_ivar = True
autodoc_typehints = "none"  # the docstrings give shapes
html_theme = "sphinx_book_theme"
html_theme_options = {
    "use_fullscreen_button": False,
    "home_page_in_toc": True,
    # The sidebar has the search; the theme would show a second one in the header.
    "navbar_start": [],
    "navbar_persistent": [],
    "article_header_end": ["languages.html", "article-header-buttons.html"],
}
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_js_files = ["site.js"]
templates_path = ["_templates"]
html_show_sphinx = False
mathjax_path = "tex-svg.js"
suppress_warnings = ["mystnb.unknown_mime_type", "misc.highlighting_failure"]
globals().update(json.loads((Path(__file__).parent / "site.json").read_text("utf-8")))


class ChineseSearch(SearchChinese):
    """Chinese words by jieba, and English ones, whose stemmer the page calls by this name."""

    language_name = "English"


def declare_english(_app, page, _template, context, _document):
    """Have what is not translated read out as English."""
    if page in context["in_english"] or page.startswith("api-"):
        context["body"] = context["body"].replace("<section", '<section lang="en"', 1)


def setup(app):
    """Have Sphinx search Chinese pages so."""
    app.add_search_language(ChineseSearch)
    app.connect("html-page-context", declare_english)
