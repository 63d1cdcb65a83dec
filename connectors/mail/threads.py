"""Message ids become ids of this release that keep threading and tell nothing; a conversation gets one opaque key."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections import OrderedDict

__all__ = ["DOMAIN", "Ids", "Threads", "message_ids"]

DOMAIN = "redacted.invalid"  # RFC 2606: never resolves
KEPT = 64  # ids of one References header that are kept: the first and the last ones
REMEMBERED = 100_000  # messages whose conversation is remembered, so that memory does not grow with the mailbox

_ID = re.compile(r"<([^<>\s]{1,900})>")
_ANSWER = re.compile(r"^\s*(?:(?:re|fwd?|aw|wg|sv|antw|tr)(?:\[\d{1,3}\])?\s*:\s*)+", re.IGNORECASE)


def message_ids(value: str) -> tuple[str, ...]:
    """Return the ids of a Message-ID, In-Reply-To or References value, without brackets; prose in it is skipped."""
    packed = re.sub(r"\s+(?=[^<>]*>)", "", value)
    found = tuple(_ID.findall(packed)) or ((value.strip(),) if "@" in value and " " not in value.strip() else ())
    return found if len(found) <= KEPT else (*found[:1], *found[1 - KEPT :])


class Ids:
    """Maps an id to the id it has in this release: the same one wherever it appears, by a keyed digest."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def digest(self, text: str) -> str:
        """Return 24 hex digits that only the holder of the key can compute for *text*."""
        return hmac.new(self._key, text.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()[:24]

    def released(self, message_id: str) -> str:
        """Return the Message-ID that stands for *message_id* in the release.

        >>> Ids(b"k").released("a@b") == Ids(b"k").released("a@b") != Ids(b"j").released("a@b")
        True
        """
        return f"<{self.digest('id ' + message_id)}@{DOMAIN}>"


class Threads:
    """Finds the conversation of each message as a mailbox is read in order: by its references, else by its subject."""

    def __init__(self, ids: Ids) -> None:
        self._ids = ids
        self._roots: OrderedDict[str, str] = OrderedDict()

    def root(self, own: str, ancestors: tuple[str, ...], subject: str) -> str:
        """Return the key of the conversation: *own* id, *ancestors* oldest first, *subject* as shown; any may be empty."""
        chain = [self._ids.digest("id " + each) for each in (*ancestors, own) if each]
        title = self._ids.digest("subject " + _title(subject)) if _title(subject) else ""
        answer = bool(_ANSWER.match(subject))
        known = next((self._roots[each] for each in chain if each in self._roots), "")
        by_title = self._roots.get(title, "") if not ancestors and (answer or not own) else ""
        root = known or by_title or (chain[0] if chain else title)
        for each in (*chain, title):
            if each:
                self._remember(each, root)
        return root

    def _remember(self, name: str, root: str) -> None:
        self._roots.setdefault(name, root)
        self._roots.move_to_end(name)
        if len(self._roots) > REMEMBERED:
            self._roots.popitem(last=False)


def _title(subject: str) -> str:
    return " ".join(_ANSWER.sub("", subject).lower().split())
