"""nbgrader's exchange: what is released there says when it is due, and feedback goes to all."""

import json
import logging
from glob import escape
from pathlib import Path

from nbgrader.exchange.default import ExchangeReleaseAssignment, ExchangeReleaseFeedback

from nbgrader_sandbox import GradingCourse, folder_of, printable
from rnn_course.due_dates import due_dates, with_due_date
from rnnkit._atomic import write_bytes_if_changed
from rnnkit.checks import due

# For the hub's page of students, who cannot read the gradebook. Alone in its folder, since that
# is served.
DUE_DATES = "dates/due.json"
SECRET = "submission_secret.txt"
BESIDE = ("timestamp.txt", SECRET)  # feedback is sent by them
FOR_ALL, FOLDER_FOR_ALL = 0o644, 0o755
NOT_THROUGH_EXCHANGE = (
    "%s was not handed in through the exchange and does not go back through it: "
    "send it in another way"
)
NOT_THEIR_HAND_IN = (
    "%s is about what another member of the team handed in, or about something older than what "
    "lies in submitted/, and is not released: send it in another way, or grade again"
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

    nbgrader stops at the first page without the secret that ``nbgrader submit`` makes. It names
    pages by the secret, so a team's, which all have that of one member, would lie over each other.
    """

    src_path: str

    def copy_files(self) -> None:
        """Do what ``nbgrader release_feedback`` does, student by student."""
        course, of = self.coursedir, self.coursedir.assignment_id
        found = GradingCourse(Path(course.root)).folders("feedback", course.student_id, of)
        for student in sorted(student for student, _, it in found if any(it.glob("*.html"))):
            folder = folder_of(course, "feedback", student, of)
            own = folder_of(course, "submitted", student, of) / SECRET
            if not all((folder / name).is_file() for name in BESIDE):
                self.log.warning(NOT_THROUGH_EXCHANGE, printable(str(folder)))
            elif not own.is_file() or own.read_bytes() != (folder / SECRET).read_bytes():
                self.log.warning(NOT_THEIR_HAND_IN, printable(str(folder)))
            else:
                self.src_path = escape(str(folder))
                super().copy_files()
