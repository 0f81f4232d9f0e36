"""Make a release: a tested commit and tag, packages and the students' copy in ``dist/``.

Run ``make release VERSION=x.y.z``. All is done in a clean clone, and nothing of this repository
changes unless all of it succeeds. Nothing is pushed or uploaded.
"""

import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

PACKAGES = ("rnnkit", "nbgrader-sandbox", "rnn-course")
PROJECTS = tuple(f"packages/{name}/pyproject.toml" for name in PACKAGES)
CHANGELOGS = ("CHANGELOG.md", "packages/nbgrader-sandbox/CHANGELOG.md")
UNRELEASED = "## [Unreleased]\n"
BUILD = "build==1.6.1"

TEXT = {
    "form": "Expected three numbers, as in make release VERSION=0.2.0, got '{version}'.",
    "old": "{version} is not newer than {newest}.",
    "dirty": "The working tree is not clean: {files}. Commit it or put it aside.",
    "no_entry": "{file} has nothing under Unreleased. Write what is new.",
    "no_url": "[tool.project-urls] in pyproject.toml has {name} = {value!r}. Write its address.",
    "failed": "This failed: {command}",
    "stale": "The release is not as built: {files}. Run make build and commit it.",
    "untranslated": "An edition is not complete: `rnn-course translate status` says what is "
    "missing or stale.",
    "nothing": "Nothing has been released.",
    "done": "{tag} is committed and tagged, and dist/ has {files}. To publish it: git push "
    "--follow-tags, then upload dist/.",
}


class Refused(Exception):
    """A reason why there is no release."""

    def __init__(self, text_id: str, **values: object) -> None:
        super().__init__(TEXT[text_id].format(**values))


def run(folder: Path, *words: str, stdout: int | None = None) -> str:
    """Run a command in a folder; return what it prints, if ``stdout`` is a pipe."""
    done = subprocess.run(words, cwd=folder, check=False, stdout=stdout, text=True)
    if done.returncode != 0:
        raise Refused("failed", command=" ".join(words))
    return done.stdout


def git(folder: Path, *words: str) -> str:
    """Run git in a folder; return what it prints."""
    return run(folder, "git", *words, stdout=subprocess.PIPE)


def numbers(version: str) -> tuple[int, ...]:
    """Return a version as numbers that can be compared."""
    return tuple(map(int, version.split(".")))


def version_of(project: Path) -> str:
    """Return the version of a package."""
    return tomllib.loads(project.read_text(encoding="utf-8"))["project"]["version"]


def urls_of(root: Path) -> dict[str, str]:
    """Return the addresses of the project, which stand in one place."""
    return tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["tool"]["project-urls"]


def changed_files(folder: Path) -> str:
    """Return the files that differ from the last commit, as a list in words."""
    return ", ".join(line[3:] for line in git(folder, "status", "--porcelain").splitlines())


def entry_of(changelog: str) -> str:
    """Return what a changelog has under Unreleased."""
    return changelog.partition(UNRELEASED)[2].partition("\n## ")[0]


def refusals(root: Path, version: str) -> Iterator[Refused]:
    """Find everything that is missing for a release of this version."""
    if not re.fullmatch(r"\d+\.\d+\.\d+", version):
        yield Refused("form", version=version)
    else:
        yield from _old(root, version)
    if files := changed_files(root):
        yield Refused("dirty", files=files)
    for file in CHANGELOGS:
        if "\n- " not in entry_of((root / file).read_text(encoding="utf-8")):
            yield Refused("no_entry", file=file)
    for name, value in urls_of(root).items():
        if not value.startswith("https://"):
            yield Refused("no_url", name=name, value=value)


def _old(root: Path, version: str) -> Iterator[Refused]:
    """The version in the packages may be the next one, if it has no tag yet."""
    tags = [tag.removeprefix("v") for tag in git(root, "tag", "--list", "v*.*.*").split()]
    newest = max(tags, key=numbers, default="0.0.0")
    current = max((version_of(root / each) for each in PROJECTS), key=numbers)
    if numbers(version) <= numbers(newest) or numbers(version) < numbers(current):
        yield Refused("old", version=version, newest=max(newest, current, key=numbers))


