"""Each of the seventeen export layouts, with its traps, is recognised from its header and loads through its preset.

Beside each file in `layouts/` stands what it means, written from the layout's description by somebody who had not seen the
presets: NAME.json or .csv and NAME.expected.json, the preset's name first.
"""

import json
from pathlib import Path

import pytest

from journey.data import store
from journey.data.generation import open_generation
from journey.ingest.layouts import presets
from journey.model.definition import default_definition
from journey.use.load import load
from journey.use.preview import preview_file
from tests.logs import load_options

LAYOUTS = Path(__file__).parent / "layouts"
FILES = sorted(path for path in LAYOUTS.iterdir() if not path.name.endswith(".expected.json"))
ACCOUNT = ("rows_read", "loaded", "refused", "duplicates", "conflicts", "events")
NUMBERS = ("nps", "csat", "ces", "revenue")
CHANNELS = {
    **{name.lower(): name for name in default_definition().channels.values()},
    **default_definition().channels,
}


def expected(path: Path) -> dict:
    return json.loads(path.with_suffix(".expected.json").read_text(encoding="utf-8"))


def test_every_layout_has_a_file_and_its_preset():
    described = [path.stem.split(".")[0] for path in FILES]
    assert set(described) == set(presets()) and len(presets()) == 17


def test_the_presets_are_those_of_the_layouts(real_data):
    """But for one that follows the tool's public API description and is not described there."""
    described = json.loads((real_data / "EXPORT_SCHEMAS.json").read_text(encoding="utf-8"))
    assert set(presets()) == {*described, "intercom_conversation_parts_api"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_it_loads_through_its_preset(tmp_path, path):
    known = expected(path)
    options = load_options(assumed=tuple(known.get("assume", ())))
    preview = preview_file(tmp_path / "db", "log", path, options, tmp_path)[0]
    assert preview.plan.recipe.name == path.stem.split(".")[0]
    report = load(tmp_path / "db", "log", path, options)
    assert {name: getattr(report, name) for name in ACCOUNT} == {
        name: known[name] for name in ACCOUNT
    }
    _refused_as_expected(report, known)
    assert set(known["attributes_present"]) <= set(report.attributes)
    assert not set(known["attributes_absent"]) & set(report.attributes)
    generation = open_generation(store.current_generation(tmp_path / "db", "log"))
    customers = generation.rows("select count(distinct customer_id) from events")[0][0]
    assert customers == known["customers"]
    loaded_events = events(generation)
    expected_events = sorted((complete(event) for event in known["events_list"]), key=order)
    assert [
        restricted_to(event, expected)
        for event, expected in zip(loaded_events, expected_events, strict=True)
    ] == expected_events


def _refused_as_expected(report, known: dict) -> None:
    assert len(report.refused_rows) == len(known["refused_rows"])
    for row, (line, word) in zip(report.refused_rows, known["refused_rows"], strict=True):
        assert line in (None, row.line) and word in f"{row.subject} {row.reason}"


def complete(event: dict) -> dict:
    """An event as it is expected; a number is one, whatever its form, and a channel, whatever the definition knows it by."""
    known = {
        **event,
        **(
            {"channel": CHANNELS.get(event["channel"].lower(), event["channel"])}
            if event.get("channel")
            else {}
        ),
    }
    return {
        name: float(value) if name in NUMBERS and value is not None else value
        for name, value in known.items()
    }


def events(generation) -> list[dict]:
    """All events, with their attributes by name."""
    names = [
        row[0]
        for row in generation.rows(
            "select column_name from duckdb_columns() where table_name = 'events' order by column_index"
        )
    ]
    rows = [dict(zip(names, row, strict=True)) for row in generation.rows("select * from events")]
    for row in rows:
        row["occurred_at"] = (
            row["occurred_at"].isoformat(timespec="milliseconds").replace(".000", "") + "Z"
        )
        row["attributes"] = {
            name: row[f"a{number}"] for name, number in generation.attributes.items()
        }
    return sorted(
        (
            complete(
                {
                    name: value
                    for name, value in row.items()
                    if name not in NUMBERS or value is not None
                }
            )
            for row in rows
        ),
        key=order,
    )


def order(event: dict) -> tuple:
    return (
        event["customer_id"],
        event["occurred_at"],
        event["touchpoint"],
        event.get("event_id") or event.get("case_id") or "",
        event.get("comment") or "",
    )


def restricted_to(event: dict, expected: dict) -> dict:
    """Of an event the fields that the expected one has."""
    restricted = {name: event.get(name) for name in expected}
    if "attributes" in expected:
        restricted["attributes"] = {
            name: event["attributes"].get(name) for name in expected["attributes"]
        }
    return restricted
