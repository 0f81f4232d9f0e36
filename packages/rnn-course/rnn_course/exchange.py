"""nbgrader's exchange: what is released there says when it is due, and feedback goes to all."""

import json
import logging
from glob import escape, glob
from pathlib import Path

from nbgrader.exchange.default import ExchangeReleaseAssignment, ExchangeReleaseFeedback

from nbgrader_sandbox import printable
from rnn_course.due_dates import due_dates, with_due_date
from rnnkit._atomic import write_bytes_if_changed
from rnnkit.checks import due

# For the hub's page of students, who cannot read the gradebook. Alone in its folder, since that
# is served.
DUE_DATES = "dates/due.json"
BESIDE = ("timestamp.txt", "submission_secret.txt")  # feedback is sent by them
FOR_ALL, FOLDER_FOR_ALL = 0o644, 0o755
NOT_THROUGH_EXCHANGE = (
    "%s was not handed in through the exchange and does not go back through it: "
    "send it in another way"
)


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
        known = due_dates(Path(self.coursedir.root)).items()
        dates = {n: f"{t.isoformat()}Z" for n, t in known if (folder / "outbound" / n).is_dir()}
        path = folder / DUE_DATES
        path.parent.mkdir(exist_ok=True)
        path.parent.chmod(FOLDER_FOR_ALL)
        write_bytes_if_changed(path, json.dumps(dates, indent=2).encode())
        path.chmod(FOR_ALL)


class ReleaseFeedbackOfTheExchange(ExchangeReleaseFeedback):
    """Release the feedback of all who handed in through the exchange, and name the others.

    nbgrader stops at the first page without the secret that ``nbgrader submit`` makes.
    """

    src_path: str

    def copy_files(self) -> None:
        """Do what ``nbgrader release_feedback`` does, folder by folder."""
        pages = glob(f"{self.src_path}/*.html")  # noqa: PTH207 (nbgrader's path is a pattern)
        for folder in sorted({Path(page).parent for page in pages}):
            if all((folder / name).is_file() for name in BESIDE):
                self.src_path = escape(str(folder))
                super().copy_files()
            else:
                self.log.warning(NOT_THROUGH_EXCHANGE, printable(str(folder)))
