"""A chart as an SVG, drawn on this computer: no browser, no network."""

from __future__ import annotations

from xml.etree import ElementTree as Xml

import altair as alt
import vl_convert

from okrcoach.charts.look import plain

_SVG = "http://www.w3.org/2000/svg"


def draw(chart: alt.LayerChart, alternative: str) -> str:
    """Return ``chart`` as an ``<svg>`` element that carries ``alternative`` as its text.

    Altair's own renderers load scripts from a network; this drawing stands alone, also in a
    saved notebook. The description of each mark becomes its tooltip (a ``<title>``).
    """
    root = Xml.fromstring(vl_convert.vegalite_to_svg(chart.to_dict()))
    for mark in root.iter():
        label = mark.get("aria-label")
        if label and mark.get("aria-roledescription") == "point":
            Xml.SubElement(mark, f"{{{_SVG}}}title").text = label
    root.set("role", "img")
    root.set("aria-label", plain(alternative))
    root.set("style", "max-width:100%;height:auto")
    Xml.register_namespace("", _SVG)
    return Xml.tostring(root, encoding="unicode")
