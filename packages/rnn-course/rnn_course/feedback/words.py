"""Every sentence of the feedback page, and of the command that makes it, by id."""

from rnnkit.language import Words

_ENGLISH = {
    "title": "Feedback: {title}",
    "points_of": "{points} of {most} points",
    "point_of": "{points} of 1 point",
    "waiting_one": "One answer has not been read yet: your points may rise.",
    "waiting": "{count} answers have not been read yet: your points may rise.",
    "penalty": "{penalty} points are taken off for late work.",
    "penalty_one": "1 point is taken off for late work.",
    "handed_in": "Handed in: {time} UTC.",
    "due": "Due: {time} UTC.",
    "due_extended": "Due: {time} UTC, {extension} later than for everybody: your extension.",
    "late": "That is {time} late.",
    "team": "Handed in as a team, with {names}.",
    "not_graded": "This notebook could not be graded: {reason}.",
    "full": "right",
    "part": "partly right",
    "none": "no points yet",
    "read": "read",
    "waits": "not read yet",
    "recognised": "Recognised",
    "comment": "Comment",
    "untouched": "Nothing was written here.",
    "answers": "Your answers",
    "own": "A cell of your own",
    "text": "The chapter's text: {headings}",
    "text_only": "The chapter's text",
    "tests": "What the tests say",
    "right_output": "right",
    "wrong_output": "wrong",
    "output": "Output",
    "shape": "Shape",
    "finding": "Result",
    # what the command says
    "made_one": "{assignment}: 1 page in {folder}",
    "made": "{assignment}: {count} pages in {folder}",
    "unchanged": "; {count} were up to date",
    "not_made": "  no page for {student}: {reason}",
    "no_gradebook": "it is not in the gradebook. Grade it again: rnn-course grade --force",
    "no_notebook": "there is no graded notebook. Grade it again: rnn-course grade --force",
    "unreadable": "its graded notebook cannot be shown ({error}). Grade it again: "
    "rnn-course grade --force",
    "too_long": "its page takes longer than {seconds} s. Look at it in formgrader",
    "stopped": "the process that made its page was stopped, by the system or for lack of memory",
    "nothing": (
        "expected graded submissions of {assignment}, found none. Grade first: rnn-course grade"
    ),
    "nobody": "expected a student of {assignment}, got {student}. Graded: {known}",
}
WORDS = Words("feedback", _ENGLISH)
say = WORDS.say
