"""The command line: what goes wrong is one clear sentence and an exit code, never a traceback and never a value.

Exit 0: everything was released. 1: something was withheld or refused, or a source could not be reached. 2: the settings or
the command cannot be carried out as given. 130: stopped with Ctrl-C.
"""

from __future__ import annotations

import importlib.metadata
import io
import logging
import os
import sys
import threading
import traceback
import warnings
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

import click

from desk.commands import COMMANDS
from desk.options import example
from desk.plain import plain
from records.errors import ClearcopyError

__all__ = ["clearcopy", "main"]

USAGE = 2
STOPPED = 130


def _version() -> str:
    try:
        return importlib.metadata.version("clearcopy")
    except importlib.metadata.PackageNotFoundError:
        return "(run from a checkout that is not installed)"


@click.group(
    invoke_without_command=True,
    subcommand_metavar="COMMAND [ARGS]...",
    epilog=example("clearcopy redact mail/inbox.mbox --to out/request-0142", "clearcopy redact --help"),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(_version(), prog_name="clearcopy")
@click.pass_context
def clearcopy(context: click.Context) -> None:
    """Find personal information in mail archives, forms and databases, and write redacted copies fit for release."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help(), err=True)
        context.exit(USAGE)


for _command in COMMANDS:
    clearcopy.add_command(_command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and exit with its code."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(
            errors="backslashreplace"
        )  # a name that the terminal's encoding lacks is no reason to fail
    _hush()
    sys.exit(_run(arguments))


def _run(arguments: Sequence[str] | None) -> int:
    try:
        code = clearcopy.main(args=arguments, prog_name="clearcopy", standalone_mode=False)
        sys.stdout.flush()
    except ClearcopyError as error:
        return _say(str(error), error.exit_code)
    except click.UsageError as error:
        return _say(f"{error.format_message()} Try '{_path(error)} --help'.", USAGE)
    except (click.Abort, KeyboardInterrupt):
        return _say("stopped before it was done", STOPPED)
    except BrokenPipeError:
        _drop_stdout()
        return 1
    except OSError as error:
        _drop_stdout()
        cause = os.strerror(error.errno) if error.errno else "reading or writing failed"
        return _say(f"the operating system refused: {cause}", 1)
    return int(code or 0)


def _say(sentence: str, code: int) -> int:
    sys.stderr.write(f"clearcopy: {plain(sentence)}\n")
    return code


def _path(error: click.UsageError) -> str:
    return error.ctx.command_path if error.ctx else "clearcopy"


def _drop_stdout() -> None:
    """Keep the interpreter from failing again when it flushes a pipe that nobody reads or a disk that is full."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _hush() -> None:
    """Silence what could quote a source: libraries' logs and warnings, tracebacks of any thread, core dumps (rows L01, L04, L05)."""
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    sys.excepthook = _report_defect
    threading.excepthook = _report_thread
    sys.unraisablehook = _report_passed_over
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - POSIX only

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _report_defect(kind: type[BaseException], _: BaseException | None, trace: TracebackType | None) -> None:
    _say_defect("stopped it", kind, trace)


def _report_thread(args: threading.ExceptHookArgs) -> None:
    if not issubclass(args.exc_type, SystemExit):  # which ends a thread, as it ends a program, on purpose
        _say_defect("stopped a part of it", args.exc_type, args.exc_traceback)


def _report_passed_over(unraisable: sys.UnraisableHookArgs) -> None:
    _say_defect("was passed over", unraisable.exc_type, unraisable.exc_traceback)


def _say_defect(what: str, kind: type[BaseException], trace: TracebackType | None) -> None:
    """Name the kind and the place of a defect; its message is not shown, since it may quote a source."""
    frames = traceback.extract_tb(trace)
    place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    _say(f"a defect in the program {what}: {kind.__name__}{place}", 1)


if __name__ == "__main__":
    main()
