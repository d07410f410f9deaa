"""Numbers, not words: progress, grades, pace, forecast; flow of work; benefits; the stop list; the simulator."""
