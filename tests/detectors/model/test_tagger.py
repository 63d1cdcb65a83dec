"""The trained tagger: what it finds, what it refuses, and that a text's answer depends on nothing but the text."""

import shutil

import pytest

from detectors.model.tagger import CHECKSUM, WEIGHTS, ModelError, Tagger, fingerprint, load
from detectors.model.words import cut

GROUPS = {
    "english": "Walter Pembroke",
    "native": "Darlene Spotted Bear",
    "hutterite": "Jakob Waldner",
    "hmong": "Pa Houa Xiong",
    "hispanic": "Guadalupe Ramirez",
    "african american": "Latasha Booker",
    "asian": "Minh Nguyen",
    "nordic": "Solveig Halvorsen",
}


@pytest.fixture(scope="module")
def tagger():
    return Tagger.read()


def found(tagger, text, label="PERSON"):
    return [text[entity.start : entity.end] for entity in tagger.tag([text])[0] if entity.label == label]


@pytest.mark.parametrize("name", GROUPS.values(), ids=GROUPS.keys())
def test_names_of_every_group_are_found(tagger, name):
    """A name in a plain sentence is found whole, whichever group it comes from."""
    assert found(tagger, f"Please send the refund to {name} by Friday.") == [name]


def test_a_name_last_first_is_one_name(tagger):
    """A "Last, First M" in a header is one name, and the label before it is no part of it."""
    text = "From: Hofer, Anna M\nTo: Old Elk, Raymond; Vang, Mai\nSubject: Budget Report\n"
    assert found(tagger, text) == ["Hofer, Anna M", "Old Elk, Raymond", "Vang, Mai"]


def test_capitals_hide_nothing(tagger):
    """Names and addresses in capitals are found."""
    text = "APPLICANT: DANIEL R HALVERSON\nADDRESS: 316 N PARK AVE, HELENA, MT 59601\n"
    assert found(tagger, text) == ["DANIEL R HALVERSON"]
    assert found(tagger, text, "ADDRESS") == ["316 N PARK AVE, HELENA, MT 59601"]


def test_a_line_break_parts_names(tagger):
    """Two names on two lines are two names."""
    assert found(tagger, "Present:\nLisa Gilmore\nDoug Sewell\nMark Whitaker\n") == [
        "Lisa Gilmore",
        "Doug Sewell",
        "Mark Whitaker",
    ]


def test_an_address_block_is_an_address(tagger):
    """Every line of an address block is covered."""
    text = "Mail to:\nAnna Hofer\nPO Box 200547\nHelena, MT 59620-0547\n"
    covered = " ".join(found(tagger, text, "ADDRESS"))
    assert "PO Box 200547" in covered
    assert "59620-0547" in covered


@pytest.mark.parametrize(
    "text",
    [
        "Consent Agenda\nApproval of Minutes\nPublic Comment\n",
        "Total due: $1,204.50 by April 15, 2024",
        "ERROR 504: timeout in module parser",
    ],
)
def test_office_text_names_nobody(tagger, text):
    """Headings, amounts and log lines hold no person."""
    assert found(tagger, text) == []


def test_a_company_named_after_its_owner_is_no_person(tagger):
    """A company is an organisation even when it carries its owner's name."""
    text = "Invoice from Robert B. Phillips & Associates, LLC"
    assert found(tagger, text) == []
    assert found(tagger, text, "ORG") == ["Robert B. Phillips & Associates, LLC"]


def test_a_text_is_tagged_alike_alone_and_in_a_batch(tagger):
    """Neighbours, order and what was read before change nothing, not even a score's last digit."""
    texts = [f"{name} lives at {place} Rodney St, Helena." for place, name in enumerate(GROUPS.values(), 100)]
    texts += ["", " ", "Waldner", "\n\n", "x" * 5000, "Old Elk, Raymond\n" * 700]
    together = tagger.tag(texts)
    other = Tagger.read()
    alone = [other.tag([text])[0] for text in reversed(texts)]
    assert alone[::-1] == together


@pytest.mark.parametrize(
    "text",
    ["", "   ", "\r\n\t", "\ud800 Anna", "\x00\x01", "e\u0301" * 9, "\u202eAnna", "𝔄𝔫𝔫𝔞", "a@b@c", "'" * 300, "١٢٣ ²³"],
)
def test_strange_text_is_tagged_within_its_bounds(tagger, text):
    """Whatever the characters, entities lie inside the text and are not empty."""
    assert all(0 <= entity.start < entity.end <= len(text) for entity in tagger.tag([text])[0])


@pytest.mark.parametrize("text", ["Anna  Hofer,\t316 N Park\n\n", "  a\u00a0b\r\n \x0c c_d", "naïve l'été ½ 12th"])
def test_tokens_add_up_to_the_text(text):
    """Tokens are the text itself, cut up; only white space at the very end may be left over."""
    assert text.startswith("".join(cut(text)))
    assert text[len("".join(cut(text))) :].strip() == ""


@pytest.mark.parametrize("unit", ["a1", "a@", "' ", "  \t", ".a", "-", "1.", "@a1"])
def test_no_text_takes_more_than_linear_time(unit):
    """A long run of anything is cut at once; a quadratic pattern would hang here."""
    text = unit * 200_000
    assert text.startswith("".join(cut(text)))


def test_a_very_long_text_is_read_to_its_end(tagger):
    """A text longer than one pass takes is parted at line breaks and every name keeps its place."""
    text = "The meeting was short.\n" * 12_000 + "Signed: Anna Waldner\n"
    assert [text[entity.start : entity.end] for entity in tagger.tag([text, "x"])[0]][-1] == "Anna Waldner"


def test_a_flipped_byte_is_refused(tmp_path):
    """Weights that are not the released ones do not load."""
    data = bytearray(WEIGHTS.read_bytes())
    data[len(data) // 2] ^= 1
    tmp_path.joinpath("weights.npz").write_bytes(bytes(data))
    shutil.copy(CHECKSUM, tmp_path / "weights.sha256")
    with pytest.raises(ModelError, match="checksum is wrong"):
        Tagger.read(tmp_path / "weights.npz", tmp_path / "weights.sha256")


def test_missing_weights_are_refused(tmp_path):
    """Without weights there is no tagger, rather than one that finds nothing."""
    with pytest.raises(ModelError, match="missing"):
        Tagger.read(tmp_path / "weights.npz", CHECKSUM)


def test_the_fingerprint_is_the_released_checksum():
    """What a receipt records is the checksum that was verified."""
    assert fingerprint() == CHECKSUM.read_text(encoding="ascii").split()[0]


def test_it_is_a_spacy_pipeline(tagger):
    """The pipeline keeps the text, sets the tagger's entities and their scores, singly and in batches."""
    texts = ["Dear Anna,\nMr. Doug Sewell  lives at 316 N Park Ave.\n", "", "Total due"]
    nlp = load()
    docs = list(nlp.pipe(texts, batch_size=2))
    assert [doc.text for doc in docs] == texts
    assert nlp.pipe_names == ["clearcopy_tagger"]
    for doc, entities in zip(docs, tagger.tag(texts), strict=True):
        assert [(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents] == [
            (e.start, e.end, e.label) for e in entities
        ]
        assert doc.user_data["scores"] == tuple(entity.score for entity in entities)
        assert [ent.text for ent in nlp(doc.text).ents] == [ent.text for ent in doc.ents]
