"""Every sentence about the class table, by id."""

from rnnkit.language import Words

_ENGLISH = {
    "not read": "{file} cannot be used. {faults}",
    "no id": "It has no column called id; it has: {titles}.",
    "column twice": "Two columns are called {title}.",
    "at": "\n  line {line}, column {title}: {fault}",
    "bad id": "expected the student id of the gradebook, got {text!r}.",
    "id twice": "{text} stands in line {other} already.",
    "bad extension": (
        "expected a time as 2026-03-09 18:00 (UTC, or with +01:00), a date, or a number of days "
        "from 0 to 366, got {text!r}."
    ),
    "bad late days": "expected a number from 0 to 366, got {text!r}.",
    "not in class": "Handed in, and not in class.csv: {names}",
    "not handed in": "In class.csv, and neither in the gradebook nor handed in: {names}",
    "no assignment": "class.csv has extensions for {names}, which is no assignment here",
    "no due date": "No due date, so nobody is late and extensions count nothing: {names}",
}
SENTENCES = Words("class_table", _ENGLISH)
say = SENTENCES.say
