"""Runs every benchmark briefly: `make bench`, or `python -m benchmarks`; each module's own --help says how to run it at length."""

from __future__ import annotations

import sys

from benchmarks import accuracy, carried, database_redact, detect_speed, redact_speed

if __name__ == "__main__":
    print("DETECTION SPEED")
    detect_speed.main(["--chars", "60000"])
    print("\nWHOLE RELEASES")
    redact_speed.main(["--copies", "3"])
    print("\nA WIDE TABLE")
    database_redact.main([])
    print("\nRECALL OF TEXT CARRIED ANOTHER WAY")
    carried.main(["--carriers", "as it is,broken lines in quoted mail,string in JSON,letters for figures (scan)"])
    print("\nACCURACY")
    sys.exit(accuracy.main(["--chars", "20000"]))
