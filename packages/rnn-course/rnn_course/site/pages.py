"""What Sphinx reads: the chapters, the course's own documents, a glossary and the API of rnnkit."""

import csv
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
from jinja2 import Environment, PackageLoader, StrictUndefined
from nbformat import NotebookNode

import rnnkit
from rnn_course.pages.words import WORDS as PAGES
from rnn_course.paths import Course
from rnnkit._atomic import write_bytes_if_changed, write_if_changed
from rnnkit.language import ENGLISH, Words

# Pages by name, and the documents that they are; in another language a document may be called
# README.zh.md. A link from one to another stays a link, one to a file that is no page does not.
DOCUMENTS = {
    "index": "README.md",
    "students": "course/README.md",
    "instructors": "course/INSTRUCTORS.md",
    "teaching": "course/TEACHING.md",
    "coverage": "course/COVERAGE.md",
    "hub": "course/hub/README.md",
    "browser": "course/BROWSER.md",
    "contributing": "CONTRIBUTING.md",
    "grader": "packages/nbgrader-sandbox/README.md",
    "security": "SECURITY.md",
}
SECTIONS = {
    "students": ("students", "glossary", "api", "browser"),
    "instructors": ("instructors", "teaching", "coverage", "hub"),
    "reference": ("grader", "security", "contributing"),
}
LINK = re.compile(r"(?<!!)\[([^\]]+)\]\(([^)\s]+)\)")
PICTURE = re.compile(r"(!\[[^\]]*\])\(([^)\s]+)\)")
OTHER_LANGUAGE = re.compile(r"\A\[[^\]]+\]\([^)]+\)\n+")
LOCALES = {"zh": "zh_CN"}  # Sphinx's names of languages, where they are other than ours
TEMPLATES = Environment(
    loader=PackageLoader("rnn_course.site", "files"),
    undefined=StrictUndefined,
    autoescape=False,
    trim_blocks=True,
)

WORDS = Words(
    "site",
    {
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
    },
)


@dataclass(frozen=True)
class Site:
    """The site in one language."""

    course: Course  # in that language
    folder: Path  # that Sphinx reads
    languages: tuple[str, ...]  # of all editions
    run_at: str  # where the edition in the browser lies, seen from a page; empty if there is none

    def write(self, chapters: Mapping[str, NotebookNode]) -> None:
        """Write all pages; those that are there and no longer wanted are taken away."""
        wanted = {self.folder / name for name in ("conf.py", "site.json", "_static", "_templates")}
        wanted |= {*self._chapters(chapters), *self._documents(), self._glossary(), *self._api()}
        documents = {page for page in DOCUMENTS if (self.folder / f"{page}.md").is_file()}
        self._settings(list(chapters), documents)
        for path in self.folder.iterdir():
            if path not in wanted and path.suffix in (".md", ".ipynb", ".rst"):
                path.unlink()

    def _chapters(self, chapters: Mapping[str, NotebookNode]) -> Iterator[Path]:
        for name, notebook in chapters.items():
            path = self.folder / f"{name}.ipynb"
            write_if_changed(path, nbformat.writes(notebook))
            yield path

    def _documents(self) -> Iterator[Path]:
        for page, name in DOCUMENTS.items():
            document = _in_language(self.course, name)
            if document.is_file():
                path = self.folder / f"{page}.md"
                # The site has a link to the other language of its own.
                text = OTHER_LANGUAGE.sub("", document.read_text("utf-8"))
                write_if_changed(path, self._linked(text, document))
                yield path

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

    def _glossary(self) -> Path:
        with (self.course.directory / "glossary.tsv").open(encoding="utf-8", newline="") as file:
            terms = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
        course, language = self.course, self.course.language
        every = course.languages()
        others = {Locale(each).get_display_name(language): _terms(course, each) for each in every}
        in_english = language == ENGLISH
        values = {"terms": terms, "others": others, "in_english": in_english}
        return self._page("glossary.md", "glossary.md", **values)

    def _api(self) -> Iterator[Path]:
        modules = list(_public_modules())
        yield self._page("api.rst", "api.rst", modules=modules)
        for module in modules:
            yield self._page(f"api-{module}.rst", "module.rst", module=module)

    def _page(self, name: str, template: str, **values: object) -> Path:
        path = self.folder / name
        text = TEMPLATES.get_template(f"{template}.j2").render(words=WORDS, **values)
        write_if_changed(path, text)
        return path

    def _settings(self, chapters: list[str], documents: set[str]) -> None:
        """Write what ``conf.py`` reads, the template of its page, and the first page's contents."""
        language = self.course.language
        here = {*documents, "glossary", "api"}
        sections = {each: [p for p in pages if p in here] for each, pages in SECTIONS.items()}
        template = TEMPLATES.get_template("contents.md.j2")
        contents = template.render(words=WORDS, chapters=chapters, sections=sections)
        index = self.folder / "index.md"
        write_if_changed(index, index.read_text("utf-8") + contents)
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


def _terms(course: Course, language: str) -> dict[str, str]:
    path = course.locale / language / "glossary.tsv"
    with path.open(encoding="utf-8", newline="") as file:
        _, *rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
    terms = {english: term for english, term, *_ in rows if term}
    return {f"{english}s": term for english, term in terms.items()} | terms


def _public_modules() -> Iterator[str]:
    yield rnnkit.__name__
    for module in pkgutil.iter_modules(rnnkit.__path__, f"{rnnkit.__name__}."):
        is_public = not module.name.rpartition(".")[2].startswith("_")
        if is_public and module.name != "rnnkit.workbook" and _has_names(module.name):
            yield module.name


def _has_names(module: str) -> bool:
    return hasattr(import_module(module), "__all__")
