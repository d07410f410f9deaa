"""All rules, in the order in which they are shown."""

from __future__ import annotations

from okrcoach.judgement.rule import Rule
from okrcoach.judgement.rules.benefit import BENEFIT_RULES
from okrcoach.judgement.rules.key_result import KEY_RESULT_RULES
from okrcoach.judgement.rules.key_result_nature import NATURE_RULES
from okrcoach.judgement.rules.key_result_numbers import NUMBER_RULES
from okrcoach.judgement.rules.key_result_place import PLACE_RULES
from okrcoach.judgement.rules.objective import OBJECTIVE_RULES
from okrcoach.judgement.rules.objective_aim import OBJECTIVE_AIM_RULES
from okrcoach.judgement.rules.objective_words import OBJECTIVE_WORD_RULES
from okrcoach.judgement.rules.okr_set import SET_RULES
from okrcoach.judgement.rules.set_alignment import SET_ALIGNMENT_RULES
from okrcoach.judgement.rules.set_balance import SET_BALANCE_RULES
from okrcoach.judgement.rules.set_load import SET_LOAD_RULES
from okrcoach.judgement.rules.set_people import SET_PEOPLE_RULES

RULES: tuple[Rule, ...] = (
    OBJECTIVE_RULES
    + OBJECTIVE_WORD_RULES
    + OBJECTIVE_AIM_RULES
    + KEY_RESULT_RULES
    + NATURE_RULES
    + NUMBER_RULES
    + PLACE_RULES
    + SET_RULES
    + SET_BALANCE_RULES
    + SET_LOAD_RULES
    + SET_ALIGNMENT_RULES
    + SET_PEOPLE_RULES
    + BENEFIT_RULES
)
_BY_CODE = {rule.code: rule for rule in RULES}


def rule(code: str) -> Rule:
    """Return the rule with that code, in any case; raises ``KeyError`` when there is none."""
    return _BY_CODE[code.strip().upper()]
