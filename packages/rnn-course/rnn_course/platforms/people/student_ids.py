"""Map the users of platforms to nbgrader student ids, the same in every assignment."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from nbgrader.api import Gradebook

from rnn_course.platforms import manifest
from rnn_course.platforms.filenames import BY_NAME, CANVAS, MOODLE, Origin
from rnn_course.platforms.people.roster import Person, Roster

# What may not stand in a student id: nbgrader makes folders, patterns and links of it.
_UNFIT = re.compile(r"[^\w.@-]+")


class UnknownError(Exception):
    """A name stands for nobody, or for more than one; the message says why."""


class StudentIds:
    """Student ids for what platforms call their people.

    Who is in the gradebook by email address, or by name alone, keeps the id, and so does who was
    collected before. Who is not in a roster is unknown.
    """

    def __init__(self, gradebook: Gradebook, downloaded: Path, roster: Roster | None) -> None:
        self._students = {
            each.id: Person(0, "", each.first_name or "", each.last_name or "", each.email or "")
            for each in gradebook.students
        }
        self._collected = manifest.participants(downloaded)
        self._roster = roster
        people = roster.people if roster else []
        self._names = Counter(normalise(person.name) for person in people)
        short = {person.row: to_student_id(_best(person).partition("@")[0]) for person in people}
        count = Counter(short.values())
        self._ids = {
            each.row: self._in_gradebook(each) or self._new(each, short[each.row], count)
            for each in people
        }

    def person(self, origin: Origin) -> Person | None:
        """Find the line of the roster; None without a roster."""
        if self._roster is None or origin.platform == BY_NAME:
            return None
        people = self._roster.people
        if any(person.participant for person in people):
            found = [p for p in people if p.participant == origin.participant]
        else:
            found = [p for p in people if normalise(p.name) == normalise(origin.name)]
        if len(found) > 1:
            raise UnknownError(
                f"{self._roster.file} has {len(found)} people of this name: a list with the "
                "platform's numbers (Moodle's grading worksheet) tells them apart"
            )
        if not found:
            raise UnknownError(f"{self._roster.file} does not have them")
        return found[0]

    def student(self, origin: Origin) -> str:
        """Give the student id of whoever handed a file in."""
        if origin.platform == BY_NAME:
            return origin.participant
        person = self.person(origin)
        if person is not None:
            return self.student_of(person)
        return self._collected.get((origin.platform, origin.participant)) or _made_up(origin)

    def student_of(self, person: Person) -> str:
        """Give the student id of a line of the roster."""
        platform = self._roster.platform if self._roster else ""
        before = self._collected.get((platform, person.participant))
        return before or self._ids[person.row]

    def _in_gradebook(self, person: Person) -> str:
        """Find who has the same email address, or, where there is none, the same name alone."""
        if person.student:
            return to_student_id(person.student)
        known, name = self._students.items(), normalise(person.name)
        same = [student for student, each in known if _same(each.email, person.email)]
        if not same and name and self._names[name] == 1:
            unsure = [(student, k) for student, k in known if not (k.email and person.email)]
            same = [student for student, each in unsure if normalise(each.name) == name]
        return same[0] if len(same) == 1 else ""

    def _new(self, person: Person, short: str, count: Counter[str]) -> str:
        """Make a new id, preferably of the part before the @, as long as it is one person's."""
        taken = self._students.get(short)
        is_other = taken and taken.email and not _same(taken.email, person.email)
        if count[short] == 1 and not is_other:
            return short
        whole = to_student_id(_best(person))
        if whole != short:
            return whole
        return to_student_id(f"{short}-{person.participant or person.row}")


def add_students(gradebook: Gradebook, people: Mapping[str, Person | Origin]) -> None:
    """Write names and email addresses into the gradebook where it has none."""
    for student, person in people.items():
        entry = gradebook.update_or_create_student(student)
        fields = _fields(person).items()
        new = {key: text for key, text in fields if text and not getattr(entry, key)}
        if new:
            gradebook.update_or_create_student(student, **new)


def _fields(person: Person | Origin) -> dict[str, str]:
    if isinstance(person, Person):
        return {"first_name": person.first, "last_name": person.last, "email": person.email}
    if person.platform == MOODLE and person.name:
        first, _, last = person.name.rpartition(" ")
        return {"first_name": first, "last_name": last}
    return {}  # Canvas's names have no blanks left


def to_student_id(text: str) -> str:
    """Make a student id of a text."""
    small = unicodedata.normalize("NFC", text).strip().casefold()
    return _UNFIT.sub("-", small).strip(".-")


def normalise(name: str) -> str:
    """Return the letters and digits of a name: platforms drop different signs."""
    small = unicodedata.normalize("NFKC", name).casefold()
    return "".join(sign for sign in small if sign.isalnum())


def _best(person: Person) -> str:
    options = (person.login, person.email, person.number, person.name, person.participant)
    return next((text for text in options if to_student_id(text.partition("@")[0])), "nobody")


def _same(one: str, other: str) -> bool:
    return bool(one) and one.casefold() == other.casefold()


def _made_up(origin: Origin) -> str:
    """Make an id without a roster: Moodle's number is another one in every assignment."""
    if origin.platform == CANVAS:
        return to_student_id("-".join(filter(None, [origin.name, origin.participant])))
    is_hidden = not to_student_id(origin.name) or origin.name.casefold() == "participant"
    return to_student_id(f"participant-{origin.participant}" if is_hidden else origin.name)
