"""The recorder: the one place that writes to the gradebook and the autograded folder."""

import datetime
import json
import logging
import os
import shutil
import warnings
from pathlib import Path

import nbformat
from nbconvert.preprocessors import ClearMetadataPreprocessor
from nbgrader.api import Gradebook, SubmittedNotebook
from nbgrader.preprocessors import IgnorePattern, LimitOutput
from nbgrader.utils import find_all_files
from sqlalchemy.exc import SAWarning

from nbgrader_sandbox.course.directory import TIMESTAMP, GradingCourse
from nbgrader_sandbox.course.gradebook import (
    is_of_the_machine,
    late_penalty,
    seconds_late,
    transaction,
    with_retries,
)
from nbgrader_sandbox.notebook.result import GradedNotebook
from nbgrader_sandbox.notes import Note, described
from nbgrader_sandbox.run.job import GradedSubmission, Job, given_up
from nbgrader_sandbox.submission.listing import without_clashes

# Files of a group keep their group, as with nbgrader; others can be read by their owner only,
# and changed by nobody.
SHARED_FILE, SHARED_FOLDER, READ_ONLY, PERMISSIONS = 0o664, 0o2770, 0o400, 0o777
LOG = logging.getLogger(__name__)
UNFINISHED = ".unfinished"  # nbgrader's patterns for students match nothing with a dot first


def record(recorder: "Recorder", graded: GradedSubmission, job: Job) -> GradedSubmission:
    """Record a submission, or why that cannot be done; return which of them it was.

    OSError or DBAPIError if nothing else could be recorded either.
    """
    for _ in range(2):
        try:
            recorder.record(graded, job.timestamp)
            break
        except Exception as error:
            if is_of_the_machine(error):
                raise
            LOG.exception("not recorded: %s of %s", graded.assignment, graded.student)
            graded = given_up(job, Note("not_recorded", {"error": described(error)}))
    return graded


class Recorder:
    """Writes graded submissions, one transaction each; it is the gradebook's only writer.

    A submission counts as graded once its folder stands in ``autograded/``, and that is put
    there last, in one step. Whatever stops a run before that, the next one grades the
    submission again and writes the same.
    """

    def __init__(self, gradebook: Gradebook, course: GradingCourse) -> None:
        self._gradebook, self._course, self._config = gradebook, course, course.config
        self._unfinished = course.folder("autograded") / UNFINISHED
        _remove(self._unfinished)  # what a run that was killed has left

    def record(self, graded: GradedSubmission, timestamp: datetime.datetime | None) -> None:
        """Write one graded submission. If anything is raised, nothing half-written stays."""
        try:
            folder = self._write_folder(graded, timestamp)
            with_retries(lambda: self._write_grades(graded, timestamp))
            self._put_in_place(folder, graded)
        except Exception:
            shutil.rmtree(self._unfinished, ignore_errors=True)  # it may be what fills the disk
            raise

    def _write_grades(self, graded: GradedSubmission, timestamp: datetime.datetime | None) -> None:
        gradebook = self._gradebook
        with transaction(gradebook), warnings.catch_warnings():
            warnings.simplefilter("ignore", SAWarning)  # of nbgrader's own ways
            gradebook.update_or_create_student(graded.student)
            known = {"timestamp": timestamp} if timestamp else {}
            submission = gradebook.update_or_create_submission(
                graded.assignment, graded.student, **known
            )
            by_name = {notebook.name: notebook for notebook in submission.notebooks}
            for each in graded.notebooks:
                notebook = by_name[each.name]
                _write_scores(notebook, each)
                if seconds_late(submission) > 0:  # its cost depends on the points, a query
                    gradebook.db.flush()
                    gradebook.db.refresh(notebook)
                notebook.late_submission_penalty = late_penalty(self._config, gradebook, notebook)

    def _write_folder(self, graded: GradedSubmission, timestamp: datetime.datetime | None) -> Path:
        """Write everything to another folder, so that it can be put in place at once."""
        folder = self._unfinished / graded.student / graded.assignment
        _remove(folder)
        folder.mkdir(parents=True)
        files = self._kept_files(graded)
        if timestamp is None:  # one that cannot be read would end nbgrader's next command
            files.pop(TIMESTAMP, None)
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        for notebook in graded.notebooks:
            if notebook.notebook:
                text = self._finished(notebook.notebook)
                (folder / f"{notebook.name}.ipynb").write_text(text, encoding="utf-8")
        self._set_permissions(folder)
        return folder

    def _kept_files(self, graded: GradedSubmission) -> dict[str, bytes]:
        """Return the student's files and the course's, which count where names are the same."""
        source = self._course.folder("source", assignment=graded.assignment)
        ignored = self._course.directory.ignore
        found = find_all_files(str(source), [*ignored, "*.ipynb"])
        courses = {os.path.relpath(path, source): Path(path).read_bytes() for path in found}
        return {
            name: graded.files[name]
            for name in without_clashes(graded.files, courses)
            if not any(Path(part).match(p) for part in Path(name).parts for p in ignored)
        } | courses

    def _finished(self, text: str) -> str:
        """Finish a notebook as nbgrader does after it has run."""
        # Not in a worker, which would first have to import nbgrader: 0.9 s and 55 MB a pool. And
        # not with nbformat's writer, which takes ten times as long to indent what nobody reads.
        notebook = nbformat.from_dict(json.loads(text))
        for step in (IgnorePattern, ClearMetadataPreprocessor, LimitOutput):
            notebook, _ = step(config=self._config)(notebook, {})
        return json.dumps(notebook, ensure_ascii=False, sort_keys=True)

    def _set_permissions(self, folder: Path) -> None:
        is_shared = self._course.directory.groupshared
        mode = SHARED_FILE if is_shared else READ_ONLY
        for parent, _, names in os.walk(folder):
            for name in names:
                Path(parent, name).chmod(mode)
            if is_shared:
                Path(parent).chmod(SHARED_FOLDER | Path(parent).stat().st_mode & PERMISSIONS)

    def _put_in_place(self, folder: Path, graded: GradedSubmission) -> None:
        target = self._course.folder("autograded", graded.student, graded.assignment)
        _remove(target)
        target.parent.mkdir(parents=True, exist_ok=True)
        folder.rename(target)
        for parent in (folder.parent, folder.parent.parent):
            if not any(parent.iterdir()):
                parent.rmdir()


def _write_scores(notebook: SubmittedNotebook, graded: GradedNotebook) -> None:
    """Write points as nbgrader does: a person's points stay, and are marked for another look."""
    released = notebook.notebook
    # At once: each grade would ask for its own cell, and write before that what has changed.
    cells = [*released.grade_cells, *released.solution_cells, *released.task_cells]
    names = {cell.id: cell.name for cell in cells}
    for grade in notebook.grades:
        if (name := names[grade.cell_id]) in graded.scores:
            points = graded.scores[name].points
            grade.auto_score = points
            is_open = points is None or grade.manual_score is not None
            grade.needs_manual_grade = bool(graded.notebook) and is_open
    for comment in notebook.comments:
        is_untouched = names[comment.cell_id] in graded.untouched
        comment.auto_comment = "No response." if is_untouched else None


def _remove(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)
