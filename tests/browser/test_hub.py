"""A class on JupyterHub, from the release to the feedback, in two people's browsers."""

import json
import shlex
import sys
from types import SimpleNamespace

import pytest

from rnn_course.build.answers import mistakes
from rnn_course.build.claims import split_sentences
from tests.support.hub_machine import machine, packages, python_folders, why_not
from tests.support.hub_server import (
    HUB,
    PASSWORDS,
    PROXY,
    as_teacher,
    copy_clone,
    set_up,
    start_hub,
)

pytestmark = pytest.mark.browser

STEP = 120_000  # milliseconds for whatever is waited for, on a machine that is busy
CHAPTER = "02-rnn-forward"
TABLE = "id;name\nada;Ada\nbai;Bai Li\ns007;\nnoor.van-dijk@uni.example;Noor\nroot;\n"
DUE = "2026-03-06 18:30:00"
NOT_DONE = "raise NotImplementedError()"
RIGHT = (
    "return np.exp(logits - logits.max(-1, keepdims=True)) / "
    "np.exp(logits - logits.max(-1, keepdims=True)).sum(-1, keepdims=True)"
)
MISTAKE = "return np.tanh(h @ W_hy + b_y)"
(MESSAGE,) = (
    split_sentences(mistake.message)[-1]
    for mistake in mistakes(CHAPTER)
    if mistake.id == "output_forward.tanh_applied"
)
SECRETS = [
    *("solutions", "course/source", "course/hidden_cases", "course/gradebook.db"),
    "/usr/local/share/nbgrader/exchange/rnn-course/inbound",
    *("/srv/jupyterhub/jupyterhub.sqlite", "/srv/jupyterhub/cookie_secret"),
]
PEEK = f"""
import json
from pathlib import Path

def peek(name):
    path = Path("/home/teacher/rnn-course", name)
    try:
        list(path.iterdir()) if path.is_dir() else path.open("rb").close()
    except OSError as error:
        return error.strerror
    return "seen"

print(json.dumps([peek(name) for name in {SECRETS}]))
"""
IN_KERNEL = """async code => {
    const session = window.jupyterapp.shell.currentWidget.sessionContext.session;
    const future = session.kernel.requestExecute({code});
    let said = "";
    future.onIOPub = message => {
        if (message.header.msg_type === "stream") said += message.content.text;
    };
    await future.done;
    return said;
}"""
HAS_COMMAND = "name => Boolean(window.jupyterapp?.commands.hasCommand(name))"
FORMGRADER = "nbgrader:open-formgrader"
ASSIGNMENTS = "nbgrader:open-assignment-list"


@pytest.fixture
def own_machine(tmp_path):
    """A machine with accounts and the course, on which no hub runs yet."""
    reason = why_not()
    if reason or not PROXY.exists():
        pytest.skip(reason or "needs configurable-http-proxy: `make test-all` gets it where npm is")
    clone = copy_clone(tmp_path / "clone")
    with machine([*python_folders(), *packages(), clone]) as made:
        set_up(made, clone)
        yield made


@pytest.fixture
def hub(own_machine, tmp_path):
    """The hub's address, and what the teacher types beside it."""
    address = start_hub(own_machine, tmp_path / "hub.log")
    yield SimpleNamespace(
        address=address,
        machine=own_machine,
        teacher=lambda command: as_teacher(own_machine, command),
    )
    print((tmp_path / "hub.log").read_text())  # pytest shows it with a failure


@pytest.fixture
def window(chromium, screenshots):
    """Make windows of browsers that share no login."""
    from tests.support.notebook_page import NotebookPage  # needs playwright

    contexts = []

    def opened():
        contexts.append(chromium.new_context(viewport={"width": 1400, "height": 1200}))
        return NotebookPage(contexts[-1].new_page(), screenshots)

    yield opened
    for context in contexts:
        context.close()


