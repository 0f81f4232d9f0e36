"""From the gradebook to a platform: grades and feedback."""
