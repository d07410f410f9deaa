"""The sheets of a tracking workbook that work things out: "Scores", "Workings" and how it is done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from okrcoach.exchange import tracking_formulas as formulas
from okrcoach.exchange.tracking_layout import (
    DAY,
    END,
    GONE,
    HEADING_ROW,
    HOW,
    MILESTONE_COLUMNS,
    MILESTONES,
    PLAN_COLUMNS,
    SCORE_COLUMNS,
    SCORES,
    START,
    WORKING_COLUMNS,
    WORKINGS,
)
from okrcoach.exchange.tracking_style import (
    BANDS,
    FAINT,
    INK,
    INPUT,
    LINE,
    OBJECTIVE,
    head,
    ink,
    put,
    tall,
    wide,
)
from okrcoach.model import OKRSet, Plan, Statement

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.styles import Alignment
    from openpyxl.worksheet.worksheet import Worksheet

_NO_PLAN = Plan(shape=None, undefined="Nobody has said how it is measured.")
_WORDS = next(width for key, _, width, _ in SCORE_COLUMNS if key == "words")
_ISO = "yyyy-mm-dd"
_HOW = (
    ("What to do here", ""),
    ("Check in", "Add a row on Check-ins: which key result, the day, where it stands, how sure you are."),
    ("A target has moved", "Add a row on Moved targets. The first target stays in sight on Scores."),
    ("Your own grade", "Add a row on Grades, with a reason. What the numbers say stays beside it."),
    ("Another day", "Type it into the yellow cell of Scores, or =TODAY(). Later rows are not looked at."),
    ("Back to the team's log", "okrcoach track team.yaml --take this-file.xlsx keeps the new rows."),
    ("How it is worked out", ""),
    ("Which value counts",
     "The one of the last day up to the day of Scores; of two rows for one day the lower one. With no row,"
     " the value that stands in the draft."),
    ("From to", "(now - from) / (target - from), for rising and falling targets. From 18 to 9, now 12: 67%."),
    ("Count", "Now / target, from nothing."),
    ("Commit and stretch",
     "With all three levels the way to commit is worth 30%, on to the target 70%, on to the stretch 100%."),
    ("Hold",
     "100% between the lowest and the highest value that is fine, both included; else 0%. Where the sheet"
     " Workings says so, the worst, the mean or the share of all days decides."),
    ("Milestone", "100% from 1 on, else 0%. Of several: the weighted share that is reached."),
    ("Find the baseline", "100% once there is a value."),
    ("Expected by now",
     "The share of the days that are over, both ends included, counted from the day an effect can show"
     " to the day it is due. Curve late: a fifth of the way in the first half of the time."),
    ("Counts as",
     "Progress within 0% and 100%. Guardrails, heartbeats, what is too early to judge and what has no"
     " progress count neither way."),
    ("Objective", "The mean of what counts, by weight. The one furthest behind is named beside it."),
    ("Grade", "Rounded half up to one decimal, then read: the two numbers below say where the bands begin."),
    ("Held", "A guardrail or heartbeat is held or not; it is never averaged."),
)  # fmt: skip
_YELLOW_ROW = len(_HOW) + 2


def fill_workings(workbook: Workbook, plans: Sequence[tuple[str, Plan | None]], file: str) -> None:
    """Write id and plan of every line from row 2 on, and the formulas beside it.

    Raises ``UnusableFile`` for a number that is not finite and a text that is too long.
    """
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.formula import ArrayFormula

    sheet = workbook[WORKINGS]
    columns = (*PLAN_COLUMNS, *WORKING_COLUMNS)
    for column, (_, heading, width) in enumerate(columns, 1):
        put(sheet, 1, column, heading, heading, file)
        sheet.column_dimensions[get_column_letter(column)].width = width
    head(sheet, 1, [False] * len(columns))
    for row, (name, plan) in enumerate(plans, 2):
        values = _plan_cells(name, plan or _NO_PLAN)
        for column, (key, heading, _) in enumerate(PLAN_COLUMNS, 1):
            put(sheet, row, column, values[key], heading, file)
        own = _own_formulas(workbook, name, plan or _NO_PLAN, file)
        cells = _workings(row, "")
        for column, (key, _, _) in enumerate(WORKING_COLUMNS, len(PLAN_COLUMNS) + 1):
            cell = sheet.cell(row, column)
            text = (own.get(key) or formulas.ARRAYS.get(key) or formulas.PLAIN.get(key, "")).format(**cells)
            if text and (key in formulas.ARRAYS or key == "looked"):
                cell.value = ArrayFormula(cell.coordinate, text)
            elif text:
                cell.value = text
            dated = key in ("measured", "moved", "first_moved", "sure_on", "own_on")
            cell.number_format = f"{_ISO};;" if dated else "General"
        sheet.cell(row, [key for key, *_ in PLAN_COLUMNS].index("due") + 1).number_format = _ISO
    sheet.freeze_panes = "B2"
    sheet.sheet_properties.tabColor = LINE
    sheet.row_dimensions[1].height = 48
    sheet.protection.enable()
    sheet.protection.formatColumns = sheet.protection.formatRows = False
    wide(sheet, headings=1)


def _own_formulas(workbook: Workbook, name: str, plan: Plan, file: str) -> dict[str, str]:
    """Return the formulas that depend on the plan by key; its milestones go to a sheet of their own."""
    found = {"looked": formulas.looked(plan), "share": formulas.share(plan)}
    if not plan.milestones:
        return found
    sheet = workbook[MILESTONES]
    if sheet.max_row == 1:
        for column, (heading, width) in enumerate(MILESTONE_COLUMNS, 1):
            put(sheet, 1, column, heading, heading, file)
            sheet.column_dimensions["ABCDE"[column - 1]].width = width
        head(sheet, 1, [heading == "Weight" for heading, _ in MILESTONE_COLUMNS])
        sheet.freeze_panes = "A2"
        wide(sheet, headings=1)
    first = sheet.max_row + 1
    for row, one in enumerate(plan.milestones, first):
        values = (name, one.text, one.weight, float(one.done), one.done_on)
        for column, value in enumerate(values, 1):
            put(sheet, row, column, value, MILESTONE_COLUMNS[column - 1][0], file)
        sheet.cell(row, 5).number_format = _ISO
    ranges = (f"{MILESTONES}!${c}${first}:${c}${sheet.max_row}" for c in "CDE")
    return found | {"marks": formulas.marks(*ranges)}


def _plan_cells(name: str, plan: Plan) -> Mapping[str, str | float | date | None]:
    promise = {None: "", True: "committed", False: "aspirational"}[plan.committed]
    points = "; ".join(f"{time:g}: {way:g}" for time, way in plan.curve)
    curve = points or ("late" if plan.late else "linear")
    return {
        "id": name, "shape": plan.shape.value if plan.shape else "", "baseline": plan.baseline,
        "target": plan.target, "commit": plan.commit, "stretch": plan.stretch, "lowest": plan.lowest,
        "highest": plan.highest, "look": plan.look.value if plan.look else "",
        "milestones": len(plan.milestones) or None, "unit": plan.unit, "current": plan.current,
        "guardrail": "yes" if plan.guardrail else "", "weight": plan.weight, "lag": plan.lag,
        "due": plan.due, "curve": curve, "promise": promise, "undefined": plan.undefined,
        "said": "\n".join(plan.said),
    }  # fmt: skip


def _workings(row: int, sheet: str) -> dict[str, str]:
    """Return the addresses of a row of "Workings" by key."""
    from openpyxl.utils import get_column_letter

    keys = [key for key, *_ in (*PLAN_COLUMNS, *WORKING_COLUMNS)]
    return {key: f"{sheet}${get_column_letter(n)}{row}" for n, key in enumerate(keys, 1)}


def fill_scores(workbook: Workbook, okr_set: OKRSet, at: date, file: str) -> None:
    """Write the front sheet: the day, the cycle, and every objective and heartbeat with its formulas.

    Raises ``UnusableFile`` for a text that is too long and a day before March 1900.
    """
    sheet = workbook[SCORES]
    _top(workbook, sheet, okr_set, at, file)
    for column, (_, heading, _, _) in enumerate(SCORE_COLUMNS, 1):
        put(sheet, HEADING_ROW, column, heading, heading, file)
    head(sheet, HEADING_ROW, [number_format != "@" for *_, number_format in SCORE_COLUMNS])
    row, working = HEADING_ROW + 1, 2
    for objective in okr_set.objectives:
        below = range(row + 1, row + 1 + len(objective.key_results))
        _objective(sheet, row, objective.statement, below, file)
        for place, key_result in zip(below, objective.key_results, strict=True):
            _line(sheet, place, working, key_result.statement, file)
            working += 1
        row = below.stop
    if okr_set.heartbeats:
        put(sheet, row, 2, "Heartbeats: to be held, never averaged", "", file)
        _band_row(sheet, row)
        for heartbeat in okr_set.heartbeats:
            row, working = row + 1, working + 1
            _line(sheet, row, working - 1, heartbeat.statement, file)
    _finish(sheet, row)


def _top(workbook: Workbook, sheet: Worksheet, okr_set: OKRSet, at: date, file: str) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Border, PatternFill, Protection, Side
    from openpyxl.workbook.defined_name import DefinedName

    cycle = okr_set.cycle
    put(sheet, 1, 1, " \u00b7 ".join(filter(None, (okr_set.title or "Scores", cycle.name))), "Title", file)
    sheet["A1"].font = ink(bold=True, size=16)
    labels = (("A3", "Scored on the day"), ("A4", "Cycle, first and last day"), ("F3", "Cycle over"))
    for place, text in labels:
        sheet[place] = text
        sheet[place].font = ink(color=FAINT)
    for place, day in ((DAY, at), (START, cycle.start), (END, cycle.end)):
        cell = sheet[place]
        put(sheet, cell.row, cell.column, day, "Day", file)
        cell.number_format, cell.alignment = _ISO, Alignment(horizontal="left")
    sheet.merge_cells("C3:D3")
    sheet.merge_cells("C4:D4")
    sheet.merge_cells("E4:F4")
    day_cell = sheet[DAY]
    day_cell.fill, day_cell.protection = PatternFill("solid", fgColor=INPUT), Protection(locked=False)
    day_cell.font, day_cell.border = ink(bold=True), Border(bottom=Side("thin", color=LINE))
    day_cell.comment = Comment("Type another day, or =TODAY(). What came later is not looked at.", "okrcoach")
    sheet[GONE] = formulas.CYCLE_GONE
    sheet[GONE].number_format = "0%"
    sheet["J3"] = "Type into yellow cells: the day here, rows on Check-ins, Moved targets and Grades."
    sheet["J4"] = "Grades are as if the cycle ended on that day."
    for place in ("J3", "J4"):
        sheet[place].font = ink(italic=True, color=FAINT)
    names = {"ScoredOn": DAY, "CycleStart": START, "CycleEnd": END}
    for name, place in names.items():
        ref = f"'{SCORES}'!${place[0]}${place[1:]}"
        workbook.defined_names[name] = DefinedName(name, attr_text=ref)
    for name, number in (("YellowFrom", _YELLOW_ROW), ("GreenFrom", _YELLOW_ROW + 1)):
        workbook.defined_names[name] = DefinedName(name, attr_text=f"'{HOW}'!$B${number}")


def _addresses(row: int) -> dict[str, str]:
    from openpyxl.utils import get_column_letter

    return {key: f"${get_column_letter(n)}{row}" for n, (key, *_) in enumerate(SCORE_COLUMNS, 1)}


def _line(sheet: Worksheet, row: int, working: int, statement: Statement, file: str) -> None:
    from openpyxl.styles import Border, Side

    tall(sheet, row, [(statement.text, _WORDS)], least=2)  # there is room for what the formulas say
    cells = _addresses(row) | {f"w_{k}": a for k, a in _workings(working, f"{WORKINGS}!").items()}
    for column, (key, heading, _, number_format) in enumerate(SCORE_COLUMNS, 1):
        cell = sheet.cell(row, column)
        if key in ("id", "words"):
            put(sheet, row, column, statement.id if key == "id" else statement.text, heading, file)
        else:
            cell.value = formulas.ROW[key].format(**cells)
        words = number_format == "@"
        cell.number_format = "General" if words and key not in ("id", "words") else number_format
        cell.alignment = _aligned(key, words)
        cell.border = Border(bottom=Side("hair", color=LINE))
        cell.font = ink(color=FAINT if key in ("shape", "unit", "measured", "remark") else INK)


def _objective(sheet: Worksheet, row: int, statement: Statement, rows: range, file: str) -> None:
    put(sheet, row, 1, statement.id, "ID", file)
    put(sheet, row, 2, statement.text, "Objective or key result", file)
    tall(sheet, row, [(statement.text, 0.9 * _WORDS)])  # bold is wider
    _band_row(sheet, row)
    if not rows:
        return
    ends = zip(_addresses(rows[0]).items(), _addresses(rows[-1]).values(), strict=True)
    cells = {key: f"{first}:{last}" for (key, first), last in ends}
    cells |= {f"own_{key}": address for key, address in _addresses(row).items()}
    for column, (key, _, _, number_format) in enumerate(SCORE_COLUMNS, 1):
        if key in formulas.OBJECTIVE:
            cell = sheet.cell(row, column)
            cell.value = formulas.OBJECTIVE[key].format(**cells)
            cell.number_format = "General" if number_format == "@" else number_format


def _band_row(sheet: Worksheet, row: int) -> None:
    from openpyxl.styles import Border, PatternFill, Side

    for column, (key, _, _, number_format) in enumerate(SCORE_COLUMNS, 1):
        words = number_format == "@"
        cell = sheet.cell(row, column)
        cell.font = ink(bold=True)
        cell.fill = PatternFill("solid", fgColor=OBJECTIVE)
        cell.border = Border(top=Side("thin", color=LINE), bottom=Side("thin", color=LINE))
        cell.alignment = _aligned(key, words)


def _aligned(key: str, words: bool) -> Alignment:
    from openpyxl.styles import Alignment

    # Words beside a number at its right edge keep a distance.
    indent = 1 if key in ("unit", "band", "held", "remark") else 0
    return Alignment(wrap_text=words, vertical="top", horizontal="left" if words else "right", indent=indent)


def _finish(sheet: Worksheet, last: int) -> None:
    from openpyxl.formatting.rule import Rule
    from openpyxl.styles import PatternFill
    from openpyxl.styles.differential import DifferentialStyle
    from openpyxl.utils import get_column_letter

    places = {}
    for column, (key, _, width, _) in enumerate(SCORE_COLUMNS, 1):
        letter = places[key] = get_column_letter(column)
        sheet.column_dimensions[letter].width = width
    first = HEADING_ROW + 1
    for words, colour in BANDS.items():
        look = DifferentialStyle(fill=PatternFill(bgColor=colour))
        rule = Rule(type="cellIs", operator="equal", formula=[f'"{words}"'], dxf=look)
        sheet.conditional_formatting.add(f"{places['band']}{first}:{places['band']}{last}", rule)
    look = DifferentialStyle(fill=PatternFill(bgColor=BANDS["no real progress"]), font=ink(bold=True))
    rule = Rule(type="cellIs", operator="equal", formula=['"no"'], dxf=look)
    sheet.conditional_formatting.add(f"{places['held']}{first}:{places['held']}{last}", rule)
    sheet.row_dimensions[HEADING_ROW].height = 32
    sheet.freeze_panes = f"C{first}"
    sheet.sheet_view.showGridLines = False
    sheet.protection.enable()  # without a password: against a slip, not against people
    sheet.protection.formatColumns = sheet.protection.formatRows = False
    wide(sheet, headings=HEADING_ROW)
    sheet.print_area = f"A1:{places['remark']}{last}"


def fill_how(workbook: Workbook) -> None:
    """Write how everything is worked out, and where the bands begin."""
    from openpyxl.styles import Alignment, PatternFill

    sheet = workbook[HOW]
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 26, 96
    for row, (name, says) in enumerate(_HOW, 1):
        sheet.cell(row, 1, name).font = ink(bold=True, size=13 if not says else 11)
        cell = sheet.cell(row, 2, says or None)
        cell.data_type = "s"
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        tall(sheet, row, [(says or name, 98)])
        sheet.cell(row, 1).alignment = Alignment(vertical="top")
    bands = ((_YELLOW_ROW, "Progress, not there: from", 0.4), (_YELLOW_ROW + 1, "Delivered: from", 0.7))
    for row, name, begins in bands:
        sheet.cell(row, 1, name).font = ink(bold=True)
        cell = sheet.cell(row, 2, begins)
        cell.fill, cell.number_format = PatternFill("solid", fgColor=INPUT), "0.0"
        cell.alignment = Alignment(horizontal="left")
    sheet.sheet_view.showGridLines = False
    wide(sheet, landscape=False)
