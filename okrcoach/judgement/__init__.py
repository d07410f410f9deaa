"""From facts to verdicts and findings."""

from okrcoach.judgement.catalogue import RULES, rule
from okrcoach.judgement.critic import judge_line, review
from okrcoach.judgement.house import House
from okrcoach.judgement.judge import classify, classify_many
from okrcoach.judgement.rule import Example, Rule

__all__ = ["RULES", "Example", "House", "Rule", "classify", "classify_many", "judge_line", "review", "rule"]
