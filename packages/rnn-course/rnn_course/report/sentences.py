"""Every sentence and heading of the class report, by a stable id.

What a check says of a mistake is in ``rnnkit.checks.messages``, what notes mean in
``note_explanations``.
"""

from markupsafe import Markup

SENTENCES = {
    "title": "Class report: {course}",
    "made": "Made {time} from the gradebook.",
    "unprotected": (
        "<b>Graded without a sandbox: {count}.</b> Students' code ran with the grader's rights: "
        "it could read and change the gradebook, the hidden cases and other students' work. Look "
        "at what it may have changed before you trust these points, or grade again with the "
        "sandbox: <code>rnn-course grade --force</code>."
    ),
    "names": (
        'Students are named in one place only, the <a href="#by-name">last section</a>, which is '
        "for you. All else can be shown: <code>rnn-course report --for-class</code> writes a page "
        "without that section. Code in the examples has lost its comments and docstrings, and "
        "names of people in this gradebook are replaced by <code>someone</code>; a nickname would "
        "not be noticed."
    ),
    "first": "In short: {title}",
    "handed_in": "<b>{graded}</b> graded, {late} late",
    "missing": "<b>{count}</b> without a verdict",
    "absent": "<b>{count}</b> handed nothing in",
    "mean": "Mean <b>{mean}</b> of the points; the middle half has {low} to {high}",
    "unread": "<b>{students}</b> wait for {answers} written answers to be read: {cells}",
    "all_read": "No written answer waits to be read",
    "talk": "Mistakes to talk about",
    "no_talk": "No mistake was recognised in the answers of two students or more.",
    "made_by": '<span class="share">{share}</span> ({count} of {students})',
    "mistake_in": "<b>{what}</b> in <code>{where}</code>",
    "example": "Example {number}",
    "wrong_predictions": "Predictions that went wrong",
    "right_were": "<b>{count} of {answered}</b> were right: {letter}, “{choice}”.",
    "others_said": "<b>{count}</b> said {letter}, “{choice}”.",
    "sections": "By section",
    "section": "section",
    "no_section": "in no section",
    "students": "students",
    "middle_half": "middle half",
    "unread_answers": "answers not read",
    "range": "{low} to {high}",
    "chapters": "Chapters",
    "chapter_counts": (
        "{graded} students graded, {late} of them late; {without} without a verdict; {absent} "
        "handed nothing in."
    ),
    "points": "Points",
    "waiting_count": (
        "Answers that wait for a person, and count nothing in the pictures yet: {count}."
    ),
    "exercises": "Exercises",
    "exercises_table": "Exercises in numbers",
    "exercise": "exercise",
    "written": "{name} (written)",
    "points_of": "points",
    "mean_share": "mean",
    "full": "full",
    "part": "part",
    "none": "none",
    "no_result": "no result",
    "waiting": "waiting",
    "separates": "separates (95 %)",
    "interval": "{separation:.2f} ({low:.2f} to {high:.2f})",
    "clearly": "Who is strong elsewhere is stronger here, too: {names}.",
    "hardly": (
        "What one has elsewhere says little about {names}, even at the upper end of the "
        "interval: look at what is asked for there."
    ),
    "legend": (
        "“No result” are answers that were blank or ended in an error; they are among those "
        "without points. “Waiting” are answers that nobody has graded yet. “Separates” is the "
        "correlation of the points here with the share of points in all other exercises, with "
        "its 95 % interval. Where two intervals overlap, which number is larger is mostly chance."
    ),
    "timed_out": "Took too long, and was ended by the grader: {cells}.",
    "counted": "{name} ({count})",
    "mistakes": "Recognised mistakes",
    "rarer": "{count} that fewer students made; all are in mistakes.csv",
    "nobody": "Nobody.",
    "no_mistakes": "None.",
    "predictions": "Predictions",
    "predictions_table": "Predictions in numbers",
    "prediction": "prediction",
    "made_predictions": "made",
    "of": "{count} of {students}",
    "right": "right",
    "right_choice": "right choice",
    "wrong_choice": "most frequent wrong choice",
    "choice": "{letter}: {choice}",
    "choice_of": "{letter}: {choice} ({count})",
    "letters": (
        "Predictions have no points. Each is the letter that stands in the notebook as it was "
        "handed in, whatever was thought before."
    ),
    "by_name": "By name, for you alone",
    "no verdict": "Without a verdict",
    "no verdict.lead": (
        "These handed something in that could not be graded, as a whole or in part. They wait in "
        "formgrader: mend the file and grade again, or give points by hand."
    ),
    "absent.title": "Handed nothing in",
    "note": "Odd in what was handed in",
    "note.lead": (
        "No point was taken or given for any of this: what was changed was set right before it "
        "was graded. A note is not an accusation. Most come from slips and from programs, as the "
        "last column says; ask before you think otherwise."
    ),
    "student": "student",
    "assignment": "assignment",
    "what": "what",
    "how_it_comes": "how it often comes about",
}


def say(name: str, /, **values: object) -> Markup:
    """Return a sentence with its values, which are escaped.

    Raises
    ------
    KeyError
        If there is no sentence of that name, or it asks for a value that is not given.
    """
    return Markup(SENTENCES[name]).format(**values)
