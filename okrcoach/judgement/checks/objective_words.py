"""The tests of the further rules about one objective's words and whom they speak to."""

from __future__ import annotations

import re

from okrcoach.judgement.in_role import any_team, objective_is_heartbeat, objective_is_task
from okrcoach.judgement.rule import SKIPPED, Hit, Outcome, Seen
from okrcoach.judgement.texts import compound_span
from okrcoach.language.lexicon import FUNCTION
from okrcoach.model import Kind, Role, Span

#: Words an objective may have before we call it hard to remember; no author gives a number of words.
MOST_WORDS = 24

_DEPARTMENTS = frozenset(
    """
    sales marketing hr finance it legal operations engineering procurement purchasing logistics
    accounting controlling compliance communications pr manufacturing production qa admin
    administration facilities ops devops presales
    """.split()
)
#: What a label is made of besides the department: "Sales objective", "Finance team OKRs 2026".
_LABEL_WORDS = frozenset(
    """
    objective objectives goal goals okr okrs target targets team department dept unit division group
    priorities priority plan focus our the for and of & human resource resources quarterly annual yearly
    """.split()
)
_PEOPLE = frozenset(("n:outsider", "n:insider", "s:person"))
_OUR_THINGS = frozenset(
    ("n:theme", "n:measure", "n:deliverable", "n:own_activity", "n:time_measure", "n:quality")
)
#: Words that name or imply somebody, whatever their classes.
_SOMEBODY = re.compile(
    r"\b(?:everybody|everyone|anyone|anybody|nobody|no one|people|persons?|humans?|users?|who|whom|whose|they"
    r"|them|their|theirs|us|we|you|your|me|my|i|each other|teams?|staff|workplace|workforce|talent|employ\w+"
    r"|culture|hire|hiring|recruit\w*|onboarding|customer\w*|client\w*|member\w*|audience|communit\w+|families"
    r"|leaders?|leadership|experts?|readers?|voices?|neighbou?r\w*|learn\w*|teach\w*|school|classroom"
    r"|care|patients?|health|public|society|world|city|town|village|market|brand|reputation|choice"
    r"|favou?rite|destination|partner\w*|home|experience|safe|safety|trust\w*|loved?|welcom\w+|environment|climate|planet|region|debate|marketing|sales|engineering|legal|finance)\b",
    re.IGNORECASE,
)
_NOUNS = _OUR_THINGS | {"n:insider", "n:outsider", "n:routine_measure"}
#: With one of these a short phrase says more than its topic.
_NO_HEADING = (FUNCTION - {"and", "of", "our"}) | {"better", "more"}
_JARGON = re.compile(
    r"\b(?:synerg(?:y|ies|istic|ise|ize)|paradigm|low[- ]hanging fruit|move the needle"
    r"|value[- ]add(?:ed|ing)?|next[- ]gen(?!eration)|cutting[- ]edge|bleeding[- ]edge"
    r"|state[- ]of[- ]the[- ]art|best[- ]of[- ]breed"
    r"|thought leaders?(?:hip)?|operational excellence|digital transformation|digital[- ]first"
    r"|holistic(?:ally)?|hyper[- ]?care|omni[- ]?channel|360[- ]degree|game[- ]chang(?:er|ing)"
    r"|mission[- ]critical|core competenc(?:y|ies)|blue[- ]sky|growth hack(?:s|ing)?|flywheel|north star"
    r"|value proposition|go[- ]to[- ]market motion|stakeholder management|future[- ]proof(?:ed|ing)?"
    r"|data[- ]driven|customer[- ]centric(?:ity)?|actionable insights|leverag(?:e|es|ing))\b",
    re.IGNORECASE,
)


def not_an_aim(seen: Seen) -> bool:
    """Whether another rule tells that this is no objective at all, or there is none to judge."""
    if seen.role is not Role.OBJECTIVE or seen.verdict.kind is not Kind.OBJECTIVE:
        return True
    return objective_is_task(seen) or objective_is_heartbeat(seen)


def too_long(seen: Seen) -> Outcome:
    """More words than anybody keeps in mind; where two aims make it long, that is told instead."""
    if not_an_aim(seen) or compound_span(seen.reading) is not None:
        return SKIPPED
    words = sum(item.word is not None and not item.aside for item in seen.reading.items)
    return Hit(more=f"{words} words") if words > MOST_WORDS else None


def names_nobody(seen: Seen) -> Outcome:
    """Nobody is named or implied whose days would be better."""
    if not_an_aim(seen) or any_team(seen) or is_department_label(seen) or _is_topic(seen):
        return SKIPPED
    items = seen.reading.items
    if any(item.tags & _PEOPLE for item in items) or _SOMEBODY.search(seen.statement.text):
        return None
    # A word with a large letter may be somebody's name.
    if any(item.word is not None and item.text[:1].isupper() for item in items[1:]):
        return None
    # Only where something of our own is to be improved: a state in other words may be meant for anybody.
    clause = seen.reading.clause
    if clause.verb is None or clause.head is None or clause.form not in ("imperative", "gerund"):
        return None
    ours = items[clause.head].tags & _OUR_THINGS and items[clause.verb].tags & {"v:soft", "v:up", "v:down"}
    # Who comes after "for" or "with" may be unknown to us, and a long line names somebody mostly.
    words = sum(item.word is not None for item in items)
    more = words > 7 or any("w:praise" in item.tags or item.lemma in ("for", "so", "with") for item in items)
    return Hit(span=seen.whole) if ours and not more and seen.sure_of(Kind.OBJECTIVE) else None


def is_department_label(seen: Seen) -> bool:
    """Whether a line holds the name of a department and words such as "objective", nothing else."""
    words = [item for item in seen.reading.items if not item.is_mark and item.sighting is None]
    if not 0 < len(words) <= 6:
        return False
    lows = [item.text.lower() for item in words]
    if not _DEPARTMENTS.intersection(lows) and not ("human" in lows and "resources" in lows):
        return False
    return all(low in _DEPARTMENTS or low in _LABEL_WORDS for low in lows)


def is_label(seen: Seen) -> Outcome:
    """The name of a department and nothing that it is for."""
    if seen.role is not Role.OBJECTIVE:
        return SKIPPED
    return Hit(span=seen.whole) if is_department_label(seen) else None


def _is_topic(seen: Seen) -> bool:
    reading = seen.reading
    words = [item for item in reading.items if item.word is not None]
    if reading.clause.form != "noun_phrase" or not 0 < len(words) <= 4 or reading.amounts:
        return False
    # "A warehouse without shouting" is a state, however short, and so are "boring releases".
    if any(item.lemma in _NO_HEADING or "w:praise" in item.tags for item in words):
        return False
    return all(item.lemma in FUNCTION or item.tags & _NOUNS for item in words)


def is_topic(seen: Seen) -> Outcome:
    """A heading of at most four words: a topic without a state or a move."""
    if not_an_aim(seen) or any_team(seen) or is_department_label(seen):
        return SKIPPED
    return Hit(span=seen.whole) if _is_topic(seen) else None


def has_jargon(seen: Seen) -> Outcome:
    """A word of meeting rooms that people outside would not use."""
    if seen.role is not Role.OBJECTIVE or any_team(seen) or _is_topic(seen):
        return SKIPPED
    found = _JARGON.search(seen.statement.text)
    return Hit(span=Span(*found.span())) if found else None
