"""What authors and instructors of the course run: from the build to feedback and report."""
