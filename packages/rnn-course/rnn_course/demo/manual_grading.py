"""Grade written answers as a person does in formgrader."""

from nbgrader.api import Gradebook

from rnn_course.demo.simulation import SimulatedSubmission


def grade_by_hand(gradebook: Gradebook, submission: SimulatedSubmission, is_graded: bool) -> int:
    """Give points and comments for what waits for a person; return how many answers that is."""
    notebook = gradebook.find_submission_notebook(
        submission.chapter, submission.chapter, submission.student.login
    )
    comments = {comment.name: comment for comment in notebook.comments}
    waiting = [grade for grade in notebook.grades if grade.needs_manual_grade]
    written = [grade for grade in waiting if grade.name in submission.written]
    for grade in written if is_graded else []:
        answer = submission.written[grade.name]
        grade.manual_score, grade.needs_manual_grade = answer.points, False
        comments[grade.name].manual_comment = answer.comment or "Complete and exact."
    return len(written)
