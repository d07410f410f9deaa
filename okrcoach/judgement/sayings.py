"""What each cue says in one plain sentence, for a reader who has never seen the code.

The sentences state what was seen, not what follows from it: the sign of the weight tells whether
it speaks for the verdict or against it.
"""

from __future__ import annotations

from okrcoach.model import Kind

_THING = {
    "own_activity": "work of the team's own that can be counted",
    "vanity_measure": "attention rather than effect",
    "routine_measure": "a measure that is usually just watched",
    "time_measure": "a length of time that can be measured",
    "measure": "something that can be measured", "problem": "a problem that can be counted",
    "deliverable": "a thing one can point to",
    "quality": "a quality or a state",
    "outsider": "people who choose for themselves",
    "insider": "the team's own people", "theme": "a theme with no gauge of its own", "person": "people",
    "state": "a quality or a state", "act": "an act or a process", "adjective": "a description",
    "unknown": "something our lists don't know", "none": "nothing named",
}  # fmt: skip
_THING |= {f"like_{name}": words for name, words in _THING.items()}
_VERB = {
    "deliver": "a verb for making or shipping something",
    "activity": "a verb for doing work, finished or not",
    "decide": "a verb for deciding or planning",
    "complete": "a verb for finishing",
    "staff": "a verb for staffing",
    "obtain": "a verb for getting what others must grant",
    "counterparty": "a verb that needs somebody else's yes",
    "respond": "something people do by their own choice",
    "up": "a verb for raising",
    "down": "a verb for lowering",
    "avoid": "a verb for keeping away or doing away with", "soft": "a direction without a measure",
    "reach": "a verb for reaching a level",
    "maintain": "a verb for holding what is there",
    "watch": "a verb for watching",
    "aspire": "a verb of aspiration",
    "conduct": "a rule of conduct", "light": "a verb that says little by itself",
    "be": "a wished-for state",
    "be_s": "a statement of what is so",
    "have": "something to have",
    "have_s": "something somebody has",
    "do": "something to do",
    "do_s": "something done",
    "unknown": "a verb our lists don't know",
}  # fmt: skip
_DOES = {
    "keep": "{q} is about keeping or watching.",
    "move": "{q} is about moving a level.",
    "soft": "{q} names a direction without a measure.",
    "grant": "{q} is about something to be reached, or granted by others.",
    "output": "{q} is work the team does itself.",
    "aspire": "{q} is about a state to aspire to.",
    "light": "{q} says little by itself.",
    "choice": "{q} is what others choose to do.",
    "be": "{q} is about what something is to be.",
    "unknown": "{q} is a verb our lists don\u2019t know.",
    "passive_choice": "{q} is told as something others have chosen.",
    "passive_other": "{q} is told as something that has been done.",
    "said_choice": "{q} is what somebody does by their own choice.",
    "said_other": "{q} says that something is so.",
}
_FORM = {
    "imperative": "It starts with what to do.",
    "gerund": "It starts with an activity.",
    "past": "It is told as something done.",
    "sentence": "It is a whole sentence: somebody or something does or is something.",
    "number_first": "It starts with its number.", "noun_phrase": "It names a thing and has no verb.",
    "other": "Its form tells little.",
}  # fmt: skip
_LEAD = {
    "we": "It speaks as \u201cwe\u201d.",
    "ensure": "It asks to ensure something.",
    "there": "It says what there shall be.",
    "have": "It says what there shall be.",
    "goal": "It announces itself as a goal.",
    "by_date": "It opens with its date.",
    "who_to": "It says who is to act.", "no": "It says what must not be.",
}  # fmt: skip
_ROLE = {
    "baseline": "a starting point", "target": "a level to reach", "change": "how much it is to move",
    "threshold": "a bound",
    "own_count": "a count of one's own output",
    "other": "a number that measures nothing here",
}  # fmt: skip
_WORDS = {
    "praise": "{q} is praise.",
    "comparative": "{q} points a direction and no distance.",
    "vague": "Two readers may judge {q} differently.",
    "standing": "{q} says that it goes on and on.",
    "hedge": "{q} promises an attempt rather than a result.", "quality": "{q} is a quality or a state.",
    "theme": "{q} is a theme with no gauge of its own.",
    "conduct": "{q} states a rule of conduct.",
    "keep": "{q} holds what is there.",
    "every": "{q} says that it goes on and on.", "absolute": "{q} leaves no room: all or nothing.",
    "bound": "{q} sets a bound.",
    "level_only": "It gives a level and no movement.",
    "ends": "{q} says it will be finished.",
}  # fmt: skip


