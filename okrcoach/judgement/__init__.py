"""From facts to verdicts and findings."""

from okrcoach.judgement.critic import judge_line, known_of, review, review_benefits
from okrcoach.judgement.house import House
from okrcoach.judgement.judge import classify, classify_many
from okrcoach.judgement.profiles import Profile, profile, profiles
from okrcoach.judgement.rule import Example, Rule
from okrcoach.judgement.rules import RULES, rule

__all__ = [
    "RULES", "Example", "House", "Profile", "Rule", "classify", "classify_many", "judge_line", "known_of",
    "profile", "profiles", "review", "review_benefits", "rule",
]  # fmt: skip
