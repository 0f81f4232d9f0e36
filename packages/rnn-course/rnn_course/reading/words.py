"""Every sentence of the reading page and of its command, by id."""

from rnnkit.language import Words

_ENGLISH = {
    # the command
    "address": "Read the answers to {assignment} at:\n\n    {address}\n\nCtrl-C ends it.",
    "ended": "{assignment}: {read} of {count} written answers are read.",
    "no_questions": "{assignment} has no question that a person grades. There is nothing to read.",
    "no_submissions": (
        "{assignment}: expected graded submissions, found none in the gradebook. "
        "Grade first: `rnn-course grade {assignment}`."
    ),
    "no_section": "class.csv has no section {section}. It has: {known}.",
    "no_sections": "none at all",
    "port_taken": (
        "Port {port} is taken by another program. Name another one with --port, or leave --port "
        "out, and a free one is found."
    ),
    "behind": (
        "--behind: expected the address of the page as the browser sees it, such as "
        "https://hub.example.org/user/ada/proxy/{port}/, got {got}."
    ),
    "rubric_file": (
        "{file}: expected a rubric as this command writes it, got something else ({error}). "
        "Mend the file, or move it away: then the model answer's lines are used."
    ),
    # what the server refuses
    "not_here": "This address is not the one that the reading page was opened under.",
    "session": (
        "The server was started again, or this address was not the one that it printed. Open the "
        "address that it prints now. What you typed is kept in this browser."
    ),
    "gone": "The gradebook has this answer no more. What you typed is kept in this browser.",
    "points_range": (
        "Expected points from 0 to {most:g}, got {got}. More is extra credit, in formgrader."
    ),
    "malformed": "Expected a change as this page sends it. Load the page again.",
    "rubric_line": (
        "Expected a text and a number of points from -{most:g} to {most:g} in each line, got {got}."
    ),
    "gradebook": "The gradebook cannot be written just now ({error}).",
    "conflict": "Somebody else changed this meanwhile.",
    # the page
    "title": "Written answers: {assignment}",
    "skip": "Skip to the answers",
    "questions": "Questions",
    "prompt": "Question",
    "model": "Model answer",
    "no_model": "There is no model answer: {file} is not there.",
    "points_of": "{most} points",
    "answers": "Answers",
    "none": "Nobody has answered this question yet.",
    "answer": "Answer {number}",
    "empty_one": "1 left empty.",
    "empty": "{count} left empty.",
    "unreadable_one": "1 notebook cannot be read.",
    "unreadable": "{count} notebooks cannot be read.",
    "empty_wait": "{count} of these wait for points.",
    "give_none": "Give them 0 points",
    "earlier": "Read before",
    "now": "Handed in now",
    "keep": "Keep the points",
    "same": "Graded again; the answer is the one that was read.",
    "earlier_unknown": "Graded again; the answer that was read before was not kept.",
    "progress": "{read} of {count} read",
    "all_read": "Every answer to this question is read.",
    "unread": "not yet read",
    "again": "{points} of {most} points, to be read again",
    "score": "{points} of {most} points",
    "extra": "{points} extra",
    "points": "Points",
    "half": "half a point more",
    "take_back": "Take back",
    "lines": "Rubric",
    "edit_lines": "Edit",
    "no_lines": "No lines yet.",
    "other_sum": "These points are not the sum of lines.",
    "comment": "Comment for the student",
    "saved_comments": "Saved comments",
    "no_comments": "No saved comments yet.",
    "keep_comment": "Keep this comment",
    "line_text": "Line {number}",
    "line_points": "Points of line {number}",
    "comment_text": "Saved comment {number}",
    "remove": "Remove",
    "add_line": "Add a line",
    "add_comment": "Add a comment",
    "save": "Save",
    "cancel": "Cancel",
    "close": "Close",
    "rubric_note": (
        "Answers whose points are the sum of their lines get the new sum. Points that were typed "
        "stay. This cannot be undone with z."
    ),
    "rubric_conflict": (
        "Somebody else changed the rubric meanwhile. What you typed stands above. Save puts it in "
        "place of theirs: {theirs}"
    ),
    "only_unread": "Only not yet read",
    "names": "Names",
    "undo": "Undo",
    "nothing_to_undo": "Nothing to undo.",
    "keys": "Keys",
    "keys_on": "Single keys are on",
    "saved": "Saved.",
    "saving": "Saving …",
    "unsaved": "Not saved yet: {why} It is kept in this browser and tried again.",
    "no_server": "the server does not answer.",
    "not_kept": "This browser keeps nothing: what is not saved yet is lost with the page.",
    "theirs": "Theirs: {value}",
    "yours": "Yours: {value}",
    "take_theirs": "Take theirs",
    "write_mine": "Write mine",
    "no_points": "no points",
    "no_comment": "no comment",
}
WORDS = Words("reading", _ENGLISH)
# What each key does.
_KEYS = {
    "j": "next answer",
    "k": "answer before",
    "n": "next one not yet read",
    "0–9": "give points",
    ".": "half a point more",
    "a–i": "tick a line",
    "x": "take the points back",
    "m": "write a comment; Esc ends it",
    "s": "saved comments",
    "y": "keep the points of the answer before",
    "z": "undo",
    "o": "only not yet read",
    "p": "names",
    "l": "edit the rubric",
    "r": "empty ones get 0 points",
    "t": "take theirs, where two differ",
    "w": "write mine, where two differ",
    "q": "next question",
    "?": "these keys",
}
KEYS = Words("keys", _KEYS)
say = WORDS.say
