"""What pages and workflows of the repository name exists: files, make targets, commands."""

import re
import subprocess
from pathlib import PurePosixPath

import pytest

from rnn_course.cli import COMMANDS
from tests.support.repository import COURSE, REPOSITORY

PAGES = [
    *("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "course/README.md"),
    *("README.zh.md", "course/README.zh.md"),
    *(
        "course/INSTRUCTORS.md",
        "course/BROWSER.md",
        "course/TEACHING.md",
        "course/hub/README.md",
        "packages/nbgrader-sandbox/CHANGELOG.md",
    ),
    *(f"packages/{name}/README.md" for name in ("rnnkit", "nbgrader-sandbox", "rnn-course")),
]
FENCED = re.compile(r"^ *(```+).*?^ *\1$", re.DOTALL | re.MULTILINE)
PATH = re.compile(r"(?:\.\./)?[\w<.][\w./<>-]*(?:/|\.py|/[\w.<>-]+)")
WORKFLOWS = sorted((REPOSITORY / ".github/workflows").glob("*.yml"))
ACTIONS = {"actions/checkout", "actions/setup-python", "conda-incubator/setup-miniconda"}
ACTIONS |= {"actions/upload-pages-artifact", "actions/deploy-pages"}
MAKEFILE = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
TARGETS = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))


def git(*words, **options):
    command = ["git", "-C", str(REPOSITORY), *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, **options)


FILES = git("ls-files", "--cached", "--others", "--exclude-standard").stdout.splitlines()


def text_of(page):
    return (REPOSITORY / page).read_text(encoding="utf-8")


def code_of(page):
    """Return the lines of fenced blocks, and the spans between backticks outside of them."""
    text = text_of(page)
    blocks = [line for match in FENCED.finditer(text) for line in match[0].splitlines()]
    return blocks, re.findall(r"`([^`\n]+)`", FENCED.sub("", text))


def is_there(path):
    """Whether a file or folder of the repository has this path, or one that ends with it."""
    name = re.escape(path.removeprefix("../")).replace("<chapter>", "[^/]+")
    pattern = re.compile(rf"(?:.*/)?{name.removesuffix('/')}(?:/.*)?")
    return any(map(pattern.fullmatch, FILES))


def is_made(path):
    """Whether git ignores it: it is built, or an instructor's or a student's own."""
    names = [f"{folder}/{path}" for folder in (".", COURSE.name)]
    return git("check-ignore", "--no-index", *names).returncode == 0


@pytest.mark.parametrize("page", PAGES)
def test_every_path_exists_or_is_made_by_a_command(page):
    _, spans = code_of(page)
    paths = {span for span in spans if PATH.fullmatch(span)}
    assert not [path for path in paths if not is_there(path) and not is_made(path)]


def test_every_folder_in_the_picture_of_the_tree_exists():
    blocks, _ = code_of("CONTRIBUTING.md")
    folders = set(re.findall(r"(?<![\w./])[\w<>][\w/<>-]*/(?=\s)", "\n".join(blocks)))
    assert len(folders) > 20
    assert not [each for each in folders if not is_there(each) and not is_made(each)]


@pytest.mark.parametrize("page", PAGES)
def test_every_link_to_a_file_leads_somewhere(page):
    links = re.findall(r"\]\(([^)#:\s]+)\)", FENCED.sub("", text_of(page)))
    folder = (REPOSITORY / page).parent
    assert not [link for link in links if not (folder / PurePosixPath(link)).exists()]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(("program", "words"), [("make", TARGETS), ("rnn-course", COMMANDS.keys())])
def test_every_target_and_command_exists(page, program, words):
    lines = "\n".join([*code_of(page)[0], *code_of(page)[1]])
    assert set(re.findall(rf"^{program} ([a-z][a-z-]*)", lines, re.MULTILINE)) <= words


def test_every_target_is_phony():
    phony = re.search(r"^\.PHONY: (.*)", MAKEFILE, re.MULTILINE)[1]
    assert set(phony.split()) == TARGETS


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflows_use_few_actions_by_major_version_and_call_make(path):
    text = path.read_text(encoding="utf-8")
    used = re.findall(r"uses: (.*)", text)
    assert used
    assert {re.sub(r"@v\d+$", "", each) for each in used} <= ACTIONS
    assert set(re.findall(r"run: make ([a-z-]+)", text)) <= TARGETS
