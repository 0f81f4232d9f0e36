"""Reading written answers: a page with all answers to one question below each other."""
