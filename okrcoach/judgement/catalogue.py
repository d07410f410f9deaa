"""All rules, in the order in which they are shown."""

from __future__ import annotations

from okrcoach.judgement.rule import Rule
from okrcoach.judgement.rules_key_result import KEY_RESULT_RULES
from okrcoach.judgement.rules_objective import OBJECTIVE_RULES
from okrcoach.judgement.rules_set import SET_RULES

RULES: tuple[Rule, ...] = OBJECTIVE_RULES + KEY_RESULT_RULES + SET_RULES
_BY_CODE = {rule.code: rule for rule in RULES}


def rule(code: str) -> Rule:
    """Return the rule with that code, in any case; raises ``KeyError`` when there is none."""
    return _BY_CODE[code.strip().upper()]
