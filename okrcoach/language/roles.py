"""Gives every number its part: baseline, target, change, threshold, own count or none of these."""

from __future__ import annotations

from dataclasses import dataclass, replace

from okrcoach.language.clauses import Clause
from okrcoach.language.deadlines import deadline_of, is_deadline_time, reference_of, standing_deadline
from okrcoach.language.grammar import (
    AT_LEAST,
    AT_MOST,
    BASELINE_BEFORE,
    BEFORE_OF,
    ENDS_WHAT_IS_COUNTED,
    FALLS,
    GROWTH,
    LESS_WORDS,
    MORE_WORDS,
    MOVES_PAST,
    NEGATIONS,
    OR_LESS,
    OR_MORE,
    RISES,
    SCOPE_BEFORE,
    SKIP,
    TO_A_LEVEL,
)
from okrcoach.language.pairs import Placed, is_range, settle, tells_today
from okrcoach.language.tokens import Item
from okrcoach.model import AmountRole, Span

_OWN_VERBS = frozenset(("v:deliver", "v:activity", "v:decide", "v:complete", "v:staff", "v:watch"))
_MARKED = (AmountRole.BASELINE, AmountRole.TARGET, AmountRole.CHANGE, AmountRole.THRESHOLD)
_OWN_THINGS = frozenset(("n:deliverable", "n:own_activity"))


@dataclass(frozen=True, slots=True)
class Roles:
    """All numbers of a statement with their parts, and the words that say by when."""

    placed: tuple[Placed, ...]
    deadline: Span | None
    reference: Span | None


def _before(items: list[Item], i: int) -> tuple[int, str, str, int]:
    """Step left over fillers and bounds; return the position, the word there, the bound and its start."""
    bound = ""
    opens = i
    k = i - 1
    while k >= 0:
        item = items[k]
        low = item.word.lower if item.word else item.text
        if (
            low in SKIP
            or item.text in ("(", "$", "~", "+", '"')
            or (low == "of" and k > 0 and items[k - 1].lemma in BEFORE_OF)
        ):
            k -= 1
        elif low == "than" and k > 0 and items[k - 1].lemma in MORE_WORDS:
            bound = "<=" if k > 1 and items[k - 2].lemma in NEGATIONS else ">"
            k -= 3 if bound == "<=" else 2
        elif low == "than" and k > 0 and items[k - 1].lemma in LESS_WORDS:
            bound = ">=" if k > 1 and items[k - 2].lemma in NEGATIONS else "<"
            k -= 3 if bound == ">=" else 2
        elif low in ("least", "most") and k > 0 and items[k - 1].lemma == "at":
            bound = ">=" if low == "least" else "<="
            k -= 2
        elif low == "to" and k > 0 and items[k - 1].lemma == "up":
            bound = "<="
            k -= 2
        elif low in AT_LEAST:
            bound = ">=" if low in ("minimum", "min", "\u2265", "between") else ">"
            k -= 1
            bound, k = _denied(items, k, bound, "<=")
        elif low in AT_MOST:
            bound = "<=" if low in ("maximum", "max", "\u2264", "within") else "<"
            k -= 1
            bound, k = _denied(items, k, bound, ">=")
        elif low == "=" and k > 0 and items[k - 1].text in (">", "<"):
            bound = items[k - 1].text + "="
            k -= 2
        else:
            break
        if bound:
            opens = min(opens, k + 1)
    word = items[k].lemma if k >= 0 else ""
    return k, word, bound, opens


def _denied(items: list[Item], k: int, bound: str, turned: str) -> tuple[str, int]:
    """Turn the bound round after "not", "never rises" and the like, and step over the denial itself."""
    if k >= 0 and items[k].lemma in NEGATIONS:
        return turned, k - 1
    if k > 0 and items[k].lemma in MOVES_PAST and items[k - 1].lemma in NEGATIONS:
        return turned, k
    return bound, k


def _bound_after(items: list[Item], i: int) -> str:
    item = items[i]
    if item.sighting is not None and item.text.endswith("+"):
        return ">="
    nxt = items[i + 1].text if i + 1 < len(items) else ""
    if nxt == "+":
        return ">="
    if nxt.lower() == "or" and i + 2 < len(items):
        after = items[i + 2].text.lower()
        if after in OR_MORE:
            return ">="
        if after in OR_LESS:
            return "<="
    return ""


