"""Chapters and solutions to notebooks, releases and case files."""
