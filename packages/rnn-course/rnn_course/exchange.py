"""nbgrader's exchange: what is released there says when it is due."""

import json
import logging
from pathlib import Path

from nbgrader.exchange.default import ExchangeReleaseAssignment

from rnn_course.due_dates import due_dates, with_due_date
from rnnkit._atomic import write_bytes_if_changed
from rnnkit.checks import due

# For the hub's page of students, who cannot read the gradebook. Alone in its folder, since that
# is served.
DUE_DATES = "dates/due.json"
FOR_ALL, FOLDER_FOR_ALL = 0o644, 0o755


class ReleaseWithDueDates(ExchangeReleaseAssignment):
    """Release an assignment with its due date, and write the dates of all that are released."""

    def do_copy(self, src: str, dest: str, log: logging.Logger | None = None) -> None:
        """Copy as nbgrader does, and write the date into what students fetch."""
        super().do_copy(src, dest, log)
        name = self.coursedir.assignment_id
        when = due_dates(Path(self.coursedir.root)).get(name)
        if when is None:
            return
        Path(dest, due.FILE).write_text(due.due_text(name, when), encoding="utf-8")
        for path in Path(dest).glob("*.ipynb"):
            path.write_text(with_due_date(path.read_text(encoding="utf-8"), when), encoding="utf-8")

    def copy_files(self) -> None:
        """Do what ``nbgrader release_assignment`` does, then write the dates, in UTC."""
        super().copy_files()
        folder = Path(self.root, self.coursedir.course_id)
        dates = {
            name: f"{when.isoformat()}Z"
            for name, when in due_dates(Path(self.coursedir.root)).items()
            if (folder / "outbound" / name).is_dir()
        }
        path = folder / DUE_DATES
        path.parent.mkdir(exist_ok=True)
        path.parent.chmod(FOLDER_FOR_ALL)
        write_bytes_if_changed(path, json.dumps(dates, indent=2).encode())
        path.chmod(FOR_ALL)
