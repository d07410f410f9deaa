"""Finds the main clause, its verb, who acts, and what the verb is done to.

No parser: word order, word classes and a few hundred function words carry English drafts
surprisingly far. Where they don't, the form is "other" and the words alone have to speak.
"""

from __future__ import annotations

from dataclasses import dataclass

from okrcoach.language.lexicon import FUNCTION
from okrcoach.language.tokens import Item

_DETERMINERS = frozenset(
    "a an the this that these those our my your their its his her all any each every both more most less fewer no some new".split()
)
_PREPOSITIONS = frozenset(
    "of in on at for from with without within into onto over under above below between during per via through across after "
    "before until till since among against around about towards toward upon by to as than because due".split()
)
_MODALS = frozenset("can could will would shall should may might must".split())
_BREAKS = frozenset("that which who where when while if because so whose".split())
#: Behind one of these another clause begins.
_SUBORDINATE = frozenset("where while when if because so unless until".split())
#: A word before one of these is part of a measure's name, not a verb: "close rate", "return time".
_MEASURE_TAILS = frozenset(
    "rate time score ratio count number level cost value volume index share coverage average size length velocity".split()
)
_GLUE = frozenset("and or & / , ;".split())
_AFTER_PURPOSE = frozenset(("aspire", "soft", "up", "down", "avoid", "reach", "obtain", "respond", "deliver", "maintain", "counterparty", "activity", "decide", "complete", "watch", "staff"))


@dataclass(frozen=True, slots=True)
class Clause:
    """How one statement is built; positions are indices into its items."""

    #: "imperative", "gerund", "past", "sentence", "number_first", "noun_phrase" or "other".
    form: str
    #: What stood before the main clause: "we", "ensure", "there", "have", "goal", "by_date", "who_to".
    leads: tuple[str, ...]
    begin: int
    #: Where the main clause ends: the start of a purpose, a means, or the end of the text.
    end: int
    verb: int | None
    #: Start and end of the subject, for sentences.
    subject: tuple[int, int] | None
    #: Start and end of what the verb is done to, or of the noun phrase itself.
    thing: tuple[int, int] | None
    #: The word in it that names its kind: the last before a preposition.
    head: int | None
    purpose: tuple[int, int] | None
    means: tuple[int, int] | None
    #: A second verb joined by "and": "design and launch".
    second_verb: int | None
    passive: bool


def has_class(item: Item, letter: str) -> bool:
    """Whether some list of that letter ("v", "n", "w") holds the item."""
    return any(tag[0] == letter for tag in item.tags)


def _verb_like(items: list[Item], i: int, *, first: bool = False) -> bool:
    """Whether the item can be the verb here, by its classes, its form and its neighbours."""
    item = items[i]
    if item.word is None or item.word.lower in FUNCTION:
        return False
    nxt = _next_word(items, i + item.phrase if item.phrase > 1 else i + 1)
    if nxt and nxt.lemma in _MEASURE_TAILS and item.phrase <= 1 and not (has_class(item, "v") and item.word.form == "base" and not has_class(item, "n")):
        return False
    verbal = has_class(item, "v")
    if not verbal:
        return False
    if first and has_class(item, "n") and item.phrase <= 1:
        # "Report the numbers" / "Report on time": a determiner, a number or a particle makes it a verb.
        if nxt is None:
            return False
        if nxt.sighting is not None or nxt.lemma in _DETERMINERS:
            return True
        if nxt.lemma in _PREPOSITIONS or nxt.lemma in ("and", "be", "have") or nxt.lemma in _MODALS:
            return nxt.lemma in ("out", "up", "with", "to", "from") and item.text[:1].isupper()
        return not any(t in item.tags for t in ("n:measure", "n:routine_measure", "n:deliverable"))
    return True


def _next_word(items: list[Item], i: int) -> Item | None:
    while i < len(items):
        if not items[i].is_mark:
            return items[i]
        if items[i].text not in ('"', "'", "*", "`"):
            return None
        i += 1
    return None


