"""Says when a text cannot be judged: nothing in it, or not English."""

from __future__ import annotations

from okrcoach.language import Reading
from okrcoach.language.lexicon import FUNCTION

#: Function words of neighbours that English does not have: enough to tell "not English", not which.
_FOREIGN = {
    "German": frozenset(
        """
        der die das und ist nicht ein eine einen einem mit für auf von zu den dem des werden wir unsere
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
_SHARED = frozenset(
    [
        "a",
        "in",
        "on",
        "an",
        "as",
        "no",
        "die",
        "was",
        "war",
        "also",
        "per",
        "me",
        "is",
        "so",
        "we",
        "he",
        "do",
        "at",
        "or",
    ]
)


def not_readable(reading: Reading) -> str:
    """Return why the text cannot be judged, or "" when it can."""
    words = [item.word.lower for item in reading.items if item.word is not None]
    if not words:
        return "There are no words to read yet."
    letters = [c for c in reading.cleaned.text if c.isalpha()]
    if letters and sum(c < "\u0250" for c in letters) < len(letters) / 2:
        return "We read only English so far and would rather not guess."
    if len(words) < 4:
        return ""
    english = sum(word in FUNCTION for word in words)
    for language, theirs in _FOREIGN.items():
        foreign = sum(word in theirs and word not in _SHARED for word in words)
        if foreign >= 2 and foreign > 2 * english and foreign >= len(words) * 0.2:
            return f"This looks like {language}. We read only English so far and would rather not guess."
    return ""
