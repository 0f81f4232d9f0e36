"""Grade written answers as a person does on the page of ``rnn-course read``."""

from collections.abc import Iterable

from rnn_course.demo.simulation import SimulatedSubmission
from rnn_course.reading.marks import Mark
from rnn_course.reading.reader import Reader


def grade_by_hand(
    reader: Reader, submissions: Iterable[tuple[SimulatedSubmission, bool]]
) -> tuple[int, int]:
    """Give points and comments for what waits for a person, where it is to be read.

    Return how many answers were read, and how many go on waiting.
    """
    waiting = {
        (each.student, question.cell): each
        for question, marked in reader.all_marked()
        for each in marked
        if each.mark.waits
    }
    done = left = 0
    for submission, is_read in submissions:
        for cell, answer in submission.written.items():
            marked = waiting.get((submission.student.login, cell))
            done, left = done + bool(marked and is_read), left + bool(marked and not is_read)
            if marked and is_read:
                reader.give_points(marked.id, marked.mark, Mark(answer.points, False), [])
                comment = answer.comment or "Complete and exact."
                reader.write_comment(marked.id, marked.comment, comment)
    return done, left
