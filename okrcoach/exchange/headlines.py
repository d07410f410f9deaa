"""What stands above the statements: title, team, cycle, remarks."""

from __future__ import annotations

from okrcoach.exchange.building import Builder
from okrcoach.exchange.columns import Field, line_field, read_heading
from okrcoach.exchange.layout import Row
from okrcoach.exchange.marks import cycle_in, section_of, take_all
from okrcoach.model import Role


def read_above(row: Row, builder: Builder) -> None:
    """Read a row above the headings: an objective, a title, "Cycle | Q3 2026", or a remark."""
    number, cells = row
    shown = [cell.strip() for cell in cells if cell.strip()]
    if not shown:
        return
    section = section_of(shown[0])
    role, words = take_all(shown[0])
    if section and section.role is Role.OBJECTIVE and len(shown) > 1:
        role, words, shown = section.role, shown[1], shown[1:]
    if role and words:
        draft = builder.add(role, words, builder.place(number))
        for cell in shown[1:]:
            draft.put(Field.NOTE, "", cell)
    else:
        line = shown[0] if len(shown) == 1 else f"{shown[0].rstrip(':')}: {' '.join(shown[1:])}"
        named = section is None and read_heading(shown[0]).field in (Field.TEAM, Field.CYCLE, Field.NAME)
        if len(shown) == 1 or named:
            read_name(line, builder)
        else:
            builder.remark(line)


def read_name(text: str, builder: Builder) -> None:
    """Read a line about the whole set: its title, team or cycle, else a remark."""
    found = line_field(text)
    head, _, rest = text.partition(":")
    if found and found[0].field is Field.CYCLE and not builder.cycle:
        builder.cycle = found[1]
    elif builder.title or (found and found[0].field is not Field.TEAM):
        builder.remark(text)
    elif found:
        builder.title = found[1]
    else:
        named = read_heading(head).field is Field.NAME and rest.strip() and not section_of(head)
        builder.title = rest.strip() if named else text
        builder.cycle = builder.cycle or cycle_in(builder.title)
