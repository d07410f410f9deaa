"""Function words and other closed sets of English that word order hangs on."""

from __future__ import annotations

AFTER_A_DATE = frozenset("and through by with so to from for in end".split())
AFTER_A_DEADLINE = frozenset("and with without by through for in to so after".split())
AFTER_A_NUMBER = frozenset("of the all a more or high higher + our".split())
#: Verb classes that open a purpose: "to cut churn".
AFTER_PURPOSE = frozenset(
    """
    aspire soft up down avoid reach obtain respond deliver maintain counterparty activity decide
    complete watch staff
    """.split()
)
AFTER_A_VERB = frozenset("from to by us in at with below above within that".split())
AFTER_SO = frozenset("that we they as customer user people".split())
AT_LEAST = frozenset("between over above exceed exceeds exceeding minimum min ≥ > beyond past".split())
AT_MOST = frozenset("under below maximum max within ≤ < less fewer sub".split())
BASELINE_BEFORE = frozenset(
    """
    currently today now baseline was were previously previous current versus vs start starting started
    presently
    """.split()
)
BEFORE_A_DATE = frozenset("by in before until till during on at for within this".split())
BEFORE_A_NOUN = frozenset("the a an our all for on with up out to at into least most in of about".split())
BEFORE_A_NUMBER = frozenset("at over more fewer less all each every up".split())
BEFORE_OF = frozenset("average total minimum maximum min max increase reduction".split())
BETWEEN_BE_AND_VERB = frozenset("not never always also actively fully only be have been".split())
BREAKS = frozenset("that which who where when while if because so whose".split())
#: Beside one of these a pair of numbers is when a door is open.
CLOCK_WORDS = frozenset("hour open opening shift office desk phone line clock counter".split())
DATE_IS_PART_OF_A_NAME = frozenset("from since of than vs to a".split())
DETERMINERS = frozenset(
    """
    a an the this that these those our my your their its his her all any each every both more most less
    fewer no some new
    """.split()
)
DOWN_NOUNS = frozenset(
    """
    decrease reduction drop decline cut fewer lower less fall saving savings faster shorter quicker
    cheaper
    """.split()
)
ENDS_A_NOUN = frozenset("for from by through with on across at in per via".split())
ENDS_WHAT_IS_COUNTED = frozenset("of in for to by with on at from that and or per who".split())
FALLS = frozenset("fall drop shrink sink decline decrease".split())
GOAL_WORDS = frozenset("goal aim objective mission ambition target vision".split())
GROWTH = frozenset(
    """
    increase decrease reduction growth improvement uplift drop rise decline gain cut saving savings more
    fewer less higher lower faster quicker shorter slower cheaper better worse boost jump fall shrinkage
    gains additional yoy qoq mom wow
    """.split()
)
HOLD_WORDS = frozenset("maintain keep stay remain sustain hold preserve uphold".split())
LEADING = frozenset(
    """
    in of for to from with on the a an our my their its your overall at least most more fewer less than
    over under about around up to only all
    """.split()
)
LEADING_ADVERBS = frozenset(
    """
    successfully quickly fully further continuously actively effectively consistently significantly
    dramatically finally also please
    """.split()
)
LESS_WORDS = frozenset("less fewer low lower short quick fast".split())
#: A word before one of these is part of a measure's name, not a verb: "close rate", "return time".
MEASURE_TAILS = frozenset(
    """
    rate time score ratio count number level cost value volume index share coverage average size length
    velocity
    """.split()
)
MODALS = frozenset("can could will would shall should may might must".split())
MORE_WORDS = frozenset("more great greater high higher well better big late old".split())
#: What goes up, down or stays in "never rises above 5": the bound is the other way round.
MOVES_PAST = frozenset("be go rise get fall drop climb sink dip slip come".split())
NEGATIONS = frozenset(("not", "never", "nor", "n't", "no"))
OCCASIONS = frozenset("go launch year season christmas easter kickoff".split())
OR_LESS = frozenset("less fewer lower below under faster better".split())
OR_MORE = frozenset("more higher above better greater over up".split())
PERIODS = frozenset("day week month quarter term season year time".split())
PREPOSITIONS = frozenset(
    """
    of in on at for from with without within into onto over under above below between during per via
    through across after before until till since among against around about towards toward upon by to as
    than because due
    """.split()
)
QUOTES_AND_SIGNS = frozenset(('"', "'", "*", "&", "%", "#", "`"))
#: A number after one of these opens a range ("aged 16 to 24", "within 5 to 10 days").
RANGE_BEFORE = frozenset("age aged of for in within between every over per grade year class around".split())
#: What has a span by nature.
RANGE_WORDS = frozenset("range band age ratio odds scale between aged size limit width".split())
RESULT_OPENERS = frozenset("thereby thus enabling allowing resulting leading helping".split())
RISES = frozenset("rise climb grow increase improve".split())
#: Their past looks like their base: "queue time cut from 9 to 4".
SAME_IN_THE_PAST = frozenset("cut set put hit shut split spread".split())
SCOPE_BEFORE = frozenset(
    """
    per every first last next each age aged for during since of top remaining other past
    """.split()
)
SEE_THROUGH = frozenset(
    """
    number amount percentage share set series range proportion percent rate level total volume variety
    list majority part
    """.split()
)
SKIP = frozenset(
    """
    a an the about approximately around roughly approx just nearly only average avg total circa another
    further extra additional
    """.split()
)
#: Directly before a pair of numbers it makes them a range, whatever the verb.
SPANS_BEFORE = frozenset("age aged between within band range".split())
STANDS_AT = frozenset("at stand only still it we they".split())
STOPPING_MARKS = frozenset("( ; . : , → [ – — < > ≥ ≤ =".split())
#: Behind one of these another clause begins.
SUBORDINATE = frozenset("where while when if because so unless until".split())
TAKES_INFINITIVE = frozenset(
    """
    want able need aim ready start begin continue how where try choose learn be have go willing likely
    plan seem ability love like from commit agree return time easy hard first reason
    """.split()
)
TODAY = frozenset("today now currently presently previously".split())
TO_A_LEVEL = frozenset("→ to towards toward = hit reach achieve".split())
TRAILING = frozenset("of to by from at is be with for in and the than on a".split())
UP_NOUNS = frozenset("increase growth rise uplift improvement gain boost higher more jump".split())
WANTING = frozenset("want aim plan need try intend strive like to 'll".split())
