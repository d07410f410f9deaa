"""A real JupyterLab on a folder made by ``prepare``, and a real Chromium that can reach nothing else."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, sync_playwright
from playwright.sync_api import TimeoutError as NothingCame

from okrcoach.exchange.workspace import prepare

_TOKEN = "a-token-for-this-test"
_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@dataclass
class Lab:
    """A running JupyterLab."""

    url: str
    #: Where it keeps settings of its user.
    settings: Path
    #: Addresses that a page asked for beyond this computer; all were refused.
    outside: list[str] = field(default_factory=list)

    def use_theme(self, name: str) -> None:
        """Set the theme for pages that are opened from now on."""
        folder = self.settings / "@jupyterlab" / "apputils-extension"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "themes.jupyterlab-settings").write_text(json.dumps({"theme": name}), encoding="utf-8")


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    home = tmp_path_factory.mktemp("home")
    start = prepare(tmp_path_factory.mktemp("work") / "okrs")
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
        f"--ServerApp.root_dir={start.parent}", "--LabApp.extension_manager=readonly",
    ]  # fmt: skip
    log = home / "lab.log"
    with log.open("wb") as out:
        server = subprocess.Popen(command, env=env, stdout=out, stderr=subprocess.STDOUT)
        try:
            _wait_for(f"http://127.0.0.1:{port}/api/status?token={_TOKEN}", server, log)
            yield Lab(f"http://127.0.0.1:{port}/lab/tree/{start.name}?token={_TOKEN}", home / "settings")
        finally:
            server.terminate()
            server.wait(20)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    path = os.environ.get("OKRCOACH_CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
    if not Path(path).is_file():
        pytest.fail(f"no Chromium at {path}: install it, or set OKRCOACH_CHROMIUM to its path")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def open_notebook(lab: Lab, chromium: Browser) -> Iterator[Callable[[str], Page]]:
    """Open the start notebook in a theme, as a person would: Run, Run All Cells, and wait for it."""
    pages = []

    def open_in(theme: str) -> Page:
        lab.use_theme(theme)
        page = chromium.new_page(viewport={"width": 1280, "height": 1600})
        pages.append(page)
        page.set_default_timeout(30_000)
        page.route("**/*", lambda route: _only_here(route, lab.outside))
        page.goto(lab.url)
        _run_all(page)
        return page

    yield open_in
    for page in pages:
        page.close()


@pytest.fixture(scope="module")
def shoot() -> Callable[[Page, str], None]:
    """Save a picture of the page where ``OKRCOACH_SHOTS`` says, if it says."""

    def save(page: Page, name: str) -> None:
        folder = os.environ.get("OKRCOACH_SHOTS")
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=Path(folder) / f"{name}.png")

    return save


def _run_all(page: Page) -> None:
    """Choose Run, Run All Cells; again when nothing comes of it, as a person would.

    Lab loses a run that falls into its reconnecting to a kernel that has only just started.
    """
    box = page.locator(".okr-live textarea")
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for()
    page.wait_for_timeout(1000)
    for _ in range(3):
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        with contextlib.suppress(NothingCame):
            box.wait_for(timeout=10_000)
            break
    page.locator(".okr-sets svg").wait_for()


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
    pytest.fail(f"JupyterLab did not start:\n{log.read_text(encoding='utf-8', errors='replace')[-2000:]}")
