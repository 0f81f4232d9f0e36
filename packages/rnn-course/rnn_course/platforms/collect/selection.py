"""Selection of the file that counts among a student's."""

import datetime
import filecmp
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from nbgrader_sandbox import is_student_id
from rnn_course.platforms import manifest
from rnn_course.platforms.collect.recognition import Recognised
from rnn_course.platforms.collect.unzip import original
from rnn_course.platforms.filenames import NO_ORIGIN, Origin, origin_of
from rnn_course.platforms.manifest import COLLECTED, OLDER, SAME, UNDECIDED, UNKNOWN, WRONG, Entry
from rnn_course.platforms.people.student_ids import UnknownError

# Moodle and Canvas give the files that they pack the time of the download. Times of one archive
# that lie so near to each other say nothing of who handed in first.
PACKED_AT_ONCE = 3600.0  # seconds
UNRECOGNISED = Recognised()


@dataclass
class ExtractedFile:
    """One file of the extracted archives."""

    path: Path
    origin: Origin
    entry: Entry
    packed: float  # seconds since 1970, as far as the archive tells
    recognised: Recognised = UNRECOGNISED


def find_files(folder: Path, by_name: Callable[[Path], Origin | None]) -> list[ExtractedFile]:
    """Find what was extracted below a folder: one folder an archive, and single files."""
    found = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        parts = path.relative_to(folder).parts
        inner = "/".join(parts[1:] or parts)
        origin = (not _is_clutter(parts) and (origin_of(inner) or by_name(path))) or NO_ORIGIN
        who = {"platform": origin.platform, "participant": origin.participant, "name": origin.name}
        entry = Entry(original("/".join(parts)), **who, late="late" if origin.late else "")
        if _is_clutter(parts):
            entry.note = "left there by an operating system"
        else:
            unknown = "neither Moodle nor Canvas names files like this"
            entry.outcome, entry.note = UNKNOWN, "" if origin.platform else unknown
        found.append(ExtractedFile(path, origin, entry, path.stat().st_mtime))
    _settle_times(found, folder)
    return found


def _is_clutter(parts: Iterable[str]) -> bool:
    clutter = ("__MACOSX", ".ipynb_checkpoints", "desktop.ini", "Thumbs.db")
    return any(part in clutter or part.startswith(("._", ".DS_Store")) for part in parts)


def _settle_times(found: list[ExtractedFile], folder: Path) -> None:
    archives = defaultdict(list)
    for each in found:
        archives[each.path.relative_to(folder).parts[0]].append(each)
    for files in archives.values():
        latest = max(each.packed for each in files)
        if latest - min(each.packed for each in files) <= PACKED_AT_ONCE:
            for each in files:
                each.packed = latest


def name_students(found: list[ExtractedFile], student: Callable[[Origin], str]) -> None:
    """Note who handed each file in, or why nobody knows."""
    people = defaultdict(set)
    for each in found:
        if not each.origin.platform:
            continue
        try:
            each.entry.student = student(each.origin)
            if not is_student_id(each.entry.student):
                each.entry.student = ""
                raise UnknownError("what its name begins with cannot be a student id")
        except UnknownError as reason:
            each.entry.note = str(reason)
        else:
            people[each.entry.student].add((each.origin.platform, each.origin.participant))
    for each in found:
        if len(people[each.entry.student]) > 1 and each.entry.student:
            each.entry.note = (
                f"{len(people[each.entry.student])} people would be {each.entry.student!r}: "
                "--roster with the platform's numbers tells them apart"
            )
            each.entry.student = ""


def select(
    found: list[ExtractedFile], recognise: Callable[[ExtractedFile], Recognised]
) -> list[ExtractedFile]:
    """Select each student's newest notebook; of several at one time none, unless they are equal."""
    groups = defaultdict(list)
    for each in found:
        if not each.entry.student:
            continue
        if each.origin.typed:
            each.entry.outcome, each.entry.note = WRONG, "typed on the platform, no file"
            continue
        each.recognised = recognise(each)
        each.entry.outcome, each.entry.note = WRONG, each.recognised.note
        if each.recognised.template:
            groups[each.entry.student, each.recognised.template].append(each)
    newest = [_newest(files) for files in groups.values()]
    return [each for each in newest if each.entry.outcome == COLLECTED]


def _newest(files: list[ExtractedFile]) -> ExtractedFile:
    best = max(files, key=lambda each: (_when(each), each.recognised.exact, each.entry.file))
    same = [each for each in files if filecmp.cmp(each.path, best.path, shallow=False)]
    rivals = [each for each in files if _when(each) == _when(best) and each not in same]
    for each in files:
        if each is best or each in rivals:
            each.entry.outcome = UNDECIDED if rivals else COLLECTED
        elif each in same:
            # Two archives of one hand-in have it under one name: nothing to tell.
            is_again = each.origin.file != best.origin.file
            each.entry.outcome = SAME
            each.entry.note = f"the same as {best.entry.file}" if is_again else ""
        else:
            each.entry.outcome = OLDER
            each.entry.note = "" if rivals else f"{best.entry.file} was taken"
    return best


def _when(found: ExtractedFile) -> tuple:
    """Order by readable, then new, as far as archive and platform tell."""
    return found.recognised.readable, found.packed, found.origin.attachment


def submission_time(
    found: ExtractedFile,
    submitted: datetime.datetime | None,
    due: datetime.datetime | None,
    has_extension: bool = False,
) -> datetime.datetime:
    """Return when a file was handed in, in UTC without a zone; ``submitted`` is by the platform.

    The archive's times are those of the download: what the platform does not call late was there
    in time, until ``due``, and what it calls late is so by a day that has begun. For students
    with an extension its word says nothing.
    """
    if submitted is not None:
        return submitted
    packed = datetime.datetime.fromtimestamp(int(found.packed), datetime.UTC).replace(tzinfo=None)
    if due is None:
        return packed
    is_late = found.origin.late and not has_extension and packed > due
    found.entry.late = manifest.UNTIMED if is_late else found.entry.late
    return min(packed, due + datetime.timedelta(seconds=is_late))
