"""Makes the notebooks from their scripts: ``python tools/notebooks.py``.

The scripts (py:percent) are what people edit. The notebooks carry no outputs, their code is
folded away, and a cell's id comes from its tag, so that a small edit is a small difference.
"""

from __future__ import annotations

from pathlib import Path

import jupytext
import nbformat

_KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}

NOTEBOOKS = Path(__file__).resolve().parent.parent / "notebooks"


def made_from(script: Path) -> str:
    """Return the notebook that belongs to ``script``, as the text of its file.

    Raises ``ValueError`` when two cells would get the same id.
    """
    notebook = jupytext.read(script, fmt="py:percent")
    ids: list[str] = []
    for place, cell in enumerate(notebook.cells, 1):
        tags = cell.metadata.get("tags", [])
        cell.id = tags[0] if tags else f"cell-{place:02d}"
        ids.append(cell.id)
        cell.metadata = {"tags": tags} if tags else {}
        if cell.cell_type == "code":
            cell.metadata["jupyter"] = {"source_hidden": True}
            cell.outputs, cell.execution_count = [], None
    if len(set(ids)) < len(ids):
        raise ValueError(f"{script.name} has two cells of the same tag: {sorted(ids)}")
    notebook.metadata = {"kernelspec": dict(_KERNEL)}
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    nbformat.validate(notebook)
    return str(nbformat.writes(notebook)) + "\n"  # type: ignore[no-untyped-call]


def main() -> None:
    """Write every notebook anew."""
    for script in sorted(NOTEBOOKS.glob("*.py")):
        script.with_suffix(".ipynb").write_text(made_from(script), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
