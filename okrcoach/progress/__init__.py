"""Numbers, not words: progress, grades, pace and forecast; flow of work; benefits; a quarter to practise."""
