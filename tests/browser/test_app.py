"""App mode as a person meets it: ``okrcoach app`` on a fresh folder, notebooks without code, no network."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Route

from okrcoach.data import shipped

pytestmark = pytest.mark.browser

NOTEBOOKS = sorted(file.name for file in shipped("notebooks").glob("*.ipynb"))
#: A warm kernel shows its first widget within 3 s on a computer that does nothing else; this one may be busy.
WARM, GENEROUS = 3.0, 4
WIDGET = ".okr-live, .okr-board, .okr-sets"
#: Where the page of an app shows what went wrong in a cell.
TRACEBACK = (
    '[data-mime-type="application/vnd.jupyter.error"], [data-mime-type="application/vnd.jupyter.stderr"]'
)


@dataclass
class App:
    """The running app, and what its pages did."""

    address: str
    said: list[str]
    outside: list[str] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)

    def url(self, name: str) -> str:
        return f"{self.address}voila/render/{name}"


@contextlib.contextmanager
def _started(folder: Path, *more: str) -> Iterator[tuple[int, list[str]]]:
    """Run the command with files of its own and no network; yields its port and, as they come, its lines."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    home = folder / "home"
    env = os.environ | {
        "HOME": str(home),
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_DATA_DIR": str(home / "data"),
        "JUPYTER_RUNTIME_DIR": str(home / "run"),
        "IPYTHONDIR": str(home / "ipython"),
        "http_proxy": "http://127.0.0.1:9",
        "https_proxy": "http://127.0.0.1:9",
        "no_proxy": "127.0.0.1,localhost",
        "PYTHONUNBUFFERED": "1",
    }
    command = [sys.executable, "-c", "from okrcoach.cli import main; main()", "app", str(folder / "okrs")]
    command += ["--no-browser", f"--port={port}", *more]
    said: list[str] = []
    with subprocess.Popen(
        command, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout is not None
        reader = threading.Thread(target=said.extend, args=(process.stdout,), daemon=True)
        reader.start()
        try:
            yield port, said
        finally:
            process.send_signal(signal.SIGTERM)  # the server ends with it
            process.wait(30)
            reader.join(10)


def _heard(said: list[str], words: str, times: int = 1, seconds: float = 60) -> bool:
    """Wait until ``words`` were said so many times."""
    for _ in range(int(seconds * 10)):
        if sum(words in line for line in said) >= times:
            return True
        time.sleep(0.1)
    return False


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """Start the app, and wait until a kernel stands ready for every notebook."""
    with _started(tmp_path_factory.mktemp("app")) as (port, said):
        assert _heard(said, "okrcoach: http"), "".join(said)
        _heard(said, "is filled with", times=len(NOTEBOOKS))
        yield App(f"http://127.0.0.1:{port}/", said)


@pytest.fixture
def new_page(app: App, chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Open pages that reach this computer only; fail when one of them shows a trouble or looks further."""
    pages: list[Page] = []
    app.troubles.clear()
    app.outside.clear()

    def only_here(route: Route) -> None:
        if route.request.url.startswith(("http://127.0.0.1:", "data:", "blob:")):
            route.continue_()
        else:
            app.outside.append(route.request.url)
            route.abort()

    def note(message: ConsoleMessage) -> None:
        if message.type == "error":
            app.troubles.append(f"{message.text} ({message.location.get('url', '')})")

    def opened(url: str, *, width: int = 1280, dark: bool = False) -> Page:
        page = chromium.new_page(
            viewport={"width": width, "height": 1100}, color_scheme="dark" if dark else "light"
        )
        pages.append(page)
        page.set_default_timeout(60_000)
        page.route("**/*", only_here)
        page.on("console", note)
        page.on("pageerror", lambda error: app.troubles.append(f"not caught: {error}"))
        page.goto(url)
        return page

    yield opened
    shown = [text for page in pages for text in page.locator(TRACEBACK).all_text_contents()]
    for page in pages:
        page.close()
    assert [*app.troubles, *shown, *app.outside] == []


def test_the_start_page_leads_to_every_notebook(
    app: App,
    new_page: Callable[..., Page],
    audit: Callable[..., None],
    shoot: Callable[[Page, str], None],
) -> None:
    page = new_page(app.address)
    links = page.locator("main a")
    found = {str(link.get_attribute("href")): link.inner_text() for link in links.all()}
    assert sorted(href.rsplit("/", 1)[-1] for href in found) == NOTEBOOKS
    assert not any(".ipynb" in words for words in found.values()), "each is called by its title"
    audit(page, "main")
    shoot(page, "app-light-start")
    shoot(new_page(app.address, dark=True, width=900), "app-dark-start-900")


@pytest.fixture(scope="module")
def times() -> dict[str, float]:
    """Seconds from the request to the first widget, by notebook."""
    return {}


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_shows_its_first_widget(
    name: str,
    app: App,
    new_page: Callable[..., Page],
    times: dict[str, float],
    shoot: Callable[[Page, str], None],
) -> None:
    begun = time.perf_counter()
    page = new_page(app.url(name))
    page.locator(WIDGET).first.wait_for()
    times[name] = time.perf_counter() - begun
    shown = page.locator("body").inner_text()
    assert "import" not in shown, "no code is shown"
    assert "Run All" not in shown, "what only JupyterLab needs is not said here"
    assert page.get_by_role("link", name="All notebooks").get_attribute("href") == "/"
    links = page.locator(".jp-RenderedMarkdown a[href*='.ipynb']").evaluate_all(
        "(all) => all.map((a) => a.href)"
    )
    assert {link.removeprefix(app.url("")) for link in links} <= set(NOTEBOOKS), (
        "links lead to notebooks here"
    )
    shoot(page, f"app-light-{Path(name).stem}")


def test_a_warm_notebook_shows_its_first_widget_in_time(times: dict[str, float]) -> None:
    print("".join(f"\n{name}: first widget after {took:.1f} s" for name, took in times.items()))
    assert min(times.values()) < WARM * GENEROUS


def test_the_live_box_answers_and_a_door_opens(app: App, new_page: Callable[..., Page]) -> None:
    page = new_page(app.url("00_start_here.ipynb"))
    box = page.locator(".okr-live").first
    box.locator("textarea").press_sequentially("Launch the new voice menu by June", delay=10)
    box.get_by_text("Task", exact=True).first.wait_for()
    page.get_by_role("link", name="The trainer's desk").click()
    page.get_by_role("heading", name="What does your class get wrong?").wait_for()
    assert page.url == app.url("08_trainer_desk.ipynb")


def test_pages_may_only_load_from_the_app(app: App) -> None:
    for path in ("", f"voila/render/{NOTEBOOKS[0]}"):
        with urllib.request.urlopen(app.address + path, timeout=60) as answer:
            policy = answer.headers["Content-Security-Policy"]
            answer.read(2000)
        assert re.search(r"default-src 'self'(;|$)", policy), path
        assert not re.search(r"https?:|\*", policy), f"{path}: {policy}"


def test_the_app_listens_to_this_computer_only(app: App) -> None:
    port = int(app.address.rsplit(":", 1)[1].strip("/"))
    listening = Path("/proc/net/tcp").read_text().splitlines()[1:]
    here = {row.split()[1] for row in listening if row.split()[3] == "0A"}
    assert {place for place in here if int(place.split(":")[1], 16) == port} == {f"0100007F:{port:04X}"}
    assert not any("Listening at" in line for line in app.said)


def test_letting_others_in_is_said(tmp_path: Path) -> None:
    with _started(tmp_path, "--host=0.0.0.0", "--warm=0") as (_, said):
        assert _heard(said, "Listening at 0.0.0.0: whoever reaches this computer"), "".join(said)
