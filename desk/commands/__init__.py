"""One file per command; each imports what it works with only when it runs, so that `--help` answers at once."""

from desk.commands.detect import detect
from desk.commands.inventory import inventory
from desk.commands.redact import redact
from desk.commands.scan import scan
from desk.commands.sources import sources
from desk.commands.verify import verify

__all__ = ["COMMANDS"]

COMMANDS = (scan, redact, verify, inventory, detect, sources)
