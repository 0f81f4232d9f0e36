"""The protocol between a student's process and the test process."""
