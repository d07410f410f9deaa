"""The live editor, for one statement and for a whole set."""
