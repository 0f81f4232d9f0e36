"""``make release`` refuses what is missing, and a release that fails changes nothing."""

import re
import shutil
import subprocess
import sys
import tomllib
from importlib.util import module_from_spec, spec_from_file_location

import pytest

from tests.support.repository import REPOSITORY

SCRIPT = ".ci/release.py"
SPEC = spec_from_file_location("release", REPOSITORY / SCRIPT)
release = module_from_spec(SPEC)
SPEC.loader.exec_module(release)

NEXT = "7.0.0"


@pytest.fixture(scope="module")
def original(tmp_path_factory):
    """The repository, ready for a release, with a build that takes no time."""
    root = tmp_path_factory.mktemp("release") / "clone"
    release.git(REPOSITORY, "clone", "--quiet", "--shared", "--no-tags", str(REPOSITORY), str(root))
    shutil.copy(REPOSITORY / SCRIPT, root / SCRIPT)
    for key, value in (("user.name", "Ada"), ("user.email", "ada@example.org")):
        release.git(root, "config", key, value)
    change(root, "pyproject.toml", r'"not public yet"', '"https://example.org"')
    for file in release.PROJECTS:
        change(root, file, r'(?m)^version = ".*"', 'version = "0.1.0"')
    for file in release.CHANGELOGS:
        change(root, file, re.escape(release.UNRELEASED), rf"{release.UNRELEASED}\n- New.\n")
    change(root, "Makefile", r"\Z", "\nother-release:\n\techo >> course/README.md\n")
    save(root)
    release.git(root, "tag", "complete")
    return root


@pytest.fixture
def clone(original):
    """The same for each test."""
    release.git(original, "reset", "--quiet", "--hard", "complete")
    release.git(original, "clean", "--quiet", "--force", "-d")
    return original


def change(root, file, old, new):
    text = (root / file).read_text("utf-8")
    (root / file).write_text(re.sub(old, new, text), "utf-8")


def save(root):
    release.git(root, "commit", "--quiet", "--all", "--allow-empty", "--message", "changed")


def reasons(root, version=NEXT):
    return [str(each) for each in release.refusals(root, version)]


def test_nothing_is_refused_without_a_reason(clone):
    assert reasons(clone) == []
    assert reasons(clone, release.version_of(clone / release.PROJECTS[0])) == []


@pytest.mark.parametrize("version", ["", "1.2", "v1.2.3", "1.2.3rc1"])
def test_other_versions_than_three_numbers_are_refused(clone, version):
    assert reasons(clone, version) == [release.TEXT["form"].format(version=version)]


@pytest.mark.parametrize(("version", "newest"), [("0.0.9", "0.1.0"), (NEXT, NEXT), ("6.9.9", NEXT)])
def test_older_versions_are_refused(clone, version, newest):
    if newest == NEXT:
        release.git(clone, "tag", f"v{NEXT}")
    refused = reasons(clone, version)
    release.git(clone, "tag", "--delete", *release.git(clone, "tag", "--list", "v*").split())
    assert refused == [release.TEXT["old"].format(version=version, newest=newest)]


def test_files_that_are_not_committed_are_refused(clone):
    (clone / "new.txt").touch()
    change(clone, "README.md", r"\Z", "more")
    assert reasons(clone) == [release.TEXT["dirty"].format(files="README.md, new.txt")]


@pytest.mark.parametrize("file", release.CHANGELOGS)
def test_changelogs_without_an_entry_are_refused(clone, file):
    change(clone, file, r"(?s)(## \[Unreleased\]\n).*", r"\1\n### Added\n\n## [0.1.0]\n\n- Old.\n")
    save(clone)
    assert reasons(clone) == [release.TEXT["no_entry"].format(file=file)]


def test_addresses_that_are_not_public_are_refused(clone):
    change(clone, "pyproject.toml", r'(?m)^Source = ".*"', 'Source = "not public yet"')
    save(clone)
    expected = release.TEXT["no_url"].format(name="Source", value="not public yet")
    assert reasons(clone) == [expected]


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("no-such-target", release.TEXT["failed"].format(command="make no-such-target")),
        ("other-release", release.TEXT["stale"].format(files="course/README.md")),
    ],
)
def test_a_release_that_fails_changes_nothing(clone, target, reason):
    before = release.git(clone, "rev-parse", "HEAD")
    command = [sys.executable, clone / SCRIPT, NEXT, target]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-2:] == [reason, release.TEXT["nothing"]]
    assert release.git(clone, "rev-parse", "HEAD") == before
    assert release.git(clone, "tag", "--list", f"v{NEXT}") == ""
    assert release.changed_files(clone) == ""
    assert [path.name for path in clone.parent.iterdir()] == ["clone"]


def test_all_packages_get_version_and_addresses_and_both_changelogs_a_date(clone):
    release.edit(clone, NEXT)
    release.edit(clone, NEXT)  # the next release replaces the addresses
    for file in release.PROJECTS:
        project = tomllib.loads((clone / file).read_text("utf-8"))
        assert project["project"]["version"] == NEXT
        assert project["project"]["urls"] == release.urls_of(clone)
        assert project["tool"]["setuptools"]
    for file in release.CHANGELOGS:
        text = (clone / file).read_text("utf-8")
        assert re.search(rf"## \[Unreleased\]\n\n## \[{NEXT}\] - \d{{4}}-\d\d-\d\d\n", text)
