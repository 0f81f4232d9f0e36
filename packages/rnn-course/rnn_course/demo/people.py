"""Made-up people."""

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from random import Random

_TABLE = tomllib.loads(files("rnn_course.demo").joinpath("files", "people.toml").read_text("utf-8"))
GIVEN: dict[str, str] = _TABLE["given"]  # login names are made of the values
FAMILY: list[str] = _TABLE["family"]


@dataclass(frozen=True)
class Person:
    """A student: the login name and the name."""

    login: str
    given: str
    family: str

    @property
    def name(self) -> str:
        """Given name, family name."""
        return f"{self.given} {self.family}"


def make_up(size: int, rng: Random) -> list[Person]:
    """Make up people, each with a login name of their own, in the order of those."""
    given = list(GIVEN) * (size // len(GIVEN) + 1)
    people = {}
    for name in rng.sample(given, size):
        number = rng.randrange(10, 100)
        while f"{GIVEN[name]}{number}" in people:
            number += 1
        login = f"{GIVEN[name]}{number}"
        people[login] = Person(login, name, rng.choice(FAMILY))
    return [people[login] for login in sorted(people)]
