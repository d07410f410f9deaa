"""Scores, check-ins and the simulated quarter."""