def _skip_leads(items: list[Item]) -> tuple[int, tuple[str, ...]]:
    """Step over "We will", "Our goal is to", "Ensure that", "By June,", "There are at least"."""
    i, n = 0, len(items)
    leads: list[str] = []
    while i < n:
        low = items[i].word.lower if items[i].word else ""
        follow = items[i + 1].lemma if i + 1 < n else ""
        if items[i].is_mark:
            i += 1
        elif low in ("by", "in", "within", "until", "before") and i + 1 < n and _comma_after_date(items, i):
            leads.append("by_date")
            i = _comma_after_date(items, i)
        elif low in ("we", "i") and not leads.count("we"):
            leads.append("we")
            i += 1
            while i < n and items[i].word and (items[i].lemma in _MODALS or items[i].lemma in ("want", "aim", "plan", "need", "try", "intend", "strive", "like", "to", "'ll")):
                i += 1
            if i + 1 < n and items[i].lemma == "have" and items[i + 1].word and items[i + 1].word.form == "ed":
                leads.append("have")
                i += 1
        elif low in ("our", "the", "my") and follow in ("goal", "aim", "objective", "mission", "ambition", "target", "vision") and _find(items, i + 2, i + 8, ("to",)):
            leads.append("goal")
            i = _find(items, i + 2, i + 8, ("to",)) + 1
        elif low in ("ensure", "ensuring", "guarantee") or (low == "make" and follow in ("sure", "certain")):
            leads.append("ensure")
            i += 2 if low == "make" else 1
            if i < n and items[i].lemma == "that":
                i += 1
        elif low == "there" and follow == "be":
            leads.append("there")
            i += 2
        elif low == "to" and i == 0:
            i += 1
        elif low in ("have", "having") and i + 1 < n and (items[i + 1].sighting or items[i + 1].lemma in _DETERMINERS):
            leads.append("have")
            i += 1
        elif low in ("successfully", "quickly", "fully", "further", "continuously", "actively", "effectively", "consistently", "significantly", "dramatically", "finally", "also", "please"):
            i += 1
        else:
            break
    return i, tuple(leads)


def _find(items: list[Item], i: int, end: int, lemmas: tuple[str, ...]) -> int:
    return next((k for k in range(i, min(end, len(items))) if items[k].lemma in lemmas), 0)


def _comma_after_date(items: list[Item], i: int) -> int:
    """Index after "By 30 June," at ``i``, or 0."""
    for k in range(i + 1, min(i + 6, len(items))):
        if items[k].text == ",":
            return k + 1 if any(items[j].sighting for j in range(i, k)) else 0
        if k > i + 1 and items[k].word and has_class(items[k], "v") and items[k - 1].sighting and items[k - 1].sighting.sort == "date":
            return k
    return 0


def _cut_points(items: list[Item], begin: int) -> tuple[int, tuple[int, int] | None, tuple[int, int] | None]:
    """Return the end of the main clause and the ranges of purpose and means."""
    n = len(items)
    purpose: int | None = None
    means: int | None = None
    seen_verb_or_thing = False
    for i in range(begin, n):
        item = items[i]
        if i > begin and seen_verb_or_thing and item.word is not None and not item.aside:
            low = item.word.lower
            nxt = items[i + 1] if i + 1 < n else None
            if purpose is None and nxt is not None and (
                (low == "to" and nxt.word is not None and nxt.word.form == "base" and _infinitive(items, i))
                or (low == "in" and nxt.lemma == "order")
                or (low == "so" and nxt.lemma in ("that", "we", "they", "as", "customer", "user", "people"))
                or (low in ("thereby", "thus", "enabling", "allowing", "resulting", "leading", "helping"))
                or (low == "which" and nxt.lemma in ("will", "lead", "help", "allow", "result"))
                or (low == "for" and nxt.word is not None and nxt.word.form == "ing" and has_class(nxt, "v"))
            ):
                purpose = i
            elif means is None and nxt is not None and nxt.word is not None and (
                (low == "by" and nxt.word.form == "ing" and (has_class(nxt, "v") or nxt.phrase == 1))
                or (low in ("through", "via") and i > begin + 1)
                or (low == "using" and i > begin + 1)
                or (low == "thanks" and nxt.lemma == "to")
            ):
                means = i
        if not item.is_mark and item.lemma not in FUNCTION:
            seen_verb_or_thing = True
    stops = [k for k in (purpose, means) if k is not None]
    end = min(stops, default=n)
    ranges = {}
    for name, start in (("purpose", purpose), ("means", means)):
        later = [k for k in stops if start is not None and k > start]
        ranges[name] = (start, min(later, default=n)) if start is not None else None
    return end, ranges["purpose"], ranges["means"]


