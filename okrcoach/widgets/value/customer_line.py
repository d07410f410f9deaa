"""One line seen from the customer: the school that is followed, and where the words are kept."""

from __future__ import annotations

from dataclasses import replace

from okrcoach.judgement import House, profile
from okrcoach.widgets.own_files import Kept
from okrcoach.widgets.workspace_house import house_here

KEPT = "my-customer-line.txt"


def customer_house() -> House:
    """Return the working folder's words and corrections with the customer-first school."""
    house, _ = house_here()
    return replace(house or House(), profile=profile("cx"))


def kept_line() -> Kept:
    """Return the place of the line between two visits."""
    return Kept(KEPT)
