"""The commands of INSTRUCTORS.md and of the hub's page, typed as they stand there."""

import csv
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tarfile
from pathlib import Path
from urllib.request import urlopen

import nbformat
import pytest
from distributed import LocalCluster

from rnn_course.build.answers import reference_sources
from rnn_course.cli import COMMANDS, NEEDS_A_LOOK, _parser
from tests.support.classroom import environment
from tests.support.hub_server import SET_UP
from tests.support.platform_files import (
    Handed,
    canvas_gradebook,
    canvas_zip,
    moodle_zip,
    worksheet,
)
from tests.support.repository import COURSE

CHAPTER = "03-rnn-backward"
PAGE = (COURSE.directory / "INSTRUCTORS.md").read_text(encoding="utf-8")
HUB = (COURSE.directory / "hub" / "README.md").read_text(encoding="utf-8")
FENCED = re.compile(r"^```+(\w*)\n(.*?)^```+$", re.DOTALL | re.MULTILINE)
BUILT = ("course/source", "course/hidden_cases", "packages/rnnkit/rnnkit/cases")
IGNORED = shutil.ignore_patterns("__pycache__")
AGAIN = ("nbgrader export", "rnn-course feedback 03")  # for whom the page's last lines brought
SCHEDULER = "tcp://10.0.0.5:8786"  # as the page calls it
# What the walk does not type, and why. A line of another program has no place on the page.
NOT_HERE = {
    "cd": "folders are those of the tests",
    "source": "the environment is that of the tests",
    "sudo": "needs root",
    "git": "needs a server that has the course",
    "pip": "needs a network",
    "createdb": "needs PostgreSQL; tests of its gradebook make theirs",
    "dask": "needs machines; the walk has a cluster of its own on this one",
    "tar": "test_the_archive_of_a_term_has_what_the_page_names",
}
ON_A_HUB = {  # besides what tests/support/hub_server.py types as it stands
    *("apt-get", "passwd", "su", "git", "cd", "make", ".venv/bin/pip", "rm", "exit"),
    *("python3", "/opt/rnn-course/bin/pip", "npm", "source"),
    *("/opt/rnn-course/bin/python", ".venv/bin/python"),  # test_hub_kit.py runs the scripts
    *("cp", "systemctl"),  # systemd-analyze reads the units there, caddy its file
}


def lines(page):
    """Lines of shell, with what is continued in one."""
    blocks = [text for language, text in FENCED.findall(page) if not language]
    joined = "\n".join(blocks).replace("\\\n", " ").splitlines()
    return [line for line in joined if line.strip() and not line.startswith(("+++", "Its slope"))]


def typed(*programs):
    found = [line for line in lines(PAGE) if line.split()[0] in programs]
    return list(dict.fromkeys(found))


def spans():
    """Commands in a sentence, with all that belongs to them."""
    return list(map(shlex.split, re.findall(r"`(rnn-course [^`]+)`", PAGE)))


@pytest.mark.parametrize("line", typed("rnn-course"))
def test_every_command_of_the_course_is_one(line):
    options = _parser().parse_args(shlex.split(line, comments=True)[1:])
    assert callable(options.run)


@pytest.mark.parametrize("words", spans(), ids=shlex.join)
def test_every_command_in_a_sentence_is_one(words):
    assert words[1] in COMMANDS
    if len(words) > 2:
        assert callable(_parser().parse_args(words[1:]).run)


@pytest.mark.parametrize("line", typed("make"))
def test_make_knows_every_target(line):
    command = [*shlex.split(line, comments=True), "--dry-run", "--directory", str(COURSE.root)]
    subprocess.run(command, check=True, capture_output=True)


@pytest.mark.parametrize("page", [PAGE, HUB], ids=["instructors", "hub"])
def test_every_block_is_shell(page):
    subprocess.run(["bash", "-n"], input="\n".join(lines(page)), text=True, check=True)


def test_what_is_not_typed_here_is_listed_with_its_reason():
    others = {line.split()[0] for line in lines(PAGE)} - {"rnn-course", "nbgrader", "make"}
    assert others == NOT_HERE.keys()


def test_every_line_of_the_hub_is_typed_or_listed():
    words = [shlex.split(line, comments=True) for line in lines(HUB)]
    set_up = {shlex.join(shlex.split(line, comments=True)) for line in SET_UP.splitlines()}
    left = {each[0] for each in words if shlex.join(each) not in set_up}
    assert left == ON_A_HUB


@pytest.mark.parametrize("page", [PAGE, HUB], ids=["instructors", "hub"])
def test_every_link_leads_somewhere(page):
    anchors = {
        re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-")
        for title in re.findall(r"^#+ (.*)", PAGE, re.MULTILINE)
    }
    assert set(re.findall(r"\]\([^)#]*#([^)]*)\)", page)) <= anchors


def test_the_first_week_is_one_printed_page():
    first = PAGE[: PAGE.index("## How commands work")]
    assert len(first.splitlines()) <= 66
    assert len(first.split()) <= 420


@pytest.fixture(scope="module")
def repository(whole_course, tmp_path_factory):
    """The whole repository as an instructor has it, built, with a home beside it."""
    root = tmp_path_factory.mktemp("instructor") / "rnn-course"
    listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listing, cwd=COURSE.root, capture_output=True, text=True, check=True)
    for name in filter(None, names.stdout.splitlines()):
        if not name.startswith(("tests/", "packages/nbgrader-sandbox/")):
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(COURSE.root / name, root / name)
    for name in BUILT:
        shutil.copytree(whole_course.root / name, root / name, dirs_exist_ok=True, ignore=IGNORED)
    return root


