"""Drawings that others made, as markup that can do nothing but be seen."""

from __future__ import annotations

from xml.etree import ElementTree as Xml

from markupsafe import Markup

from okrcoach.report.inert import visible

_SVG = "{http://www.w3.org/2000/svg}"
_TAGS = {"svg", "g", "path", "rect", "circle", "line", "text", "tspan", "title"}
_ATTRIBUTES = frozenset(
    """
    viewBox role aria-label aria-hidden transform d x y x1 x2 y1 y2 cx cy r width height dx dy fill
    stroke stroke-width stroke-dasharray stroke-linecap stroke-linejoin stroke-miterlimit opacity
    fill-opacity stroke-opacity text-anchor font-size font-weight
    """.split()
)


def inert(svg: str) -> Markup:
    """Return a drawing with no more than shapes and words: no style, no link, no script, no reference.

    Its size is left to the page; nothing in its words is hidden. Raises ``ValueError`` for what is no SVG.
    """
    try:
        root = Xml.fromstring(svg)
    except Xml.ParseError as error:
        raise ValueError("this is no SVG drawing") from error
    if root.tag != f"{_SVG}svg":
        raise ValueError("this is no SVG drawing")
    for parent in root.iter():
        for child in list(parent):
            if not isinstance(child.tag, str) or child.tag.removeprefix(_SVG) not in _TAGS:
                parent.remove(child)
        for name in list(parent.attrib):
            if name not in _ATTRIBUTES or "url(" in parent.attrib[name].lower():
                del parent.attrib[name]
    for name in ("width", "height"):
        root.attrib.pop(name, None)
    for node in root.iter():
        node.tag = node.tag.removeprefix(_SVG)
        node.text = visible(node.text or "")
        if label := node.get("aria-label"):
            node.set("aria-label", visible(label))
    return Markup(Xml.tostring(root, encoding="unicode"))
