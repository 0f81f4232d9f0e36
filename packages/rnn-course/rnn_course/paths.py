"""Where everything lies, and which chapters there are."""

from dataclasses import dataclass
from pathlib import Path

import authoring
from authoring.errors import AuthoringError

CHAPTER_FILES = "[0-9][0-9]-*.md"


@dataclass(frozen=True)
class Course:
    """Paths of one course.

    Parameters
    ----------
    root : Path
        The repository: the folder of ``course/`` and ``solutions/``.
    """

    root: Path

    @classmethod
    def here(cls) -> "Course":
        """Return the course that this package belongs to."""
        return cls(Path(authoring.__file__).resolve().parents[2])

    @property
    def directory(self) -> Path:
        """The nbgrader course directory."""
        return self.root / "course"

    @property
    def config(self) -> Path:
        """Settings that stock nbgrader reads as well."""
        return self.directory / "nbgrader_config.py"

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
        return self.directory / "rnnkit"

    @property
    def source(self) -> Path:
        """Built: notebooks with solutions."""
        return self.directory / "source"

    @property
    def release(self) -> Path:
        """Built: notebooks for students."""
        return self.directory / "release"

    @property
    def cases(self) -> Path:
        """Built: visible cases and what known mistakes give on them."""
        return self.rnnkit / "cases"

    @property
    def hidden_cases(self) -> Path:
        """Built: cases that lie on the instructor's side only."""
        return self.directory / "hidden_cases"

    @property
    def workbook(self) -> Path:
        """A student's own notebooks."""
        return self.root / "workbook"

    def chapter_names(self) -> list[str]:
        """All authored chapters, in order."""
        return sorted(path.stem for path in self.chapters.glob(CHAPTER_FILES))

    def find_chapters(self, wanted: list[str]) -> list[str]:
        """Resolve ``03`` and ``03-rnn-backward`` to chapters; nothing means all.

        Raises
        ------
        AuthoringError
            If an argument matches no chapter, or there is none at all.
        """
        names = self.chapter_names()
        if not names:
            remedy = f"write a chapter, or check that {self.root} is the repository"
            raise AuthoringError(str(self.chapters), f"files {CHAPTER_FILES}", "none", remedy)
        for argument in wanted:
            if not any(_matches(name, argument) for name in names):
                remedy = "give the number or the whole name of one"
                raise AuthoringError(
                    f"chapter {argument}", f"one of {', '.join(names)}", argument, remedy
                )
        return [
            name for name in names if not wanted or any(_matches(name, each) for each in wanted)
        ]


def _matches(name: str, argument: str) -> bool:
    return argument in (name, name.split("-", 1)[0])


def notebook_in(folder: Path, chapter: str) -> Path:
    """Where a chapter's notebook lies in a folder of nbgrader's layout."""
    return folder / chapter / f"{chapter}.ipynb"
