"""Accuracy and speed, measured by one command: ``make bench``."""