def _counted(items: list[Item], i: int) -> frozenset[str]:
    """Classes of the noun that the number at ``i`` counts."""
    tags: frozenset[str] = frozenset()
    for k in range(i + 1, min(i + 6, len(items))):
        item = items[k]
        if item.word is None or item.word.lower in ENDS_WHAT_IS_COUNTED:
            if item.word is not None and item.word.lower == "of" and k <= i + 2:
                continue
            break
        nouns = frozenset(t for t in item.tags if t[0] in "ns")
        if nouns:
            tags = nouns
        if any(t[0] == "v" for t in item.tags) and tags and not nouns:
            break
    return tags


def find_roles(text: str, items: list[Item], clause: Clause) -> Roles:
    """Place every number of the statement."""
    verb_tags = items[clause.verb].tags if clause.verb is not None else frozenset()
    moves = bool(verb_tags & {"v:up", "v:down", "v:soft", "v:avoid"})
    own = (
        clause.form in ("imperative", "gerund", "past")
        and bool(verb_tags & _OWN_VERBS)
        and not verb_tags & {"v:obtain", "v:counterparty"}
    )
    placed: list[Placed] = []
    deadline: Span | None = None
    numbers = [i for i, item in enumerate(items) if item.sighting is not None]
    for order, i in enumerate(numbers):
        item = items[i]
        seen = item.sighting
        assert seen is not None
        k, before, bound, opens = _before(items, i)
        if seen.sort == "date":
            if deadline is None and (span := deadline_of(items, i, k)) is not None:
                deadline = span
            continue
        bound = bound or _bound_after(items, i)
        role = AmountRole.OTHER
        nxt = items[i + 1] if i + 1 < len(items) else None
        after = nxt.lemma if nxt is not None else ""
        prev_number = numbers[order - 1] if order else None
        joined = (
            prev_number is not None
            and k == prev_number + 1
            and items[k].lemma in ("to", "\u2192", "-", "\u2013", "and")
        )
        if joined and prev_number is not None and items[prev_number - 1].lemma == "between":
            placed.append(Placed(i, AmountRole.THRESHOLD, "<=", i))
            continue
        if seen.sort in ("code", "rank"):
            role = AmountRole.OTHER
        elif seen.sort == "mult" and seen.value is not None and not any(c.isdigit() for c in seen.text):
            role = AmountRole.CHANGE
        elif seen.sort == "per":
            role = AmountRole.OWN_COUNT if own else AmountRole.OTHER
        elif seen.sort == "time" and is_deadline_time(items, i, k, before, bound):
            if deadline is None and before != "every":
                start = items[max(0, i - 1)].start if bound == "<=" else items[k].start
                deadline = Span(start, item.end)
            continue
        elif tells_today(items, i, k, placed) or (before == "from" and _left_behind(items, k - 1)):
            role = AmountRole.BASELINE
        elif before == "from" or (items[k].lemma == "from" if k >= 0 else False):
            role = (
                AmountRole.BASELINE
                if _has_to_later(items, i, numbers) or moves or _has_target(placed)
                else AmountRole.OTHER
            )
        elif (
            before in BASELINE_BEFORE
            or (
                before in ("of", "to", "with")
                and k > 0
                and items[k - 1].lemma in ("instead", "compare", "compared", "relative", "against")
            )
            or (before == "against" and _has_target(placed))
        ):
            role = AmountRole.BASELINE
        elif (
            after in GROWTH
            or (after in ("percent", "point") and i + 2 < len(items) and items[i + 2].lemma in GROWTH)
            or (before == "by" and seen.sort not in ("rank",))
        ):
            role = AmountRole.CHANGE
        elif before in TO_A_LEVEL or joined:
            role = AmountRole.TARGET
            if (
                joined
                and placed
                and placed[-1].index == prev_number
                and items[k].lemma in ("to", "\u2192")
                and placed[-1].role in (AmountRole.TARGET, AmountRole.OTHER, AmountRole.THRESHOLD)
            ):
                goes = moves or items[i].sort in ("pct", "money", "rating")
                if items[k].lemma == "\u2192" or (goes and not is_range(items, clause, prev_number)):
                    placed[-1] = replace(placed[-1], role=AmountRole.BASELINE)
            if (
                before == "to"
                and not joined
                and k > 0
                and not (moves or _has_role(placed, AmountRole.BASELINE))
                and own
                and seen.sort in ("num", "words")
            ):
                role = AmountRole.OTHER
        elif nxt is not None and nxt.text == "\u2192":
            role = AmountRole.BASELINE
        elif before == "of" and k > 0 and items[k - 1].lemma in GROWTH:
            role = AmountRole.CHANGE
        elif before in SCOPE_BEFORE and not (before == "of" and k > 0 and not _has_target(placed)):
            role = AmountRole.OTHER
        elif seen.text[:1] in "+-" and seen.sort in ("pct", "num", "money", "time"):
            role = AmountRole.CHANGE
        elif _in_range(i, clause.purpose) and (placed or own):
            role = AmountRole.OTHER
        elif own and seen.sort in ("num", "words", "time", "frac", "pct") and not bound.startswith("<"):
            role = AmountRole.OWN_COUNT if not _has_role(placed, AmountRole.OWN_COUNT) else AmountRole.OTHER
        elif (
            moves
            and seen.sort in ("pct", "frac", "mult")
            and not bound
            and before != "of"
            and clause.verb is not None
            and i > clause.verb
        ):
            role = AmountRole.CHANGE if not _has_change_or_target(placed) else AmountRole.OTHER
            if role is AmountRole.CHANGE and _has_role(placed, AmountRole.BASELINE):
                role = AmountRole.TARGET
        elif _has_target(placed) or (seen.sort == "words" and before in ("the", "these", "those", "our")):
            role = AmountRole.OTHER
        elif bound:
            role = AmountRole.THRESHOLD
        elif seen.sort == "time" and nxt is not None and nxt.word is not None and "-" in seen.text:
            role = AmountRole.OTHER
        else:
            role = AmountRole.TARGET
            if (
                seen.sort in ("num", "words")
                and _counted(items, i) & _OWN_THINGS
                and not _counted(items, i) & {"n:outsider", "n:measure"}
                and clause.form in ("number_first", "noun_phrase")
            ):
                role = AmountRole.OWN_COUNT
        if role is AmountRole.TARGET and bound:
            role = (
                AmountRole.THRESHOLD if before not in ("to", "\u2192") and not joined else AmountRole.TARGET
            )
        if k >= 0 and role in _MARKED and before in ("from", "to", "by", "\u2192", "of", "="):
            opens = k - 1 if k > 0 and items[k - 1].form == "s" and items[k - 1].lemma in RISES | FALLS else k
        placed.append(Placed(i, role, bound, opens))
    placed = settle(items, clause, placed)
    return Roles(tuple(placed), deadline or standing_deadline(items), reference_of(text))


def _left_behind(items: list[Item], k: int) -> bool:
    """Whether "down" or "up" at ``k`` speaks of a level before it: ", down from 34"."""
    if k < 1 or items[k].lemma not in ("down", "up"):
        return False
    return items[k - 1].is_mark or items[k - 1].sighting is not None


def _in_range(i: int, span: tuple[int, int] | None) -> bool:
    return span is not None and span[0] <= i < span[1]


def _has_role(placed: list[Placed], role: AmountRole) -> bool:
    return any(p.role is role for p in placed)


def _has_target(placed: list[Placed]) -> bool:
    return any(p.role in (AmountRole.TARGET, AmountRole.THRESHOLD) for p in placed)


def _has_change_or_target(placed: list[Placed]) -> bool:
    return _has_target(placed) or _has_role(placed, AmountRole.CHANGE)


def _has_to_later(items: list[Item], i: int, numbers: list[int]) -> bool:
    return any(
        n > i and any(items[j].lemma in ("to", "\u2192", "down", "up", "-") for j in range(i + 1, n))
        for n in numbers
    )
