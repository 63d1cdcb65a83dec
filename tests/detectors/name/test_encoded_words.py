"""A name in an encoded word of a header is found in running text, too."""

from __future__ import annotations

import pytest

from detectors.name.encoded_words import encoded_words


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("cc: =?utf-8?Q?Ren=C3=A9e_Bull_Roe?= <rbr@example.com>", ["Ren=C3=A9e_Bull_Roe"]),
        ("=?UTF-8?B?SmFuZSBSb2U=?= wrote", ["SmFuZSBSb2U="]),
        ("=?utf-8?Q?Caf=C3=A9_permit?= and =?UTF-8?B?V2F0ZXIgYmlsbA==?=", []),
        ("=?utf-8?Q?Public_Works?= <pw@example.org>", []),
        ("=?none-such?Q?Jane_Roe?= =?utf-8?B?%%%?= =?utf-8?Q?", []),
    ],
)
def test_an_encoded_name(text, names):
    """What is decoded decides: subjects and offices stay, and so does what cannot be decoded."""
    assert [text[slice(*span)] for span in encoded_words(text)] == names