def hand_in(course: Path, home: Path, classroom) -> None:
    """Lay out what a platform gives: Ada by Moodle, Bai by Canvas, Chen by another one."""
    notebook = classroom.filled_in(CHAPTER, reference_sources(CHAPTER))
    content = nbformat.writes(notebook).encode()
    downloads = home / "Downloads"
    downloads.mkdir(parents=True)
    by_moodle = Handed("Ada Lovelace", 1, f"{CHAPTER}.ipynb", content)
    by_canvas = Handed("Li Bai", 2, f"{CHAPTER}.ipynb", content, attachment=7)
    moodle_zip(downloads / "moodle-03.zip", [by_moodle])
    worksheet(downloads / "worksheet-03.csv", [(1, "Ada Lovelace", "ada@uni.example")])
    canvas_zip(downloads / "submissions.zip", [by_canvas])
    people = [("Li Bai", 2, "s2", "bai")]
    canvas_gradebook(downloads / "grades.csv", people, {"03 RNN backward (4711)": "100"})
    archive = course / "downloaded" / CHAPTER / "archive"
    archive.mkdir(parents=True)
    (archive / f"chen_{CHAPTER}.ipynb").write_bytes(content)
    (course / "roster.csv").write_text("id,first_name,last_name,email\nada,Ada,Lovelace,\n")


def own_settings(home: Path) -> dict[str, str]:
    """An account of its own, whose exchange is nobody else's."""
    exchange, settings = home / "exchange", home / "settings"
    for folder in (exchange, settings):
        folder.mkdir()
    exchange.chmod(0o777)
    text = f"c = get_config()\nc.Exchange.root = {str(exchange)!r}\n"
    (settings / "nbgrader_config.py").write_text(text, encoding="utf-8")
    return {"HOME": str(home), "JUPYTER_CONFIG_DIR": str(settings)}


def type_in(line: str, course: Path) -> None:
    """Run a line as a shell does; a server until it has said where it is."""
    is_server = line.startswith("rnn-course read")
    words = "exec " + line.partition("#")[0] + " --no-browser" * is_server
    process = subprocess.Popen(
        ["bash", "-c", words],
        cwd=course,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    said = ""
    if is_server:
        said = next((each for each in process.stdout if "http://127.0.0.1" in each), "")
        with urlopen(said.strip(), timeout=60) as page:  # it answers, so it is there to be ended
            assert page.status == 200
        process.send_signal(signal.SIGINT)
    said += process.communicate()[0]
    assert process.returncode in (0, NEEDS_A_LOOK), f"{line}\n{said}"
    assert "not recognized" not in said


def untracked(root):
    words = ["git", "ls-files", "--others", "--exclude-standard"]
    return set(subprocess.run(words, cwd=root, capture_output=True, text=True).stdout.splitlines())


@pytest.mark.slow
def test_the_page_leads_from_the_release_to_the_grades(repository, classroom, tmp_path):
    if shutil.which("bwrap") is None:
        pytest.skip("bubblewrap is not installed")
    course = repository / "course"
    hand_in(course, tmp_path, classroom)
    subprocess.run(["git", "init", "--quiet", str(repository)], check=True)
    before = untracked(repository)
    with environment(course, **own_settings(tmp_path)):
        os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        with LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None) as cluster:
            for line in typed("nbgrader", "rnn-course"):
                type_in(line.replace(SCHEDULER, cluster.scheduler_address), course)
        for line in AGAIN:
            type_in(line, course)

    with (course / "grades.csv").open(encoding="utf-8") as file:
        scores = {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}
    assert scores == dict.fromkeys(scores, sum(classroom.max_points(CHAPTER).values()))
    assert {"ada", "chen"} < scores.keys()
    assert len(scores) == 3
    for student in scores:
        assert (course / "feedback" / student / CHAPTER / f"{CHAPTER}.html").is_file()
    assert (repository / "students.zip").is_file()
    assert (course / "report" / "report.html").is_file()
    assert untracked(repository) == before  # names and points are never committed


MADE_AGAIN = {"*.zip", "**/own", "rehearsed"}  # handouts, kept answers, what was rehearsed


def test_the_archive_of_a_term_has_all_that_git_does_not_keep():
    (line,) = typed("tar")
    _, owned = (COURSE.root / ".gitignore").read_text(encoding="utf-8").split("instructor's own")
    ignored = {name.strip("/") for name in re.findall(r"^/course/(.*)", owned, re.MULTILINE)}
    assert len(ignored) > len(MADE_AGAIN)
    assert ignored - MADE_AGAIN <= set(shlex.split(line))


def test_the_archive_of_a_term_has_what_the_page_names(tmp_path):
    (line,) = typed("tar")
    *options, _, archive = shlex.split(line)[:3]
    names = shlex.split(line)[3:]
    assert archive == "../term.tar.gz"
    assert options == ["tar"]
    folder = tmp_path / "course"
    names = [name.replace("*", "class") for name in names]
    for name in names:
        (folder / name).mkdir(parents=True)
    subprocess.run(["bash", "-c", line], cwd=folder, check=True)
    with tarfile.open(tmp_path / "term.tar.gz") as file:
        assert file.getnames() == names
