"""Runs every benchmark briefly: `make bench`, or `python -m benchmarks`; each module's own --help says how to run it at length."""

from __future__ import annotations

import sys

from benchmarks import accuracy, database_redact, detect_speed, redact_speed

if __name__ == "__main__":
    print("DETECTION SPEED")
    detect_speed.main(["--chars", "60000"])
    print("\nWHOLE RELEASES")
    redact_speed.main(["--copies", "3"])
    print("\nA WIDE TABLE")
    database_redact.main([])
    print("\nACCURACY")
    sys.exit(accuracy.main(["--chars", "20000"]))
