"""The passport: the same data have the same content, rows are accounted for, and what is packed comes back."""

import base64
import json
import zlib
from dataclasses import replace

import pytest

from journey.data.views.rows import EXITS
from journey.exhibit.source import asking
from journey.export.passport import JSON_LIMIT, ROWS_LIMIT, packed, passport, unpacked
from journey.export.verify import verify
from journey.model.errors import UserError
from journey.model.filters import Filters
from tests.export.made_collection import HOSTILE, MADE_ON, collection, exhibit
from tests.logs import build, event

ROWS = [
    event(f"c{number}", "2025-01-01", "Ad", stage="awareness", channel="web")
    for number in range(40)
]


def test_the_same_data_loaded_anew_have_the_same_content(tmp_path):
    for name in ("one", "two", "three"):
        (tmp_path / name).mkdir()
    first, second = (build(tmp_path / name, ROWS) for name in ("one", "two"))
    other = build(tmp_path / "three", [*ROWS[:-1], event("c39", "2025-01-01", "Shop")])
    assert first.content and first.content == second.content != other.content


def test_all_rows_read_are_accounted_for(tmp_path):
    rows = [
        *ROWS,
        event("", "2025-01-01", "Ad"),
        ROWS[0] | {"event_id": "e"},
        ROWS[0] | {"event_id": "e"},
    ]
    made = passport(build(tmp_path, rows), "", [], MADE_ON)
    assert made.rows == {"rows_read": 43, "loaded": 41, "refused": 1, "duplicates": 1}
    assert made.rows_words == "43 rows read: 41 loaded, 1 refused, 1 duplicates"


def test_it_keeps_the_figures_that_shared_mode_tells(sample):
    kept = passport(sample, "", [exhibit("bars", sample)], MADE_ON).shown[0]
    told = asking(sample, Filters()).ask(EXITS).rows
    [figures] = kept.figures
    assert (figures.view, figures.cut) == ("exits", 0)
    assert [row["journeys"] for row in figures.rows] == [row["journeys"] for row in told]
    assert kept.definitions["touchpoint"] and kept.n == 165


def test_numbers_keep_twelve_digits(sample):
    rows = passport(sample, "", [exhibit("drawing", sample)], MADE_ON).shown[0].figures[0].rows
    exact = asking(sample, Filters()).ask("touchpoints").rows[0]["mean_valence_low"]
    kept = rows[0]["mean_valence_low"]
    assert kept != exact and kept == float(f"{exact:.12g}")


def test_a_long_answer_is_cut_and_says_so(sample):
    made = exhibit("bars", sample)
    long = replace(made.answers[0], rows=made.answers[0].rows * 40)
    kept = passport(sample, "", [replace(made, answers=(long,))], MADE_ON).shown[0].figures[0]
    assert len(kept.rows) == ROWS_LIMIT and kept.cut == len(long.rows) - ROWS_LIMIT > 0


def test_what_is_packed_comes_back(sample):
    made = collection(sample).passport
    assert HOSTILE in made.shown[0].title
    assert packed(made).isascii() and unpacked(packed(made)) == made


def test_a_file_that_calls_the_checksum_content_is_read(sample):
    """As all did before: it says whether the events are the same, whichever word it has for them."""
    made = passport(sample, "", [], MADE_ON)
    kept = json.loads(zlib.decompress(base64.b64decode(packed(made))))
    kept["content"] = kept.pop("checksum")
    old = unpacked(base64.b64encode(zlib.compress(json.dumps(kept).encode())).decode())
    assert old == made and old.checksum == sample.content
    assert "The events are the same as in the file." in verify(old, sample).notes


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no base64!",
        base64.b64encode(b"no zlib").decode(),
        base64.b64encode(zlib.compress(b"no json")).decode(),
        base64.b64encode(zlib.compress(b"[]")).decode(),
        base64.b64encode(zlib.compress(json.dumps({"dataset": 1}).encode())).decode(),
        base64.b64encode(zlib.compress(b"[" * 100_000)).decode(),
        base64.b64encode(zlib.compress(b" " * (JSON_LIMIT + 1))).decode(),
    ],
)
def test_what_is_no_passport_is_one_sentence(text):
    with pytest.raises(UserError, match="cut or changed"):
        unpacked(text)


def test_half_a_passport_is_none(sample):
    whole = packed(collection(sample).passport)
    with pytest.raises(UserError, match="cut or changed"):
        unpacked(whole[: len(whole) // 8 * 4])


def test_the_version_is_that_of_the_changelog():
    import re

    import journey
    from tests.conftest import ROOT

    headings = re.findall(
        r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    numbers = [tuple(map(int, heading.split("."))) for heading in headings if heading[0].isdigit()]
    version, _, is_open = journey.__version__.partition(".dev")
    number = tuple(map(int, version.split(".")))
    assert number > numbers[0] if headings[0] == "Unreleased" else number == numbers[0]
    assert bool(is_open) == (headings[0] == "Unreleased")


def test_the_limit_is_for_all_answers_of_an_exhibit_together(sample):
    made = exhibit("drawing", sample)
    several = replace(made, answers=made.answers * 20)
    rows = len(made.answers[0].rows)
    kept = passport(sample, "", [several], MADE_ON).shown[0].figures
    assert sum(len(figures.rows) for figures in kept) == ROWS_LIMIT < 20 * rows
    assert sum(figures.cut for figures in kept) == 20 * rows - ROWS_LIMIT
