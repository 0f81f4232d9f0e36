"""``rnn-course new``: a chapter or an exercise to begin with, which builds."""
