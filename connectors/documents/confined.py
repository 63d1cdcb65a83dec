"""Started as a program of its own: gives up memory, processor time, large files and the network, then becomes the program named.

``python confined.py MEMORY SECONDS BYTES PROGRAM [ARGUMENT ...]``, on anything but Windows. Standard library only, and nothing of
ours is imported, so that it starts at once. Where the system grants no network of its own to an ordinary user, the program's
settings must keep it off; connectors/documents/convert.py writes such settings.
"""

from __future__ import annotations

import ctypes
import os
import sys
from contextlib import suppress
from pathlib import Path

__all__ = ["main"]

_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000  # linux/sched.h


def main(arguments: list[str]) -> None:
    """Limit this process as told and run the program in its place."""
    memory, seconds, written = map(int, arguments[:3])
    _limit(memory, seconds, written)
    if sys.platform == "linux":
        _leave_network()
    os.execv(arguments[3], arguments[3:])  # noqa: S606  # the program is our parent's choice, never a document's


def _leave_network() -> None:
    """Move to a network without any interface, in a user namespace of our own where that takes no privilege."""
    system = ctypes.CDLL(None, use_errno=True)
    user, group = os.getuid(), os.getgid()
    if system.unshare(_NEW_NETWORK) == 0 or system.unshare(_NEW_USER | _NEW_NETWORK) != 0:
        return
    with suppress(OSError):  # without a map we are nobody, who may still read what the descriptors and modes allow
        Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
        Path("/proc/self/uid_map").write_text(f"{user} {user} 1", encoding="ascii")
        Path("/proc/self/gid_map").write_text(f"{group} {group} 1", encoding="ascii")


if sys.platform == "win32":

    def _limit(memory: int, seconds: int, written: int) -> None:
        """Windows offers no such limits; this program is not started there."""

else:
    import resource

    def _limit(memory: int, seconds: int, written: int) -> None:
        """Set limits that neither the program nor its children can raise; no core file, which would hold the document."""
        for limit, value in (
            (resource.RLIMIT_AS, memory),
            (resource.RLIMIT_CPU, seconds),
            (resource.RLIMIT_FSIZE, written),
            (resource.RLIMIT_CORE, 0),
        ):
            _, hard = resource.getrlimit(limit)
            most = value if hard == resource.RLIM_INFINITY else min(value, hard)
            resource.setrlimit(limit, (most, most))


if __name__ == "__main__":
    main(sys.argv[1:])
