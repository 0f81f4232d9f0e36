"""A translation of everything into no language, to try the machinery of editions with."""

from rnn_course.catalogues.catalogue import Catalogue
from rnn_course.catalogues.edition import Edition
from rnn_course.paths import Course
from rnn_course.translate.commands import update

MARK = "译"


def translate_all(course: Course, language: str = "zh") -> Edition:
    """Give each unit of a course a translation that begins with ``MARK``."""
    (course.locale / language).mkdir(parents=True, exist_ok=True)
    update(Edition(course, language))
    for path in sorted((course.locale / language).rglob("*.po")):
        catalogue = Catalogue.read(path)
        for (_, text), message in catalogue.messages.items():
            message.string = MARK + text
        catalogue.write(path, language)
    return Edition(course, language)
