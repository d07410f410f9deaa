"""The stand-up, four-square and scorecard pages: what they show, and what words of others cannot do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from okrcoach.charts.drawing import draw
from okrcoach.charts.pace import pace_chart
from okrcoach.model import (
    Action,
    CheckIn,
    Cycle,
    Heartbeat,
    KeyResult,
    LoggedCheckIn,
    Objective,
    OKRSet,
    Plan,
    Role,
    Shape,
    Statement,
)
from okrcoach.progress.four_square import four_square
from okrcoach.progress.scorecard import Scorecard, score
from okrcoach.progress.stand_up import stand_up
from okrcoach.report.score_page import scorecard_html, scorecard_markdown
from okrcoach.report.stand_up import week_html, week_markdown, week_text

EVIL = "<script>window.ran=1</script><img src=https://evil.example/x onerror='ran=1'> \x1b[31m\u202e | `a` "
AT = date(2026, 8, 12)


def okrs(words: str) -> OKRSet:
    action = Action(
        statement=Statement(text=words, role=Role.TASK, id="1.1.a"), owner=words, effort=words, due=words
    )
    late = replace(action, due="2026-08-01")
    seen = CheckIn(day=date(2026, 8, 10), value=12, confidence=3, note=words, who=words)
    key_result = KeyResult(
        statement=Statement(text=words, role=Role.KEY_RESULT, id="1.1"),
        check_ins=(seen,),
        actions=(action, late),
    )
    objective = Objective(
        statement=Statement(text=words, role=Role.OBJECTIVE, id="1"), key_results=(key_result,)
    )
    return OKRSet(
        title=words,
        cycle=Cycle(name=words, start=date(2026, 7, 1), end=date(2026, 9, 30)),
        objectives=(objective,),
        heartbeats=(Heartbeat(statement=Statement(text=words, role=Role.HEARTBEAT, id="h1")),),
        actions=(action,),
        this_week=(action,),
        coming=(action,),
    )


def card_of(okr_set: OKRSet, words: str) -> Scorecard:
    plans = {
        "1.1": Plan(shape=Shape.FROM_TO, baseline=18, target=2, said=(words,)),
        "h1": Plan(shape=Shape.HOLD, highest=3),
    }
    blocked = LoggedCheckIn(about="1.1", check_in=CheckIn(day=AT, confidence=2), blockers=words)
    beat = LoggedCheckIn(about="h1", check_in=CheckIn(day=AT, value=4))
    return score(okr_set, [blocked, beat], AT, plans)


def both(words: str) -> tuple[str, str]:
    okr_set = okrs(words)
    card = card_of(okr_set, words)
    drawn = {row.id: draw(pace_chart(row, card, "page"), words) for row in card.key_results}
    return week_html(stand_up(okr_set, card), four_square(okr_set, card)), scorecard_html(card, drawn)


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add(tag)
        self.attributes.update(name for name, _ in attrs)


@pytest.mark.parametrize("page", [0, 1])
def test_hostile_words_stay_words(page: int) -> None:
    html = both(EVIL)[page]
    tags = Tags()
    tags.feed(html)
    assert not tags.found & {"script", "img", "iframe", "link", "form", "object", "a"}
    assert not {name for name in tags.attributes if name.startswith("on")} | (
        tags.attributes & {"style", "src"}
    )
    assert "\x1b" not in html
    assert "\u202e" not in html
    assert "&lt;script&gt;" in html
    assert "default-src 'none'" in html
    outside = re.findall(r"https?://[^\s\"'<&]+", re.sub(r"http://www\.w3\.org/\S+", "", html))
    assert set(outside) <= {"https://evil.example/x"}  # as text only


def test_markdown_and_text_stay_inert() -> None:
    okr_set = okrs(EVIL)
    card = card_of(okr_set, EVIL)
    pages = stand_up(okr_set, card), four_square(okr_set, card)
    for text in (week_markdown(*pages), scorecard_markdown(card)):
        assert "<script>" not in text
        assert "\\`a\\`" in text
    for text in (week_text(*pages), week_markdown(*pages)):
        assert "\x1b" not in text
        assert "\u202e" not in text


def test_the_week_shows_red_and_late() -> None:
    week, card = both("Cut the wait")
    assert "Out of range (red)" in week
    assert "late: due 1 Aug" in week
    assert "Cut the wait" in week
    assert card.count("<svg") > card.count('role="img"') == 1


def test_a_picture_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="no SVG"):
        scorecard_html(card_of(okrs("Cut"), "Cut"), {"1.1": "<p>"})


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.mark.browser
@pytest.mark.parametrize("page", [0, 1])
def test_the_pages_run_nothing_fetch_nothing_and_fit(browser: Browser, page: int, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(both(EVIL + "verylongword" * 30)[page], encoding="utf-8")
    tab = browser.new_page(viewport={"width": 420, "height": 700})
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(path.as_uri())
    assert asked == [path.as_uri()]
    assert tab.evaluate("window.ran") is None
    assert tab.evaluate("document.documentElement.scrollWidth") <= 420
    assert tab.evaluate("getComputedStyle(document.querySelector('.okr-sheet')).maxWidth") == "980px"
    tab.close()
