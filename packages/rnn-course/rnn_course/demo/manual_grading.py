"""What a person does in formgrader, for the demo."""

from nbgrader.api import Gradebook

from rnn_course.demo.simulation import HandIn


def read_by_hand(gradebook: Gradebook, what: HandIn, is_read: bool) -> int:
    """Give points and comments for what waits for a person; return how many answers that is."""
    notebook = gradebook.find_submission_notebook(what.chapter, what.chapter, what.student.login)
    comments = {comment.name: comment for comment in notebook.comments}
    waiting = [grade for grade in notebook.grades if grade.needs_manual_grade]
    written = [grade for grade in waiting if grade.name in what.written]
    for grade in written if is_read else []:
        answer = what.written[grade.name]
        grade.manual_score, grade.needs_manual_grade = answer.points, False
        comments[grade.name].manual_comment = answer.comment or "Complete and exact."
    return len(written)
