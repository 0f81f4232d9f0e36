"""``rnn-course collect``: archives of a platform to ``submitted/``, by nbgrader's zip_collect."""

import filecmp
import logging
import os
import shutil
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from nbgrader.apps.zipcollectapp import ZipCollectApp
from traitlets import Bool

from nbgrader_sandbox import GradingCourse, GradingError, find_assignment, folder_of, open_gradebook
from rnn_course.platforms import manifest
from rnn_course.platforms.collect.plugins import PlatformCollector, PlatformExtractor, zone_of
from rnn_course.platforms.collect.selection import ExtractedFile
from rnn_course.platforms.collect.unzip import check_archive, copy_tree
from rnn_course.platforms.manifest import Entry
from rnn_course.platforms.people.roster import Person
from rnn_course.platforms.people.student_ids import add_students
from rnnkit._atomic import write_if_changed

REPLACED, TIMESTAMP = "replaced", "timestamp.txt"


@dataclass(frozen=True)
class Options:
    """Options of ``rnn-course collect``."""

    roster: Path | None = None
    identifier: str = ""  # column of the roster
    update: bool = False
    timezone: str = ""  # of the times in the archives and the roster


@dataclass(frozen=True)
class Collected:
    """The result of collecting: what was collected, and everything that was not."""

    assignment: str
    entries: list[Entry]
    absent: list[Person]  # in the roster, and nothing of theirs was there
    table: Path


class Collect(ZipCollectApp):
    """nbgrader's zip_collect, which overwrites nothing that is in ``submitted``."""

    update = Bool(False, help="Replace what was collected; keep it aside.").tag(config=True)

    def _transfer_files(self, collected_data: dict) -> None:
        found = {each.path: each for each in self.collector_plugin_inst.found}
        table = manifest.read(Path(self._format_collect_path(manifest.FILE)))
        self._times = {each.student: each.time for each in table if each.outcome in manifest.TAKEN}
        for student, data in collected_data.items():
            files = [found[Path(path)] for path in data["src_files"]]
            if self._has_room(student, data, files):
                super()._transfer_files({student: data})

    def _has_room(self, student: str, data: dict, files: list[ExtractedFile]) -> bool:
        """Put what was collected before aside, if that is wanted; return whether there is room."""
        places = [Path(place) for place in data["dest_files"]]
        folder, time = places[0].parent, data["timestamp"]
        if not folder.is_dir() or not any(folder.iterdir()):
            return True
        if all(_same(each.path, place) for each, place in zip(files, places, strict=True)):
            outcome, note = self._settle_time(student, data, files)
        elif not self.update:
            outcome = manifest.WAITING
            note = "another file was collected before; --update takes this one"
        else:  # `grade` takes what is newer than what it has graded
            self._date_graded(student, _time_in(folder), time - timedelta(seconds=1))
            aside = self._put_aside(student, folder)
            outcome, note = manifest.COLLECTED, f"the one before is in {aside}"
        for each in files:
            each.entry.outcome = outcome
            each.entry.note = note or each.entry.note
        return outcome == manifest.COLLECTED

    def _settle_time(self, student: str, data: dict, files: list[ExtractedFile]) -> tuple[str, str]:
        """Correct the time of what was collected before; return its outcome and note."""
        folder, time = Path(data["dest_files"][0]).parent, data["timestamp"]
        kept, now = _time_in(folder), str(time)
        if kept and kept not in (now, self._times.get(student)):
            return manifest.UNCHANGED, f"timestamp.txt stays as somebody wrote it: {kept}"
        is_told = any(self.collector_plugin_inst.submitted(each.origin) for each in files)
        is_other = now < kept or (is_told and now > kept)  # a later download tells nothing new
        if is_other and self.update:
            self._date_graded(student, kept, time)
            write_if_changed(folder / TIMESTAMP, now)
            return manifest.UNCHANGED, f"time corrected from {kept} to {now}"
        for each in files:
            each.entry.time = kept
        note = f"collected as of {kept or 'no time'}; --update corrects it to {now}"
        return (manifest.WAITING, note) if is_other else (manifest.UNCHANGED, "")

    def _date_graded(self, student: str, was: str, time: datetime) -> None:
        """Give another time to what was graded of a hand-in; of a team's, to each member's."""
        name = self.coursedir.assignment_id
        with open_gradebook(self.coursedir) as gradebook:
            for each in self.collector_plugin_inst.class_table.teams.get(student, (student,)):
                graded = folder_of(self.coursedir, "autograded", each, name)
                if graded.is_dir() and _time_in(graded) == was:
                    gradebook.update_or_create_submission(name, each, timestamp=time)
                    write_if_changed(graded / TIMESTAMP, str(time))

    def _put_aside(self, student: str, folder: Path) -> str:
        number, replaced = 1, Path(self._format_collect_path(REPLACED))
        while (replaced / f"{student}-{number}").exists():
            number += 1
        replaced.mkdir(parents=True, exist_ok=True)
        shutil.move(folder, replaced / f"{student}-{number}")
        return f"{REPLACED}/{student}-{number}"


