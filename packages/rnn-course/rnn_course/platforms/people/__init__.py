"""Which nbgrader student a platform's user is."""
