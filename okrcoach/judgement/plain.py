"""Says when a text cannot be judged: nothing in it, or not English."""

from __future__ import annotations

from okrcoach.language import Reading
from okrcoach.language.lexicon import FUNCTION

#: Function words of neighbours that English does not have: enough to tell "not English", not which.
_FOREIGN = {
    "German": frozenset(
        """
        wollen soll diesem dieser jahr mehr auch nach über der die das und ist nicht ein eine einen
        einem mit für auf von zu den dem des werden wir unsere
        unser bis als bei sich sind wird durch zum zur im um alle
        """.split()
    ),
    "French": frozenset(
        """
        le la les des du et est une un pour avec dans sur nous nos notre de en au aux par plus que qui
        d'ici chaque leur tous
        """.split()
    ),
    "Spanish": frozenset(
        """
        el la los las de y es una un para con en por que del al nuestro nuestra nuestros más cada su se
        como todos antes
        """.split()
    ),
    "Italian": frozenset(
        """
        il la gli le di e è una un per con nel nella che del della dei nostro nostra più entro ogni al
        alla
        """.split()
    ),
    "Portuguese": frozenset(
        """
        o a os as de e é uma um para com em por que do da dos das nosso nossa mais até no na cada
        """.split()
    ),
    "Dutch": frozenset(
        """
        de het een en van voor met op in niet zijn onze ons naar door tot aan bij wij worden wordt alle
        meer
        """.split()
    ),
}  # fmt: skip
#: English words that are words there as well, and so tell nothing.
_SHARED = frozenset(
    "a in on an as no was war also per me is so we he do at or die es to are son come".split()
)
_ENGLISH = FUNCTION - _SHARED


def not_readable(reading: Reading) -> str:
    """Return why the text cannot be judged, or "" when it can."""
    words = [item.word.lower for item in reading.items if item.word is not None]
    if not words:
        return "There are no words to read yet."
    text = reading.cleaned.text
    if not text.isascii():
        letters = [c for c in text if c.isalpha()]
        if sum(c < "\u0250" for c in letters) < len(letters) / 2:
            return "We read only English so far and would rather not guess."
    english = sum(word in _ENGLISH for word in words)
    if len(words) < 4 or english * 4 >= len(words):
        return ""
    foreign, language = max((sum(w in theirs for w in words), name) for name, theirs in _FOREIGN.items())
    telling = sum(word in _FOREIGN[language] and word not in _SHARED for word in words)
    if telling >= 2 and telling > english and foreign >= len(words) * 0.2:
        return f"This looks like {language}. We read only English so far and would rather not guess."
    return ""
