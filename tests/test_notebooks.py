"""The notebooks: made from their scripts, free of outputs, and running without an error."""

from __future__ import annotations

import importlib.util
import os
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from okrcoach.data import shipped

NOTEBOOKS = Path(__file__).resolve().parent.parent / "notebooks"
SCRIPTS = sorted(NOTEBOOKS.glob("*.py"))


def _read(text: str) -> Any:
    return nbformat.reads(text, as_version=4)  # type: ignore[no-untyped-call]


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    """``tools/notebooks.py``, which is not part of the package."""
    path = NOTEBOOKS.parent / "tools" / "notebooks.py"
    spec = importlib.util.spec_from_file_location("notebook_maker", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_there_is_a_start_notebook_and_every_notebook_has_a_script() -> None:
    assert (shipped("notebooks") / "00_start_here.ipynb").is_file()
    assert {file.stem for file in NOTEBOOKS.glob("*.ipynb")} == {script.stem for script in SCRIPTS}


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_a_notebook_is_what_its_script_makes(maker: ModuleType, script: Path) -> None:
    stale = "the notebook is older than its script: run `python tools/notebooks.py`"
    assert script.with_suffix(".ipynb").read_text(encoding="utf-8") == maker.made_from(script), stale


def test_two_cells_with_one_tag_are_refused(maker: ModuleType, tmp_path: Path) -> None:
    script = tmp_path / "twice.py"
    script.write_text('# %% tags=["a"]\n1\n\n# %% tags=["a"]\n2\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"twice\.py has two cells of the same tag"):
        maker.made_from(script)


def test_a_cell_without_a_tag_is_called_by_its_place(maker: ModuleType, tmp_path: Path) -> None:
    script = tmp_path / "plain.py"
    script.write_text("# %%\n1\n\n# %%\n2\n", encoding="utf-8")
    notebook = _read(maker.made_from(script))
    assert [cell.id for cell in notebook.cells] == ["cell-01", "cell-02"]


@pytest.mark.parametrize("path", sorted(NOTEBOOKS.glob("*.ipynb")), ids=lambda path: path.stem)
def test_a_notebook_is_short_folded_and_clean(path: Path) -> None:
    notebook = _read(path.read_text(encoding="utf-8"))
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert 0 < len(code) <= 10
    for cell in code:
        assert cell.metadata["jupyter"]["source_hidden"] is True
        assert cell.outputs == []
        assert cell.execution_count is None
        assert len(cell.source.splitlines()) <= 6, "logic belongs into the package"
    assert notebook.metadata["kernelspec"]["name"] == "python3"


@pytest.mark.parametrize("path", sorted(NOTEBOOKS.glob("*.ipynb")), ids=lambda path: path.stem)
def test_a_notebook_runs_without_an_error(path: Path, tmp_path: Path) -> None:
    notebook = _read(path.read_text(encoding="utf-8"))
    home = os.environ | {"IPYTHONDIR": str(tmp_path), "PYDEVD_DISABLE_FILE_VALIDATION": "1"}
    NotebookClient(notebook, timeout=120, kernel_name="python3").execute(cwd=str(tmp_path), env=home)
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert [output for output in outputs if output.output_type in ("error", "stream")] == []
    views = [
        output for output in outputs if "application/vnd.jupyter.widget-view+json" in output.get("data", {})
    ]
    assert len(views) == sum(cell.cell_type == "code" for cell in notebook.cells)


def test_the_start_notebook_names_only_commands_that_there_are() -> None:
    text = (NOTEBOOKS / "00_start_here.py").read_text(encoding="utf-8")
    named = set(re.findall(r"`okrcoach (\w+)", text))
    assert named
    from typer.main import get_command

    from okrcoach.cli import app

    assert named <= set(get_command(app).commands)  # type: ignore[attr-defined]
