"""Build notebooks and cases from chapters and solutions."""