def test_class_goes_from_release_to_feedback(hub, window):
    student, teacher = window(), window()
    assert_strangers_stay_outside(hub, window())
    hub.teacher(f"nbgrader generate_assignment {CHAPTER} --force")
    hub.teacher(f'nbgrader db assignment add {CHAPTER} --duedate="{DUE} UTC"')
    hub.teacher(f"nbgrader release_assignment {CHAPTER}")
    sign_in(student, hub, "ada")
    arrive(student, "ada")
    assert_list_with_due_dates_comes_first(student)
    fetch(student)
    work(student)
    assert_secrets_stay_secret(hub, student)
    submit(student)

    sign_in(teacher, hub, "teacher")
    hub.teacher(f"nbgrader collect {CHAPTER}")
    hub.teacher(f"rnn-course grade {CHAPTER}")
    arrive(teacher, "teacher")
    look_into_formgrader(teacher)
    assert_formgrader_is_the_teachers(hub, student)
    hub.teacher(f"nbgrader generate_feedback {CHAPTER}")
    hub.teacher(f"nbgrader release_feedback {CHAPTER}")
    read_feedback(student)


@pytest.mark.parametrize(
    "opened",
    [
        "chmod 755 /home/teacher",
        "chmod 710 /home/teacher; chgrp students /home/teacher",
        "chmod 710 /home/teacher; usermod --append --groups teacher ada",
        "chown ada /home/teacher",
    ],
)
def test_hub_does_not_start_with_a_course_that_others_can_enter(own_machine, opened):
    own_machine.root(["sh", "-euc", opened])
    said = own_machine.root(["sh", "-c", f"! {' '.join(HUB)} --show-config"])
    assert "chmod 700 /home/teacher" in said
    assert "Traceback" not in said


def test_group_of_the_teachers_own_is_nobody_else(own_machine):
    own_machine.root(["chmod", "750", "/home/teacher"])
    said = own_machine.root([*HUB, "--show-config"])
    assert "internal_ssl" in said


def test_accounts_of_the_class_table_are_made_and_others_left(own_machine):
    own_machine.root(["sh", "-euc", f"printf %s '{TABLE}' > /root/class.csv"])
    before = own_machine.root(["grep", "^ada:", "/etc/shadow"])
    accounts = [sys.executable, "/srv/jupyterhub/accounts.py", "/root/class.csv", "/root/new.csv"]
    said = own_machine.root(["sh", "-c", f"! {shlex.join(accounts)}"])
    assert "noor.van-dijk@uni.example" in said  # which no account can be called
    assert "Traceback" not in said
    assert own_machine.root(["grep", "^ada:", "/etc/shadow"]) == before
    rows = own_machine.root(["cat", "/root/new.csv"]).splitlines()
    assert [row.partition(",")[0] for row in rows] == ["bai", "s007"]
    assert own_machine.root(["stat", "--format=%a", "/root/new.csv", "/home/bai"]).split() == [
        "600",
        "700",
    ]
    assert "students" in own_machine.root(["id", "--name", "--groups", "bai"]).split()
    assert own_machine.root(["grep", "--count", "^bai:[$]", "/etc/shadow"]).strip() == "1"
    own_machine.root(["sh", "-c", f"! {shlex.join(accounts)}"])  # again: nothing is left to do
    assert own_machine.root(["cat", "/root/new.csv"]).splitlines() == rows


def sign_in(visitor, hub, name):
    visitor.page.goto(f"{hub.address}/hub/login")
    visitor.page.get_by_label("Username").fill(name)
    visitor.page.get_by_label("Password").fill(PASSWORDS[name])
    visitor.page.get_by_role("button", name="Sign in").click()


def assert_strangers_stay_outside(hub, stranger):
    """An account that is neither a student's nor the instructor's cannot log in."""
    with stranger.page.expect_response(lambda answer: answer.request.method == "POST") as answer:
        sign_in(stranger, hub, "guest")
    assert answer.value.status == 403


def arrive(visitor, name):
    """Wait until the server is up, and JupyterLab with it."""
    visitor.page.wait_for_url(f"**/user/{name}/lab*", timeout=STEP)
    visitor.page.wait_for_function(HAS_COMMAND, arg=ASSIGNMENTS, timeout=STEP)
    visitor.page.evaluate("() => window.jupyterapp.restored.then(() => null)")


