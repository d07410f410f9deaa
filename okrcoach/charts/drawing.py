"""A chart as an SVG, drawn on this computer: no browser, no network."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree as Xml

import altair as alt
import vl_convert

from okrcoach.charts.look import Look, plain

_SVG = "http://www.w3.org/2000/svg"


def records(values: list[dict[str, Any]]) -> Any:
    """Plain records for Altair, which needs no pandas for them."""
    return {"values": values}


def framed(
    chart: alt.LayerChart | alt.FacetChart,
    look: Look,
    *,
    size: tuple[int, int],
    title: str,
    subtitle: list[str],
    words: str,
) -> alt.LayerChart:
    """Return layers with the frame of all our charts: (width, height) in pixels, the finding as the title.

    ``words`` is the text alternative.
    """
    whole: alt.LayerChart = chart.properties(
        width=size[0],
        height=size[1],
        background="transparent",
        title=alt.TitleParams(
            title,
            subtitle=subtitle,
            anchor="start",
            offset=10,
            fontSize=15,
            fontWeight=600,
            color=look.ink,
            subtitleFontSize=13,
            subtitleColor=look.label,
            subtitlePadding=5,
        ),
        description=words,
    ).configure_view(stroke=None)
    return whole


def draw(chart: alt.LayerChart, alternative: str) -> str:
    """Return ``chart`` as an ``<svg>`` element that carries ``alternative`` as its text.

    Altair's own renderers load scripts from a network; this drawing stands alone, also in a
    saved notebook. The description of each mark becomes its tooltip (a ``<title>``).
    """
    root = Xml.fromstring(vl_convert.vegalite_to_svg(chart.to_dict()))
    for mark in root.iter():
        label = mark.get("aria-label")
        if not label and mark.get("role") == "graphics-symbol":  # a layer without marks: nothing to announce
            del mark.attrib["role"]
            mark.attrib.pop("aria-roledescription", None)
        if label and mark.get("aria-roledescription") == "point":
            Xml.SubElement(mark, f"{{{_SVG}}}title").text = label
    root.set("role", "img")
    root.set("aria-label", plain(alternative))
    root.set("style", "max-width:100%;height:auto")
    Xml.register_namespace("", _SVG)
    return Xml.tostring(root, encoding="unicode")
