"""Made-up people."""

from dataclasses import dataclass
from random import Random

# As they are written, and as a login name is made of them.
_GIVEN = (
    "Amélie amelie, Jakub jakub, Yu-tong yutong, Zoë zoe, Chidi chidi, Søren soren",
    "Lakshmi lakshmi, Mehmet mehmet, Ngozi ngozi, Björk bjork, Rania rania, Tomás tomas",
    "Hana hana, Łucja lucja, Farid farid, Inês ines, Wanjirũ wanjiru, Oleksandr oleksandr",
    "Keiko keiko, Noor noor, Gwenllian gwenllian, Đức duc, Leilani leilani, Pádraig padraig",
    "Sofía sofia, Temesgen temesgen, 雨桐 yutong, Ayşe ayse, Mateo mateo, Ewa ewa, Ravi ravi",
    "Željka zeljka",
)
GIVEN = dict(pair.split() for line in _GIVEN for pair in line.split(","))
FAMILY = (
    *("Okafor", "Nguyễn", "Kowalczyk", "Rasmussen", "O’Brien", "Fernández", "Öztürk", "王"),
    *("Haddad", "Iyer", "Kaplan", "Mwangi", "Novák", "Petrenko", "Quispe", "Rossi"),
    *("Sato", "Tavares", "van Dijk", "Williams", "Ćosić", "Bekele", "Chowdhury", "Dufour"),
    *("Eriksson", "Farouk", "García López", "Horváth", "Ivanova", "Kamau", "Lindqvist", "陈"),
)


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
