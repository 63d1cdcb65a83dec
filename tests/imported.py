"""Starts a process of its own from one that has imported the program already: without the seconds that importing takes."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from multiprocessing.process import BaseProcess

__all__ = ["POSSIBLE", "begun"]

POSSIBLE = "forkserver" in multiprocessing.get_all_start_methods()
"""Not on Windows, where nothing forks."""
_IMPORTED = ["desk.cli", "desk.summary", "desk.commands.inventory", "release.pipeline", "release.strangers_tables", "detectors.recognizers"]  # fmt: skip


def begun(target: Callable[..., None], *arguments: object) -> BaseProcess:
    """Return a process that runs *target*, which a module must name, with *arguments*."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_IMPORTED)
    process = context.Process(target=target, args=arguments)
    process.start()
    return process
