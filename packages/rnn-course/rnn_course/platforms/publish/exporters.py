"""Plugins for ``nbgrader export``: the forms that Moodle and Canvas import.

``nbgrader export --exporter=rnn_course.platforms.publish.exporters.MoodleExporter
--MoodleExporter.file=worksheet.csv --assignment='["03-rnn-backward"]'``
"""

from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.plugins import ExportPlugin
from traitlets import Bool, Float, Unicode

from nbgrader_sandbox import GradingError
from rnn_course.platforms.messages import tell_filled
from rnn_course.platforms.publish.grades import FOLDER, Options, fill_file


class MoodleExporter(ExportPlugin):
    """Fills a copy of Moodle's grading worksheet, or of its grade export."""

    file = Unicode("", help="The CSV file that the platform exported.").tag(config=True)
    column = Unicode("", help="Title of the column to fill.").tag(config=True)
    maximum = Float(None, allow_none=True, help="The platform's maximum.").tag(config=True)
    unfinished = Bool(False, help="Also where an answer is not graded yet.").tag(config=True)

    def export(self, gradebook: Gradebook) -> None:
        """Write the copy to ``--to``, or into the folder ``exports``."""
        file = Path(self.file)
        target = Path(self.to) if self.to else Path(FOLDER) / file.name
        options = Options(self.column, self.maximum, self.unfinished)
        try:
            if not self.file:
                raise GradingError(f"name the platform's file: --{type(self).__name__}.file=...")
            downloaded = Path(self.parent.coursedir.root) / "downloaded"
            names = [str(name) for name in self.assignment]
            filled = fill_file(gradebook, downloaded, file, names, target, options)
        except GradingError as error:
            self.parent.fail("%s", error)
        for assignment, each in filled.items():
            self.log.warning("%s", tell_filled(assignment, each, set()))
        self.log.warning("Written: %s", target)


class CanvasExporter(MoodleExporter):
    """Fills a copy of Canvas's gradebook."""
