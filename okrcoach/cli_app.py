"""The command that serves the notebooks without code, through Voilà."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from okrcoach.cli_house import say, stop


def serve_app(
    folder: Annotated[
        Path, typer.Argument(metavar="[DIR]", help="Folder to work in; made when needed.")
    ] = Path("okrcoach-lab"),
    port: Annotated[int, typer.Option(help="Port to serve at.")] = 8866,
    host: Annotated[
        str, typer.Option(help="Address to listen at. Others than 127.0.0.1 let other computers in.")
    ] = "127.0.0.1",
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Only print the address.")] = False,
    warm: Annotated[
        int, typer.Option(min=0, help="Ready copies to keep of every notebook; the start notebook has one.")
    ] = 0,
    dark: Annotated[bool, typer.Option("--dark", help="Dark notebooks.")] = False,
) -> None:
    """Serve the notebooks as pages without code."""
    from importlib.util import find_spec

    from okrcoach.exchange.workspace import UnusableFolder, prepare

    if find_spec("voila") is None:
        stop("The app needs Voil\u00e0: pip install 'okrcoach[app]'. Without it, okrcoach lab does the same.")
    try:
        start = prepare(folder)
    except (UnusableFolder, FileNotFoundError) as error:
        stop(str(error))
    if host not in ("127.0.0.1", "localhost", "::1"):
        say(f"Listening at {host}: whoever reaches this computer can open the notebooks and run code here.")
    raise typer.Exit(_serve(start.resolve().parent, host, port, warm, dark=dark, no_browser=no_browser))


def _serve(folder: Path, host: str, port: int, warm: int, *, dark: bool, no_browser: bool) -> int:
    """Run Voil\u00e0 on a folder until it ends, and return its exit code."""
    import json
    import os
    import signal
    import subprocess
    from tempfile import TemporaryDirectory

    from okrcoach.data import HERE
    from okrcoach.exchange.workspace import START

    # data/jupyter holds our page templates and, in voila.json, the policy that keeps pages to this server.
    command = [sys.executable, "-m", "voila", str(folder), f"--port={port}", f"--Voila.ip={host}"]
    command += ["--template=okrcoach", f"--theme={'dark' if dark else 'light'}", "--strip_sources=True"]
    # A reader never meets a traceback: what can go wrong says so in the widget.
    command += ["--show_tracebacks=False"]
    command += ["--preheat_kernel=True", "--no-browser"]
    # A kernel in waiting costs memory and, at the start, everybody's time: by default the first page has one.
    pools = {"default": {"pool_size": warm}, START: {"pool_size": max(1, warm)}}
    settings = TemporaryDirectory(prefix="okrcoach-")
    config = json.dumps({"VoilaKernelManager": {"kernel_pools_config": pools}})
    (Path(settings.name) / "voila.json").write_text(config, encoding="utf-8")
    env = dict(os.environ)
    for name, folders in (
        ("JUPYTER_PATH", [str(HERE / "jupyter")]),
        ("JUPYTER_CONFIG_PATH", [settings.name, str(HERE / "jupyter")]),
    ):
        env[name] = os.pathsep.join(path for path in (*folders, env.get(name)) if path)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the server ends with us
    server = subprocess.Popen(command, env=env)
    address = f"http://{'127.0.0.1' if host in ('0.0.0.0', '::') else host}:{port}/"
    try:
        if _answers(server, address):
            say(f"okrcoach: {address}")
            if not no_browser:
                typer.launch(address)
        return server.wait()
    except KeyboardInterrupt:
        return server.wait()
    finally:
        if server.poll() is None:
            server.terminate()
            server.wait()
        settings.cleanup()


def _answers(server: object, address: str) -> bool:
    """Wait until the server answers; say what to do when it ends before."""
    import subprocess
    import time
    import urllib.error
    import urllib.request

    assert isinstance(server, subprocess.Popen)
    while server.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
        else:
            return True
    say("The server could not start. Is the port in use? Try another: okrcoach app --port 8900", err=True)
    return False
