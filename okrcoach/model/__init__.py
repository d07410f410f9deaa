"""The nouns of the field, as frozen values; standard library only."""

from okrcoach.model.action import Action
from okrcoach.model.benefit import Benefit
from okrcoach.model.check_in import CheckIn
from okrcoach.model.correction import Correction
from okrcoach.model.cycle import Cycle
from okrcoach.model.evidence import Evidence
from okrcoach.model.finding import Finding, Severity, Source
from okrcoach.model.heartbeat import Heartbeat
from okrcoach.model.judged_set import Critique, Line
from okrcoach.model.key_result import KeyResult
from okrcoach.model.kind import Kind, Role
from okrcoach.model.label import split_label
from okrcoach.model.log_entry import Graded, LogEntry, LoggedCheckIn, TargetMoved
from okrcoach.model.measure import Better, Lens, Measure, MeasureRole, Timing
from okrcoach.model.objective import Objective
from okrcoach.model.okr_set import OKRSet
from okrcoach.model.plan import Look, Milestone, Plan, Shape
from okrcoach.model.quantity import Amount, AmountRole, Direction, Part, Quantity
from okrcoach.model.span import Span
from okrcoach.model.statement import Place, Statement
from okrcoach.model.suppression import SetAside, Suppression
from okrcoach.model.verdict import Verdict

__all__ = [
    "Action", "Amount", "AmountRole", "Benefit", "Better", "CheckIn", "Correction", "Critique", "Cycle",
    "Direction", "Evidence", "Finding", "Graded", "Heartbeat", "KeyResult", "Kind", "Lens", "Line",
    "LogEntry", "LoggedCheckIn", "Look", "Measure", "MeasureRole", "Milestone", "OKRSet", "Objective",
    "Part", "Place", "Plan", "Quantity", "Role", "SetAside", "Severity", "Shape", "Source", "Span",
    "Statement", "Suppression", "TargetMoved", "Timing", "Verdict", "split_label",
]  # fmt: skip
