"""A whole run: jobs, the processes that do them, the recorder, the summary."""
