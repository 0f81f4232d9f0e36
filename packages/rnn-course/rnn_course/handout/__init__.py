"""The students' copy of the course: what they need, and nothing else."""
