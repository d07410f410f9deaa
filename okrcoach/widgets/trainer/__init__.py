"""The trainer's desk: packs, and what a class gets wrong."""
