"""Paths of a course as its authors have it, and its chapters."""

from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from rnn_course.errors import fault
from rnnkit.language import ENGLISH
from rnnkit.workbook.paths import PACKAGE, CourseFiles

CHAPTER_FILES = "[0-9][0-9]-*.md"


@dataclass(frozen=True)
class Course(CourseFiles):
    """Paths of one course in its repository."""

    @property
    def chapters(self) -> Path:
        """Authored: MyST notebooks."""
        return self.directory / "chapters"

    @property
    def solutions(self) -> Path:
        """Authored: reference solutions, their cases and known mistakes."""
        return self.root / "solutions"

    @property
    def rnnkit(self) -> Path:
        """Authored: what students import."""
        return self.root / PACKAGE

    @property
    def source(self) -> Path:
        """Built: notebooks with solutions."""
        return self.directory / f"source{self.edition}"

    @property
    def locale(self) -> Path:
        """Authored: a folder of catalogues for each language that the course is translated into."""
        return self.directory / "locale"

    def languages(self) -> list[str]:
        """List the languages that there are catalogues for, by their codes."""
        return sorted(path.name for path in self.locale.glob("*") if path.is_dir())

    def check_language(self) -> None:
        """Refuse a language that the course is not translated into."""
        known = [ENGLISH, *self.languages()]
        if self.language not in known and not self.release.is_dir():
            names, folder = ", ".join(known), self.locale / self.language
            raise fault("language", "language", names=names, got=self.language, folder=folder)

    @property
    def hidden_cases(self) -> Path:
        """Built: cases that lie on the instructor's side only."""
        return self.directory / "hidden_cases"

    @property
    def workbook_in_browser(self) -> PurePosixPath:
        """Built: where students find their notebooks in the edition in the browser."""
        return PurePosixPath(f"release-{version('rnnkit')}", self.workbook.name)

    def address_in_browser(self, chapter: str) -> str:
        """Return where a chapter opens, seen from the folder of the edition in the browser."""
        path = self.workbook_in_browser / chapter / f"{chapter}.ipynb"
        return f"lab/index.html?path={quote(str(path))}"

    def chapter_names(self) -> list[str]:
        """List all authored chapters, in order."""
        return sorted(path.stem for path in self.chapters.glob(CHAPTER_FILES))

    def find_chapters(self, wanted: list[str]) -> list[str]:
        """Resolve ``03`` and ``03-rnn-backward`` to chapters; nothing means all."""
        names = self.chapter_names()
        if not names:
            raise fault("no_chapters", self.chapters, files=CHAPTER_FILES, root=self.root)
        words = {name: {name, name.partition("-")[0]} for name in names}
        for argument in wanted:
            if not any(argument in each for each in words.values()):
                known = ", ".join(names)
                raise fault("assignment", f"assignment {argument}", names=known, got=argument)
        return [name for name in names if not wanted or words[name] & {*wanted}]
