"""Rules about key results beside each other: by when, by whom, and what they add to the objective.

They see the whole set, so that what is missing everywhere is said once and not on every line.
"""

from __future__ import annotations

from okrcoach.judgement.rule import SKIPPED, Example, Hit, Outcome, Rule, Seen, SeenGroup, SeenSet
from okrcoach.judgement.sources import cite
from okrcoach.language import read
from okrcoach.language.lexicon import FUNCTION
from okrcoach.model import Kind, Role, Severity

#: Words that say only that something moves; two lines that differ in nothing else are the same.
_MOVING = frozenset(("v:up", "v:down", "v:soft", "v:reach"))
_MOST_SHOWN = 3


def _dated(seen: Seen | None) -> bool:
    if seen is None:
        return False
    quantity = seen.reading.quantity
    if seen.column("deadline") or (quantity is not None and quantity.deadline is not None):
        return True
    return any(item.sort == "date" for item in seen.reading.items)


def _has_cycle(whole: SeenSet) -> bool:
    okr_set = whole.okr_set
    if okr_set.cycle.name or okr_set.cycle.end is not None:
        return True
    around = [okr_set.title, *okr_set.note.splitlines()[:20]]
    return any(item.sort == "date" for words in around if words.strip() for item in read(words).items)


def _results(whole: SeenSet) -> list[tuple[SeenGroup, Seen]]:
    """Key results with their groups; a heartbeat runs on and a task is told otherwise."""
    return [
        (group, seen)
        for group in whole.groups
        for seen in group.key_results
        if seen.role in (Role.KEY_RESULT, None) and not seen.verdict.unsure
    ]


def _shown(missing: list[Seen]) -> str:
    shown = [f"\u201c{seen.statement.text.strip()[:60]}\u201d" for seen in missing[:_MOST_SHOWN]]
    more = len(missing) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")


def no_deadline(whole: SeenSet) -> Outcome:
    """Neither the line nor its objective nor the set says by when."""
    results = [(g, seen) for g, seen in _results(whole) if seen.verdict.kind is not Kind.HEARTBEAT]
    if not results or _has_cycle(whole):
        return SKIPPED
    missing = [seen for group, seen in results if not _dated(seen) and not _dated(group.aim)]
    if not missing:
        return None
    everywhere = len(missing) == len(results)
    more = (
        "Neither the key results nor the set say by when"
        if everywhere
        else f"The set has no dates, and these lines have none either: {_shown(missing)}"
    )
    return Hit(more=more, lines=tuple(seen.statement.id for seen in missing))


def no_owner(whole: SeenSet) -> Outcome:
    """Nobody stands beside it, though others have somebody or the school asks for it."""
    results = _results(whole)
    missing = [s for group, s in results if not s.column("owner") and not group.objective.owner.strip()]
    if not results or not missing:
        return None
    # Where most lines have an owner, the author means to name one; else it is the school that asks.
    usual = (len(results) - len(missing)) * 2 > len(results)
    if not usual and not whole.profile.needs_owner:
        return SKIPPED
    more = (
        "No key result says who looks after it"
        if len(missing) == len(results)
        else f"Nobody is named beside {_shown(missing)}"
    )
    return Hit(more=more, lines=tuple(seen.statement.id for seen in missing))


def _content(seen: Seen) -> set[str]:
    items = seen.reading.items
    return {
        item.lemma
        for item in items
        if item.word is not None and item.lemma not in FUNCTION and not item.tags & _MOVING
    }


def copies_objective(group: SeenGroup) -> Outcome:
    """Key results that say the objective again; a number behind it is all they add."""
    if group.aim is None or group.aim.verdict.unsure:
        return SKIPPED
    aim = _content(group.aim)
    if len(aim) < 2:
        return None
    same = [seen for seen in group.key_results if seen.role in (Role.KEY_RESULT, None) and _same(aim, seen)]
    if not same:
        return None
    words = f"\u201c{same[0].statement.text.strip()[:80]}\u201d"
    # With a number of its own it at least says how far.
    bare = any(not seen.reading.amounts for seen in same)
    return Hit(
        more=words,
        lines=tuple(seen.statement.id for seen in same),
        severity=None if bare else Severity.NOTE,
    )


def _same(aim: set[str], seen: Seen) -> bool:
    own = _content(seen)
    return len(own & aim) / max(1, len(own | aim)) >= 0.8


