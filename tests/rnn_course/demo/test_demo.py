"""The simulated class: who is in it, what they hand in, and where it is put."""

import random
from collections import Counter
from pathlib import Path

import pytest

from nbgrader_sandbox.errors import GradingError
from rnn_course.build.answers import written_questions
from rnn_course.build.ensure import ensure_built
from rnn_course.cli import FORMGRADER, main
from rnn_course.demo import walkthrough
from rnn_course.demo.course_folder import CONFIG_FILE, make_course, new_folder
from rnn_course.demo.people import QUESTIONS, STYLES, make_up, restyle, write_answer
from rnn_course.demo.simulation import Role, due_dates, read_answer_set, simulate_class
from rnn_course.demo.submissions import write_submission
from rnn_course.demo.walkthrough import CHAPTERS, DemoOptions, run_demo
from rnnkit.checks.casefile import VISIBLE_CASES, load
from rnnkit.checks.judging import judge
from tests.support.repository import COURSE


@pytest.fixture(scope="module")
def answer_sets():
    ensure_built(COURSE)
    return [read_answer_set(COURSE, chapter) for chapter in CHAPTERS]


def drawn(answer_sets, seed, size=30):
    rng = random.Random(seed)
    return simulate_class(make_up(size, rng), answer_sets, rng)


def files(course):
    return {p.relative_to(course).as_posix(): p.read_bytes() for p in course.rglob("*.*")}


def written_down(answer_sets, seed, folder):
    (folder / "release").parent.mkdir(parents=True)
    (folder / "release").symlink_to(COURSE.release)
    for each in drawn(answer_sets, seed, size=10):
        write_submission(folder, each)
    return files(folder / "submitted")


def test_same_seed_hands_in_the_same_to_the_byte_and_another_does_not(answer_sets, tmp_path):
    one, same, other = (
        written_down(answer_sets, seed, tmp_path / str(number))
        for number, seed in enumerate((3, 3, 4))
    )
    assert len(one) > 30
    assert one == same
    assert one != other


def test_people_have_names_of_many_scripts_and_plain_login_names_of_their_own():
    people = make_up(100, random.Random(0))
    assert len({person.login for person in people}) == 100
    assert all(person.login.isascii() and person.login.isalnum() for person in people)
    assert sum(not person.name.isascii() for person in people) > 30


@pytest.mark.parametrize(("size", "fewest"), [(6, 6), (10, 9), (30, 9)])
def test_class_has_somebody_of_each_kind(answer_sets, size, fewest):
    found = drawn(answer_sets, 1, size)
    roles = {each.role for each in found}
    everybody = {each.student for each in found}
    last = {each.student for each in found if each.chapter == CHAPTERS[-1]}
    has_absent = everybody != last  # who hands nothing in for the last chapter
    assert len(roles | ({Role.ABSENT} if has_absent else set())) >= fewest
    assert {Role.BROKEN, Role.HOSTILE, Role.TWICE, Role.LATE, Role.UNFINISHED} <= roles


def test_class_predicts_and_many_fall_into_some_trap(answer_sets):
    submissions = drawn(answer_sets, 1)
    for answer_set in answer_sets:
        made = [each.predictions for each in submissions if each.chapter == answer_set.chapter]
        counts = {
            name: Counter(letters[name] for letters in made if name in letters)
            for name in answer_set.predictions
        }
        for name, (right, *wrong) in answer_set.predictions.items():
            assert counts[name].keys() <= {right, *wrong}
            assert len(made) / 2 < counts[name].total() < len(made)
            assert counts[name][right] > 0
    shares = [
        counts[name][right] / counts[name].total()
        for name, (right, *_) in answer_sets[-1].predictions.items()
    ]
    assert min(shares) < 0.5 < max(shares)


def test_only_who_is_late_comes_after_the_due_date(answer_sets):
    due = due_dates(CHAPTERS)
    late = [each for each in drawn(answer_sets, 1) if each.when > due[each.chapter]]
    assert {each.role for each in late} == {Role.LATE}


