"""nbgrader's plugins for ``nbgrader zip_collect``: archives of Moodle and Canvas."""

import re
from datetime import timedelta
from functools import cached_property
from pathlib import Path

import dateutil.tz
from nbgrader.plugins import ExtractorPlugin, FileNameCollectorPlugin
from traitlets import Unicode

from nbgrader_sandbox import GradingError, folder_of, load_assignment, open_gradebook, readable
from rnn_course.class_table.table import FILE, ClassTable, composed, read_class_table
from rnn_course.platforms import manifest
from rnn_course.platforms.collect import selection
from rnn_course.platforms.collect.recognition import recognise
from rnn_course.platforms.collect.unzip import Unpacked, copy_tree, unpack, usable
from rnn_course.platforms.filenames import BY_NAME, Origin
from rnn_course.platforms.people.roster import Roster
from rnn_course.platforms.people.student_ids import StudentIds


def zone_of(name: str):
    """Return a time zone by its name; this machine's, if there is none."""
    zone = dateutil.tz.gettz(name) if name else dateutil.tz.tzlocal()
    if zone is None:
        raise GradingError(f"There is no time zone {name!r}. One is called Europe/Berlin.")
    return zone


class PlatformExtractor(ExtractorPlugin):
    """Unpack zip archives: nothing outside the folder, no links, bounded sizes."""

    timezone = Unicode("", help="Time zone of the archives; this machine's if empty.").tag(
        config=True
    )

    def extract(self, archive_path: str, extracted_path: str) -> None:
        """Unpack every archive into a folder of its name, copy everything else."""
        self.unpacked = Unpacked(zone_of(self.timezone))
        try:
            for path in sorted(Path(archive_path).iterdir()):
                self._extract(path, Path(extracted_path))
        except GradingError as error:
            _fail(self, error)
        for name, reason in self.unpacked.refused.items():
            self.log.warning("Not unpacked: %s: %s", name, reason)

    def _extract(self, path: Path, folder: Path) -> None:
        if path.suffix.lower() == ".zip" and path.is_file():
            self.log.info("Extracting from: %s", path)
            unpack(path, folder / path.stem, self.unpacked, path.stem)
        else:
            name = usable(readable(path.name))
            refused = copy_tree(path, folder / name)
            self.unpacked.refused |= {f"{name}/{file}": why for file, why in refused.items()}


class PlatformCollector(FileNameCollectorPlugin):
    """Find out whose notebook a file is by the names that Moodle and Canvas give, or named_regexp.

    A student's newest notebook counts, by what is in it and not by what it is called.
    """

    roster = Unicode("", help="CSV file of the class, as the platform exports it.").tag(config=True)
    identifier = Unicode("", help="Column of it that holds the student ids.").tag(config=True)
    timezone = Unicode("", help="Time zone of its times; this machine's if empty.").tag(config=True)

    def collect(self, submitted_file: str) -> dict | None:
        """Return what nbgrader asks of each file; None for one that is not collected."""
        try:
            found = [each for each in self.found if each.path == Path(submitted_file)]
        except GradingError as error:
            _fail(self, error)
        for each in found:
            if each.entry.outcome in manifest.TAKEN:
                file = f"{each.recognised.template}.ipynb"
                who = {"student_id": each.entry.student, "file_id": file}
                return who | {"timestamp": each.entry.time}
        return None

    @cached_property
    def found(self) -> list[selection.ExtractedFile]:
        """Everything that was extracted, and what becomes of it."""
        folder = self.parent._format_collect_path(self.parent.extracted_directory)
        found = selection.find_files(Path(folder), self._by_name)
        course = self.parent.coursedir
        name = course.assignment_id
        with open_gradebook(course) as gradebook:
            assignment = load_assignment(name, gradebook, course)
            due = gradebook.find_assignment(name).duedate
        selection.name_students(found, self.student_ids.student)
        releases = folder_of(course, "release", ".", ".")
        for each in selection.select(
            found, lambda each: recognise(each.path, each.origin.file, assignment, releases)
        ):
            member = self.class_table.members.get(composed(each.entry.student))
            more = (member and due and member.extension(name, due)) or timedelta()
            own_due, told = due + more if due else None, self.submitted(each.origin)
            time = selection.submission_time(each, told, own_due, bool(more))
            each.entry.time = time.isoformat(" ")
        return found

    @cached_property
    def class_list(self) -> Roster | None:
        """The roster, if one was named."""
        return Roster(Path(self.roster), self.identifier) if self.roster else None

    @cached_property
    def class_table(self) -> ClassTable:
        """The course's own table; empty if it has none."""
        return read_class_table(Path(self.parent.coursedir.root, FILE))

    @cached_property
    def student_ids(self) -> StudentIds:
        """Student ids."""
        course = self.parent.coursedir
        downloaded = Path(course.root, self.parent.downloaded_directory)
        with open_gradebook(course) as gradebook:
            return StudentIds(gradebook, downloaded, self.class_list)

    def _by_name(self, path: Path) -> Origin | None:
        found = re.match(self.named_regexp, str(path)) if self.named_regexp else None
        student = found.groupdict().get("student_id") if found else None
        return Origin(BY_NAME, student, "", path.name, "") if student else None

    def submitted(self, origin: Origin):
        """Return when a file was handed in by the platform's table, in UTC."""
        person = self.student_ids.person(origin)
        if person is None or person.submitted is None:
            return None
        local = person.submitted.replace(tzinfo=zone_of(self.timezone))
        return local.astimezone(dateutil.tz.UTC).replace(tzinfo=None)


def _fail(plugin: ExtractorPlugin | FileNameCollectorPlugin, error: GradingError) -> None:
    """End nbgrader's command with a message; another command takes the error itself."""
    if type(plugin.parent).__module__.startswith("nbgrader."):
        plugin.parent.fail("%s", error)
    raise error