def collect(course: GradingCourse, name: str, archives: list[Path], options: Options) -> Collected:
    """Collect submissions from a platform's archives."""
    app = _app(course, name, options)
    with open_gradebook(course.directory) as gradebook:
        find_assignment(gradebook, name)
    app.init_plugins()
    # A table that cannot be read stops it here.
    _ = app.collector_plugin_inst.student_ids, app.collector_plugin_inst.class_table
    folder = Path(app._format_collect_path(app.archive_directory))
    refused: dict[str, str] = {}
    kept: list[Path] = []
    try:
        for archive in archives:
            kept += _keep(archive, folder, refused)
        app.extract_archive_files()
    except GradingError:  # what cannot be unpacked would stop every later run as well
        for path in kept:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        raise
    app.process_extracted_files()
    refused |= app.extractor_plugin_inst.unpacked.refused
    return _written(app, course, Path(app._format_collect_path(manifest.FILE)), refused)


def _app(course: GradingCourse, assignment: str, options: Options) -> Collect:
    zone_of(options.timezone)
    config = deepcopy(course.config)
    config.Collect.force = config.PlatformExtractor.force = True  # of what was extracted
    config.Collect.update = options.update
    config.Collect.collector_plugin = PlatformCollector
    config.Collect.extractor_plugin = PlatformExtractor
    roster, zone = str(options.roster or ""), options.timezone
    config.PlatformCollector.update(roster=roster, identifier=options.identifier, timezone=zone)
    config.PlatformExtractor.timezone = zone
    course.directory.assignment_id = assignment
    log = logging.getLogger(__name__)
    log.setLevel(logging.ERROR)
    return Collect(config=config, coursedir=course.directory, log=log)


def _keep(archive: Path, folder: Path, refused: dict[str, str]) -> list[Path]:
    """Put an archive where nbgrader looks for it, and return where, if it was not there."""
    if not archive.exists():
        raise GradingError(f"{archive}: there is no such file.")
    kind = archive.suffix.lower() if archive.is_file() else "folder"
    if kind not in (".zip", ".ipynb", "folder"):
        raise GradingError(f"{archive} is no zip archive. Unpack it and give the folder.")
    if kind == ".zip":
        check_archive(archive)
    if kind == "folder" and not any(names for _, _, names in os.walk(archive)):
        raise GradingError(f"{archive} has no files.")
    target, number = folder / archive.name, 1
    while target.exists() and not _same(archive, target):
        number += 1
        target = folder / f"{archive.stem}-{number}{archive.suffix}"
    if target.exists():
        return []
    why = copy_tree(archive, target)
    refused |= {f"{target.name}/{name}": reason for name, reason in why.items()}
    return [target]


def _same(one: Path, other: Path) -> bool:
    return one.is_file() and other.is_file() and filecmp.cmp(one, other, shallow=False)


def _time_in(folder: Path) -> str:
    path = folder / TIMESTAMP
    return path.read_text("utf-8", errors="replace").strip() if path.is_file() else ""


def _written(app: Collect, course: GradingCourse, to: Path, refused: dict[str, str]) -> Collected:
    collector = app.collector_plugin_inst
    entries = [each.entry for each in collector.found]
    entries += [Entry(name, outcome=manifest.REFUSED, note=why) for name, why in refused.items()]
    entries.sort(key=lambda entry: (entry.student, entry.file))
    taken = [each for each in collector.found if each.entry.outcome in manifest.TAKEN]
    ids = collector.student_ids
    people = {each.entry.student: ids.person(each.origin) or each.origin for each in taken}
    with open_gradebook(course.directory) as gradebook:
        add_students(gradebook, people)
    manifest.write(to, entries)
    absent = _absent(collector, course)
    return Collected(course.directory.assignment_id, entries, absent, to)


def _absent(collector: PlatformCollector, course: GradingCourse) -> list[Person]:
    there = {each.entry.student for each in collector.found}
    there |= {submitted.student for submitted in course.find(course.directory.assignment_id)}
    if collector.class_list:
        people = {collector.student_ids.student_of(p): p for p in collector.class_list.people}
    else:
        members = collector.class_table.members.values()
        people = {each.student: Person(0, "", each.name or each.student, "") for each in members}
    return [person for student, person in people.items() if student not in there]
