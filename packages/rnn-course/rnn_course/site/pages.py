"""What Sphinx reads: the chapters, the course's own documents, a glossary and the API of rnnkit."""

import json
import pkgutil
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path, PurePosixPath

import nbformat
from babel import Locale
from nbformat import NotebookNode

import rnnkit
from rnn_course.csv_table import read_tsv
from rnn_course.pages.rendering import WORDS as PAGES
from rnn_course.pages.templates import templates
from rnn_course.paths import Course
from rnnkit._atomic import write_bytes_if_changed, write_if_changed
from rnnkit.language import ENGLISH, Words

# Pages by name, and the documents that they are; in another language a document may be called
# README.zh.md. A link from one to another stays a link, one to a file that is no page does not.
# TEACHING.md is none: it says which predictions are right.
DOCUMENTS = {
    "index": "README.md",
    "students": "course/README.md",
    "instructors": "course/INSTRUCTORS.md",
    "coverage": "course/COVERAGE.md",
    "hub": "course/hub/README.md",
    "browser": "course/BROWSER.md",
    "contributing": "CONTRIBUTING.md",
    "grader": "packages/nbgrader-sandbox/README.md",
    "security": "SECURITY.md",
}
SECTIONS = {
    "students": ("students", "glossary", "api", "browser"),
    "instructors": ("instructors", "coverage", "hub"),
    "reference": ("grader", "security", "contributing"),
}
LINK = re.compile(r"(?<!!)\[([^\]]+)\]\(([^)\s]+)\)")
PICTURE = re.compile(r"(!\[[^\]]*\])\(([^)\s]+)\)")
OTHER_LANGUAGE = re.compile(r"\A\[[^\]]+\]\([^)]+\)\n+")
LOCALES = {"zh": "zh_CN"}  # Sphinx's names of languages, where they are other than ours
_ENGLISH = {
    "chapters": "Chapters",
    "students": "For students",
    "instructors": "For instructors",
    "reference": "Reference",
    "glossary": "Glossary",
    "glossary_intro": "The words of the field, and the chapter in which each first comes.",
    "glossary_term": "term",
    "glossary_chapter": "chapter",
    "glossary_sentence": "where it is said first",
    "api": "What rnnkit has",
    "api_intro": "Everything that notebooks import, with shapes, units and errors.",
    "code_show": "Show the code of this cell",
    "code_hide": "Hide the code of this cell",
    "run": "Run this chapter in the browser",
}
WORDS = Words("site", _ENGLISH)