def edit(root: Path, version: str) -> None:
    """Write version and addresses into the packages, and the date into the changelogs."""
    for file in PROJECTS:
        text = (root / file).read_text(encoding="utf-8")
        (root / file).write_text(with_version(text, version, urls_of(root)), encoding="utf-8")
    heading = f"{UNRELEASED}\n## [{version}] - {datetime.now(UTC).date()}\n"
    for file in CHANGELOGS:
        text = (root / file).read_text(encoding="utf-8")
        (root / file).write_text(text.replace(UNRELEASED, heading, 1), encoding="utf-8")


def with_version(project: str, version: str, urls: dict[str, str]) -> str:
    """Return a package's pyproject.toml with another version and other addresses."""
    project = re.sub(r'(?m)^version = ".*"$', f'version = "{version}"', project, count=1)
    project = re.sub(r"(?m)^\[project\.urls\]\n(?:\w.*\n)*\n", "", project)
    lines = "".join(f'{name} = "{url}"\n' for name, url in urls.items())
    return project.replace(
        "[tool.setuptools]\n", f"[project.urls]\n{lines}\n[tool.setuptools]\n", 1
    )


def commit(root: Path, clone: Path, version: str) -> None:
    """Clone the repository and commit the new version there."""
    git(root, "clone", "--quiet", str(root), str(clone))
    for key in ("user.name", "user.email"):
        if value := git(root, "config", "--default", "", key).strip():
            git(clone, "config", key, value)
    edit(clone, version)
    git(clone, "commit", "--quiet", "--all", "--message", f"Version {version}")


def build(clone: Path, dist: Path, version: str) -> None:
    """Build wheels, source archives and the students' copy."""
    python = str(clone / ".venv/bin/python")
    run(clone, python, "-m", "pip", "install", "--quiet", BUILD)
    for name in PACKAGES:
        run(clone, python, "-m", "build", "--outdir", str(dist), f"packages/{name}")
    students = clone.parent / f"rnn-course-students-{version}"
    run(clone, str(clone / ".venv/bin/rnn-course"), "handout", "--to", str(students))
    shutil.make_archive(str(dist / students.name), "zip", students.parent, students.name)


def refuse_untranslated(clone: Path) -> None:
    """Refuse a release with an edition that is begun and not complete.

    Raises
    ------
    Refused
        If there is one.
    """
    command = str(clone / ".venv/bin/rnn-course")
    for folder in sorted((clone / "course").glob("release-*")):
        language = folder.name.removeprefix("release-")
        try:
            run(clone, command, "translate", "status", "--complete", "--language", language)
        except Refused:
            raise Refused("untranslated") from None


def release(root: Path, version: str, tests: str) -> str:
    """Make the release; return what is to be done next.

    Raises
    ------
    Refused
        If tests fail, or what students get is not committed as built.
    """
    # Beside the repository: below /tmp the sandbox would not see the clone's Python.
    with tempfile.TemporaryDirectory(prefix=".release-", dir=root.parent) as folder:
        clone, dist, tag = Path(folder, "rnn-course"), Path(folder, "dist"), f"v{version}"
        commit(root, clone, version)
        run(clone, "make", tests)
        if files := changed_files(clone):
            raise Refused("stale", files=files)
        refuse_untranslated(clone)
        build(clone, dist, version)
        git(clone, "tag", "--annotate", tag, "--message", f"Version {version}")
        git(root, "pull", "--quiet", "--ff-only", str(clone), "HEAD")
        git(root, "fetch", "--quiet", str(clone), "tag", tag)
        shutil.copytree(dist, root / "dist", dirs_exist_ok=True)
        return TEXT["done"].format(tag=tag, files=", ".join(sorted(p.name for p in dist.iterdir())))


def main(version: str, tests: str = "test") -> None:
    """Refuse with all reasons at once, or release."""
    root = Path(__file__).resolve().parents[1]
    reasons = list(refusals(root, version))
    if not reasons:
        try:
            print(release(root, version, tests))
        except Refused as error:
            reasons = [error]
    if reasons:
        sys.exit("\n".join(map(str, [*reasons, TEXT["nothing"]])))


if __name__ == "__main__":
    main(*sys.argv[1:])
