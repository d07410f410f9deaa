"""Exercises: shown, answered, marked, kept."""
