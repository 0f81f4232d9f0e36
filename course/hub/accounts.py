"""Make an account for everybody in class.csv who has none. As root:

    /opt/rnn-course/bin/python accounts.py CLASS.csv PASSWORDS.csv

Accounts that are there stay as they are. New passwords are added to PASSWORDS.csv, which root
alone can read, before they count: give them to the students, then remove the file.
"""  # noqa: D400 (a command first)

import pwd
import re
import secrets
import subprocess
import sys
from pathlib import Path

from nbgrader_sandbox import GradingError
from rnn_course.class_table.table import read_class_table

GROUP = "students"  # as in jupyterhub_config.py
LOGIN = re.compile(r"[a-z_][a-z0-9_-]{0,31}")  # what useradd takes
USERADD = ["useradd", "--create-home", "--key", "HOME_MODE=0700", "--shell", "/bin/bash"]
SENTENCES = {
    "usage": "accounts.py CLASS.csv PASSWORDS.csv: expected two files, got {count}.",
    "no table": "{path}: there is no such file, or nobody is in it.",
    "there": "There already, and left as they are: {names}",
    "made": "{count} accounts made; passwords are in {path}",
    "no login": (
        "No account can be called so; give these another id in class.csv (small letters, digits, "
        "- and _, at most 32, a letter first): {names}"
    ),
}


def make_account(student: str, passwords: Path) -> None:
    """Make one account; its password is written down first."""
    password = secrets.token_urlsafe(9)
    passwords.touch(mode=0o600)
    with passwords.open("a", encoding="utf-8") as file:
        file.write(f"{student},{password}\n")
    subprocess.run([*USERADD, "--groups", GROUP, student], check=True)
    subprocess.run(["chpasswd"], input=f"{student}:{password}", text=True, check=True)


def main(arguments: list[str]) -> str:
    """Make what is missing; return what a person has to mend."""
    if len(arguments) != 2:
        return SENTENCES["usage"].format(count=len(arguments))
    table, passwords = map(Path, arguments)
    students = sorted(read_class_table(table).members)
    if not students:
        return SENTENCES["no table"].format(path=table)
    known = {each.pw_name for each in pwd.getpwall()}
    there = [student for student in students if student in known]
    unfit = [s for s in students if s not in known and not LOGIN.fullmatch(s)]
    made = [student for student in students if student not in {*there, *unfit}]
    for student in made:
        make_account(student, passwords)
    if there:
        print(SENTENCES["there"].format(names=", ".join(there)))
    print(SENTENCES["made"].format(count=len(made), path=passwords))
    return SENTENCES["no login"].format(names=", ".join(unfit)) if unfit else ""


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]) or 0)
    except GradingError as error:
        sys.exit(str(error))
    except subprocess.CalledProcessError:
        sys.exit(1)  # useradd has said why
