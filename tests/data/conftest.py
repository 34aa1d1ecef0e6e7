"""The sample and sepsis as the second implementation has them, each read once."""

import csv
import math

import pyarrow.parquet as parquet
import pytest

from journey.ingest.fields import FIELDS
from tests import reference
from tests.logs import NUMBERS, TEXTS, TIMES, event, reference_definition, reference_events


@pytest.fixture(scope="session")
def sample_log(sample, sample_file):
    rows = parquet.read_table(sample_file).to_pylist()
    return reference.build(
        [
            {
                "event_no": number,
                **{name: row[name] for name in TEXTS},
                **{
                    name: row[name] and row[name].replace(tzinfo=None)
                    for name in ("occurred_at", *TIMES)
                },
                **{
                    name: None if row[name] is None or math.isnan(row[name]) else float(row[name])
                    for name in NUMBERS
                },
                "attributes": {name: value for name, value in row.items() if name not in FIELDS},
            }
            for number, row in enumerate(rows, 1)
        ],
        reference_definition(sample.definition),
    )


@pytest.fixture(scope="session")
def sepsis_log(sepsis, real_data):
    with (real_data / "sepsis_patient_journey" / "sepsis.csv").open(encoding="utf-8") as file:
        records = list(csv.DictReader(file, delimiter=";"))
    rows = [
        event(
            row["Case ID"],
            row["Complete Timestamp"],
            row["Activity"],
            channel=row["org:group"],
            Diagnose=row["Diagnose"],
        )
        for row in records
    ]
    return reference.build(reference_events(rows), reference_definition(sepsis.definition))
