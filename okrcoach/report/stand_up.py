"""The pages of a week, the stand-up and the four squares: as HTML, Markdown and plain text."""

from __future__ import annotations

from datetime import date

from okrcoach.progress.four_square import FourSquare, Health, HealthMetric, Priority, Sureness
from okrcoach.progress.stand_up import Quote, StandUp, StandUpLine
from okrcoach.report.html import whole_page
from okrcoach.report.sheet import Row, Section, Sheet, as_markdown, as_text

NOTHING = "Nothing here."
#: The sources, as a reader would look them up.
FOLLOWS = (
    "Follows Carsten Ley (OKR and actions: leave people free, ask weekly what works and what does not)"
    " and Christina Wodtke (the weekly four squares)."
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_COLOURS = {Health.IN_RANGE: "green", Health.NEAR_EDGE: "yellow", Health.OUT_OF_RANGE: "red"}


def week_html(stand_up: StandUp, squares: FourSquare) -> str:
    """Return both pages as one document that needs nothing but itself: no script, nothing fetched.

    Printed, each takes a page on its side, as long as the set is of a usual size.
    """
    return whole_page(
        "week.html.j2",
        ("week",),
        up=stand_up,
        four=squares,
        when=when_said(stand_up),
        nothing=NOTHING,
        follows=FOLLOWS,
        due=due_said,
        was=was_said,
        colour=colour_said,
        left_out=left_out_said(squares),
        quoted=quoted,
    )


def week_markdown(stand_up: StandUp, squares: FourSquare) -> str:
    """Return both pages as Markdown; no word in them can become markup."""
    return f"{as_markdown(stand_up_sheet(stand_up))}\n{as_markdown(four_square_sheet(squares))}"


def week_text(stand_up: StandUp, squares: FourSquare) -> str:
    """Return both pages as plain text in which nothing steers a terminal."""
    return f"{as_text(stand_up_sheet(stand_up))}\n{as_text(four_square_sheet(squares))}"


def stand_up_sheet(page: StandUp) -> Sheet:
    """Return the stand-up as sections and rows."""
    asks = [
        Row(text=line.text or _their_words(line), label=line.id, yours=True, ask=" ".join(line.says))
        for line in page.change
    ]
    sections = [
        Section(title=title, lead="" if rows else NOTHING, rows=tuple(rows))
        for title, rows in (
            ("What works", [_row(line) for line in page.works]),
            ("What doesn\u2019t", [_row(line) for line in page.does_not]),
            ("What we change", asks),
        )
    ]
    if page.early:
        sections.append(
            Section(title="Too early to say", rows=tuple(_row(line) for line in page.early)),
        )
    return Sheet(title=page.title or "Stand-up", when=when_said(page), sections=tuple(sections))


def _row(line: StandUpLine) -> Row:
    quotes = line.quotes if line.text else line.quotes[1:]
    under = (*line.says, *(quoted(quote) for quote in quotes))
    return Row(text=line.text or _their_words(line), label=line.id, yours=True, under=under)


def _their_words(line: StandUpLine) -> str:
    """Return the words of the first action, for a line about actions that stand under nothing."""
    return f"{line.quotes[0].id}  {line.quotes[0].text}" if line.quotes else ""


def quoted(quote: Quote) -> str:
    """Return somebody's words with what they are: the note of a check-in, what is in the way, an action."""
    words = f"\u201c{quote.text.strip()}\u201d"
    if quote.sort == "in the way":
        return f"In the way: {words}"
    if quote.sort == "note":
        return f"{words} \u2013 {quote.who}" if quote.who else words
    return f"Action {quote.id}: {words}" if quote.id else f"Action: {words}"


def four_square_sheet(page: FourSquare) -> Sheet:
    """Return the four squares as sections and rows."""
    sections = []
    for title, lines in (("Priorities this week", page.this_week), ("The coming month", page.coming)):
        rows = tuple(Row(text=one.text, label=one.id, yours=True, under=_plan(one)) for one in lines)
        sections.append(Section(title=title, lead="" if rows else NOTHING, rows=rows))
    sure = tuple(Row(text=one.text, label=one.id, yours=True, under=(_sure(one),)) for one in page.confidence)
    sections.insert(1, Section(title="OKR confidence", lead="" if sure else NOTHING, rows=sure))
    health = tuple(
        Row(text=one.text, label=one.id, yours=True, under=(f"{colour_said(one)}. {one.says}".strip(),))
        for one in page.health
    )
    sections.append(Section(title="Health metrics", lead="" if health else NOTHING, rows=health))
    return Sheet(
        title="Four squares",
        when=_when(page.cycle.name, page.at, None),
        lead=left_out_said(page),
        sections=tuple(sections),
    )


def _sure(one: Sureness) -> str:
    return f"{one.now:g} of 10, {was_said(one)}." if one.said else f"{was_said(one).capitalize()}."


def _plan(one: Priority) -> tuple[str, ...]:
    said = [part for part in (one.owner, due_said(one)) if part]
    serves = [f"serves {one.about}"] if one.about else []
    return (", ".join([*said, *serves]),) if said or serves else ()


def due_said(one: Priority) -> str:
    """Say when something is due, and that it is late: "due 21 Aug", "late: due 3 Aug", "due Friday"."""
    words = _day(one.day) if one.day is not None else one.due.strip()
    if not words:
        return ""
    return f"late: due {words}" if one.late else f"due {words}"


def was_said(one: Sureness) -> str:
    """Say how confidence has moved since it was said before."""
    if one.deferred:
        return "too early to judge"
    if not one.said:
        return "nobody has said yet"
    if one.before is None:
        return "said for the first time"
    if one.before == one.now:
        return "as before"
    return f"{'up' if one.now > one.before else 'down'} from {one.before:g}"


def colour_said(one: HealthMetric) -> str:
    """Say how a metric stands, with the name of its colour for people who speak of red and green."""
    colour = _COLOURS.get(one.health)
    words = "Nobody knows" if one.health is Health.UNKNOWN else one.health.value.capitalize()
    return f"{words} ({colour})" if colour else words


def left_out_said(page: FourSquare) -> str:
    """Say which open actions stand on none of the squares, "" when all do."""
    if not page.left_out:
        return ""
    one = page.left_out == 1
    says = f"{page.left_out} open action{'' if one else 's'} {'stands' if one else 'stand'} in no square"
    if page.undated == page.left_out:
        return f"{says}: {'it has' if one else 'they have'} no day such as 2026-08-14."
    later = page.left_out - page.undated
    return f"{says}: {later} later than a month" + (
        f", {page.undated} without a day." if page.undated else "."
    )


def when_said(page: StandUp) -> str:
    """Say for which day the page is: "Q3 2026, 19 Aug 2026, 54% of the time is gone"."""
    return _when(page.cycle.name, page.at, page.gone)


def _when(cycle: str, at: date, gone: float | None) -> str:
    parts = [cycle, f"{_day(at)} {at.year}", f"{gone:.0%} of the time is gone" if gone is not None else ""]
    return ", ".join(part for part in parts if part)


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]}"
