"""Small logs: written as CSV for the product, and as dicts for the second implementation."""

import csv
from datetime import UTC, datetime
from pathlib import Path

from journey.data import store
from journey.data.generation import Generation, open_generation
from journey.ingest.fields import FIELDS
from journey.ingest.layouts import named_layout
from journey.ingest.mapping_words import MappingWords, parse_words
from journey.model.definition import Definition
from journey.use.load import LoadOptions, load

TEXTS = (
    *("customer_id", "journey_id", "touchpoint", "stage", "channel", "emotion", "comment"),
    *("case_id", "reason", "actor", "case_event", "service_mode", "order_id", "friction"),
    "referred_by",
)
DAY_LENGTH = len("2025-01-01")
TIMES = ("promised_at", "resolved_at", "first_response_at")
NUMBERS = ("valence", "nps", "csat", "ces", "revenue", "cost")


def event(customer: str, at: str, touchpoint: str, **more) -> dict:
    """One row of a file; `at` is an ISO time, or a day for its first second; more are fields or attributes."""
    moment = (
        f"{at}T00:00:00" if len(at) == DAY_LENGTH else at
    )  # a day alone is read by much longer queries
    return {"customer_id": customer, "occurred_at": moment, "touchpoint": touchpoint, **more}


def write_csv(path: Path, rows: list[dict]) -> Path:
    columns = list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, columns, restval="")
        writer.writeheader()
        writer.writerows(
            {name: "" if value is None else value for name, value in row.items()} for row in rows
        )
    return path


def load_options(
    mapping=(),
    fixed=(),
    events=(),
    questions=(),
    drop=(),
    assumed=(),
    is_survey=False,
    preset="",
    **options,
) -> LoadOptions:
    """The options of a load, what is said of its file in the words of the command line."""
    words = MappingWords(mapping, fixed, events, questions, drop, assumed, is_survey)
    return LoadOptions(recipe=parse_words(words), layout=named_layout(preset), **options)


def build(folder: Path, rows: list[dict], definition: str = "", **options) -> Generation:
    """The generation that loading these rows into an empty dataset gives; where journeys end well is answered: where it says."""
    if "[ends]" not in definition:
        definition += "\n[ends]\nare_settled = true\n"
    path = write_csv(folder / "log.csv", rows)
    load(folder / "db", "log", path, load_options(definition_toml=definition, **options))
    return open_generation(store.current_generation(folder / "db", "log"))


def reference_events(rows: list[dict]) -> list[dict]:
    """The same rows as the second implementation takes them."""
    return [_reference_event(number, row) for number, row in enumerate(rows, 1)]


# What the questions of a made log were asked on: many answers at one end of a scale alone would be asked about.
SCALES = ("scale.nps=0-10", "scale.csat=1-5", "scale.ces=1-7")


def as_read(generation: Generation, rows: list[dict]) -> list[dict]:
    """The rows in the order in which equal times were read: of a file that runs backwards in time, from the bottom up."""
    said = generation.loads[-1]["assumed"]
    return rows[::-1] if any("runs backwards in time" in sentence for sentence in said) else rows


def _reference_event(number: int, row: dict) -> dict:
    texts = {name: row.get(name) or None for name in TEXTS}
    numbers = {
        name: float(row[name]) if row.get(name) not in (None, "") else None for name in NUMBERS
    }
    times = {name: naive_utc(row[name]) if row.get(name) else None for name in TIMES}
    attributes = {name: value or None for name, value in row.items() if name not in FIELDS}
    return {
        "event_no": number,
        "occurred_at": naive_utc(row["occurred_at"]),
        **texts,
        **numbers,
        **times,
        "attributes": attributes,
    }


def naive_utc(text: str) -> datetime:
    moment = datetime.fromisoformat(text.replace("/", "-"))
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment


def reference_definition(definition: Definition) -> dict:
    """The product's definition as the second implementation takes it."""
    scales = {metric: definition.scale(metric) for metric in ("csat", "ces")}
    return {
        "stages": list(definition.stage_names),
        "touchpoints": dict(definition.touchpoint_stages),
        "channels": dict(definition.channels),
        "emotions": dict(definition.valences),
        "timezone": definition.timezone,
        "inactivity_days": definition.inactivity_seconds / 86_400,
        "contact_again_days": definition.contact_again_seconds / 86_400,
        "split_days": definition.split_seconds / 86_400 or None,
        "end": definition.end,
        "good_ends": definition.ends.good,
        "good_values": definition.ends.good_values,
        "undone_by": definition.ends.undone_by,
        "undone_by_customer": definition.ends.is_undone_by_customer,
        "passive": definition.ends.passive,
        "wait_targets": dict(definition.wait_targets),
        "weights": dict(definition.friction_weights),
        "expected_service_modes": {
            s.name: s.expected_service_mode or None for s in definition.stages
        },
        "csat_good": scales["csat"].good,
        "csat_bad": scales["csat"].bad,
        "ces_easy": scales["ces"].good,
        "ces_hard": scales["ces"].bad,
        "csat_scale": (scales["csat"].lowest, scales["csat"].highest),
        "ces_scale": (scales["ces"].lowest, scales["ces"].highest),
        "ces_best": scales["ces"].best,
        "targets": dict(definition.targets),
    }