def _infinitive(items: list[Item], i: int) -> bool:
    """Whether "to" at ``i`` opens a purpose ("to cut churn") and not an object ("able to", "want to")."""
    nxt = items[i + 1]
    before = items[i - 1]
    if not has_class(nxt, "v") or nxt.word is None:
        return False
    if before.sighting is not None and before.sighting.sort != "date" and has_class(nxt, "n"):
        return False
    if before.lemma in ("want", "able", "need", "aim", "ready", "start", "begin", "continue", "how", "where", "try", "choose", "learn", "be", "have", "go", "willing", "likely", "plan", "seem", "ability", "love", "like", "from", "commit", "agree", "return", "time", "easy", "hard", "first", "reason"):
        return False
    if any(t in nxt.tags for t in ("n:measure", "n:outsider", "n:quality", "n:deliverable", "n:insider")) and not any(
        t[2:] in _AFTER_PURPOSE for t in nxt.tags if t[0] == "v"
    ):
        return False
    after = items[i + 2] if i + 2 < len(items) else None
    if has_class(nxt, "n") and after is not None and (after.lemma in _MEASURE_TAILS or after.lemma in ("and", "by", "in")):
        return False
    return True


def _phrase_end(items: list[Item], i: int, stop: int) -> int:
    """Where the noun phrase that starts at ``i`` ends: before a preposition, a verb, a break."""
    k = i
    while k < stop:
        item = items[k]
        if item.is_mark and item.text not in ('"', "'", "*", "&", "%", "#", "`"):
            break
        if item.word is not None:
            low = item.word.lower
            if k > i and (low in _PREPOSITIONS or low in _BREAKS or low in _MODALS or item.lemma in ("be", "have", "do")):
                break
            if k > i and low in ("and", "or"):
                break
        k += 1
    return k


def _head_of(items: list[Item], begin: int, end: int) -> int | None:
    """The word that names the kind of a noun phrase: its last noun, through "number of"."""
    k = end - 1
    while k >= begin and (items[k].is_mark or items[k].sighting is not None or items[k].lemma in FUNCTION):
        k -= 1
    return k if k >= begin else None


def _thing(items: list[Item], begin: int, stop: int) -> tuple[tuple[int, int] | None, int | None]:
    """The noun phrase from ``begin`` and its head; goes through "% of", "number of", "set of"."""
    k = begin
    while k < stop and (items[k].lemma in ("the", "a", "an", "our", "all", "for", "on", "with", "up", "out", "to", "at", "into", "least", "most", "in", "of", "about") or items[k].is_mark or (items[k].sighting is not None)):
        k += 1
    if k >= stop:
        return ((begin, stop), None) if begin < stop else (None, None)
    end = _phrase_end(items, k, stop)
    head = _head_of(items, k, end)
    if head is not None and end < stop and items[end].lemma == "of" and items[head].lemma in (
        "number", "amount", "percentage", "share", "set", "series", "range", "proportion", "percent", "rate", "level", "total", "volume", "variety", "culture", "sense", "list", "majority", "part",
    ) and not items[head].lemma in ("culture", "sense"):  # fmt: skip
        further = _phrase_end(items, end + 1, stop)
        deeper = _head_of(items, end + 1, further)
        if deeper is not None:
            return (begin, further), deeper
    return (begin, end), head


def read_clause(items: list[Item]) -> Clause:
    """Read how the statement is built."""
    begin, leads = _skip_leads(items)
    end, purpose, means = _cut_points(items, begin)
    form, verb, subject, passive = "other", None, None, False
    n = len(items)
    if begin >= n:
        begin, end = 0, n
    first = items[begin] if begin < n else None
    if first is None:
        return Clause("other", leads, begin, end, None, None, None, None, purpose, means, None, False)
    if first.word is not None and first.lemma in ("not", "never", "don't", "no") and begin + 1 < n:
        leads = (*leads, "no")
        if first.lemma != "no" and _verb_like(items, begin + 1, first=True):
            form, verb = "imperative", begin + 1
    elif first.word is not None and first.lemma == "do" and begin + 1 < n and items[begin + 1].text.lower() in ("n't", "not"):
        leads = (*leads, "no")
        form, verb = "imperative", min(begin + 2, n - 1)
    if verb is None and first.word is not None and _verb_like(items, begin, first=True):
        shape = first.word.form
        if shape == "base" or first.lemma == first.word.lower:
            form, verb = "imperative", begin
        elif shape == "ing":
            form, verb = "gerund", begin
        elif shape == "ed":
            form, verb = "past", begin
        elif "we" in leads:
            form, verb = "imperative", begin
    if verb is None and first.word is not None and first.lemma in ("be", "have", "do") and first.word.lower in ("be", "have", "do"):
        form, verb = "imperative", begin
    if verb is None:
        form, verb, subject, passive = _sentence(items, begin, end)
    if verb is not None and subject is None:
        thing, head = _thing(items, verb + max(1, items[verb].phrase), max(end, verb + 1))
    elif verb is not None:
        thing, head = _thing(items, verb + max(1, items[verb].phrase), max(end, verb + 1))
        if subject is not None and (passive or head is None):
            _, own = _thing(items, subject[0], subject[1])
            thing, head = subject, own
    else:
        thing, head = _thing(items, begin, end)
    second = None
    if verb is not None:
        k = verb + max(1, items[verb].phrase)
        if k + 1 < end and items[k].text in ("and", "&", "/", ",") and has_class(items[k + 1], "v") and items[k + 1].word is not None:
            second = k + 1
            if form in ("imperative", "gerund", "past"):
                thing, head = _thing(items, second + max(1, items[second].phrase), end)
        else:
            for j in range(k + 1, end - 1):
                if items[j].text in ("and", "&", ";", ".", ",") and items[j + 1].word is not None and items[j + 1].word.form in ("base", items[verb].word.form if items[verb].word else "base") and has_class(items[j + 1], "v") and _verb_like(items, j + 1, first=True):
                    second = j + 1
                    break
    return Clause(form, leads, begin, end, verb, subject, thing, head, purpose, means, second, passive)


