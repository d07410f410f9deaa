"""What a statement is in the place where it stands: the verdict, and what the place adds to it.

The verdict is about the words alone. Who writes a line among key results rarely means a wish by it, and who
writes "we have ..." as an objective means a state, so the same words weigh differently there.
"""

from __future__ import annotations

from itertools import pairwise

from okrcoach.judgement.cues import thing_class, verb_group
from okrcoach.judgement.general import is_general
from okrcoach.judgement.rule import Seen
from okrcoach.judgement.things import has_made, keeps, makes_thing, names_thing, owned_thing
from okrcoach.model import Kind, Role, Span

_WISHES = ("quality", "theme", "outsider", "insider", "person")
#: After "make" these begin what is made.
_BEFORE_THINGS = frozenset("a an new our some more all better sure available".split())
_DEALS = frozenset(["negotiate", "renegotiate"])
#: The share of a second reading from which on the place may decide for it.
_SECOND = 0.25
#: Below this probability a verdict may as well go to the runner-up.
_CLOSE = 0.75


def _share(seen: Seen, kind: Kind) -> float:
    return next((p for k, p in seen.verdict.ranking if k is kind), 0.0)


def _verb_lemma(seen: Seen) -> str:
    verb = seen.reading.clause.verb
    return seen.reading.items[verb].lemma if verb is not None else ""


def objective_is_task(seen: Seen) -> bool:
    """Whether an objective is an output or an activity; having made a thing is an output as well."""
    if seen.verdict.kind is Kind.OBJECTIVE:
        return has_made(seen.reading) and owned_thing(seen.reading) is not None
    if not seen.sure_of(Kind.TASK, 0.5) or _tells_a_state(seen):
        return False
    verb = seen.reading.clause.verb
    soft = verb is not None and "v:soft" in seen.reading.items[verb].tags
    # "Improve planning" is as good as a wish: what is to be better may still be named.
    return not (soft and is_general(seen.reading))


def _tells_a_state(seen: Seen) -> bool:
    """Whether it says what is so, and not what to make: "we show how ...", "together we have ..."."""
    clause, items = seen.reading.clause, seen.reading.items
    if clause.verb is None:
        return "have" in clause.leads and owned_thing(seen.reading) is None
    verb, following = items[clause.verb], items[clause.verb + 1 : clause.verb + 2]
    if verb.lemma == "have" or (clause.form == "sentence" and not clause.passive):
        return True
    # "Make the valley a place for herons", not "make a map of the valley".
    if verb.lemma == "make" and any(i.word is not None and i.lemma not in _BEFORE_THINGS for i in following):
        return True
    if verb.lemma in ("demonstrate", "show", "prove") and any(i.lemma in ("how", "that") for i in following):
        return True
    return "we" in clause.leads and "v:deliver" not in verb.tags and verb.form != "ed"


def solution(seen: Seen) -> Span | None:
    """Return the words of an objective that name a thing to make or to have; None for a state."""
    reading, clause = seen.reading, seen.reading.clause
    if seen.verdict.kind not in (Kind.TASK, Kind.OBJECTIVE) or is_general(reading):
        return None
    owned = owned_thing(reading)
    if owned is not None:
        return owned
    sure = seen.sure_of(Kind.TASK, 0.5)
    if not makes_thing(reading, sure=sure) and not (sure and names_thing(reading)):
        return None
    if clause.thing is None or clause.thing[0] >= clause.thing[1]:
        return seen.whole
    return reading.span(*clause.thing)


def objective_is_heartbeat(seen: Seen) -> bool:
    """Whether an objective keeps what there is."""
    if _lived_by_others(seen):
        return False
    return seen.sure_of(Kind.HEARTBEAT, 0.55) or (seen.verdict.kind is Kind.OBJECTIVE and keeps(seen.reading))


def _lived_by_others(seen: Seen) -> bool:
    """Whether it tells how it is for customers, with no number and no word of keeping or of a rhythm.

    "Callers are helped the first time", written as an objective, is told in the present and wished for.
    """
    reading, clause = seen.reading, seen.reading.clause
    if clause.form != "sentence" or clause.verb is None or clause.subject is None or reading.amounts:
        return False
    others = reading.items[clause.subject[1] - 1].tags & {"n:outsider", "h:outsider", "s:person"}
    stays = "v:maintain" in reading.items[clause.verb].tags
    return bool(others) and not stays and not any("w:standing" in item.tags for item in reading.items)


