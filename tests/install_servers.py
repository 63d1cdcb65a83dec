"""Installs the servers and programs the tests use from Debian's packages where that is possible, and says what is missing elsewhere."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

PACKAGES = {
    "postgresql": ("postgres",),
    "mariadb-server": ("mariadbd",),
    "tesseract-ocr": ("tesseract",),  # reads pictures and scanned pages
    "poppler-utils": ("pdftotext",),  # a reader of PDF that is neither ours nor our writer's
    "pst-utils": ("readpst",),  # a second reader of Outlook archives, to compare counts with
    "libreoffice-writer-nogui": ("soffice",),  # converts Word files of before 2007; 84 MB, half a minute
}


def missing():
    """Return the packages whose program is not on this machine."""
    return [package for package, programs in PACKAGES.items() if not any(map(present, programs))]


def present(program):
    """Say whether a program is on the path or where Debian puts it."""
    return bool(
        shutil.which(program)
        or list(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"))
        or shutil.which(program, path="/usr/sbin")
    )


def main():
    """Install what is missing as root on Debian; otherwise say what the tests will leave out."""
    wanted = missing()
    if not wanted:
        return
    if os.name == "posix" and os.geteuid() == 0 and shutil.which("apt-get"):
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], env=environment, check=False)
        subprocess.run(
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *wanted],
            env=environment,
            check=False,
            stdout=sys.stderr,
        )
        wanted = missing()
    for package in wanted:
        print(f"not installed: {package}; the tests that need it will say that they were skipped")


if __name__ == "__main__":
    main()
