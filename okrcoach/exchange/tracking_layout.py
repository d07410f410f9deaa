"""The sheets of a tracking workbook, shared by its writer and its reader: names, headings, places."""

from __future__ import annotations

from okrcoach.exchange.xlsx_file import CHECK_INS, TRACKED_HEADINGS

#: Beside TRACKING on the sheet "About"; a layout that this reader cannot read gets another number.
SCHEMA = "okrcoach tracking/1"
SCORES, WORKINGS, MILESTONES, MOVES, GRADES, HOW = (
    "Scores", "Workings", "Milestones", "Moved targets", "Grades", "How it is worked out",
)  # fmt: skip
#: Where an entry is kept; a row that says nothing is new.
KEPT_IN, LOG = "Kept in", "log"
_KEPT = (KEPT_IN, "Recorded", "Words then", "ID then")
#: The sheets to type into, and the headings of each.
LOG_SHEETS = {
    CHECK_INS: TRACKED_HEADINGS,
    MOVES: ("Key result", "Day", "Before", "After", "Why", "Who", *_KEPT),
    GRADES: ("Key result", "Day", "By the numbers", "Own grade", "Reason", "Who", *_KEPT),
}
#: Names of columns that formulas look into: name, sheet, heading.
NAMED_COLUMNS = (
    ("CheckInIds", CHECK_INS, "Key result"), ("CheckInDays", CHECK_INS, "Day"),
    ("CheckInValues", CHECK_INS, "Value"), ("CheckInConfidences", CHECK_INS, "Confidence"),
    ("MoveIds", MOVES, "Key result"), ("MoveDays", MOVES, "Day"), ("MoveBefores", MOVES, "Before"),
    ("MoveAfters", MOVES, "After"),
    ("GradeIds", GRADES, "Key result"), ("GradeDays", GRADES, "Day"), ("GradeOwns", GRADES, "Own grade"),
)  # fmt: skip

#: Columns of "Scores": key, heading, width, number format.
SCORE_COLUMNS = (
    ("id", "ID", 6, "@"), ("words", "Objective or key result", 46, "@"), ("shape", "Measured as", 16, "@"),
    ("start", "From", 9, "General"), ("first", "First target", 9, "General"),
    ("target", "Target", 9, "General"), ("now", "Now", 9, "General"), ("unit", "Unit", 8, "@"),
    ("measured", "Measured on", 11, "yyyy-mm-dd;;"), ("progress", "Progress", 9.5, "0%"),
    ("expected", "Expected by now", 9.5, "0%"), ("grade", "Grade", 7, "0.0#"),
    ("computed", "By the numbers", 9, "0.0"), ("band", "Reads as", 19, "@"),
    ("confidence", "Confidence", 11, "0.#"), ("weight", "Weight", 7.5, "General"),
    ("counts", "Counts as", 8, "0%"), ("held", "Held", 7, "@"), ("remark", "What to know", 48, "@"),
)  # fmt: skip
#: Columns of "Workings": key, heading, width. First what the plan says, then what formulas make of it.
PLAN_COLUMNS = (
    ("id", "ID", 7), ("shape", "Measured as", 16), ("baseline", "Starts at", 10), ("target", "Target", 10),
    ("commit", "Commit", 10), ("stretch", "Stretch", 10), ("lowest", "Lowest that is fine", 10),
    ("highest", "Highest that is fine", 10), ("look", "Which values decide", 10),
    ("milestones", "Milestones", 11), ("unit", "Unit", 9), ("current", "Value in the draft", 10),
    ("guardrail", "Guardrail", 10), ("weight", "Weight", 8), ("lag", "Effect shows after days", 12),
    ("due", "Due", 12), ("curve", "Curve", 12), ("promise", "Promise", 13),
    ("undefined", "Not scored because", 36), ("said", "How it was read", 36),
)  # fmt: skip
WORKING_COLUMNS = (
    ("measured", "Last measured on", 12), ("now", "Value then", 10), ("start", "Counts from", 10),
    ("moved", "Target last moved on", 12), ("first_moved", "Target first moved on", 12),
    ("before", "Target before that", 10), ("in_force", "Target in force", 10),
    ("low", "Lowest in force", 10), ("high", "Highest in force", 10), ("looked", "Held over time", 10),
    ("marks", "Milestones reached", 10), ("early", "Too early", 8), ("gone", "Share of its time", 10),
    ("share", "Share of the way due", 10), ("expected", "Expected by now", 10), ("progress", "Progress", 10),
    ("sure_on", "Confidence said on", 12), ("own_on", "Own grade given on", 12), ("own", "Own grade", 9),
)  # fmt: skip
#: Columns of "Milestones": heading and width.
MILESTONE_COLUMNS = (("Key result", 10), ("Milestone", 60), ("Weight", 8), ("Reached", 9), ("Reached on", 12))
#: Rows to type into below what is there.
FREE_ROWS = 200
#: Where the day, the cycle and the first line stand on "Scores".
DAY, START, END, GONE = "C3", "C4", "E4", "H3"
HEADING_ROW = 6
