"""Grades and pace from a team's okrcoach.toml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from okrcoach.exchange import UnusableFile
from okrcoach.exchange.settings import read_settings
from okrcoach.model import Look
from okrcoach.progress.grades import Band, band
from okrcoach.progress.scorecard import SETTINGS
from okrcoach.progress.team_settings import settings_from


def test_a_file_says_where_colours_begin_and_when_notices_are_given(tmp_path: Path) -> None:
    config = tmp_path / "okrcoach.toml"
    config.write_text(
        '[grades]\nyellow = 0.5\ngreen = 0.8\ngood = 0.5\nlook = "worst"\n'
        "[pace]\noff_pace = 0.5\nstalled_weeks = 2\ndoubt = 1\n"
    )
    found = read_settings(config).preferences
    settings = settings_from(found.grades, found.pace)
    assert (band(0.7, settings.scale), band(0.4, settings.scale)) == (Band.YELLOW, Band.RED)
    assert (settings.scale.good, settings.look) == (0.5, Look.WORST)
    limits = settings.thresholds
    assert (limits.off_pace, limits.stalled_weeks, limits.doubt) == (0.5, 2, 1)


def test_what_is_left_out_stays() -> None:
    assert settings_from({}, {}) == SETTINGS
    assert settings_from({"green": 0.9}, {}).scale.yellow == SETTINGS.scale.yellow


@pytest.mark.parametrize(
    ("grades", "pace", "says"),
    [
        ({"gren": 0.7}, {}, r"grades\.gren is unknown\. Known: yellow, green, good, look"),
        ({"green": "0.7"}, {}, r"grades\.green is to be a number from 0 to 1"),
        ({"green": True}, {}, r"grades\.green"),
        ({"green": 7}, {}, "from 0 to 1, not 7"),
        ({"green": float("nan")}, {}, r"grades\.green"),
        ({"green": 0.3}, {}, "yellow < green"),
        ({"look": "closely"}, {}, "latest, worst, average, share"),
        ({"look": ["worst"]}, {}, r"grades\.look"),
        ({}, {"stalled_weeks": 2.5}, "whole weeks, not 2.5"),
        ({}, {"stalled_weeks": 0}, "from 1 to 52"),
        ({}, {"slow": 1}, r"pace\.slow is unknown"),
    ],
)
def test_what_cannot_be_meant_names_its_key(grades: dict[str, Any], pace: dict[str, Any], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        settings_from(grades, pace)


def test_a_table_is_needed(tmp_path: Path) -> None:
    config = tmp_path / "okrcoach.toml"
    config.write_text("grades = 0.7\n")
    with pytest.raises(UnusableFile, match="grades is to be a table"):
        read_settings(config)
