"""The formulas of a tracking workbook: the arithmetic of the package in words that spreadsheets know.

Only functions of every Excel since 2007 and every LibreOffice. A formula holds no text of the draft: it
looks into cells. {key} stands for the cell of that column in the same row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from okrcoach.model import Look, Plan

_NUMBERS_FOR = 'AND(OR({{shape}}="from to",{{shape}}="count"),ISNUMBER({{start}}),ISNUMBER({{in_force}}){0})'
#: Known well enough to say what is due by now.
_PACED = _NUMBERS_FOR.format(",ISNUMBER(CycleStart),ISNUMBER(CycleEnd),N(CycleEnd)>=N(CycleStart)")
_ENDS_ON = "IF(ISNUMBER({due}),{due},CycleEnd)"
#: A day as 2026-07-01 whatever language the program speaks (TEXT would need its letters).
_ISO = 'YEAR({0})&"-"&RIGHT("0"&MONTH({0}),2)&"-"&RIGHT("0"&DAY({0}),2)'


def _latest(kind: str, value: str) -> str:
    """The last day up to ScoredOn with a number; 0 is none."""
    own = f"EXACT({kind}Ids,{{id}})*ISNUMBER({value})*ISNUMBER({kind}Days)"
    return f"=MAX(IF({own},IF(INT({kind}Days)<=ScoredOn,INT({kind}Days),0),0))"


def _at(kind: str, value: str, day: str) -> str:
    """The number of that day; of several the one furthest down, which was written last."""
    return f"LOOKUP(2,1/(EXACT({kind}Ids,{{id}})*ISNUMBER({value})*(INT({kind}Days)={{{day}}})),{value})"


def _zones(value: str) -> str:
    """Progress over commit, target and stretch, which are worth 0.3, 0.7 and 1; "" when out of order."""
    up = "IF({commit}>{start},1,-1)"
    return (
        "IF(OR(AND({start}<{commit},{commit}<{in_force},{in_force}<{stretch}),"
        "AND({start}>{commit},{commit}>{in_force},{in_force}>{stretch})),"
        f"IF({value}*{up}<={{commit}}*{up},0.3*({value}-{{start}})/({{commit}}-{{start}}),"
        f"IF({value}*{up}<={{in_force}}*{up},0.3+0.4*({value}-{{commit}})/({{in_force}}-{{commit}}),"
        f'0.7+0.3*({value}-{{in_force}})/({{stretch}}-{{in_force}}))),"")'
    )


_ZONED = "AND(ISNUMBER({commit}),ISNUMBER({stretch}))"
_HELD = (
    'IF(AND({low}="",{high}=""),"",IF(AND(ISNUMBER({low}),ISNUMBER({high}),N({low})>N({high})),"",'
    'IF(ISNUMBER({looked}),{looked},IF(AND(OR({low}="",{now}>=N({low})),OR({high}="",{now}<=N({high}))),1,0))))'
)
_MOVED = (
    f'IF(NOT(AND(ISNUMBER({{start}}),ISNUMBER({{in_force}}))),"",IF({_ZONED},{_zones("{now}")},'
    'IF({shape}="count",IF({in_force}<=0,"",{now}/{in_force}),'
    'IF({in_force}={start},"",({now}-{start})/({in_force}-{start})))))'
)
_FIRST_MOVE = "EXACT(MoveIds,{id})*ISNUMBER(MoveAfters)*ISNUMBER(MoveDays)"

#: Formulas of "Workings" that go over whole columns and so are array formulas (Ctrl+Shift+Enter).
ARRAYS: Mapping[str, str] = {
    "measured": _latest("CheckIn", "CheckInValues"),
    "sure_on": _latest("CheckIn", "CheckInConfidences"),
    "moved": _latest("Move", "MoveAfters"),
    "own_on": _latest("Grade", "GradeOwns"),
    "first_moved": f"=IF(SUM({_FIRST_MOVE})=0,0,MIN(IF({_FIRST_MOVE},INT(MoveDays))))",
    "before": f'=IF({{first_moved}}=0,"",INDEX(MoveBefores,MATCH(1,{_FIRST_MOVE}*'
    "(INT(MoveDays)={first_moved}),0)))",
}
#: The other formulas of "Workings"; what only some plans need is made by ``looked``, ``marks`` and ``due``.
PLAIN: Mapping[str, str] = {
    "start": '=IF({shape}="count",0,IF(ISNUMBER({baseline}),{baseline},""))',
    "now": f'=IF({{measured}}=0,IF(ISNUMBER({{current}}),{{current}},""),'
    f"{_at('CheckIn', 'CheckInValues', 'measured')})",
    "in_force": f"=IF({{moved}}>0,{_at('Move', 'MoveAfters', 'moved')},"
    'IF({first_moved}>0,{before},IF(ISNUMBER({target}),{target},"")))',
    "low": "=IF(AND(ISNUMBER({lowest}),NOT(ISNUMBER({highest})),ISNUMBER({in_force})),{in_force},"
    'IF(ISNUMBER({lowest}),{lowest},""))',
    "high": "=IF(AND(ISNUMBER({highest}),NOT(ISNUMBER({lowest})),ISNUMBER({in_force})),{in_force},"
    'IF(ISNUMBER({highest}),{highest},""))',
    "early": f"=IF({_PACED},IF(ScoredOn<CycleStart+{{lag}},1,0),0)",
    "gone": f"=IF({_PACED},IF(CycleStart+{{lag}}>{_ENDS_ON},1,MIN(1,MAX(0,(ScoredOn-CycleStart-{{lag}}+1)/"
    f'({_ENDS_ON}-CycleStart-{{lag}}+1)))),"")',
    "expected": f'=IF({{share}}="","",IF({_ZONED},'
    f"{_zones('({start}+{share}*({in_force}-{start}))')},{{share}}))",
    "progress": '=IF({shape}="","",IF({shape}="find the baseline",IF(ISNUMBER({now}),1,0),'
    'IF(N({milestones})>0,IF(ISNUMBER({now}),IF(AND({now}>=0,{now}<=1),{now},""),{marks}),'
    'IF(NOT(ISNUMBER({now})),"",'
    f'IF({{shape}}="hold",{_HELD},IF({{shape}}="milestone",IF({{now}}>=1,1,0),{_MOVED}))))))',
    "own": f'=IF({{own_on}}=0,"",{_at("Grade", "GradeOwns", "own_on")})',
}
#: Grades are rounded half up to one decimal, on the nine decimals that binary fractions can be trusted for.
_ROUNDED = "ROUND(MIN(1,MAX(0,ROUND({0},9))),1)"
_BAND = (
    '=IF({grade}="","",IF(' + _ROUNDED.format("{grade}") + '>=GreenFrom,"delivered",'
    "IF(" + _ROUNDED.format("{grade}") + '>=YellowFrom,"progress, not there","no real progress")))'
)
_SURE = _at("CheckIn", "CheckInConfidences", "w_sure_on").replace("{id}", "{w_id}")
_UNDEFINED = (
    'IF(N({w_milestones})>0,IF({now}="","The weights of its milestones cannot be meant.",'
    '"A check-in about milestones says the share reached, 0 to 1."),'
    'IF({now}="","No check-in with a value yet.",'
    'IF({w_shape}="hold",IF(AND({w_low}="",{w_high}=""),'
    '"A level to hold needs a lowest or a highest acceptable value.",'
    '"The lowest acceptable value is above the highest."),'
    'IF({w_in_force}="","There is no target yet: <target>.",'
    'IF({w_start}="","There is no starting point yet: <baseline>.",'
    "IF(AND(ISNUMBER({w_commit}),ISNUMBER({w_stretch})),"
    '"Baseline, commit, target and stretch must rise or fall in this order.",'
    'IF({w_shape}="count","A count that starts at zero needs a target above zero.",'
    '"The target equals the starting point: there is nothing to move.")))))))'
)

#: Formulas of a key result or heartbeat on "Scores"; {w_key} is a cell of its row on "Workings".
ROW: Mapping[str, str] = {
    "shape": '=IF({w_shape}="","",{w_shape})',
    "start": '=IF(OR({w_shape}="from to",{w_shape}="count"),{w_start},"")',
    "first": '=IF({w_moved}>0,{w_before},"")',
    "target": '=IF({w_shape}<>"hold",{w_in_force},IF(AND({w_low}="",{w_high}=""),"",'
    'IF({w_low}="","at most "&{w_high},IF({w_high}="","at least "&{w_low},{w_low}&" to "&{w_high}))))',
    "now": "={w_now}",
    "unit": '=IF(OR({w_unit}="",{w_unit}="count"),"",{w_unit})',
    "measured": "={w_measured}",
    "progress": "={w_progress}",
    "expected": "={w_expected}",
    "computed": '=IF(OR({w_guardrail}="yes",NOT(ISNUMBER({progress}))),"",'
    + _ROUNDED.format("{progress}")
    + ")",
    "grade": '=IF({computed}="","",IF(ISNUMBER({w_own}),{w_own},{computed}))',
    "band": _BAND,
    "confidence": f"=IF({{w_sure_on}}=0,5,{_SURE})",
    "weight": "={w_weight}",
    "counts": '=IF(AND(ISNUMBER({progress}),{w_guardrail}<>"yes",{w_early}=0),MIN(1,MAX(0,{progress})),"")',
    "held": '=IF(AND({w_guardrail}="yes",ISNUMBER({progress}),{w_early}=0),IF({progress}>=1,"yes","no"),"")',
    "remark": f'=IF({{w_shape}}="",{{w_undefined}},IF({{progress}}="",{_UNDEFINED},'
    'IF({w_early}=1,"Too early to judge until "&'
    + _ISO.format("(CycleStart+{w_lag})")
    + '&".",IF({w_guardrail}="yes","",IF({progress}<0,"Worse than at the start: counts as 0.",'
    'IF({progress}>1,"Beyond its target: counts as 1.",""))))))',
}

#: Formulas of an objective; {counts} and the like are the cells of its key results.
OBJECTIVE: Mapping[str, str] = {
    "progress": '=IF(OR(COUNT({counts})=0,MIN({weight})<0,SUMIF({counts},">=0",{weight})<=0),"",'
    'SUMPRODUCT({weight},{counts})/SUMIF({counts},">=0",{weight}))',
    "grade": '=IF({own_progress}="","",' + _ROUNDED.format("{own_progress}") + ")",
    "band": _BAND.replace("{grade}", "{own_grade}"),
    "held": '=IF(COUNTIF({held},"no")>0,"no",IF(COUNTIF({held},"yes")>0,"yes",""))',
    "remark": '=IF(COUNT({counts})=0,"No grade yet: no key result has a progress that counts.",'
    'IF({own_progress}="","The weights of its key results cannot be meant.",'
    '"Furthest behind: "&INDEX({id},MATCH(MIN({counts}),{counts},0))))',
}
#: The share of the cycle that is over.
CYCLE_GONE = (
    "=IF(AND(ISNUMBER(CycleStart),ISNUMBER(CycleEnd),N(CycleEnd)>=N(CycleStart)),"
    'MIN(1,MAX(0,(ScoredOn-CycleStart+1)/(CycleEnd-CycleStart+1))),"")'
)


def looked(plan: Plan) -> str:
    """Return the array formula of a level that not only the last value decides about, "" for others.

    It goes over one value a day: a row counts unless one further down is for the same day.
    """
    if plan.look is None or plan.look is Look.LATEST:
        return ""
    own = "EXACT(CheckInIds,{id})*ISNUMBER(CheckInValues)*ISNUMBER(CheckInDays)*(CheckInDays<ScoredOn+1)"
    later = (
        "MMULT((TRANSPOSE(ROW(CheckInDays))>ROW(CheckInDays))*(TRANSPOSE(CheckInDays)=CheckInDays)"
        f"*TRANSPOSE({own}),ROW(CheckInDays)^0)"
    )
    counts = f"{own}*({later}=0)"
    low, high = 'IF({low}="",-1E+300,{low})', 'IF({high}="",1E+300,{high})'
    inside = f"(CheckInValues>={low})*(CheckInValues<={high})"
    if plan.look is Look.AVERAGE:
        mean = f"(SUM(IF({counts},CheckInValues,0))/SUM({counts}))"
        result = f"IF(AND({mean}>={low},{mean}<={high}),1,0)"
    elif plan.look is Look.SHARE:
        result = f"SUM({counts}*{inside})/SUM({counts})"
    else:
        result = f"IF(SUM({counts}*{inside})=SUM({counts}),1,0)"
    return f'=IF({{measured}}=0,"",{result})'


def marks(weights: str, done: str, done_on: str) -> str:
    """Return the formula of the share of milestones that are marked as reached, from their cells."""
    return (
        f'=IF(OR(MIN({weights})<0,SUM({weights})<=0),"",'
        f"SUMPRODUCT({weights},{done},({done_on}<=ScoredOn)*1)/SUM({weights}))"
    )


def share(plan: Plan) -> str:
    """Return the formula of the share of the way expected by now, along the plan's curve."""
    points: Sequence[tuple[float, float]] = plan.curve
    if plan.late and not points:
        points = ((0.0, 0.0), (0.5, 0.2), (1.0, 1.0))
    bent, ends = "{gone}", ""
    if points:
        bent = ""
        for (t0, p0), (t1, p1) in pairwise(points):
            bent += f"IF({{gone}}<={t1!r},{p0!r}+({{gone}}-{t0!r})/{t1 - t0!r}*{p1 - p0!r},"
            ends += ")"
        bent += "1"
    return f'=IF({{gone}}="","",IF({{early}}=1,0,{bent}{ends}))'