def _sentence(items: list[Item], begin: int, end: int) -> tuple[str, int | None, tuple[int, int] | None, bool]:
    """Look for subject and finite verb; else a noun phrase or a bare number first."""
    first = items[begin]
    start_form = "number_first" if first.sighting is not None or (first.is_mark and first.text in ("\u2265", ">", "<", "\u2264", "+")) else "noun_phrase"
    if first.word is not None and first.lemma in ("at", "over", "more", "fewer", "less", "all", "each", "every", "up") and any(
        items[k].sighting for k in range(begin, min(begin + 4, end))
    ):
        start_form = "number_first"
    for k in range(begin + 1, end):
        item = items[k]
        if item.word is None or item.aside:
            continue
        low = item.word.lower
        if low in _SUBORDINATE and k > begin + 1:
            break
        prev = items[k - 1]
        if item.lemma == "be" and low != "being":
            nxt = _after(items, k + 1, end)
            if nxt is not None and items[nxt].word is not None and items[nxt].word.form in ("ed",) and has_class(items[nxt], "v"):  # type: ignore[union-attr]
                return ("sentence", nxt, (begin, k), True)
            return ("sentence", k, (begin, k), False)
        if low in _MODALS or low == "to" and k == begin + 1 and items[k + 1 : k + 2] and has_class(items[k + 1], "v") and (
            {"n:insider", "n:outsider"} & prev.tags or prev.text[:1].isupper()
        ):
            nxt = _after(items, k + 1, end)
            return ("sentence", nxt if nxt is not None else k, (begin, k), False)
        if low in FUNCTION and item.lemma not in ("have",):
            continue
        if low in ("has", "have", "had"):
            return ("sentence", k, (begin, k), False)
        if not has_class(item, "v") or item.phrase == 0:
            continue
        if item.word.form == "ed" and prev.word is not None and prev.word.lower not in _PREPOSITIONS and prev.lemma not in _DETERMINERS:
            nxt = items[k + 1] if k + 1 < end else None
            if nxt is None or nxt.lemma in _PREPOSITIONS or nxt.sighting is not None or nxt.is_mark or nxt.lemma in ("and", "each", "every", "monthly", "weekly", "daily"):
                return ("sentence", k, (begin, k), True)
            if has_class(prev, "n") and nxt.lemma in _DETERMINERS:
                return ("sentence", k, (begin, k), False)
        if item.word.form == "s" and item.text[:1].islower() and prev.word is not None and prev.lemma not in _DETERMINERS and prev.word.lower not in _PREPOSITIONS:
            if not has_class(item, "n") or _follows_like_object(items, k, end):
                return ("sentence", k, (begin, k), False)
        if item.word.form == "base" and item.text[:1].islower() and prev.word is not None and prev.word.form == "s" and (
            not has_class(item, "n") or _follows_like_object(items, k, end)
        ):
            if has_class(prev, "n") or prev.tags & {"s:person"}:
                return ("sentence", k, (begin, k), False)
    return (start_form, None, None, False)


def _after(items: list[Item], k: int, end: int) -> int | None:
    while k < end:
        if items[k].word is not None and items[k].lemma not in ("not", "never", "always", "also", "actively", "fully", "only", "be", "have", "been"):
            return k
        k += 1
    return None


def _follows_like_object(items: list[Item], k: int, end: int) -> bool:
    """A determiner, a number, a pronoun or a preposition of movement after it makes it a verb."""
    if k + 1 >= end:
        return False
    nxt = items[k + 1]
    return nxt.sighting is not None or nxt.lemma in _DETERMINERS or nxt.lemma in ("from", "to", "by", "us", "in", "at", "with", "below", "above", "within", "that")
