"""A real JupyterLab on a folder, and a Chromium that can reach nothing else: for tests and benchmarks."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import nbformat
from playwright.sync_api import Browser, ConsoleMessage, Page, Route, sync_playwright
from playwright.sync_api import TimeoutError as NothingCame

_TOKEN = "a-token-for-this-test"
_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
#: Where Lab shows what went wrong in a cell, and what a cell wrote on its error stream.
TRACEBACK = '.jp-OutputArea-output[data-mime-type="application/vnd.jupyter.error"]'
STDERR = '.jp-OutputArea-output[data-mime-type="application/vnd.jupyter.stderr"]'
#: What Lab itself puts on the console of every page, whatever the notebook does.
_LABS_OWN = re.compile(r"favicon|WebSocket is closed before|workspaces/|lsp/|Failed to fetch the plugin")


class NoLab(RuntimeError):  # noqa: N818
    """JupyterLab or Chromium could not be started; the message says why."""


@dataclass
class Lab:
    """A running JupyterLab."""

    #: The address of its root, with ``{path}`` where the path of a notebook goes.
    address: str
    #: The folder it shows.
    folder: Path
    #: Where it keeps settings of its user.
    settings: Path
    #: Addresses that a page asked for beyond this computer; all were refused.
    outside: list[str] = field(default_factory=list)
    #: What pages said on their console as an error, and exceptions nobody caught.
    troubles: list[str] = field(default_factory=list)

    def url(self, name: str) -> str:
        """Return the address of the notebook ``name``."""
        return self.address.format(path=quote(name))

    def use_theme(self, name: str) -> None:
        """Set the theme for pages that are opened from now on."""
        folder = self.settings / "@jupyterlab" / "apputils-extension"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "themes.jupyterlab-settings").write_text(json.dumps({"theme": name}), encoding="utf-8")

    def write_notebook(self, name: str, *cells: str) -> str:
        """Put a notebook with these code cells into the folder, and return its name."""
        notebook = nbformat.v4.new_notebook()  # type: ignore[no-untyped-call]
        notebook.metadata["kernelspec"] = {
            "display_name": "Python 3 (ipykernel)",
            "language": "python",
            "name": "python3",
        }
        for place, code in enumerate(cells, 1):
            notebook.cells.append(
                nbformat.v4.new_code_cell(code, id=f"cell-{place}")  # type: ignore[no-untyped-call]
            )
        nbformat.write(notebook, self.folder / name)  # type: ignore[no-untyped-call]
        return name


@contextlib.contextmanager
def running_lab(folder: Path, home: Path) -> Iterator[Lab]:
    """Run JupyterLab on ``folder`` with all of its own files in ``home``; raises ``NoLab``.

    Neither it nor its kernels have a network.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    _without_news(home / "config")
    env = os.environ | {
        "HOME": str(home),
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_DATA_DIR": str(home / "data"),
        "JUPYTER_RUNTIME_DIR": str(home / "run"),
        "JUPYTERLAB_SETTINGS_DIR": str(home / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(home / "workspaces"),
        "IPYTHONDIR": str(home / "ipython"),
        # The kernel must not need a network either: whatever asks for one meets a closed door.
        "http_proxy": "http://127.0.0.1:9",
        "https_proxy": "http://127.0.0.1:9",
        "no_proxy": "127.0.0.1,localhost",
    }
    command = [
        sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--port={port}",
        "--ServerApp.port_retries=0", "--ServerApp.ip=127.0.0.1", f"--IdentityProvider.token={_TOKEN}",
        f"--ServerApp.root_dir={folder}", "--LabApp.extension_manager=readonly",
    ]  # fmt: skip
    log = home / "lab.log"
    with log.open("wb") as out:
        server = subprocess.Popen(command, env=env, stdout=out, stderr=subprocess.STDOUT)
        try:
            _wait_for(f"http://127.0.0.1:{port}/api/status?token={_TOKEN}", server, log)
            address = f"http://127.0.0.1:{port}/lab/tree/{{path}}?token={_TOKEN}"
            yield Lab(address, folder, home / "settings")
        finally:
            server.terminate()
            try:
                server.wait(20)
            except subprocess.TimeoutExpired:  # a busy machine; nothing of it is needed any more
                server.kill()
                server.wait()


def chromium_path() -> Path | None:
    """Return where Chromium is, or None; ``OKRCOACH_CHROMIUM`` names another place."""
    path = Path(os.environ.get("OKRCOACH_CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium")
    return path if path.is_file() else None


@contextlib.contextmanager
def running_chromium() -> Iterator[Browser]:
    """Run headless Chromium; raises ``NoLab`` when there is none."""
    path = chromium_path()
    if path is None:
        raise NoLab("no Chromium found: install it, or set OKRCOACH_CHROMIUM to its path")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_FLAGS)
        try:
            yield browser
        finally:
            browser.close()


def open_notebook(lab: Lab, chromium: Browser, name: str, ready: str, size: tuple[int, int]) -> Page:
    """Open a notebook as a person would, choose Run All Cells, and wait until ``ready`` can be seen.

    ``size`` is width and height of the window in CSS pixels. Raises Playwright's ``TimeoutError`` when
    nothing comes, and ``AssertionError`` when a traceback comes instead.
    """
    page = chromium.new_page(viewport={"width": size[0], "height": size[1]})
    page.set_default_timeout(30_000)
    page.route("**/*", lambda route: _only_here(route, lab.outside))
    page.on("console", lambda message: _note(message, lab.troubles))
    page.on("pageerror", lambda error: lab.troubles.append(f"not caught: {error}"))
    page.goto(lab.url(name))
    run_all(page, ready)
    return page


def run_all(page: Page, ready: str) -> None:
    """Choose Run, Run All Cells, and wait until ``ready`` can be seen; again when nothing comes of it.

    Lab loses a run that falls into its reconnecting to a kernel that has only just started.
    """
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for()
    page.wait_for_timeout(1000)
    something = page.locator(f"{ready}, .jp-OutputArea-child:visible").first
    for _ in range(3):
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        with contextlib.suppress(NothingCame):
            something.wait_for(timeout=10_000)
            break
    page.locator(f"{ready}, {TRACEBACK}").first.wait_for()
    shown = tracebacks(page)
    assert not shown, "\n".join(shown)


def tracebacks(page: Page) -> list[str]:
    """Return the text of every traceback and error stream that the notebook shows."""
    return page.locator(f"{TRACEBACK}, {STDERR}").all_text_contents()


def _note(message: ConsoleMessage, troubles: list[str]) -> None:
    where = str(message.location.get("url", ""))
    if message.type == "error" and not _LABS_OWN.search(f"{message.text} {where}"):
        troubles.append(f"{message.text} ({where})")


def _only_here(route: Route, outside: list[str]) -> None:
    url = route.request.url
    if url.startswith(("http://127.0.0.1:", "data:", "blob:")):
        route.continue_()
    else:
        outside.append(url)
        route.abort()


def _without_news(config: Path) -> None:
    """Switch off what asks the user about news, so that no dialog lies over the notebook."""
    (config / "labconfig").mkdir(parents=True)
    off = {"disabledExtensions": {"@jupyterlab/apputils-extension:announcements": True}}
    (config / "labconfig" / "page_config.json").write_text(json.dumps(off), encoding="utf-8")


def _wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(300):
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            if server.poll() is not None:
                break
            time.sleep(0.1)
    told = log.read_text(encoding="utf-8", errors="replace")[-2000:]
    raise NoLab(f"JupyterLab did not start:\n{told}")
