"""Word-processor files of before 2007 and of other programs become DOCX bytes by LibreOffice, a program of its own and confined.

It starts with an empty profile that forbids macros, links and the network, in a private folder that is wiped, within the limits
of one document, and is killed with every process of its group. Where LibreOffice is not installed the document is withheld.
"""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from connectors.running import scratch_folder
from records.errors import Reason, Unreadable
from records.settings import Limits

__all__ = ["FILTERS", "converted", "program"]

FILTERS = {"doc": "MS Word 97", "word95": "MS Word 95", "word6": "MS WinWord 6", "odt": "writer8"}
"""The import filter of each kind: it is named, so that no content can choose another way in."""
_OUT = "docx:MS Word 2007 XML"
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.com",
)
_FLAGS = ("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck", "--nofirststartwizard")
_PASSED_ON = ("PATH", "SYSTEMROOT", "LANG")
# Whatever could reach outside or run: off. 2 is "never" for links; the proxy is the discard port of this machine.
_PROFILE = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "2"),
    ("Office.Calc/Content/Update", "Link", "2"),
    ("Inet/Settings", "ooInetProxyType", "1"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)
_RUNNING: set[subprocess.Popen[bytes]] = set()


def program() -> str:
    """Return the path of LibreOffice, or "" where it is not installed."""
    return next((found for each in ("soffice", *_PLACES) if (found := shutil.which(each))), "")


def converted(content: bytes, kind: str, limits: Limits, *, seconds: float, scratch: Path | None = None) -> bytes:
    """Return *content* as DOCX; raise Unreadable with the reason where that cannot be had in *seconds*.

    *scratch* is a private folder to work in, where there is one; else the system's place for temporary files serves.
    """
    office = program()
    if not office or kind not in FILTERS:
        raise Unreadable(Reason.UNSUPPORTED)
    with scratch_folder(scratch) as private:
        folder = private.resolve()
        (folder / "in").write_bytes(content)
        _write_profile(folder / "profile" / "user")
        _run(_command(office, kind, folder, limits), folder, seconds)
        return _result(folder / "out" / "in.docx", limits)


def _command(office: str, kind: str, folder: Path, limits: Limits) -> list[str]:
    command = [
        office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", *_FLAGS, f"--infilter={FILTERS[kind]}",
        "--convert-to", _OUT, "--outdir", str(folder / "out"), str(folder / "in"),
    ]  # fmt: skip
    if sys.platform == "win32":
        return command
    confined = str(Path(__file__).with_name("confined.py"))
    bounds = (limits.memory_bytes, limits.seconds, limits.unpacked_bytes)
    return [sys.executable, "-I", "-S", confined, *map(str, bounds), *command]


def _write_profile(folder: Path) -> None:
    folder.mkdir(parents=True)
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _PROFILE
    )
    namespace = 'xmlns:oor="http://openoffice.org/2001/registry"'
    (folder / "registrymodifications.xcu").write_text(
        f'<?xml version="1.0" encoding="UTF-8"?><oor:items {namespace}>{items}</oor:items>', encoding="utf-8"
    )


def _run(command: list[str], folder: Path, seconds: float) -> None:
    """Run *command* to its end or kill it; what it prints may hold a value and is dropped."""
    process = subprocess.Popen(  # noqa: S603  # our own program and flags; the document is a file beside
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env=_environment(folder),
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    _RUNNING.add(process)
    try:
        process.wait(max(seconds, 0.1))
    except subprocess.TimeoutExpired:
        raise Unreadable(Reason.TIMED_OUT) from None
    finally:
        _kill(process)


def _environment(folder: Path) -> dict[str, str]:
    own = dict.fromkeys(
        ("HOME", "USERPROFILE", "TMPDIR", "TEMP", "TMP", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"), str(folder)
    )
    return {name: os.environ[name] for name in _PASSED_ON if name in os.environ} | own | {"SAL_USE_VCLPLUGIN": "svp"}


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End the program and every process that it started in its group."""
    if sys.platform != "win32":
        with suppress(ProcessLookupError, PermissionError):  # gone already; macOS says the latter of a zombie
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()
    _RUNNING.discard(process)


def _result(path: Path, limits: Limits) -> bytes:
    if not path.is_file() or path.is_symlink():
        raise Unreadable(Reason.UNREADABLE)
    if path.stat().st_size > limits.unpacked_bytes:
        raise Unreadable(Reason.TOO_LARGE)
    return path.read_bytes()


@atexit.register
def _end() -> None:
    """Leave no program behind where the run is interrupted during a conversion."""
    for process in tuple(_RUNNING):
        _kill(process)
