"""The command that lays out the notebooks and opens JupyterLab on them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from okrcoach.cli_house import stop


def lab(
    folder: Annotated[
        Path, typer.Argument(metavar="[DIR]", help="Folder to work in; made when needed.")
    ] = Path("okrcoach-lab"),
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Only print the address.")] = False,
    port: Annotated[int | None, typer.Option(help="Port for JupyterLab.")] = None,
) -> None:
    """Lay out the notebooks in a folder and open them in JupyterLab."""
    from okrcoach.exchange.workspace import UnusableFolder, prepare

    try:
        start = prepare(folder)
    except (UnusableFolder, FileNotFoundError) as error:
        stop(str(error))
    raise typer.Exit(_run_lab(start.resolve(), no_browser=no_browser, port=port))


def _run_lab(start: Path, *, no_browser: bool, port: int | None) -> int:
    """Run JupyterLab on ``start`` until it ends, and return its exit code."""
    import os
    import signal
    import subprocess
    import time

    from jupyter_server.serverapp import list_running_servers

    command = [sys.executable, "-m", "jupyterlab", str(start), f"--ServerApp.root_dir={start.parent}"]
    # JupyterLab would look for news, updates and extensions on the network; this one does not.
    command += ["--LabApp.news_url=None", "--LabApp.extension_manager=readonly"]
    command += ["--LabApp.check_for_updates_class=jupyterlab.handlers.announcements.NeverCheckForUpdate"]
    # In a container one is root; the server listens to this machine only and asks for its token.
    command += ["--allow-root"] if getattr(os, "geteuid", lambda: 1)() == 0 else []
    command += ["--no-browser"] if no_browser else []
    command += [f"--port={port}"] if port is not None else []
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the server ends with us
    server = subprocess.Popen(command)
    try:
        while server.poll() is None:
            running = [s for s in list_running_servers() if s["pid"] == server.pid]
            if running:
                typer.echo(
                    f"JupyterLab: {running[0]['url']}lab/tree/{start.name}?token={running[0]['token']}"
                )
                break
            time.sleep(0.2)
        return server.wait()
    except KeyboardInterrupt:
        return server.wait()  # the server got it too, and asks or ends by itself
    finally:
        if server.poll() is None:
            server.terminate()
            server.wait()
