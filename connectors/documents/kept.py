"""What a parser made of a document is kept while the process lives, so that a paper that is sent a hundred times is read once.

It lies in a file without a name, sealed under a key that is nowhere but in this process: when the process ends, however it
ends, the file is gone, and nobody could have read it before. Only what took long is kept, and only so much of it.
"""

from __future__ import annotations

import json
import struct
import tempfile
from hashlib import blake2b
from pathlib import Path
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from connectors.documents.wire import Message

__all__ = ["Kept", "request_key"]

SLOW = 0.05
"""Seconds from which an answer is worth keeping; a quicker one is asked for again."""
MOST = 2_000_000_000
"""Bytes on disk after which nothing more is kept."""
_HEAD = struct.Struct(">Q")
_NONCE = 12


class Kept:
    """Answers by the digest of what was asked; *folder* is where the file lies, the system's place for such files without one."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._seal = AESGCM(AESGCM.generate_key(256))
        self._places: dict[bytes, tuple[int, int]] = {}
        self._end = 0
        self._file: IO[bytes] | None = None

    def find(self, key: bytes) -> Message | None:
        """Return what was kept under *key*, if anything was and can still be read."""
        place = self._places.get(key)
        if place is None or self._file is None:
            return None
        start, size = place
        try:
            self._file.seek(start)
            content = self._seal.decrypt(_nonce(start), self._file.read(size), key)
        except (OSError, InvalidTag):
            return None
        (head,) = _HEAD.unpack_from(content)
        return json.loads(content[_HEAD.size : _HEAD.size + head]), content[_HEAD.size + head :]

    def keep(self, key: bytes, answer: Message, seconds: float) -> None:
        """Keep *answer*, which took *seconds* to make, under *key*; on a full disk it is not kept, and that is all."""
        if seconds < SLOW or key in self._places or self._end > MOST:
            return
        head = json.dumps(answer[0], separators=(",", ":")).encode("ascii")
        sealed = self._seal.encrypt(_nonce(self._end), _HEAD.pack(len(head)) + head + answer[1], key)
        try:
            out = self._opened()
            out.seek(self._end)
            out.write(sealed)
            out.flush()
        except OSError:
            return
        self._places[key] = self._end, len(sealed)
        self._end += len(sealed)

    def close(self) -> None:
        """Let go of the file, and of everything in it."""
        self._places.clear()
        if self._file is not None:
            self._file.close()
            self._file = None

    def _opened(self) -> IO[bytes]:
        if self._file is None:
            there = self._folder if self._folder is not None and self._folder.is_dir() else None
            self._file = tempfile.TemporaryFile(dir=there)  # noqa: SIM115  # held until close()
        return self._file


def request_key(*pieces: bytes) -> bytes:
    """Return the digest of a request, told in *pieces*."""
    state = blake2b(digest_size=16)
    for piece in pieces:
        state.update(len(piece).to_bytes(8, "big"))
        state.update(piece)
    return state.digest()


def _nonce(start: int) -> bytes:
    """Return a nonce that no other entry of the file has: where it starts."""
    return start.to_bytes(_NONCE, "big")
