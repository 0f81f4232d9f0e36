"""nbgrader's exchange: what is released there has its due date beside it."""

import json
from pathlib import Path

from nbgrader.exchange.default import ExchangeReleaseAssignment

from nbgrader_sandbox import open_gradebook
from rnnkit._atomic import write_bytes_if_changed

# For the hub's page of students, who cannot read the gradebook. Alone in its folder, since that
# is served.
DUE_DATES = "dates/due.json"
FOR_ALL, FOLDER_FOR_ALL = 0o644, 0o755


class ReleaseWithDueDates(ExchangeReleaseAssignment):
    """Release an assignment, and write the due dates of all that are released, in UTC."""

    def copy_files(self) -> None:
        """Do what ``nbgrader release_assignment`` does, then write the dates."""
        super().copy_files()
        folder = Path(self.root, self.coursedir.course_id)
        with open_gradebook(self.coursedir) as gradebook:
            dates = {
                each.name: f"{each.duedate.isoformat()}Z"
                for each in gradebook.assignments
                if each.duedate and (folder / "outbound" / each.name).is_dir()
            }
        path = folder / DUE_DATES
        path.parent.mkdir(exist_ok=True)
        path.parent.chmod(FOLDER_FOR_ALL)
        write_bytes_if_changed(path, json.dumps(dates, indent=2).encode())
        path.chmod(FOR_ALL)
