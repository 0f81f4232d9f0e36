"""Settings of the course, for stock nbgrader and for this project's own tools."""

import os
from pathlib import Path

c = get_config()  # noqa: F821 (traitlets puts it there)

c.CourseDirectory.course_id = "rnn-course"
# nbgrader copies whatever lies beside a source notebook to the students.
c.CourseDirectory.ignore = [
    ".ipynb_checkpoints",
    "__pycache__",
    "feedback",
    "*.db",
    "*.log",
    "*.md",
    "*.npz",
    "*.py",
    "*.pyc",
    "*.tmp",
    "progress.json",
]

# Test cells look for the hidden cases where this says. Kernels inherit it from the process
# that grades. An instructor who keeps them elsewhere sets it before.
os.environ.setdefault("RNNKIT_HIDDEN_CASES", str(Path(__file__).resolve().parent / "hidden_cases"))
# One BLAS thread a kernel: the arrays are small, and more threads only wait for each other.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# A training cell may take 30 s on a free machine; a machine that grades is not free.
c.Execute.timeout = 180  # seconds, a cell
c.Execute.iopub_timeout = 30  # seconds; nbgrader's own 4 loses outputs under load
c.ExecutePreprocessor.kernel_name = "python3"

# A test cell that a student deleted comes back, and counts.
c.OverwriteCells.add_missing_cells = True
# In source notebooks the first cell says, between mark-scheme markers, that it is built.
c.ClearMarkScheme.enforce_metadata = False

# Whoever opens formgrader may do all that an instructor may: nothing in a notebook runs there.
c.HTMLExporter.sanitize_html = True
c.HTMLExporter.filters = {
    "clean_html": "autograder.pages.clean_html",
    "markdown2html": "autograder.pages.markdown2html",
}
# Outputs that hold a script or a widget are shown in another of their forms.
c.WidgetsDataTypeFilter.display_data_priority = [
    "text/html",
    "text/markdown",
    "image/svg+xml",
    "text/latex",
    "image/png",
    "image/jpeg",
    "text/plain",
]

# `nbgrader zip_collect` and `rnn-course collect` know the names that Moodle and Canvas give.
# Other files go by the pattern: name_03-rnn-backward.ipynb, or
# name_attempt_<time>_03-rnn-backward.ipynb. Change it to what your platform writes.
c.ZipCollectApp.extractor_plugin = "teaching.platforms.plugins.PlatformExtractor"
c.ZipCollectApp.collector_plugin = "teaching.platforms.plugins.PlatformCollector"
c.FileNameCollectorPlugin.named_regexp = (
    r".*/(?P<student_id>[^/_]+)_(?:.*_)?(?P<file_id>\d\d-[a-z-]+)\.ipynb"
)