def any_team(seen: Seen) -> bool:
    """Whether it is a wish so general that any team could have written it."""
    wish = seen.verdict.kind in (Kind.OBJECTIVE, Kind.HEARTBEAT) or (
        seen.verdict.kind is Kind.TASK and not seen.sure_of(Kind.TASK)
    )
    return wish and is_general(seen.reading)


def result_is_task(seen: Seen) -> bool:
    """Whether a key result is an output or an activity."""
    if seen.verdict.kind is Kind.TASK:
        return seen.sure_of(Kind.TASK, 0.4) and not _others_decide(seen) and not _share_of_others(seen)
    if seen.role is not Role.KEY_RESULT:
        return False
    if seen.verdict.kind is Kind.OBJECTIVE and not _asks_others(seen):
        if _share(seen, Kind.TASK) >= _SECOND or _makes(seen):
            return True
    return _sets_up(seen) or _hires(seen)


def _others_decide(seen: Seen) -> bool:
    """Whether a number says how much others must give or agree to, whatever the verb.

    "Add pipeline worth twice the plan", "Renegotiate terms with the 10 largest suppliers".
    """
    reading, clause = seen.reading, seen.reading.clause
    if clause.verb is None or not reading.amounts:
        return False
    verb = reading.items[clause.verb]
    if verb.lemma in _DEALS:
        return any(item.lemma == "with" for item in reading.items[clause.verb :])
    gains = "v:up" in verb.tags and clause.form in ("imperative", "gerund")
    return gains and any(
        a.unit == "x" or a.unit[:1] in tuple("$\u20ac\u00a3") for a in reading.amounts if a.unit
    )


def _share_of_others(seen: Seen) -> bool:
    """Whether a share of somebody or something does it: "60% of offers are signed without a lawyer"."""
    reading = seen.reading
    if seen.sure_of(Kind.TASK, 0.9) or reading.clause.form not in ("sentence", "number_first"):
        return False
    return any(a.unit == "%" and a.value not in (None, 0, 100) for a in reading.amounts)


def close_to(seen: Seen, kind: Kind) -> bool:
    """Whether readers may as well take it for that kind: what is said then is a question, not a fault."""
    return seen.verdict.second is kind and not seen.sure_of(seen.verdict.kind, _CLOSE)


def _asks_others(seen: Seen) -> bool:
    """Whether others must grant it: "Win the council tender"."""
    verb = seen.reading.clause.verb
    return verb is not None and bool(
        seen.reading.items[verb].tags & {"v:obtain", "v:counterparty", "v:reach"}
    )


def _makes(seen: Seen) -> bool:
    """Whether the verb makes or decides something and the object is no quality and nobody."""
    reading, clause = seen.reading, seen.reading.clause
    if clause.verb is None or clause.head is None or clause.form not in ("imperative", "gerund", "past"):
        return False
    if makes_thing(reading, sure=False):
        return True
    verb = reading.items[clause.verb]
    if verb_group(reading) != "output" or verb.tags & {"v:light", "v:soft", "v:aspire", "v:up"}:
        return False
    return thing_class(reading.items[clause.head].tags) not in _WISHES


def _sets_up(seen: Seen) -> bool:
    """Whether "ensure" asks for a thing that is there once and for all: "Ensure every team has a lead"."""
    reading = seen.reading
    if "ensure" not in reading.clause.leads or reading.amounts or _verb_lemma(seen) != "have":
        return False
    tags = reading.tags_in(0, len(reading.items))
    head = reading.clause.head
    about = thing_class(reading.items[head].tags) if head is not None else ""
    return not tags & {"w:standing", "n:measure", "n:problem", "n:time_measure"} and about not in _WISHES[:2]


def _hires(seen: Seen) -> bool:
    """Whether own posts are filled: "Add 2 data engineers"."""
    clause = seen.reading.clause
    if _verb_lemma(seen) != "add" or clause.head is None or not seen.reading.amounts:
        return False
    return "n:insider" in seen.reading.items[clause.head].tags


def result_is_heartbeat(seen: Seen) -> bool:
    """Whether a key result holds a level or watches a measure."""
    if seen.verdict.kind is Kind.OBJECTIVE:
        return seen.role is Role.KEY_RESULT and keeps(seen.reading)
    if not seen.sure_of(Kind.HEARTBEAT, 0.5) or _sets_up(seen):
        return False
    # What is new can't be kept: "Ensure that half of the claims come in by the new app".
    items = seen.reading.items
    new = any(a.lemma == "the" and b.lemma == "new" for a, b in pairwise(items))
    return not (new and "ensure" in seen.reading.clause.leads and seen.reading.amounts)
