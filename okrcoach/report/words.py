"""Sentences of the report that are put together from counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from okrcoach.model import Critique, Finding, Kind, Line, Role, Severity

_NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"
)  # fmt: skip
#: What a key result turns out to be, one and several, in the order in which we say it; None: not judged.
_TURNS_OUT: dict[Kind | None, tuple[str, str]] = {
    Kind.OUTCOME_KR: ("is a result", "are results"),
    Kind.TASK: ("is a to-do", "are to-dos"),
    Kind.HEARTBEAT: ("is a heartbeat", "are heartbeats"),
    Kind.OBJECTIVE: ("is a wish without a measure", "are wishes without a measure"),
    None: ("could not be judged", "could not be judged"),
}


def number(n: int) -> str:
    """Return a count as words up to twelve, else in figures."""
    return _NUMBERS[n] if n < len(_NUMBERS) else str(n)


def count(n: int, noun: str) -> str:
    """Return a count with its noun: ``one line``, ``four lines``."""
    return f"{number(n)} {noun if n == 1 else noun + 's'}"


def share(n: int, total: int) -> str:
    """Return a part of a whole to begin a sentence with: ``Four of eight``, ``12 of 15``."""
    return (
        f"{n} of {total}" if max(n, total) >= len(_NUMBERS) else sentence(f"{number(n)} of {number(total)}")
    )


def sentence(text: str) -> str:
    """Return ``text`` with a capital first letter."""
    return text[:1].upper() + text[1:]


def listed(parts: list[str]) -> str:
    """Join parts as one would say them: ``a, b and c``."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def filed(critique: Critique, role: Role) -> list[Line]:
    """Return the lines that their author filed under ``role``."""
    return [line for line in critique.lines if line.statement.role is role]


def kind_of(line: Line) -> Kind | None:
    """Return what a line is, or None when it could not be judged."""
    return None if line.verdict.unsure else line.verdict.kind


def ready(line: Line) -> bool:
    """Whether a key result can be agreed on as it stands: a result, and nothing above a note."""
    return kind_of(line) is Kind.OUTCOME_KR and line.severity in (None, Severity.NOTE)


def summary(critique: Critique) -> str:
    """Return the paragraph that every rendering opens with."""
    if not critique.lines:
        return "There is no line to read in this draft yet."
    key_results = filed(critique, Role.KEY_RESULT)
    others = [line for line in critique.lines if line.statement.role is not Role.KEY_RESULT]
    unread = sum(kind_of(line) is None for line in others)
    fixes = len(critique.first_fixes())
    sentences = [
        _what_there_is(critique, key_results),
        _what_they_are(key_results),
        f"{count(unread, 'line')} could not be judged." if unread else "",
        _what_to_do(fixes),
    ]
    return " ".join(sentence(s) for s in sentences if s)


def fixes_title(n: int) -> str:
    """Return the heading over the points to act on first."""
    return sentence(f"{count(n, 'thing')} to fix first") if n else "Nothing to fix first"


def kinds_title(lines: list[Line], noun: str) -> str:
    """Return what the picture of the kinds shows, as a sentence; ``noun`` names one of ``lines``."""
    kinds = Counter(map(kind_of, lines))
    if len(kinds) == 1 and None in kinds:
        return f"No {noun} could be judged"
    others = len(lines) - kinds[Kind.OUTCOME_KR] - kinds[None]
    if not others and not kinds[None]:
        return f"The only {noun} is a result" if len(lines) == 1 else f"Every {noun} is a result"
    if not others:
        return f"Every {noun} we could judge is a result"
    verb = "is not a result" if others == 1 else "are not results"
    return f"{share(others, len(lines))} {noun if len(lines) == 1 else noun + 's'} {verb} yet"


def lines_named(ids: Sequence[str]) -> str:
    """Return the lines that a finding about several names: ``Lines 1.1 and 2.3``, or ""."""
    return f"Line{'s' * (len(ids) > 1)} {listed(list(ids))}" if ids else ""


def about_words(critique: Critique, findings: Sequence[Finding]) -> str:
    """Return what findings of one rule are about: ``Line 1.2``, ``Objective 2 with its key results``."""
    ids = [finding.about for finding in findings]
    if not all(ids):
        return "The set as a whole"
    objectives = {line.statement.id for line in filed(critique, Role.OBJECTIVE)}
    several = len(ids) > 1
    if not objectives.issuperset(ids):
        return f"Line{'s' * several} {listed(ids)}"
    group = any(f is findings[0] for f in critique.set_findings)
    with_results = f" with {'their' if several else 'its'} key results" if group else ""
    return f"Objective{'s' * several} {listed(ids)}{with_results}"


def _what_there_is(critique: Critique, key_results: list[Line]) -> str:
    objectives = len(filed(critique, Role.OBJECTIVE))
    total = count(len(critique.lines), "line")
    if not objectives or not key_results:
        return f"{total}."
    parts = [count(objectives, "objective"), count(len(key_results), "key result")]
    others = len(critique.lines) - objectives - len(key_results)
    if others:
        parts.append(count(others, "other line"))
    return f"{total}: {listed(parts)}."


def _what_they_are(key_results: list[Line]) -> str:
    if not key_results:
        return ""
    kinds = Counter(map(kind_of, key_results))
    n_ready = sum(map(ready, key_results))
    total = count(len(key_results), "key result")
    if len(kinds) == 1:
        one, several = _TURNS_OUT[next(iter(kinds))]
        said = f"the key result {one}" if len(key_results) == 1 else f"all {total} {several}"
    else:
        counts = [(kinds[kind], words) for kind, words in _TURNS_OUT.items() if kinds[kind]]
        said = f"of the {total}, {listed([f'{number(n)} {words[n > 1]}' for n, words in counts])}"
    return f"{said}. {_how_many_ready(n_ready, len(key_results))}"


def _how_many_ready(n: int, total: int) -> str:
    if not n:
        return "None can be agreed on as it stands, which is usual for a first draft."
    if n == total:
        return f"{'It is' if n == 1 else 'They are'} ready to agree on."
    return sentence(f"{number(n)} {'is' if n == 1 else 'are'} ready to agree on.")


def _what_to_do(fixes: int) -> str:
    if not fixes:
        return "Nothing has to change before you agree on it."
    return f"Begin with the {count(fixes, 'point')} below; the rest can wait."