_COPY = "Objective: {}\nKR1: {}\nKR2: Cut calls about lost cards from 300 to 90 a month\nKR3: {}"
_OTHER = "Raise members who renew without a letter from 48% to 70%"
_DATES = "Objective: Members feel at home online\nKR1: {}\nKR2: {}\n"
_TABLE = (
    "Objective\tKey result\tOwner\n"
    "Members feel at home online\tCut calls about lost cards from 300 to 90 a month\tJo\n"
    "Members feel at home online\tRaise members who renew online from 48% to 70%\tAda\n"
    "Members feel at home online\tRaise the rating of the members\u2019 area from 3.1 to 4.2\t{}\n"
)

PLACE_RULES = (
    Rule(
        code="KR-NO-DEADLINE",
        family="key_result",
        severity=Severity.NOTE,
        title="By when?",
        what="{more}.",
        why="Without an end nobody can say whether you are half-way. One date for the whole set is enough.",
        ask="For which weeks or months is this set, and does every line mean their last day?",
        before="Cut calls about lost cards from 300 to 90 a month",
        after="Cut calls about lost cards from 300 to 90 a month by <date>",
        sources=(
            cite("google-playbook", "Use real dates."),
            cite("orca-method", "Without an explicit date or quarter it cannot be tracked."),
        ),
        disagrees="OKR Orca takes \u201cthis year\u201d for half enough; we take any time that is named.",
        dissent=("orca-method",),
        fires_on=(
            Example(text=_DATES.format("Cut calls from 300 to 90 a month", _OTHER)),
            Example(text=_DATES.format("Cut calls from 300 to 90 a month by May", _OTHER)),
        ),
        silent_on=(
            Example(text=_DATES.format("Cut calls from 300 to 90 by May", _OTHER + " by May")),
            Example(text="OKRs Q3 2027\n\n" + _DATES.format("Cut calls from 300 to 90 a month", _OTHER)),
        ),
        whole=no_deadline,
    ),
    Rule(
        code="KR-NO-OWNER",
        family="key_result",
        severity=Severity.NOTE,
        title="Who looks after it?",
        what="{more}.",
        why="Looking after a key result is not doing it all: it is noticing first when it does not move.",
        ask="Who will bring this number to the weekly meeting?",
        before="Raise the rating of the members\u2019 area from 3.1 to 4.2",
        after="Raise the rating of the members\u2019 area from 3.1 to 4.2 (looked after by <who>)",
        sources=(
            cite("niven-owner", "Where everyone is in charge of a key result, nobody is; at most two."),
            cite("wfm-okr", "Without a baseline and an owner a benefit is an aspiration."),
        ),
        disagrees="Carsten Ley wants everybody responsible; Spotify gave up OKRs of single people.",
        dissent=("ley-2022", "spotify-2016"),
        fires_on=(Example(text=_TABLE.format("")), Example(text=_TABLE.format(" "))),
        silent_on=(
            Example(text=_TABLE.format("Jo")),
            Example(text=_DATES.format("Cut calls from 300 to 90 a month", _OTHER)),
        ),
        whole=no_owner,
    ),
    Rule(
        code="KR-COPY",
        family="key_result",
        severity=Severity.WARNING,
        title="The objective once more",
        what="{more} says again what stands above it.",
        why="A key result shows how one would know that the objective is true. Said twice, it is no proof.",
        ask="If the objective came true, what would you see that you can count?",
        before="Objective: Improve handovers on the wards. Key result: Improve handovers on all wards",
        after="Key result: Raise patients whose plan is known to the next shift from <baseline> to <target>",
        sources=(
            cite("lamorte-maymin", "Grove kept the aim in words apart from the numbers that prove it."),
            cite("google-playbook", "If all key results score full, the objective has to be reached."),
        ),
        fires_on=(
            Example(
                text=_COPY.format("Improve handovers on the wards", "Better handovers on the wards", _OTHER)
            ),
            Example(
                text=_COPY.format(
                    "Members trust our online service", "Increase trust of members in online service", _OTHER
                )
            ),
        ),
        silent_on=(
            Example(
                text=_COPY.format(
                    "Improve handovers on the wards", "Cut wrong handovers from 9 to 3 a week", _OTHER
                )
            ),
            Example(
                text=_COPY.format(
                    "Members feel at home online", "Raise members who log in by themselves to 70%", _OTHER
                )
            ),
        ),
        group=copies_objective,
    ),
)
