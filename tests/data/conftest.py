"""The sample as the second implementation has it, read once."""

import math

import pyarrow.parquet as parquet
import pytest

from journey.ingest.fields import FIELDS
from tests import reference
from tests.logs import NUMBERS, TEXTS, TIMES, reference_definition


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
