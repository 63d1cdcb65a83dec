"""Runs the main job on the sample records: redacted copies, a log, an inventory; then says where everything is."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "out" / "demo"


def main() -> int:
    """Run `clearcopy redact` over the samples and `clearcopy inventory`; fail where nothing was published."""
    shutil.rmtree(OUT, ignore_errors=True)
    environment = os.environ | {"CLEARCOPY_WORKSPACE": str(ROOT / "out" / "workspace"), "PYTHONUTF8": "1"}
    settings = ["--config", str(ROOT / "data" / "samples" / "helena-sample.toml")]
    clearcopy = [sys.executable, "-m", "desk.cli"]
    subprocess.run(
        [*clearcopy, "redact", "data/samples", "--to", str(OUT), *settings], cwd=ROOT, env=environment, check=False
    )
    if not (OUT / "manifest.json").is_file():
        print("demo: nothing was published", file=sys.stderr)
        return 1
    html = OUT.parent / "inventory.html"
    subprocess.run(
        [*clearcopy, "inventory", "--html", str(html), *settings],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        check=False,
    )
    print(
        f"\nredacted copies   {OUT / 'records'}\nwhat was removed  {OUT / 'redaction-log.csv'}\nwhat was withheld {OUT / 'withheld.csv'}"
    )
    print(f"inventory         {html}\n(compare with the originals in {ROOT / 'data' / 'samples'})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
