"""``rnn-course collect``: archives of a platform to ``submitted/``, by nbgrader's zip_collect."""

import filecmp
import logging
import os
import shutil
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

from nbgrader.apps.zipcollectapp import ZipCollectApp
from traitlets import Bool

from nbgrader_sandbox import GradingCourse, GradingError, find_assignment, open_gradebook
from rnn_course.platforms import manifest
from rnn_course.platforms.collect.plugins import PlatformCollector, PlatformExtractor, zone_of
from rnn_course.platforms.collect.selection import ExtractedFile
from rnn_course.platforms.collect.unzip import check_archive, copy_tree
from rnn_course.platforms.manifest import Entry
from rnn_course.platforms.people.roster import Person
from rnn_course.platforms.people.student_ids import add_students

REPLACED = "replaced"


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
        for student, data in collected_data.items():
            files = [found[Path(path)] for path in data["src_files"]]
            if self._has_room(student, data["dest_files"], files):
                super()._transfer_files({student: data})

    def _has_room(self, student: str, places: list[str], files: list[ExtractedFile]) -> bool:
        """Put what was collected before aside, if that is wanted; return whether there is room."""
        folder = Path(places[0]).parent
        if not folder.is_dir() or not any(folder.iterdir()):
            return True
        if all(_same(each.path, Path(place)) for each, place in zip(files, places, strict=True)):
            outcome, note = manifest.UNCHANGED, None
        elif not self.update:
            outcome = manifest.WAITING
            note = "another file was collected before; --update takes this one"
        else:
            aside = self._put_aside(student, folder)
            outcome, note = manifest.COLLECTED, f"the one before is in {aside}"
        for each in files:
            each.entry.outcome = outcome
            each.entry.note = each.entry.note if note is None else note
        return outcome == manifest.COLLECTED

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