def assert_list_with_due_dates_comes_first(student):
    """Nothing was opened: the list is what a student sees first, in the browser's own time."""
    from playwright.sync_api import expect

    time = listed(student, "released").locator("time")
    expect(time).to_be_visible(timeout=STEP)
    expect(time).to_have_attribute("datetime", f"{DUE.replace(' ', 'T')}Z")
    shown = student.page.evaluate("() => new Date('2026-03-06T18:30Z').getDate()")
    expect(time).to_contain_text(f", March {shown} at ")
    student.shoot("hub-0-landing")


def execute(visitor, command):
    """Run one of JupyterLab's commands. nbgrader's are there late."""
    visitor.page.wait_for_function(HAS_COMMAND, arg=command, timeout=STEP)
    visitor.page.evaluate("name => { window.jupyterapp.commands.execute(name); }", command)


def listed(visitor, section):
    """The chapter in one section of the assignment list."""
    return visitor.page.locator(f"#{section}_assignments_list > .list_item", has_text=CHAPTER)


def press(visitor, section, button):
    listed(visitor, section).get_by_role("button", name=button).click(timeout=STEP)


def fetch(student):
    execute(student, ASSIGNMENTS)
    press(student, "released", "Fetch")
    fetched = listed(student, "fetched")
    fetched.locator(".assignment-notebooks-link").click(timeout=STEP)
    student.shoot("hub-1-fetched")
    fetched.get_by_role("link", name=CHAPTER).last.click()  # the first unfolds the list
    student.wait_until_ready()


def work(student):
    student.run("from rnnkit import check")
    student.type_over("def softmax(", NOT_DONE, RIGHT)
    student.run("def softmax(")
    student.run("check(softmax, ", "2 of 2 points")
    student.type_over("def output_forward(", NOT_DONE, MISTAKE)
    student.run("def output_forward(")
    student.run("check(output_forward, ", MESSAGE)
    student.shoot("hub-2-worked")

    said = squeezed(student.validate())
    student.shoot("hub-3-validated")
    student.close_dialog()
    assert MESSAGE in said
    assert "check(softmax, " not in said


def assert_secrets_stay_secret(hub, student):
    """What root can read there, a student's code cannot."""
    words = hub.machine.root(["sh", "-c", 'python3 -c "$PEEK"'], PEEK=PEEK)
    assert json.loads(words) == ["seen"] * len(SECRETS)
    said = student.page.evaluate(IN_KERNEL, PEEK)
    assert json.loads(said) == ["Permission denied"] * len(SECRETS)


def submit(student):
    student.shut_down()
    execute(student, ASSIGNMENTS)
    press(student, "fetched", "Submit")
    listed(student, "submitted").wait_for(timeout=STEP)
    student.shoot("hub-4-submitted")


def look_into_formgrader(teacher):
    from playwright.sync_api import expect

    execute(teacher, FORMGRADER)
    row = teacher.page.frame_locator("iframe[src*='formgrader']").locator("tr", has_text=CHAPTER)
    expect(row.locator("td.num-submissions")).to_have_text("1", timeout=STEP)
    teacher.shoot("hub-5-formgrader")


def assert_formgrader_is_the_teachers(hub, student):
    """A student has no button for it, no server that answers, no way to the teacher's."""
    assert not student.page.evaluate(HAS_COMMAND, FORMGRADER)
    assert not student.page.evaluate(HAS_COMMAND, "nbgrader:open-create-assignment")
    answers = {
        name: student.page.request.get(f"{hub.address}/user/{name}/formgrader/gradebook").status
        for name in ("ada", "teacher")
    }
    assert answers == {"ada": 404, "teacher": 403}


def read_feedback(student):
    from tests.support.notebook_page import wait_for_words  # needs playwright

    press(student, "submitted", "Fetch Feedback")
    student.page.get_by_text("(view feedback)").click(timeout=STEP)
    file = student.page.locator(".jp-DirListing-item", has_text=f"{CHAPTER}.html")
    file.dblclick(timeout=STEP)
    text = student.page.frame_locator(".jp-HTMLViewer iframe").locator("body")
    wait_for_words(text, f"{CHAPTER} (Score: 2.0 / 11.0)", MESSAGE, timeout=STEP)
    text.get_by_text(MESSAGE).first.scroll_into_view_if_needed()
    student.shoot("hub-6-feedback")


def squeezed(text):
    """Text with one blank between words, however it was wrapped."""
    return " ".join(text.split())
