"""Flow, alignment, benefits and the stop list."""
