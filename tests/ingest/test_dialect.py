"""Where a table begins in a text: what stands above it has fewer columns, or one filled cell."""

import io

import pytest

from journey.ingest.dialect import find_dialect

TABLE = "customer_id,occurred_at,touchpoint\n" + "".join(
    f"c{number},2025-01-0{number},Ad\n" for number in range(1, 6)
)


@pytest.mark.parametrize(
    ("above", "rows_above"),
    [("", 0), ("Report,2025\n", 1), ("Report,,\n", 1), ("Report,2025\nof,May\n", 2)],
)
def test_rows_above_the_table_are_no_header(above, rows_above):
    dialect, _ = find_dialect(lambda: io.StringIO(above + TABLE), "log.csv", None, None)
    assert (dialect.rows_above, dialect.header_rows) == (rows_above, 1)