def say(cue: str, quote: str, towards: Kind | None) -> str:
    """Return the sentence for a cue.

    ``quote`` is the author's own words, "" when no single word carries the cue; ``towards`` is the
    kind a word or pair of words is met in most.
    """
    q = f"\u201c{quote}\u201d" if quote else "It"
    family, _, rest = cue.partition(":")
    rest = rest if family in ("word", "verb", "also", "who") else rest.partition("@")[0]
    if family == "word":
        if towards is None:
            return f"{q} is neutral."
        what, verb = (f"words like {q}", "are") if rest.startswith("~") else (q, "is")
        return f"In the statements we learned from, {what} {verb} met most in {_PLURAL[towards]}."
    if family == "usual":
        return "Where every statement starts before a word is read."
    if family == "form":
        return _FORM.get(rest, _FORM["other"])
    if family == "lead":
        return _LEAD.get(rest, "It has an opening of its own.")
    if family in ("verb", "also"):
        verb, _, thing = (rest.partition(":")[2] if family == "verb" else rest).partition(">")
        said = f"{q} is {_VERB.get(verb, 'a verb')}"
        return f"{said}, done to {_THING.get(thing, 'something')}." if thing else f"{said}."
    if family == "who":
        who, _, verb = rest.partition(">")
        return f"Who or what it is about, {q}, is {_THING.get(who, 'something')}."
    if family in ("thing", "in_thing"):
        return f"{q} is {_THING.get(rest, 'something')}." if rest != "none" else "It names no object."
    if family == "has":
        return f"{q} is {_THING.get(rest.partition(':')[0], 'something')}."
    if family == "number":
        return {"none": "There is no number in it.", "blank": f"{q} is a blank to be filled."}.get(
            rest, f"{q} is {_ROLE['other']}."
        )
    if family == "length":
        return (
            "It is very short."
            if rest == "1-3"
            else "It is long."
            if rest == "15+"
            else "Its length is usual."
        )
    if family == "does":
        return _DOES.get(rest, _FORM.get(rest, _DOES["unknown"])).format(q=q)
    if ">" in family and family.partition(">")[0] in (*_DOES, *_FORM):
        does, _, thing = family.partition(">")
        about = _DOES.get(does, _FORM.get(does, _DOES["unknown"])).format(q="It").rstrip(".")
        return f"{about}, and {q} is {_THING.get(thing, 'something')}."
    name, _, about = cue.replace("@", ":").partition(":")
    if name in _ROLE:
        on = f" on {_THING[about]}" if about in _THING else ""
        return f"{q} is {_ROLE[name]}{on}."
    if name == "from_to":
        return f"It gives a start and a target for {_THING.get(about, 'something')}."
    if name == "purpose":
        return (
            f"{q} says what it is for." if about != "number" else f"There is a number in what it is for: {q}."
        )
    if name == "means":
        return f"{q} says by what means."
    if name == "deadline":
        return "It has a date."
    return _WORDS.get(name, _WORDS["level_only"] if name == "level" else "{q} counts a little.").format(q=q)


_PLURAL = {
    Kind.OBJECTIVE: "objectives",
    Kind.OUTCOME_KR: "outcome key results",
    Kind.TASK: "tasks",
    Kind.HEARTBEAT: "heartbeats",
}

_SETTLE = {
    frozenset((Kind.TASK, Kind.OUTCOME_KR)): (
        "When your own work is done, could this still fail to happen because somebody else has to "
        "choose?"
    ),
    frozenset((Kind.TASK, Kind.OBJECTIVE)): (
        "Is this a thing you could point to when it is finished, or a state you would want to live "
        "in?"
    ),
    frozenset((Kind.TASK, Kind.HEARTBEAT)): "Will this be finished one day, or does it go on every week?",
    frozenset((Kind.OBJECTIVE, Kind.OUTCOME_KR)): (
        "Could you read this off a dashboard, or would you need some other number to know?"
    ),
    frozenset((Kind.OBJECTIVE, Kind.HEARTBEAT)): "Is this a place to get to, or a standard to keep?",
    frozenset((Kind.OUTCOME_KR, Kind.HEARTBEAT)): (
        "Is this a new level you want to reach, or one you already have and want to hold?"
    ),
}  # fmt: skip


def settling_question(first: Kind, second: Kind) -> str:
    """Return the question whose answer decides between two readings (the edges of each kind)."""
    return _SETTLE[frozenset((first, second))]
