"""``rnn-course demo``: a class that is made up, in a course directory of its own."""