def test_some_mistakes_are_common_and_most_answers_are_right(answer_sets):
    wrong, right = Counter(), 0
    for each in drawn(answer_sets, 1, 200):
        (answer_set,) = [
            answer_set for answer_set in answer_sets if answer_set.chapter == each.chapter
        ]
        for name, answer in each.answers.items():
            for place, source in enumerate(answer_set.mistakes.get(name, ())):
                wrong[name, place] += squeezed(source) == squeezed(answer)
            right += squeezed(answer_set.references.get(name)) == squeezed(answer)
    (_, most), *others = wrong.most_common()
    assert most > 5 * max(1, others[len(others) // 2][1])
    assert right > sum(wrong.values())


def squeezed(source):
    """Without the comment that somebody put above it."""
    lines = (source or "").strip().split("\n")
    return "\n".join(line for line in lines if not line.startswith("# "))


@pytest.mark.parametrize("style", sorted(set(STYLES)))
def test_answer_in_another_hand_does_the_same(answer_sets, style):
    for answer_set in answer_sets:
        for name, answer in answer_set.references.items():
            source = restyle(answer, style, "Zoë", random.Random(1))
            namespace = {}
            setup = "import numpy as np\nfrom collections.abc import Callable\n"
            exec(setup + "\n".join(answer_set.references.values()) + "\n" + source, namespace)
            exercise = load(VISIBLE_CASES / f"{name}.npz")
            verdict = judge(namespace[name], exercise)
            assert all(line.is_right for line in verdict.lines), (name, style)


def test_other_hands_write_other_programs(answer_sets):
    answer = answer_sets[1].references["rnn_backward"]
    programs = {restyle(answer, style, "Zoë", random.Random(0)) for style in STYLES}
    assert len(programs) == len(set(STYLES))


def test_written_questions_are_those_of_the_chapters():
    asked = {
        name: p for chapter in CHAPTERS for name, p in written_questions(COURSE, chapter).items()
    }
    assert asked == {name: len(parts) for name, parts in QUESTIONS.items()}


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_better_student_writes_a_better_answer(question):
    best, worst = (write_answer(question, ability, random.Random(1)) for ability in (1, 0))
    assert (best.points, best.comment) == (3, "")
    assert worst.points == 0
    assert all(part["comment"] in worst.comment for part in QUESTIONS[question])


def test_folder_that_is_there_is_refused_with_two_ways_out_and_stays(tmp_path):
    folder = tmp_path / "demo"
    with new_folder(folder) as place:
        make_course(COURSE, place, [])
    (folder / "gradebook.db").write_text("graded by hand")
    with pytest.raises(GradingError, match=r"(?s)stays as it is.*--to.*rm -r"), new_folder(folder):
        pass
    assert (folder / "gradebook.db").read_text() == "graded by hand"
    assert list(tmp_path.iterdir()) == [folder]


@pytest.mark.parametrize("there", ["a file", "nbgrader_config.py", "notes.txt"])
def test_nobody_is_told_to_remove_what_is_no_demo(tmp_path, there):
    """A course, for example."""
    folder = tmp_path / "mine"
    path = folder if there == "a file" else folder / there
    path.parent.mkdir(exist_ok=True)
    path.write_text("c = get_config()")
    said = f"{folder} is there already, and no demo"
    with pytest.raises(GradingError, match=said) as refused, new_folder(folder):
        pass
    assert "rm" not in str(refused.value).split()
    assert path.read_text() == "c = get_config()"


def test_interrupted_demo_leaves_no_folder_and_can_be_run_again(tmp_path):
    folder = tmp_path / "demo"
    with pytest.raises(KeyboardInterrupt):
        be_interrupted(folder)
    assert not folder.exists()
    with new_folder(folder) as place:
        (place / "whole").touch()
    assert [path.name for path in folder.iterdir()] == ["whole"]
    assert list(tmp_path.iterdir()) == [folder]


def be_interrupted(folder):
    with new_folder(folder) as place:
        (place / "half").touch()
        raise KeyboardInterrupt


def test_without_a_sandbox_nothing_is_begun(tmp_path, monkeypatch):
    def refuse():
        raise GradingError("bubblewrap is not installed")

    monkeypatch.setattr(walkthrough, "find_bwrap", refuse)
    with pytest.raises(GradingError, match="bubblewrap"):
        run_demo(COURSE, DemoOptions(tmp_path / "demo"))
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def own(tmp_path, monkeypatch) -> Path:
    """A course directory that the commands work on."""
    folder = tmp_path / "course"
    folder.mkdir()
    (folder / CONFIG_FILE).touch()
    monkeypatch.chdir(folder)
    return folder


def test_formgrader_without_a_demo_says_how_to_make_one(own):
    with pytest.raises(SystemExit, match="`make demo`"):
        main(["formgrader"])


def test_formgrader_wants_a_course_directory(own, tmp_path):
    with pytest.raises(SystemExit, match=CONFIG_FILE):
        main(["formgrader", "--course", str(tmp_path / "demo")])


@pytest.mark.parametrize(("words", "name"), [([], "demo"), (["--course", "."], "course")])
def test_formgrader_serves_the_demo_or_the_course_that_is_named(
    own, monkeypatch, capsys, words, name
):
    calls = []
    monkeypatch.setattr("rnnkit.workbook.lab.serve", lambda *arguments: calls.append(arguments))
    demo = own.parent / "demo"
    demo.mkdir()
    (demo / CONFIG_FILE).touch()
    main(["formgrader", *words, "--port=8899"])
    folder = own.parent / name
    assert calls == [(folder, folder, FORMGRADER, ["--port=8899"])]
    assert capsys.readouterr().out == f"Course: {folder}\n"
