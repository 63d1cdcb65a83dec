"""The read-me of a release explains its codes in the words of the statute that was applied, and of no other."""

from dataclasses import replace

from records import statute
from release.log import write_readme

STATUTE = statute.load("mca-2-17-551")


def readme(folder, law):
    write_readme(folder, law, "1.0", reviewed=False)
    return (folder / "README.txt").read_text(encoding="utf-8")


def test_every_code_of_the_log_is_explained(tmp_path):
    """Each authority that a row of the statute names stands in the read-me with what it stands for."""
    text = readme(tmp_path, STATUTE)
    codes = {row.authority for row in (*STATUTE.rows, *(row for _, row in STATUTE.kinds))}

    assert [code for code in codes if f"\n{code} " not in text] == []
    assert [meaning for _, meaning in STATUTE.authorities if meaning not in text] == []


def test_another_statute_brings_its_own_words(tmp_path):
    """Nothing of Montana's law is said where another definition was applied."""
    other = replace(
        STATUTE, title="Idaho Code 74-101", edition="2026", authorities=(("EX-1", "privacy, Idaho Code 74-106"),)
    )
    text = readme(tmp_path, other)

    assert "EX-1                privacy, Idaho Code 74-106\n" in text
    assert [word for word in ("Mont", "MCA", "PRIV", "DPPA") if word in text] == []
