"""Whatever ordinary encoding hides a value, one of the layers shows it."""

import base64
import html
import json
import quopri
import random
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from release.layers import layers, without_noise

VALUE = "Wilhelmina Stallingsworth 406-555-0137"


def shown(text):
    return any(VALUE in layer for layer in layers(text))


ENCODERS = {
    "plain": lambda s: s,
    "entities": lambda s: "".join(f"&#{ord(c)};" for c in s),
    "hex entities": lambda s: "".join(f"&#x{ord(c):x};" for c in s),
    "escaped": html.escape,
    "url": quote,
    "url, every byte": lambda s: "".join(f"%{ord(c):02X}" for c in s),
    "quoted-printable": lambda s: quopri.encodestring(s.encode(), quotetabs=True).decode(),
    "base64": lambda s: base64.b64encode(s.encode()).decode(),
    "base64, phase 1": lambda s: base64.b64encode(b"x" + s.encode()).decode(),
    "base64, phase 2": lambda s: base64.b64encode(b"xy" + s.encode()).decode(),
    "base64, wrapped": lambda s: base64.encodebytes(b"-" * 50 + s.encode()).decode(),
    "base64, url-safe": lambda s: base64.urlsafe_b64encode(s.encode()).decode(),
    "base64, unpadded": lambda s: base64.b64encode(s.encode()).decode().rstrip("="),
    "base64 of utf-16": lambda s: base64.b64encode(s.encode("utf-16-le")).decode(),
    "hex": lambda s: s.encode().hex(),
    "json": lambda s: "".join(f"\\u{ord(c):04x}" for c in s),
    "javascript": lambda s: "".join(f"\\u{{{ord(c):x}}}" for c in s),
    "python": lambda s: "".join(f"\\U{ord(c):08x}" for c in s),
    "bytes": lambda s: "".join(f"\\x{byte:02x}" for byte in s.encode()),
    "old web": lambda s: "".join(f"%u{ord(c):04x}" for c in s),
}


@pytest.mark.case("R17")
@pytest.mark.parametrize("name", ENCODERS)
def test_one_encoding(name):
    """A value under one encoding is shown."""
    assert shown(f"before {ENCODERS[name](VALUE)} after")


@pytest.mark.case("R17")
def test_a_reference_too_long_to_be_a_number_hides_nothing():
    """Beside a reference of five thousand figures a value under ordinary ones is shown, and so is one whose own have noughts before them."""
    assert shown(f"&#{'9' * 5_000}; {ENCODERS['entities'](VALUE)}")
    assert shown("".join(f"&#{ord(c):05000d};" for c in VALUE))


@pytest.mark.case("E10")
@pytest.mark.parametrize("outer", ENCODERS)
@pytest.mark.parametrize("inner", ENCODERS)
def test_two_encodings(inner, outer):
    """A value under an encoding of an encoding is shown."""
    assert shown(ENCODERS[outer](ENCODERS[inner](VALUE)))


@pytest.mark.case("R17")
@pytest.mark.parametrize(
    "text",
    [
        r"\u0141ucja Stallingsworth", r"\\u0141ucja\\u0020Stallingsworth", r"\xc5\x81ucja\x20Stallingsworth", r"%u0141ucja%20Stallingsworth",
        json.dumps({"name": "Łucja Stallingsworth"}), ascii("Łucja Stallingsworth"), str("Łucja Stallingsworth".encode()),
    ],
)  # fmt: skip
def test_a_letter_beyond_ascii_under_its_number(text):
    """Programs write such letters by their number and leave the others."""
    assert any("Łucja Stallingsworth" in layer for layer in layers(text))


@given(st.text(max_size=200))
def test_any_text_can_be_looked_at(text):
    """No text makes the decoders fail, and the text itself is always the first layer."""
    assert next(iter(layers(text))) == text
    assert len(list(layers(text))) >= 1


@pytest.mark.case("R17")
def test_compressed_data_holds_no_short_name_by_chance():
    """Letters that stand together by chance are blanked, at their offsets; a whole value in the midst of such data is found."""
    noise = random.Random(7).randbytes(40_000).replace(b"Wil", b"...")
    content = (
        noise[:20_000] + b"\x80Al\xff" + noise[20_000:30_000] + b"\x80" + VALUE.encode() + b"\xff" + noise[30_000:]
    )
    text = content.decode("utf-8", "replace")

    assert len(without_noise(text)) == len(text)
    assert "\ufffdAl\ufffd" in text
    assert "\ufffdAl\ufffd" not in without_noise(text)
    assert VALUE in without_noise(text)
    assert shown(base64.b64encode(content).decode())
    assert without_noise(VALUE * 500) == VALUE * 500


def test_a_value_between_noise_is_read_and_the_noise_is_not():
    """Base64 of a picture with a name in it: the name is in a layer, and the layers are a small part of what was decoded."""
    rng = random.Random(7)
    content = rng.randbytes(90_000) + VALUE.encode() + rng.randbytes(90_000)
    text = base64.encodebytes(content).decode()
    decoded = [layer for layer in layers(text) if text[:40] not in layer]

    assert any(VALUE in layer for layer in decoded)
    assert sum(map(len, decoded)) < len(content) / 2


@pytest.mark.parametrize("value", ["Łucja Stallingsworth", "Зельда Квартермейн", "王小明先生住在海伦娜市"])
def test_letters_of_any_alphabet_between_noise_are_read(value):
    """A name is not taken for noise because its letters are not ASCII."""
    rng = random.Random(8)
    text = base64.encodebytes(rng.randbytes(3_000) + b"\xff" + value.encode() + b"\xff" + rng.randbytes(3_000)).decode()

    assert any(value in layer for layer in layers(text))
