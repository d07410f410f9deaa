"""From text to facts: the only room that knows spaCy."""

from okrcoach.language.reader import read
from okrcoach.language.reading import Reading

__all__ = ["Reading", "read"]