@dataclass(frozen=True)
class Site:
    """The site in one language."""

    course: Course  # in that language
    folder: Path  # that Sphinx reads
    languages: tuple[str, ...]  # of all editions
    run_at: str  # where the edition in the browser lies, seen from a page; empty if there is none

    def write(self, chapters: Mapping[str, NotebookNode]) -> None:
        """Write all pages; those that are there and no longer wanted are taken away."""
        pages = {f"{name}.ipynb": nbformat.writes(each) for name, each in chapters.items()}
        pages |= {**dict(self._documents()), "glossary.md": self._glossary(), **dict(_api())}
        here = {name.partition(".")[0] for name in pages}
        sections = {each: [p for p in names if p in here] for each, names in SECTIONS.items()}
        pages["index.md"] += _page("contents.md", chapters=list(chapters), sections=sections)
        for name, text in pages.items():
            write_if_changed(self.folder / name, text)
        for path in self.folder.iterdir():
            if path.name not in pages and path.suffix in (".md", ".ipynb", ".rst"):
                path.unlink()
        self._settings(list(chapters))

    def _documents(self) -> Iterator[tuple[str, str]]:
        for page, name in DOCUMENTS.items():
            document = _in_language(self.course, name)
            if document.is_file():
                # The site has a link to the other language of its own.
                text = OTHER_LANGUAGE.sub("", document.read_text("utf-8"))
                yield f"{page}.md", self._linked(text, document)

    def _linked(self, text: str, document: Path) -> str:
        pages = {_in_language(self.course, name): page for page, name in DOCUMENTS.items()}
        pages |= {self.course.root / name: page for page, name in DOCUMENTS.items()}

        def link(match: re.Match[str]) -> str:
            words, target = match.groups()
            name, _, place = target.partition("#")
            if not name or "://" in target:
                return match[0]
            page = pages.get((document.parent / name).resolve())
            anchor = f"#{place}" if place else ""
            return f"[{words}]({page}.md{anchor})" if page else words

        def picture(match: re.Match[str]) -> str:
            path = document.parent / match[2]
            write_bytes_if_changed(self.folder / "_static" / path.name, path.read_bytes())
            return f"{match[1]}(_static/{path.name})"

        return PICTURE.sub(picture, LINK.sub(link, text))

    def _glossary(self) -> str:
        titles, *rows = read_tsv(self.course.directory / "glossary.tsv")
        terms = [dict(zip(titles, row, strict=True)) for row in rows]
        course, language = self.course, self.course.language
        every = course.languages()
        others = {Locale(each).get_display_name(language): _terms(course, each) for each in every}
        return _page("glossary.md", terms=terms, others=others, in_english=language == ENGLISH)

    def _settings(self, chapters: list[str]) -> None:
        """Write what ``conf.py`` reads, and the template of its page."""
        language = self.course.language
        others = [other for other in self.languages if other != language]
        settings = {
            "project": PAGES["title"],
            "html_title": PAGES["title"],
            "language": LOCALES.get(language, language),
            "nb_code_prompt_show": WORDS["code_show"],
            "nb_code_prompt_hide": WORDS["code_hide"],
            "html_context": {
                "others": {other: Locale(other).display_name for other in others},
                "run_at": self.run_at,
                "run": WORDS["run"],
                "in_english": [
                    page
                    for page, name in DOCUMENTS.items()
                    if _in_language(self.course, name) == self.course.root / name
                ],
                "chapters": {name: self.course.address_in_browser(name) for name in chapters},
            },
        }
        # Terms that the search has to know whole, as "梯度截断".
        terms = set() if language == ENGLISH else {*_terms(self.course, language).values()}
        words = self.folder / "search_words.txt"
        write_if_changed(words, "\n".join(f"{term} 100000 n" for term in sorted(terms)))
        settings["html_search_options"] = {"dict": str(words)}
        write_if_changed(self.folder / "site.json", json.dumps(settings, ensure_ascii=False))
        files = Path(__file__).parent / "files"
        no_templates = shutil.ignore_patterns("*.j2")
        shutil.copytree(files, self.folder, ignore=no_templates, dirs_exist_ok=True)


def _in_language(course: Course, name: str) -> Path:
    """Return a document in the course's language, if it is there, else in English."""
    path = PurePosixPath(name)
    other = course.root / path.with_suffix(f".{course.language}{path.suffix}")
    return other if other.is_file() else course.root / path


def _page(template: str, **values: object) -> str:
    environment = templates("rnn_course.site", "files")
    return environment.get_template(f"{template}.j2").render(words=WORDS, **values)


def _terms(course: Course, language: str) -> dict[str, str]:
    _, *rows = read_tsv(course.locale / language / "glossary.tsv")
    terms = {english: term for english, term, *_ in rows if term}
    return {f"{english}s": term for english, term in terms.items()} | terms


def _api() -> Iterator[tuple[str, str]]:
    modules = ["rnnkit"]
    for name in (each.name for each in pkgutil.iter_modules(rnnkit.__path__, "rnnkit.")):
        is_public = not name.startswith("rnnkit._") and name != "rnnkit.workbook"
        if is_public and hasattr(import_module(name), "__all__"):
            modules.append(name)
    yield "api.rst", _page("api.rst", modules=modules)
    yield from ((f"api-{each}.rst", _page("module.rst", module=each)) for each in modules)
