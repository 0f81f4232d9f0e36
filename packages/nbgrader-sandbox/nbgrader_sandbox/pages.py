"""Settings of nbgrader's pages, formgrader and feedback: nothing in a notebook runs on them."""

from traitlets.config import Config

# Outputs that hold a script or a widget are shown in another of their forms.
SAFE_OUTPUTS = [
    *("text/html", "text/markdown", "image/svg+xml", "text/latex"),
    *("image/png", "image/jpeg", "text/plain"),
]


def clean_pages(c: Config) -> None:
    """Have formgrader's and feedback's pages cleaned of all that runs or loads by itself.

    ``c`` is what ``get_config()`` returns in ``nbgrader_config.py``. Whoever opens formgrader may
    do all that an instructor may; a script of a student's there could give itself points.
    """
    c.HTMLExporter.sanitize_html = True
    c.HTMLExporter.filters = {
        "clean_html": "nbgrader_sandbox.html.clean_html",
        "escape_html": "nbgrader_sandbox.html.escape_html",
        "markdown2html": "nbgrader_sandbox.html.markdown2html",
    }
    c.HTMLExporter.preprocessors = ["nbgrader_sandbox.html.CleanMetadata"]
    c.WidgetsDataTypeFilter.display_data_priority = SAFE_OUTPUTS
