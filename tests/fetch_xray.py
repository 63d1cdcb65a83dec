"""Puts x-ray, which finds bad redactions in PDF files, into build/xray for the test that asks it, or says that it could not.

It stays out of .venv: it brings PyMuPDF, whose licence (AGPL) must not be part of what is installed. Hashes are in xray.txt.
"""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
FOLDER = HERE.parent / "build" / "xray"
WHOLE = FOLDER / ".whole"


def main():
    """Install it unless it is there."""
    if WHOLE.exists():
        return
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
    command += ["--only-binary", ":all:", "--require-hashes", "--target", str(FOLDER), "-r", str(HERE / "xray.txt")]
    if subprocess.run(command, check=False, stdout=sys.stderr).returncode:
        sys.stderr.write("not fetched: x-ray; the test that asks it for bad redactions will say that it was skipped\n")
    else:
        WHOLE.touch()


if __name__ == "__main__":
    main()
