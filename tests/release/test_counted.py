"""A page of which both text and picture are read counts each value once, and still counts what only one of them says."""

from records.finding import Cover, Disposition, PiiType, Ruling, Standing
from records.record import Field, Record
from release.counted import counted

TEXT = "Jane Doe called Jane Doe at 406-555-0101."
SEEN = "JANE DOE called Jane-Doe at 406-555-0101, then Jane Doe and 406-555-0177"


def ruled(record):
    """Return a cover of every name and number of *record*."""
    values = (("Jane Doe", PiiType.PERSON), ("JANE DOE", PiiType.PERSON), ("Jane-Doe", PiiType.PERSON), ("406-555-0101", PiiType.PHONE), ("406-555-0177", PiiType.PHONE))  # fmt: skip
    rulings = [
        Ruling(n, start, start + len(value), type_, None, 1.0, ("test",), Standing.DIRECT, Disposition.REDACT, "test")
        for n, field in enumerate(record.fields)
        for value, type_ in values
        for start in range(len(field.text))
        if field.text.startswith(value, start)
    ]
    return Cover(tuple(sorted(rulings, key=lambda ruling: (ruling.field, ruling.start))))


def kept(record):
    return [
        (each.field, record.fields[each.field].text[each.start : each.end])
        for each in counted(record, ruled(record)).rulings
    ]


def test_what_both_readings_say_counts_once():
    """The picture's third mention of the name and its second number are counted, whatever the case; what both say is not."""
    record = Record("1", "0001", (Field("text", TEXT), Field("picture", SEEN, again=True)))

    assert kept(record) == [
        (0, "Jane Doe"), (0, "Jane Doe"), (0, "406-555-0101"), (1, "Jane Doe"), (1, "406-555-0177"),
    ]  # fmt: skip


def test_two_fields_that_are_no_two_readings_count_apart():
    """The same value on two pages stands there twice; where a page has no text of its own its picture counts."""
    pages = (Field("picture", TEXT), Field("text", TEXT), Field("text", TEXT))
    record = Record("1", "0001", pages)

    assert counted(record, ruled(record)) == ruled(record)
    assert len(kept(record)) == 9
