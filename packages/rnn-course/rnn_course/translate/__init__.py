"""``rnn-course translate``: catalogues kept up to date, counted, checked; an edition looked at."""
