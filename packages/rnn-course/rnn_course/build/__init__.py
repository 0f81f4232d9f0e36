"""Build notebooks and cases from chapters and solutions; what to mend is an AuthoringError."""
