"""The class on a platform, and the nbgrader student ids of its people."""
